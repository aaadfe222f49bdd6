"""Recording services: what is frozen, what is refused, and that row and entry live and die together."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sapar.assistance.actions import Service, correct_delivery, record_delivery, void_delivery
from sapar.assistance.models import Delivery
from sapar.assistance.tests.conftest import Serve
from sapar.cases.actions import change_case, close_case, share_case
from sapar.cases.actions.facts import Facts
from sapar.cases.tests.conftest import Agrees, NewCase, NewPerson
from sapar.kernel import places, vault
from sapar.kernel.access.context import acting_as, figures_role
from sapar.kernel.access.models import Organisation
from sapar.kernel.errors import Invalid, NotAllowed, NotFound, StaleEdit, WorkflowRefused
from sapar.kernel.ids import uuid7
from sapar.kernel.ledger.models import LedgerEntry
from sapar.kernel.ledger.posting import Share, What, Who, post, reverse
from sapar.programmes.models import Project

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def project(cast: SimpleNamespace) -> Project:
    with acting_as(cast.project_manager):
        return Project.objects.create(code="test-project", labels={"en": "Test project"})


def live() -> list[tuple[str, Decimal | None]]:
    """What figures count: kind and quantity of every live entry."""
    with figures_role():
        return sorted(LedgerEntry.objects.live().values_list("kind", "quantity"))


def at_commit() -> None:
    """Check everything that is checked when a transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_what_is_true_at_the_time_is_frozen(
    cast: SimpleNamespace, new_person: NewPerson, new_case: NewCase, serve: Serve
) -> None:
    person = new_person(cast.caseworker, birth="12.03.2004", sex="female", citizenships=("UZ",))
    case = new_case(cast.caseworker, person=person, determination="possible_vot", group="vulnerable_migrants")
    entry = serve(cast.caseworker, case, on=date(2021, 3, 11), quantity=Decimal(2), unit="meal").entry
    with acting_as(cast.caseworker):
        change_case(by=cast.caseworker, case=case, facts=Facts(determination="actual_vot"))
        entry.refresh_from_db()
    frozen = (entry.sex, entry.age, entry.age_band, entry.citizenship, entry.determination, entry.group)
    assert frozen == ("female", 16, "12-17", "UZ", "possible_vot", "vulnerable_migrants")
    assert (entry.organisation, entry.provider, entry.case_id, entry.person_id) == (
        cast.here,
        cast.here,
        case.id,
        person.id,
    )
    at_commit()


@pytest.mark.parametrize(
    ("birth", "on", "precision", "age"),
    [
        ("1987", date(2021, 6, 1), "day", 33),  # 33 or 34: one band, the younger
        ("2003", date(2021, 6, 1), "day", None),  # 17 or 18: the band is open
        ("12.03.2003", date(2021, 3, 1), "month", None),  # turned 18 within the month
        ("12.03.1987", None, "unknown", None),
    ],
)  # fmt: skip
def test_an_age_is_stated_only_when_its_band_is_sure(
    cast: SimpleNamespace, new_person: NewPerson, new_case: NewCase, serve: Serve,
    birth: str, on: date | None, precision: str, age: int | None,
) -> None:  # fmt: skip
    case = new_case(cast.caseworker, person=new_person(cast.caseworker, birth=birth))
    assert serve(cast.caseworker, case, on=on, precision=precision).entry.age == age


def test_the_story_of_tbilisi(cast: SimpleNamespace, new_case: NewCase, serve: Serve) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    bodies = {
        code: Organisation.objects.create(code=code, labels={"en": code}, kind="state", is_operational=False)
        for code in ("a-hospital", "a-mayor", "a-charity", "a-government")
    }
    givers = [
        Share(organisation=bodies["a-mayor"]),
        Share(organisation=bodies["a-charity"]),
        Share(contributor="relatives"),
    ]
    surgery = serve(
        by, case, kind="humanitarian.medical.surgery", on=None, precision="unknown", quantity=Decimal(2),
        unit="surgery",
        provider=bodies["a-hospital"], place=places.get("GE-TB"), contributors=givers, note="Second vertebra",
    )  # fmt: skip
    serve(by, case, kind="return", on=None, precision="unknown")
    care = serve(
        by, case, kind="humanitarian.medical", on=date(2021, 2, 1), precision="month", provider=bodies["a-government"]
    )
    with acting_as(by):
        assert (surgery.data_class, care.data_class) == ("health", "health")
        assert surgery.entry.shares.count() == 3
        assert vault.read([surgery], ["note"], by=by)[surgery.pk]["note"] == "Second vertebra"
    assert [kind for kind, _n in live()] == ["humanitarian.medical", "humanitarian.medical.surgery", "return"]
    at_commit()


def test_sending_the_form_twice_counts_once(cast: SimpleNamespace, new_case: NewCase, serve: Serve) -> None:
    case, key = new_case(cast.caseworker), uuid4()
    assert serve(cast.caseworker, case, key=key) == serve(cast.caseworker, case, key=key)
    assert len(live()) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": timezone.localdate() + timedelta(days=1)}, "on"),
        ({"on": date(1986, 1, 1)}, "on"),  # before the birth
        ({"on": date(2021, 3, 1), "until": date(2021, 2, 1)}, "until"),
        ({"on": None, "precision": "day"}, "on"),
        ({"on": date(2021, 3, 1), "precision": "unknown"}, "on"),
        ({"kind": "no.such.service"}, "kind"),
        ({"unit": "bushel"}, "unit"),
        ({"quantity": Decimal(0)}, "quantity"),
        ({"amount": Decimal(5)}, "currency"),
        ({"amount": Decimal(-5), "currency": "KGS"}, "amount"),
        ({"amount": Decimal(5), "currency": "сом"}, "currency"),
        ({"contributors": [Share(contributor="nobody-known")]}, "contributors"),
        ({"contributors": [Share()]}, "contributors"),
        ({"contributors": [Share(contributor="relatives", share=Decimal("1.5"))]}, "projects"),
        ({"projects": [(uuid7(), None)]}, "projects"),
        ({"data_class": "secret"}, "data_class"),
        ({"provider": Organisation(code="never-saved")}, "provider"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(
    cast: SimpleNamespace, new_case: NewCase, serve: Serve, wrong: dict[str, object], field: str
) -> None:
    case = new_case(cast.caseworker)
    with pytest.raises(Invalid) as refused:
        serve(cast.caseworker, case, **wrong)
    assert refused.value.field == field
    assert live() == []


def test_payers_share_one_whole(cast: SimpleNamespace, new_case: NewCase, serve: Serve, project: Project) -> None:
    case, half = new_case(cast.caseworker), Decimal("0.5")
    for parts in ([(project.id, half), (project.id, half)], [(project.id, Decimal("0.6"))]):
        with pytest.raises(Invalid):
            serve(cast.caseworker, case, projects=parts, contributors=[Share(contributor="relatives", share=half)])
    delivery = serve(
        cast.caseworker, case, projects=[(project.id, half)], contributors=[Share(contributor="relatives", share=half)]
    )
    with acting_as(cast.caseworker):
        assert delivery.entry.shares.count() == 2


def test_a_closed_case_takes_no_service(cast: SimpleNamespace, new_case: NewCase, serve: Serve) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        close_case(by=by, case=case, reason="goals_met")
    with pytest.raises(WorkflowRefused) as refused:
        serve(by, case)
    assert "Reopen" in str(refused.value.advice)


def test_a_correction_leaves_the_figures_right(cast: SimpleNamespace, new_case: NewCase, serve: Serve) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    wrong = serve(by, case, quantity=Decimal(20), unit="meal")
    right = Service(kind="humanitarian.food", provider=cast.here, on=case.opened_on, quantity=Decimal(2), unit="meal")
    key = uuid4()
    with acting_as(by):
        new = correct_delivery(by=by, delivery=wrong, service=right, key=key)
        assert correct_delivery(by=by, delivery=wrong, service=right, key=key) == new
        assert new.replaces == wrong
        assert Delivery.objects.get(pk=wrong.pk).status == "corrected"
        with pytest.raises(WorkflowRefused):
            correct_delivery(by=by, delivery=wrong, service=right)
        with pytest.raises(StaleEdit):
            void_delivery(by=by, delivery=new, reason="Twice", version=7)
    assert live() == [("humanitarian.food", Decimal(2))]
    at_commit()


def test_a_void_record_counts_no_more_and_stays_readable(
    cast: SimpleNamespace, new_case: NewCase, serve: Serve
) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    delivery = serve(by, case)
    with acting_as(by):
        with pytest.raises(Invalid):
            void_delivery(by=by, delivery=delivery, reason=" ")
        void_delivery(by=by, delivery=delivery, reason="Wrong person")
        assert Delivery.objects.get(pk=delivery.pk).status == "void"
    assert live() == []
    at_commit()


def test_only_who_recorded_it_corrects_it(
    cast: SimpleNamespace, new_case: NewCase, serve: Serve, agrees: Agrees
) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    agrees(by, case.person, cast.there)
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
    theirs = serve(cast.other_caseworker, case)
    ours = serve(by, case)
    with acting_as(by):
        assert {row.pk for row in Delivery.objects.all()} == {theirs.pk, ours.pk}
        with pytest.raises(NotAllowed):
            void_delivery(by=by, delivery=theirs, reason="Not ours")
    with acting_as(cast.other_caseworker):
        assert void_delivery(by=cast.other_caseworker, delivery=theirs, reason="Ours").status == "void"
        with pytest.raises(NotAllowed):
            void_delivery(by=cast.other_caseworker, delivery=ours, reason="Not ours")


def test_strangers_see_no_service_and_no_entry(cast: SimpleNamespace, new_case: NewCase, serve: Serve) -> None:
    case = new_case(cast.caseworker)
    serve(cast.caseworker, case, contributors=[Share(contributor="relatives")])
    for stranger in (cast.other_caseworker, cast.other_supervisor, cast.lawyer, cast.me_officer, cast.donor_viewer):
        with acting_as(stranger):
            assert not Delivery.objects.exists()
            assert not LedgerEntry.objects.exists()
        with acting_as(stranger), pytest.raises((NotAllowed, NotFound)):
            record_delivery(by=stranger, case=case, kind="humanitarian.food", provider=cast.here, on=case.opened_on)


# --- breaking it with raw SQL, as the web role ----------------------------------------------------


def _food(cast: SimpleNamespace, case: object, **more: object) -> dict[str, object]:
    who = Who(person_id=case.person_id)  # type: ignore[attr-defined]
    what = What(kind="humanitarian.food", provider=cast.here, on=case.opened_on)  # type: ignore[attr-defined]
    told = {"by": cast.caseworker, "organisation": cast.here, "who": who, "what": what, "source_kind": "delivery"}
    return {**told, "source_id": uuid7(), "case_id": case.id, **more}  # type: ignore[attr-defined]


def _copy_row_without_entry(delivery: Delivery) -> None:
    copy = Delivery.objects.get(pk=delivery.pk)
    copy.id, copy.entry = uuid7(), reverse(delivery.entry, by=delivery.recorded_by)
    copy.save(force_insert=True)


def _execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


BREAKING: dict[str, Callable[[SimpleNamespace, Delivery], object]] = {
    "an entry without its delivery": lambda cast, d: post(**_food(cast, d.case)),  # type: ignore[arg-type]
    "a second entry of one delivery": lambda cast, d: post(**_food(cast, d.case, source_id=d.id)),  # type: ignore[arg-type]
    "a delivery whose entry is another's": lambda cast, d: _copy_row_without_entry(d),
    "an entry reversed behind the delivery's back": lambda cast, d: reverse(d.entry, by=cast.caseworker),
    "a delivery made void without reversing": lambda cast, d: _execute(
        "UPDATE assistance_delivery SET status = 'corrected' WHERE id = %s", d.id
    ),
    "a quantity changed in the row alone": lambda cast, d: _execute(
        "UPDATE assistance_delivery SET quantity = 99 WHERE id = %s", d.id
    ),
    "an entry of a case that does not exist": lambda cast, d: post(
        **_food(cast, d.case, source_kind="x", case_id=uuid7())
    ),  # type: ignore[arg-type]
    "an entry of a person who does not exist": lambda cast, d: post(  # type: ignore[arg-type]
        **_food(cast, d.case, source_kind="x", who=Who(person_id=uuid7()))
    ),
    "a share of a project that does not exist": lambda cast, d: post(  # type: ignore[arg-type]
        **_food(cast, d.case, source_kind="x", shares=[Share(project_id=uuid7())])
    ),
    "a delivery deleted": lambda cast, d: _execute("DELETE FROM assistance_delivery WHERE id = %s", d.id),
    "an entry deleted": lambda cast, d: _execute("DELETE FROM ledger_ledgerentry WHERE id = %s", d.entry_id),
    "an entry changed": lambda cast, d: _execute(
        "UPDATE ledger_ledgerentry SET quantity = 99 WHERE id = %s", d.entry_id
    ),
}


def _commit(change: Callable[[], object]) -> None:
    with transaction.atomic():
        change()
        at_commit()


@pytest.mark.database
@pytest.mark.parametrize("how", BREAKING)
def test_the_database_lets_nobody_break_it(cast: SimpleNamespace, new_case: NewCase, serve: Serve, how: str) -> None:
    delivery = serve(cast.caseworker, new_case(cast.caseworker), quantity=Decimal(1), unit="meal")
    at_commit()
    with acting_as(cast.caseworker), pytest.raises(DatabaseError):
        _commit(lambda: BREAKING[how](cast, delivery))
    assert live() == [("humanitarian.food", Decimal(1))]


@pytest.mark.database
def test_foreign_keys_are_checked_beyond_row_security(cast: SimpleNamespace, new_case: NewCase) -> None:
    """The user of the check sees no such case, and still the database finds it: checks run as the owner."""
    case = new_case(cast.caseworker)
    with acting_as(cast.me_officer):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cases_case WHERE id = %s", [case.id])
            assert cursor.fetchone() == (0,)
        post(**_food(cast, case, by=cast.me_officer, source_kind="session"))  # type: ignore[arg-type]
        at_commit()
