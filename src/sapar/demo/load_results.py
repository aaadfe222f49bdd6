"""Loads what the projects promised and did: logframes, the register of work, dates, sections of documents."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from sapar.demo.upsert import Upsert, body, day, place, term
from sapar.kernel.access.models import User
from sapar.programmes.actions.work import Work, count_people
from sapar.programmes.models import (
    Document,
    DocumentSection,
    Framework,
    FrameworkStatus,
    Indicator,
    Project,
    Result,
    ResultTerm,
    Target,
    WorkplanItem,
    WorkRecord,
)

type Node = dict[str, Any]


def sections(load: Upsert, nodes: list[Node]) -> None:
    for node in nodes:
        row = load.put(
            DocumentSection,
            {"document": Document.objects.get(code=node["document"]), "order": node["order"]},
            {"heading": node["heading"], "labels": node.get("labels", {})},
        )
        load.cite(row, node.get("facts"))


def frameworks(load: Upsert, nodes: list[Node]) -> None:
    """Version 1 of each logframe, approved by whoever published the document. Later versions are made by people."""
    for node in nodes:
        project = Project.objects.get(code=node["project"])
        document = Document.objects.get(code=node["document"])
        version = load.put(Framework, {"project": project, "number": 1, "document": document})
        is_new = version.status == FrameworkStatus.DRAFT
        for order, line in enumerate(node["results"]):
            _result(load, version, line, order, is_new=is_new)
        for order, line in enumerate(node["indicators"]):
            _indicator(load, version, line, order, is_new=is_new)
        if is_new:
            version.status, version.approved_at = FrameworkStatus.APPROVED, timezone.now()
            version.save()


def _result(load: Upsert, version: Framework, node: Node, order: int, *, is_new: bool) -> None:
    values: Node = {
        "level": node["level"],
        "parent": Result.objects.get(framework=version, code=node["parent"]) if node.get("parent") else None,
        "number": node.get("number", ""),
        "printed_as": node.get("printed_as") or "",
        "called": node.get("called", ""),
        "statements": node["statements"],
        "statement_lang": next(iter(node["statements"])),
        "place": place(node.get("place")),
        "order": order,
    }
    # An approved version is never written again, in the demo as anywhere.
    row = load.put(Result, {"framework": version, "code": node["code"]}, values if is_new else None)
    load.cite(row, node.get("facts"))
    for line in node.get("terms", []):
        keys = {"result": row, "list": line["list"], "term": term(line["list"], line["term"])}
        spoken = load.put(ResultTerm, keys, {"stated_as": line["stated_as"]} if is_new else None)
        load.cite(spoken, line.get("facts"), "term")


def _indicator(load: Upsert, version: Framework, node: Node, order: int, *, is_new: bool) -> None:
    values: Node = {
        "result": Result.objects.get(framework=version, code=node["result"]),
        "labels": node["labels"],
        "words": node.get("words", {}),
        "kind": node.get("kind", "number"),
        "unit": node.get("unit", {}),
        "source": node["source"],
        "definition": node.get("definition", ""),
        "never_add_to": node.get("never_add_to", []),
        "order": order,
    }
    row = load.put(Indicator, {"framework": version, "code": node["code"]}, values if is_new else None)
    load.cite(row, node.get("facts"))
    if wanted := node["target"]:
        promised = {"value": Decimal(wanted["value"]), "qualifier": wanted["qualifier"]}
        target = load.put(Target, {"indicator": row, "starts": None}, promised if is_new else None)
        load.cite(target, wanted.get("facts"), "value")


def work(load: Upsert, nodes: list[Node], by: User | None) -> None:
    """The register of work. Head counts are entries of the ledger and need somebody who records them."""
    for node in nodes:
        told = _told(node)
        row = load.put(
            WorkRecord,
            {"code": node["code"]},
            {
                "project": Project.objects.get(code=node["project"]),
                "kind": told.kind, "labels": told.labels, "status": told.status, "stated_as": told.stated_as,
                "activity": told.activity, "type": told.type, "place": told.place, "provider": told.provider,
                "on": told.on, "on_precision": told.on_precision, "until": told.until,
                "until_precision": told.until_precision, "days": told.days, "number": told.number,
                "qualifier": "exact" if told.number is not None else "", "part_of": told.part_of,
                "destroyed": told.destroyed, "destroyed_precision": told.destroyed_precision,
            },
        )  # fmt: skip
        load.cite(row, node.get("facts"))
        if by is not None and told.people is not None:
            load.changed += count_people(row, told, by=by)


def _told(node: Node) -> Work:
    return Work(
        kind=node["kind"], labels=node["labels"], status=node["status"], stated_as=node.get("stated_as", ""),
        activity=node.get("activity", ""), type=node.get("type", ""), place=place(node.get("place")),
        provider=body(node["provider"]) if node.get("provider") else None, on=day(node.get("on")),
        on_precision=node.get("on_precision", ""), until=day(node.get("until")),
        until_precision=node.get("until_precision", ""), days=node.get("days"),
        number=Decimal(node["number"]) if node.get("number") else None, people=node.get("people"),
        group=term("beneficiary_group", node["group"]) if node.get("group") else "",
        service=term("service", node["service"]) if node.get("service") else "",
        part_of=WorkRecord.objects.get(code=node["part_of"]) if node.get("part_of") else None,
        destroyed=day(node.get("destroyed")), destroyed_precision=node.get("destroyed_precision", ""),
    )  # fmt: skip


def workplan(load: Upsert, nodes: list[Node]) -> None:
    for node in nodes:
        row = load.put(
            WorkplanItem,
            {"project": Project.objects.get(code=node["project"]), "activity": node["activity"]},
            {
                "labels": node["labels"],
                "due": day(node["due"]),
                "due_precision": node["due_precision"],
                "responsible": body(node["responsible"]),
            },
        )
        load.cite(row, node.get("facts"))
