"""The engine against a naive evaluation in Python, over random ledgers."""

from contextlib import contextmanager, suppress
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sapar.kernel.access.context import acting_as
from sapar.kernel.errors import Invalid
from sapar.kernel.figures import Is, Measure, Question, Within, evaluate, evaluate_many, evaluation, plan, statement
from sapar.kernel.figures.tests import naive
from sapar.kernel.figures.tests.conftest import PEOPLE, PROJECTS, Draw, ledgers, write
from sapar.kernel.ledger.models import LedgerEntry
from sapar.kernel.places.models import Place

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.database]
random_ledgers = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

DIMENSIONS = ("sex", "age_band", "kind", "service", "district", "provider", "quarter", "month", "year", "project")
breakdowns = st.lists(st.sampled_from(DIMENSIONS), max_size=4, unique=True).map(tuple)


class _Undo(Exception):
    pass


@contextmanager
def undone(user):
    """Act as a user in a transaction that leaves nothing behind: the drawn people have no files."""
    with suppress(_Undo), acting_as(user), transaction.atomic():
        yield
        raise _Undo


def worn(role):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [role])


def _facts(user):
    """What a naive reader sees: the whole ledger, read as the figures role."""
    from sapar.kernel.access.context import figures_role

    with figures_role():
        return list(naive.facts())


@random_ledgers
@given(
    drawn=ledgers,
    by=breakdowns,
    measure=st.sampled_from(("people", "entries", "headcount", "quantity")),
    bounded=st.booleans(),
)
def test_every_cell_and_subtotal_is_what_a_naive_count_gives(
    cast: SimpleNamespace, two_projects: dict, drawn: list[Draw], by: tuple[str, ...], measure: str, bounded: bool
) -> None:
    within = Within(date(2021, 1, 5), date(2021, 4, 1)) if bounded else Within()
    question = Question(Measure(measure, unit="night" if measure == "quantity" else ""), within=within, by=by)
    with undone(cast.supervisor):
        write(cast, drawn)
        answer = evaluate(question)
        wanted = naive.answer(
            _facts(cast.supervisor), measure, by=by, codes=two_projects, since=within.since, until=within.until
        )
        assert dict(answer.matrix.cells) == wanted
        assert answer.value == wanted.get((None,) * len(by))


@random_ledgers
@given(drawn=ledgers, projects=st.lists(st.sampled_from(list(PROJECTS)), min_size=1, unique=True), by=breakdowns)
def test_conditions_narrow_as_they_say(
    cast: SimpleNamespace, two_projects: dict, drawn: list[Draw], projects: list, by: tuple[str, ...]
) -> None:
    where = (Is("kind", ("legal",)), Is("place", ("KG-O",)), Is("project", tuple(two_projects[p] for p in projects)))
    inside = {p.id for p in Place.objects.filter(code__startswith="KG-O")}
    with undone(cast.supervisor):
        write(cast, drawn)
        for measure in ("people", "entries"):
            wanted = naive.answer(
                _facts(cast.supervisor), measure, by=by, projects=set(projects), codes=two_projects,
                keep=lambda e, v: e.kind.startswith("legal") and e.place_id in inside,
            )  # fmt: skip
            assert dict(evaluate(Question(Measure(measure), where=where, by=by)).matrix.cells) == wanted


@random_ledgers
@given(drawn=ledgers)
def test_facts_kept_by_triggers_are_those_made_anew(cast: SimpleNamespace, drawn: list[Draw]) -> None:
    with undone(cast.supervisor):
        write(cast, drawn)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE sapar_figures")
            cursor.execute(
                "SELECT count(*) FROM (SELECT * FROM ledger_fact EXCEPT ALL SELECT * FROM ledger_fact_expected) x"
            )
            extra = cursor.fetchone()[0]
            cursor.execute(
                "SELECT count(*) FROM (SELECT * FROM ledger_fact_expected EXCEPT ALL SELECT * FROM ledger_fact) x"
            )
            assert (extra, cursor.fetchone()[0]) == (0, 0)


@random_ledgers
@given(drawn=ledgers)
def test_a_portfolio_in_one_pass_is_what_each_project_answers(
    cast: SimpleNamespace, two_projects: dict, drawn: list[Draw]
) -> None:
    questions = [
        Question(where=(Is("kind", ("legal",)),)),
        Question(where=(Is("sex", ("female",)),), within=Within(since=date(2021, 3, 31))),
        Question(within=Within(until=date(2021, 4, 1))),
        Question(Measure("entries")),
    ]
    with undone(cast.supervisor):
        write(cast, drawn)
        found = evaluate_many(questions)
        for code in two_projects.values():
            assert found[code] == [evaluate(q.narrowed("project", (code,))).value for q in questions]


def test_nothing_recorded_is_not_zero(cast: SimpleNamespace, two_projects: dict) -> None:
    with acting_as(cast.supervisor):
        assert evaluate(Question(where=(Is("kind", ("return",)),), by=("sex",))).value is None
        assert evaluate(Question(Measure("headcount"))).value is None


def test_a_figure_as_of_a_moment_does_not_see_what_came_later(cast: SimpleNamespace, two_projects: dict) -> None:
    draw = Draw(0, "female", 25, "legal", None, date(2021, 1, 5), "day", (), None, False)
    with undone(cast.supervisor):
        write(cast, [draw])
        before = LedgerEntry.objects.latest("recorded_at").recorded_at
        write(cast, [Draw(1, "male", 25, "legal", None, date(2021, 1, 5), "day", (), None, False)])
        assert evaluate(Question(), as_of=before).value == 1
        assert evaluate(Question()).value == 2
        assert evaluate(Question(), after=before).value == 1


def test_linked_duplicates_are_one_person(
    cast: SimpleNamespace, two_projects: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever `ledger_same_person` names one key counts once, at every level."""
    same = ", ".join(f"('{p}'::uuid, '{PEOPLE[5]}'::uuid, now(), NULL::timestamptz)" for p in PEOPLE[:2])
    view = f"(SELECT * FROM (VALUES {same}) linked (person_id, key, since, until)) linked"
    monkeypatch.setattr(statement, "SAME", statement.SAME.replace("ledger_same_person", view.removesuffix(" linked")))
    monkeypatch.setattr(plan, "LINKED", "true")
    drawn = [
        Draw(at, sex, 25, "legal", None, date(2021, 1, 5), "day", (), None, False)
        for at, sex in ((0, "female"), (1, "female"), (2, "male"))
    ]
    with undone(cast.supervisor):
        write(cast, drawn)
        answer = evaluate(Question(by=("sex",)))
        assert (answer.value, answer.matrix.cell(sex="female"), answer.matrix.cell(sex="male")) == (2, 1, 1)


def test_dictionaries_that_grow_meanwhile_make_it_ask_again(
    cast: SimpleNamespace, two_projects: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry of a new kind that arrives between plan and count is in the answer wholly or not at all."""
    made = []

    def late(question, told=None):
        made.append(plan.make(question, told))
        if len(made) == 1:
            worn("none")
            write(cast, [Draw(1, "male", 7, "return.travel", "KG-GO", date(2021, 1, 5), "day", (), None, False)])
            worn("sapar_figures")
        return made[-1]

    monkeypatch.setattr(evaluation, "make", late)
    with undone(cast.supervisor):
        write(cast, [Draw(0, "female", 25, "legal", None, date(2021, 1, 5), "day", (), None, False)])
        answer = evaluate(Question(by=("kind", "sex")))
    assert len(made) == 2
    assert answer.value == 2


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (Question(within=Within(date(2021, 2, 1), date(2021, 1, 1))), "ends before"),
        (Question(where=(Is("place", ("XX-gone",)),)), "not on record"),
        (Question(where=(Is("kind", ("no.such",)),)), "no entry"),
        (Question(where=(Is("project", ("gone",)),)), "not on record"),
        (Question(where=(Is("provider", ("gone",)),)), "not on record"),
        (Question(where=(Is("kind", ()),)), "no value"),
        (Question(Measure("quantity")), "different units"),
        (Question(Measure("money")), "without a rate"),
        (Question(Measure("things", register="gone")), "not known"),
        (Question(by=("star sign",)), "cannot be broken down"),
        (Question(by=("sex", "sex")), "twice"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_clearly(
    cast: SimpleNamespace, question: Question, words: str
) -> None:
    with acting_as(cast.supervisor), pytest.raises(Invalid, match=words):
        evaluate(question)


@given(
    by=breakdowns,
    since=st.one_of(st.none(), st.dates()),
    until=st.one_of(st.none(), st.dates()),
    kinds=st.lists(st.text(max_size=5)),
)
def test_a_question_survives_json(
    by: tuple[str, ...], since: date | None, until: date | None, kinds: list[str]
) -> None:
    question = Question(Measure("quantity", unit="night"), (Is("kind", tuple(kinds)),), Within(since, until), by)
    assert Question.from_json(question.as_json()) == question


def test_definitions_of_the_first_release_are_read() -> None:
    old = {"kinds": ["legal"], "providers": ["iom"], "since": "2021-01-01", "measure": "people"}
    assert Question.from_json(old) == Question(
        where=(Is("kind", ("legal",)), Is("provider", ("iom",))), within=Within(since=date(2021, 1, 1))
    )
    with pytest.raises(Invalid):
        Question.from_json({"schema": 99})
