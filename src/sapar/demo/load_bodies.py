"""Loads documents, organisations, missions with their contacts, office holders and crises."""

from typing import Any

from sapar.demo.upsert import Upsert, body, day, organisation, place, spelled, term
from sapar.kernel.access.models import Office, Organisation, OrganisationAlias
from sapar.programmes.models import (
    Crisis,
    Document,
    MissionFocus,
    MissionPartner,
    MissionSet,
    OfficeHolder,
    OrganisationContact,
    OrganisationFigure,
)

type Node = dict[str, Any]


def organisations(load: Upsert, nodes: list[Node], *, missions: bool = False) -> None:
    """Bodies and, in a second pass, missions that are part of one of them."""
    for node in nodes:
        row = load.put(
            Organisation,
            {"code": node["code"]},
            {
                "labels": node["labels"],
                "kind": term("organisation_kind", "mission" if missions else node["kind"]),
                "country_code": node.get("country_code", ""),
                "place": place(node.get("place")),
                "parent": organisation(node.get("part_of")),
                "source_ref": f"{'mis' if missions else 'org'}-{node['code']}",
            },
        )
        if (missions or node.get("operational")) and not row.is_operational:
            # Only ever switched on: a site may give accounts to further organisations.
            row.is_operational = True
            row.save()
        load.cite(row, node.get("facts"))
        for alias in node.get("aliases", []):
            spelling = load.put(
                OrganisationAlias, {"organisation": row, "text": alias["text"], "language": alias["lang"]}
            )
            load.cite(spelling, alias.get("facts"))
        _figures(load, row, node.get("profile", []))


def _figures(load: Upsert, row: Organisation, nodes: list[Node]) -> None:
    for node in nodes:
        figure = load.put(
            OrganisationFigure,
            {"organisation": row, "figure": node["figure"]},
            {
                "value": node.get("value"),
                "qualifier": node.get("qualifier", ""),
                "since": day(node.get("since")),
                "since_precision": node.get("precision", ""),
            },
        )
        load.cite(figure, node.get("facts"))


def documents(load: Upsert, nodes: list[Node]) -> None:
    for node in nodes:
        row = load.put(
            Document,
            {"code": node["code"]},
            {
                "kind": node["kind"],
                "language": node["language"],
                "titles": node["titles"] or {},
                "title_lang": node["title_lang"] or "",
                "labels": node.get("labels", {}),
                "issued": day(node["issued"]),
                "issued_precision": node.get("issued_precision", ""),
                "publisher": organisation(node.get("publisher")),
                "funder": organisation(node.get("funder")),
                "funder_stated_as": spelled(node["funder_stated_as"], body(node["funder"])) if "funder" in node else "",
            },
        )
        load.cite(row, node.get("facts"))


def offices(load: Upsert, missions: list[Node]) -> None:
    for mission in missions:
        for node in mission.get("sub_offices", []):
            load.put(
                Office,
                {"source_ref": f"sub-{node['code']}"},
                {
                    "organisation": organisation(mission["code"]),
                    "labels": node["labels"],
                    "place": place(node["place"]),
                },
            )


def office_holders(load: Upsert, nodes: list[Node]) -> None:
    for node in nodes:
        office = Office.objects.get(source_ref=f"sub-{node['office']}") if node.get("office") else None
        row = load.put(
            OfficeHolder,
            {"code": node["code"]},
            {
                "name": node["name"],
                "name_latin": node.get("name_latin", ""),
                "position": node["position"] or {},
                "organisation": organisation(node["organisation"]),
                "office": office,
            },
        )
        load.cite(row, node.get("facts"))


def contacts(load: Upsert, nodes: list[Node]) -> None:
    for owner in nodes:
        for node in owner.get("contacts", []):
            person = OfficeHolder.objects.get(code=node["person"]) if node.get("person") else None
            row = load.put(
                OrganisationContact,
                {"organisation": body(owner["code"]), "kind": node["kind"], "value": node["value"]},
                {
                    "purpose": node["purpose"],
                    "person": person,
                    "stated_as": node.get("stated_as", ""),
                    "status": node.get("status", ""),
                    "document": Document.objects.get(code=node["document"]),
                },
            )
            load.cite(row, node.get("facts"))


def mission_work(load: Upsert, missions: list[Node], sets: list[Node]) -> None:
    """Whom missions work for and with, and which of them report together."""
    for node in missions:
        mission = body(node["code"])
        _focus(load, node, organisation=mission, mission_set=None)
        for partner in node.get("partners", []):
            who = body(partner["organisation"])
            spelling = spelled(partner.get("stated_as", ""), who)
            row = load.put(MissionPartner, {"mission": mission, "organisation": who}, {"stated_as": spelling})
            load.cite(row, partner.get("facts"), "organisation")
    for node in sets:
        together = load.put(MissionSet, {"code": node["code"]}, {"labels": node["labels"]})
        load.members(together.members, [body(code) for code in node["members"]])
        load.cite(together, node.get("facts"))
        _focus(load, node, organisation=None, mission_set=together)


def _focus(load: Upsert, node: Node, **of: Any) -> None:
    for key, name, list_ in (("groups", "group", "beneficiary_group"), ("services", "service", "service")):
        for line in node.get(key, []):
            row = load.put(
                MissionFocus,
                {**of, "list": list_, "term": term(list_, line[name])},
                {"stated_as": line.get("stated_as", "")},
            )
            load.cite(row, line.get("facts"), "term")


def crises(load: Upsert, nodes: list[Node]) -> None:
    for node in nodes:
        row = load.put(
            Crisis,
            {"code": node["code"]},
            {
                "term": term("crisis", node["term"]),
                "labels": node["labels"],
                "place": place(node["place"]),
                "began": day(node["began"]),
                "began_precision": node["began_precision"] or "",
            },
        )
        load.cite(row, node.get("facts"))
