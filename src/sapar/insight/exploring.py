"""The explorer: from the pickers of a page (a query string) to a question, and back."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from sapar.kernel.figures import Is, Measure, Of, Question, Within
from sapar.kernel.figures.algebra import OF_REGISTERS
from sapar.kernel.figures.checking import MOST_DIMENSIONS

#: Conditions that have a picker on the page. Any other dimension can be asked through a definition.
PICKED = ("kind", "place", "provider", "project", "sex", "age_band", "group", "citizenship", "determination")
MEASURES = {Of.QUANTITY: "unit", Of.MONEY: "currency"}


def question_from(cleaned: Mapping[str, Any]) -> Question:
    """The question that the form describes."""
    of = Of(cleaned.get("of") or Of.PEOPLE)
    extra: dict[str, str] = {}
    if of in MEASURES:
        extra = {MEASURES[of]: cleaned.get(MEASURES[of]) or ""}
    if of in OF_REGISTERS:
        extra = {"register": cleaned.get("register") or ""}
    where = tuple(
        Is(code, tuple(values)) for code in PICKED if of not in OF_REGISTERS and (values := cleaned.get(code))
    )
    by = tuple(dict.fromkeys(code for at in range(1, 5) if (code := cleaned.get(f"by{at}"))))[:MOST_DIMENSIONS]
    return Question(Measure(of, **extra), where, Within(cleaned.get("since"), cleaned.get("until")), by)


def query_of(question: Question) -> str:
    """The same question as a query string: an address to share, since it names no person."""
    told: list[tuple[str, str]] = [("of", question.measure.of.value)]
    told += [(name, value) for name in ("unit", "currency", "register") if (value := getattr(question.measure, name))]
    told += [(each.dimension, value) for each in question.where if each.dimension in PICKED for value in each.values]
    days = {"since": question.within.since, "until": question.within.until}
    told += [(name, day.isoformat()) for name, day in days.items() if day]
    told += [(f"by{at}", code) for at, code in enumerate(question.by, start=1)]
    return urlencode(told)


def initial_of(question: Question) -> QueryDict:
    """The question as the form's data."""
    return QueryDict(query_of(question))
