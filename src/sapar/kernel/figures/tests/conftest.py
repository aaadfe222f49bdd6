"""Random ledgers, posted as rooms post."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from hypothesis import strategies as st

from sapar.kernel import places
from sapar.kernel.figures import registry
from sapar.kernel.ledger.posting import Share, What, Who, post, reverse

PEOPLE = [uuid4() for _ in range(6)]
PROJECTS = {uuid4(): ("p-one", "One"), uuid4(): ("p-two", "Two")}
KINDS = ("legal", "legal.counselling", "humanitarian.food", "return.travel")
PLACES = (None, "KG-O/kara-suu", "KG-GO", "KG-O")
DAYS = (None, date(2021, 1, 5), date(2021, 3, 31), date(2021, 4, 1), date(2022, 2, 2))


@dataclass(frozen=True)
class Draw:
    """One entry to post; ``reversed`` says that it is taken back afterwards."""

    person: int | None
    sex: str
    age: int | None
    kind: str
    place: str | None
    day: date | None
    precision: str
    shares: tuple[tuple[int, int | None], ...]
    quantity: int | None
    reversed: bool


draws = st.builds(
    Draw,
    person=st.one_of(st.none(), st.integers(0, len(PEOPLE) - 1)),
    sex=st.sampled_from(("female", "male", "")),
    age=st.sampled_from((None, 7, 25, 44)),
    kind=st.sampled_from(KINDS),
    place=st.sampled_from(PLACES),
    day=st.sampled_from(DAYS),
    precision=st.sampled_from(("day", "month", "year")),
    shares=st.lists(
        st.tuples(st.integers(0, 1), st.sampled_from((None, 25, 50))), max_size=2, unique_by=lambda s: s[0]
    ).map(tuple),
    quantity=st.one_of(st.none(), st.integers(1, 9)),
    reversed=st.booleans(),
)
ledgers = st.lists(draws, max_size=14)


def write(cast: SimpleNamespace, drawn: list[Draw]) -> None:
    """Post the drawn entries and take back those that say so."""
    ids = list(PROJECTS)
    for draw in drawn:
        entry = post(
            by=cast.supervisor,
            organisation=cast.here,
            who=Who(
                person_id=None if draw.person is None else PEOPLE[draw.person],
                headcount=5 if draw.person is None else None,
                sex=draw.sex,
                age=draw.age,
            ),
            what=What(
                kind=draw.kind,
                provider=cast.there if draw.age == 44 else cast.here,
                on=draw.day,
                on_precision=draw.precision if draw.day else "unknown",
                quantity=None if draw.quantity is None else Decimal(draw.quantity),
                unit="night" if draw.quantity else "",
                place=places.get(draw.place) if draw.place else None,
            ),
            source_kind="test",
            source_id=uuid4(),
            shares=[
                Share(project_id=ids[at], share=None if part is None else Decimal(part) / 100)
                for at, part in draw.shares
            ],
        )
        if draw.reversed:
            reverse(entry, by=cast.supervisor)


@pytest.fixture
def two_projects(monkeypatch: pytest.MonkeyPatch) -> dict[UUID, str]:
    """The projects that the drawn ledgers name."""
    monkeypatch.setattr(registry, "_projects", [lambda: PROJECTS])
    return {id: code for id, (code, _name) in PROJECTS.items()}
