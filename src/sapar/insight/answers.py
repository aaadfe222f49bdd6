"""Answers of this room to ``sapar facts``: figures are asked of the ledger, as everywhere."""

from sapar.insight import figures
from sapar.insight.models import Definition, PrintedFigure
from sapar.insight.queries import ASSISTED
from sapar.programmes.facts import Answer, register_answer


def _definition() -> Definition | None:
    return Definition.objects.filter(code=ASSISTED).order_by("-version").first()


def assisted() -> Answer | None:
    """S3-02a: unique people assisted by the missions of Central Asia, as the first issued bulletin printed them.

    Before anything is issued the live figure answers. Later services move the live figure, never the issue.
    """
    definition = _definition()
    if definition is None:
        return None
    printed = PrintedFigure.objects.filter(definition__code=ASSISTED).order_by("bulletin__number").first()
    live = figures.evaluate(definition)
    value, qualifier = (printed.value, printed.qualifier) if printed else (live.value, live.qualifier)
    if value is None:
        return None
    where = f"{definition.code}, " + (f"bulletin {printed.bulletin.number}; live: {live.value}" if printed else "live")
    return Answer(str(value), "people", qualifier, source="figure", where=where)


def since() -> Answer | None:
    """S3-02b: the first day of the counting period, as the definition holds it."""
    definition = _definition()
    day = figures.question_of(definition).within.since if definition else None
    if definition is None or day is None:
        return None
    return Answer(day.isoformat(), "date", date_precision="since", source="figure", where=f"{definition.code}.since")


register_answer("S3-02a", assisted)
register_answer("S3-02b", since)
