"""The slow, independent way: every live entry in Python, sets of people per cell. Knows nothing of the engine."""

from collections import defaultdict
from decimal import Decimal
from itertools import product

from sapar.kernel.access.models import Organisation
from sapar.kernel.ledger.models import EntryShare, LedgerEntry
from sapar.kernel.places.models import Place


def _district(place):
    while place is not None and place.level not in ("district", "city"):
        place = place.parent
    return place.code if place else ""


def _month(entry):
    return f"{entry.on:%Y-%m}" if entry.on and entry.on_precision in ("day", "month") else ""


def _quarter(entry):
    month = _month(entry)
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}" if month else ""


def facts(*, as_of=None):
    """(entry, {dimension: value}, {project id or None: money}) of every entry that counts."""
    entries = list(LedgerEntry.objects.all())
    known = [e for e in entries if as_of is None or e.recorded_at <= as_of]
    gone = {e.reverses_id for e in known if e.reverses_id}
    places = {p.id: p for p in Place.objects.select_related("parent__parent__parent__parent")}
    codes = dict(Organisation.objects.values_list("id", "code"))
    shares = defaultdict(list)
    for share in EntryShare.objects.all():
        shares[share.entry_id].append(share)
    for e in known:
        if e.reverses_id or e.id in gone:
            continue
        values = {
            "sex": e.sex, "age_band": e.age_band, "group": e.group, "citizenship": e.citizenship, "kind": e.kind,
            "service": e.kind.split(".")[0], "district": _district(places.get(e.place_id)), "provider": codes[e.provider_id],
            "quarter": _quarter(e), "month": _month(e), "year": str(e.on.year) if e.on else "",
        }  # fmt: skip
        yield e, values, {s.project_id: s for s in shares[e.id] if s.project_id}


def answer(rows, measure, *, by=(), projects=None, codes=None, since=None, until=None, keep=lambda e, v: True):
    """{key: value} of every cell and subtotal. ``projects``: ids asked for; ``codes``: {id: code} for by project."""
    people, sums = defaultdict(set), defaultdict(dict)
    for entry, values, shares in rows:
        if (since or until) and entry.on is None:
            continue
        if (since and entry.on < since) or (until and entry.on > until) or not keep(entry, values):
            continue
        for project in [p for p in shares if projects is None or p in projects] or ([None] if projects is None else []):
            told = {**values, "project": (codes or {}).get(project, "")}
            for key in product(*((None, told[code]) for code in by)):
                if measure == "people":
                    if entry.person_id:
                        people[key].add(entry.person_id)
                    continue
                weight = {"entries": 1, "headcount": entry.headcount, "quantity": entry.quantity}.get(measure)
                if weight is not None:
                    sums[key][entry.id] = weight
    if measure == "people":
        return {key: len(found) for key, found in people.items()}
    return {key: sum(found.values(), Decimal(0)) for key, found in sums.items()}
