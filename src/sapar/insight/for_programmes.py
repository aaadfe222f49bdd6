"""Answers of the figure service to the indicators of projects: the other end of programmes/reading.py."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sapar.insight.figures import newest, question_of
from sapar.insight.models import Definition
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.figures import Question, Within, evaluate, explain
from sapar.kernel.figures.algebra import OF_REGISTERS
from sapar.kernel.figures.registry import registers
from sapar.programmes import reading
from sapar.programmes.models import Project
from sapar.programmes.reading import Asked, Reading


def offered(user: User) -> list[tuple[str, str]]:
    """Every definition, for whoever may see figures."""
    return [(each.code, str(each)) for each in newest()] if policy.may(user, "view", "figure") else []


def words(code: str) -> str:
    """The newest version of a definition in words; "" for a code of another room."""
    found = _newest(code)
    return explain(question_of(found)) if found else ""


def read(user: User, project: Project, asked: Sequence[Asked]) -> dict[str, Reading]:
    """Each definition asked for one project, to date or for a period."""
    found: dict[str, Reading] = {}
    for code, since, until in asked:
        definition = _newest(code)
        if definition is None:
            continue
        question = _of_project(question_of(definition), project)
        if since or until:
            question = replace(question, within=Within(since, until))
        answer = evaluate(question)
        value = None if answer.value is None else Decimal(answer.value)
        found[code] = Reading(value, as_of=answer.as_of.date())
    return found


def _newest(code: str) -> Definition | None:
    return Definition.objects.filter(code=code).order_by("-version").first()


def _of_project(question: Question, project: Project) -> Question:
    """The question about this project alone, where what it counts knows projects."""
    whole = question.broken_down()
    if question.measure.of in OF_REGISTERS and "project" not in registers()[question.measure.register].dimensions:
        return whole
    return whole.narrowed("project", (project.code,))


reading.register_provider("figures", offered=offered, words=words, read=read)
