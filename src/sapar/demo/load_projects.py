"""Loads projects with everything that is said of them."""

from typing import Any

from sapar.demo.upsert import Upsert, body, day, money, place, spelled, term
from sapar.kernel import places
from sapar.programmes.models import (
    Budget,
    Crisis,
    Document,
    Project,
    ProjectContribution,
    ProjectDonor,
    ProjectGroup,
    ProjectLocation,
    ProjectMission,
    ProjectNeed,
    ProjectPartner,
    ProjectSector,
    ProjectService,
    ProjectSet,
    UnnamedPlaces,
)
from sapar.programmes.models.links import ProjectBody, ProjectTerm

type Node = dict[str, Any]

_BODIES: tuple[tuple[str, type[ProjectBody]], ...] = (("donors", ProjectDonor), ("partners", ProjectPartner))
_TERMS: tuple[tuple[str, str, type[ProjectTerm]], ...] = (
    ("groups", "group", ProjectGroup),
    ("needs", "need", ProjectNeed),
    ("sectors", "sector", ProjectSector),
    ("services", "service", ProjectService),
)


def projects(load: Upsert, nodes: list[Node]) -> None:
    for node in nodes:
        row = load.put(Project, {"code": node["code"]}, _columns(node))
        load.cite(row, node.get("facts"))
        _budget(load, row, node)
        _bodies(load, row, node)
        _places(load, row, node)
        _terms(load, row, node)
    # Parents and predecessors may stand further down in the file.
    for node in nodes:
        wanted = {"parent": _other(node.get("parent")), "predecessor": _other(node.get("predecessor"))}
        load.put(Project, {"code": node["code"]}, wanted)


def _columns(node: Node) -> Node:
    return {
        "titles": node["titles"] or {},
        "title_lang": node["title_lang"] or "",
        "labels": node.get("labels", {}),
        "implementer": body(node["implementer"]),
        # The mission whose project it is answers for it in this system; another's closed project has none.
        "lead": body(node["missions"][0]) if node["missions"] else None,
        "implementer_stated_as": spelled(node.get("implementer_stated_as", ""), body(node["implementer"])),
        "duration_months": node["duration_months"],
        "start": day(node["start"]),
        "start_precision": node.get("start_precision", ""),
        "end": day(node["end"]),
        "end_precision": node.get("end_precision", ""),
        "crisis": Crisis.objects.get(code=node["crisis"]) if node.get("crisis") else None,
        "document": _document(node),
    }


def _document(node: Node) -> Document:
    return Document.objects.get(code=node["document"])


def _other(code: str | None) -> Project | None:
    return Project.objects.get(code=code) if code else None


def _budget(load: Upsert, row: Project, node: Node) -> None:
    budget = load.put(Budget, {"project": row}, money(node["budget"]))
    if node["budget"]:
        load.cite(budget, node["budget"].get("facts"), "amount")


def _bodies(load: Upsert, row: Project, node: Node) -> None:
    for code in node["missions"]:
        load.put(ProjectMission, {"project": row, "organisation": body(code)})
    for key, model in _BODIES:
        for line in node.get(key, []):
            who = body(line["organisation"])
            spelling = spelled(line.get("stated_as", ""), who)
            link = load.put(model, {"project": row, "organisation": who}, {"stated_as": spelling})
            load.cite(link, line.get("facts"), "organisation")
    for line in node.get("contributors", []):
        who = body(line["organisation"])
        given = load.put(
            ProjectContribution,
            {"project": row, "organisation": who, "purpose": line["purpose"]},
            {"stated_as": spelled(line.get("stated_as", ""), who), **money(line)},
        )
        load.cite(given, line.get("facts"), "organisation")


def _places(load: Upsert, row: Project, node: Node) -> None:
    for line in node.get("locations", []):
        where = places.by_source(line["place"])
        location = load.put(
            ProjectLocation,
            {"project": row, "place": where, "role": line.get("role", "")},
            {"stated_as": spelled(line.get("stated_as", ""), where), "stated_level": line.get("stated_level") or ""},
        )
        load.cite(location, line.get("facts"), "place")
    for line in node.get("unnamed_places", []):
        counted = load.put(
            UnnamedPlaces,
            {"project": row, "unit": line["unit"], "role": line.get("role", "")},
            {"number": line["number"]},
        )
        load.members(counted.within, [places.by_source(ref) for ref in line["within"]])
        load.cite(counted, line.get("facts"), "number")


def _terms(load: Upsert, row: Project, node: Node) -> None:
    for key, name, model in _TERMS:
        for line in node.get(key, []):
            keys: Node = {"project": row, "term": term(model.LIST, line[name])}
            values: Node = {"stated_as": line.get("stated_as", "")}
            if model is ProjectService:
                # One service may stand several times: in other words, places or moments.
                keys |= values | {"place": place(line.get("place")), "moment": line.get("moment", "")}
                values = {}
            elif model is ProjectGroup:
                values["role"] = line.get("role", "")
            load.cite(load.put(model, keys, values), line.get("facts"), "term")


def project_sets(load: Upsert, nodes: list[Node]) -> None:
    for node in nodes:
        row = load.put(
            ProjectSet,
            {"code": node["code"]},
            {
                "labels": node["labels"],
                "document": _document(node),
                **money(node["budget"]),
            },
        )
        load.members(row.members, Project.objects.filter(code__in=node["members"]))
        load.cite(row, node["facts"])
        load.cite(row, node["budget"]["facts"], "amount")
