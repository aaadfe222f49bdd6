"""Who sees a case: the table role by role, sharing on consent, emergency access; Python and the database agree."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from sapar.cases.actions import (
    assign_case,
    break_glass_case,
    plan_step,
    record_need,
    review_break_glass,
    share_case,
    withdraw_share,
    write_note,
)
from sapar.cases.models import Case, EmergencyAccess, Need, Note
from sapar.cases.policy import CASE
from sapar.cases.tests.conftest import Agrees, NewCase
from sapar.kernel import vault
from sapar.kernel.access import policy
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Basis, Involvement, User
from sapar.kernel.access.roles import Role
from sapar.kernel.errors import Invalid, NotAllowed, WorkflowRefused
from sapar.kernel.journal.models import JournalEntry
from sapar.people.actions import withdraw_consent
from sapar.people.models import Person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

DANGER = "He is threatened right now and nobody else is on duty."
SENSITIVE = ("view_identity", "view_health", "view_legal", "view_finance")

#: What each role may see of a case it is assigned to: identity, health, legal, finance.
ASSIGNED = {
    Role.HOTLINE_OPERATOR: (True, False, False, False),
    Role.COUNSELLOR: (True, True, True, True),
    Role.CASEWORKER: (True, True, True, True),
    Role.SHELTER_MANAGER: (True, True, False, False),
    Role.LAWYER: (True, False, True, False),
    Role.GRANTS_OFFICER: (True, False, False, True),
    Role.SUPERVISOR: (True, True, True, True),
}
#: Roles that see the cases of their organisation without being assigned.
BY_OFFICE = {Role.COUNSELLOR, Role.SUPERVISOR}


def _sees(user: User, case: Case) -> bool:
    """Whether Python and row security let the user see the case; they must agree."""
    user.__dict__.pop("_grants", None)
    with acting_as(user):
        by_database = Case.objects.filter(pk=case.pk).exists()
        by_filter = Case.objects.filter(policy.rows(user, "view", "case"), pk=case.pk).exists()
    by_rule = bool(policy.may(user, "view", "case", case))
    assert by_database == by_filter == by_rule, user
    return by_rule


@pytest.mark.parametrize("role", list(Role))
def test_unassigned_only_counsellor_and_supervisor_see_it(cast: SimpleNamespace, new_case: NewCase, role: Role) -> None:
    case = new_case(cast.caseworker)
    user = getattr(cast, role.value)
    expected = role in BY_OFFICE or role is Role.CASEWORKER
    assert _sees(user, case) == expected


@pytest.mark.parametrize("role", list(Role))
def test_assigned_each_role_sees_its_part(cast: SimpleNamespace, new_case: NewCase, role: Role) -> None:
    case = new_case(cast.caseworker)
    user = getattr(cast, role.value)
    Involvement.objects.get_or_create(kind="case", subject_id=case.id, user=user, basis=Basis.ASSIGNED)
    assert _sees(user, case) == (role in ASSIGNED)
    assert tuple(bool(policy.may(user, verb, "case", case)) for verb in SENSITIVE) == ASSIGNED.get(role, (False,) * 4)


def test_a_team_reads_and_does_not_change(cast: SimpleNamespace, new_case: NewCase) -> None:
    case = new_case(cast.caseworker, team=cast.team)
    assert _sees(cast.shelter_manager, case)
    for verb in ("edit", "note", "deliver", "close", "share"):
        assert not policy.may(cast.shelter_manager, verb, "case", case)
    assert not _sees(cast.lawyer, case)


def test_children_answer_for_their_case(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        record_need(by=by, case=case, category="food")
        write_note(by=by, case=case, text="Note")
        assert Need.objects.count() == Note.objects.count() == 1
    for stranger in (cast.other_caseworker, cast.lawyer, cast.me_officer):
        with acting_as(stranger):
            assert not Need.objects.exists()
            assert not Note.objects.exists()
    assert {spec.record for spec in policy.registered() if spec.root() is CASE} >= {
        "need",
        "note",
        "plan_step",
        "migration",
        "case_status",
    }


def test_another_organisation_sees_nothing_until_shared_with_consent(
    cast: SimpleNamespace, new_case: NewCase, agrees: Agrees
) -> None:
    case, by = new_case(cast.caseworker, summary="Told"), cast.caseworker
    assert not _sees(cast.other_caseworker, case)
    with acting_as(by), pytest.raises(WorkflowRefused, match="not agreed"):
        share_case(by=by, case=case, organisation=cast.there)
    assert not _sees(cast.other_caseworker, case)
    agrees(by, case.person, cast.there)
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
    assert _sees(cast.other_caseworker, case)
    with acting_as(cast.other_caseworker):
        assert Person.objects.filter(pk=case.person_id).exists()
        assert vault.read([case], ["summary"], by=cast.other_caseworker)[case.pk]["summary"] == "Told"
    assert policy.may(cast.other_caseworker, "deliver", "case", case)
    for verb in ("close", "share", "assign", "edit", "reopen"):
        assert not policy.may(cast.other_caseworker, verb, "case", case)


def test_withdrawing_consent_ends_the_sharing_of_the_case(
    cast: SimpleNamespace, new_case: NewCase, agrees: Agrees
) -> None:
    case, by = new_case(cast.caseworker, summary="Told"), cast.caseworker
    consent = agrees(by, case.person, cast.there)
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
        withdraw_consent(by=by, consent=consent)
    held = Involvement.objects.filter(
        organisation=cast.there, subject_id__in=[case.id, case.person_id], until__isnull=True
    )
    assert not held.exists()
    assert not _sees(cast.other_caseworker, case)


def test_withdrawing_the_share_ends_it_too(cast: SimpleNamespace, new_case: NewCase, agrees: Agrees) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    agrees(by, case.person, cast.there)
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
        withdraw_share(by=by, case=case, organisation=cast.there)
        assert not _sees(cast.other_caseworker, case)
        with pytest.raises(WorkflowRefused):
            withdraw_share(by=by, case=case, organisation=cast.there)


def test_sharing_needs_another_working_organisation(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    cast.donor.is_operational = False
    with acting_as(by):
        for organisation in (cast.here, cast.donor):
            with pytest.raises(Invalid):
                share_case(by=by, case=case, organisation=organisation)
        with pytest.raises(Invalid):
            share_case(by=by, case=case, organisation=cast.there, purpose="media")


def test_breaking_the_glass(
    cast: SimpleNamespace, new_case: NewCase, django_capture_on_commit_callbacks: object
) -> None:
    case = new_case(cast.caseworker)
    assert not _sees(cast.shelter_manager, case)
    with django_capture_on_commit_callbacks(execute=True), acting_as(cast.shelter_manager):  # type: ignore[operator]
        opened = break_glass_case(by=cast.shelter_manager, case=case.code.lower(), reason=DANGER)
    assert opened == case
    assert _sees(cast.shelter_manager, case)
    for verb in ("edit", "note", "deliver", "close", "share"):
        assert not policy.may(cast.shelter_manager, verb, "case", case)
    letters = [letter for letter in mail.outbox if case.code in letter.subject]
    assert [letter.to for letter in letters] == [[cast.data_protection_officer.email]]
    assert "Сыноочу" not in letters[0].body + letters[0].subject
    assert DANGER not in letters[0].body
    with acting_as(cast.data_protection_officer):
        assert JournalEntry.objects.filter(action="cases.break_glass_case", record=case.id).count() == 1


def test_emergency_access_ends_by_itself(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker), cast.shelter_manager
    with acting_as(by):
        break_glass_case(by=by, case=case.code, reason=DANGER, hours=3)
    until = Involvement.objects.get(kind="case", user=by, subject_id=case.id).until
    assert timezone.now() + timedelta(hours=2) < until <= timezone.now() + timedelta(hours=3)
    Involvement.objects.filter(user=by).update(until=timezone.now() - timedelta(hours=1))
    assert not _sees(by, case)


def test_limits_of_emergency_access(cast: SimpleNamespace, new_case: NewCase) -> None:
    case = new_case(cast.caseworker)
    with acting_as(cast.shelter_manager):
        for wrong in (
            {"reason": "Please"},
            {"reason": DANGER, "hours": 4},
            {"reason": DANGER, "hours": 0},
            {"reason": " " * 40},
        ):
            with pytest.raises(Invalid):
                break_glass_case(by=cast.shelter_manager, case=case.code, **wrong)
    for stranger in (cast.other_caseworker, cast.lawyer, cast.administrator, cast.data_protection_officer):
        with acting_as(stranger), pytest.raises(NotAllowed):
            break_glass_case(by=stranger, case=case.code, reason=DANGER)
        assert not _sees(stranger, case)
    with acting_as(cast.shelter_manager), pytest.raises(IntegrityError), transaction.atomic():
        EmergencyAccess.objects.create(
            case=case, case_code=case.code, organisation=cast.here, user=cast.shelter_manager, reason=DANGER,
            until=timezone.now() + timedelta(hours=5),
        )  # fmt: skip


def test_an_organisation_it_is_shared_with_may_break_the_glass(
    cast: SimpleNamespace, new_case: NewCase, agrees: Agrees
) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    agrees(by, case.person, cast.there)
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
    with acting_as(cast.other_caseworker):
        assert break_glass_case(by=cast.other_caseworker, case=str(case.id), reason=DANGER) == case


def test_only_an_officer_reviews(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker), cast.shelter_manager
    with acting_as(by):
        break_glass_case(by=by, case=case.code, reason=DANGER)
        assert not EmergencyAccess.objects.exists()
    officer = cast.data_protection_officer
    with acting_as(officer):
        access = EmergencyAccess.objects.get()
        assert not Case.objects.exists()
        assert review_break_glass(by=officer, access=access, finding="justified").reviewed_by == officer
        with pytest.raises(WorkflowRefused):
            review_break_glass(by=officer, access=access, finding="not_justified")
    assert Involvement.objects.get(kind="case", user=by, subject_id=case.id).reviewed_by == officer
    with acting_as(cast.supervisor), pytest.raises(NotAllowed):
        review_break_glass(by=cast.supervisor, access=access, finding="justified")


def test_a_step_given_to_a_colleague_needs_their_access(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        assign_case(by=by, case=case, user=cast.grants_officer)
        assert (
            plan_step(by=by, case=case, text="Budget", responsible=cast.grants_officer).responsible
            == cast.grants_officer
        )
