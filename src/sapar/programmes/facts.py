"""What the running system answers to each fact of the programme's sources.

A fact is answered by the record that a Citation names, or by a room above that registered itself:

    facts.register_answer("S3-02a", lambda: Answer("192", "people", "exact", source="figure", where="…"))
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.apps import apps
from django.utils import translation

from sapar.programmes.answers import READINGS, Answer
from sapar.programmes.models import Citation

__all__ = ["Answer", "answers", "register_answer"]

_REGISTERED: dict[str, Callable[[], Answer | None]] = {}


def register_answer(fact: str, question: Callable[[], Answer | None]) -> None:
    """Let a room answer a fact from its own records or figures; it wins over a citation.

    `question` is asked at every check and returns None as long as there is no record to answer from.
    """
    _REGISTERED[fact] = question


def answers(facts: Iterable[str]) -> dict[str, Answer | None]:
    """The answer to each fact, None where the system cannot say it yet. Values are read in English.

    Where records that hold the same fact do not agree, the answer shows what each says: it holds for none.
    """
    with translation.override("en"):
        cited = _from_records()
        return {fact: _registered(fact) or cited.get(fact) for fact in facts}


def _registered(fact: str) -> Answer | None:
    question = _REGISTERED.get(fact)
    return question() if question else None


def _from_records() -> dict[str, Answer]:
    citations: dict[str, list[Citation]] = {}
    for row in Citation.objects.all():
        citations.setdefault(row.fact, []).append(row)
    rows = _rows(citation for group in citations.values() for citation in group)
    found: dict[str, Answer] = {}
    for fact, group in citations.items():
        read = {_read(citation, rows, len(group)) for citation in group if (citation.model, citation.record) in rows}
        if len(read) > 1:
            found[fact] = replace(min(read, key=str), value=" / ".join(sorted(answer.value for answer in read)))
        elif read:
            found[fact] = read.pop()
    return found


def _rows(citations: Iterable[Citation]) -> dict[tuple[str, object], object]:
    """Every cited row, one question per table."""
    keys: dict[str, set[object]] = {}
    for citation in citations:
        keys.setdefault(citation.model, set()).add(citation.record)
    return {
        (model, row.pk): row
        for model, ids in keys.items()
        for row in apps.get_model(model)._default_manager.filter(pk__in=ids)
    }


def _read(citation: Citation, rows: dict[tuple[str, object], object], together: int) -> Answer:
    reading = READINGS[citation.model, citation.field]
    answer = reading(rows[citation.model, citation.record], together)
    return replace(answer, where=f"{citation.model}.{citation.field}")
