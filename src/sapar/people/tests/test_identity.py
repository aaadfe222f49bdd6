"""One person in several files: proposed, decided, linked, taken apart; files themselves never change."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Organisation
from sapar.kernel.dates_reading import read_date
from sapar.kernel.errors import WorkflowRefused
from sapar.people import actions, queries
from sapar.people.identity import likelihood
from sapar.people.inputs import ConsentInput, ContactInput
from sapar.people.models import IdentityDecision, IdentityMember, IdentityPair, IdentitySide, Person
from sapar.people.queries.visible import visible_people
from sapar.people.releasing import may_release
from sapar.people.tests.conftest import Register
from sapar.people.tests.scenes import across, decide, strangers, together

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_another_spelling_is_proposed_linked_and_taken_apart(cast: SimpleNamespace, register: Register) -> None:
    one = register(cast.caseworker, phone="0555123456")
    other = register(cast.counsellor, "Aigul Jeenbekova", birth="1987", phone="0555123456")
    with acting_as(cast.supervisor):
        pair = IdentityPair.objects.get()
        assert (pair.low_id, pair.high_id) == tuple(sorted((one.pk, other.pk)))
        assert pair.probability > 0.9
        assert {"same_phone", "other_script", "same_year"} == set(pair.reasons)
    decide(cast.supervisor, one, other, "same")
    assert together(one, other)
    with acting_as(cast.supervisor):
        actions.unlink_person(by=cast.supervisor, person=one, judgement="different", ground="mistake")
        assert IdentityPair.objects.get().status == "different"
    assert together(one)
    with acting_as(cast.supervisor), pytest.raises(WorkflowRefused, match="not linked"):
        actions.unlink_person(by=cast.supervisor, person=one, judgement="different", ground="mistake")


def test_a_file_completed_later_is_proposed_then(cast: SimpleNamespace, register: Register) -> None:
    one = register(cast.caseworker, "Айгүл Жээнбекова", birth="1987", phone="0555123456")
    other = register(cast.caseworker, "Мээрим Токтогулова", birth="1990")
    with acting_as(cast.supervisor):
        assert not IdentityPair.objects.exists()
    with acting_as(cast.caseworker):
        actions.add_contact(by=cast.caseworker, person=other, contact=ContactInput("0555 123 456"))
    with acting_as(cast.supervisor):
        assert not IdentityPair.objects.exists(), "a shared phone alone is a family, not a person"
    with acting_as(cast.caseworker):
        from sapar.people.inputs import NameInput

        actions.add_name(by=cast.caseworker, person=other, name=NameInput("Aigul", "Jeenbekova"))
    with acting_as(cast.supervisor):
        assert IdentityPair.objects.get().low_id == one.pk


def test_a_proposal_is_idempotent_and_follows_newer_evidence(cast: SimpleNamespace, register: Register) -> None:
    one, other = strangers(register, cast.caseworker, 2)
    with acting_as(cast.caseworker):
        assert actions.propose([(other.pk, one.pk, 0.8, ["same_phone"])], model="splink-7") == 0
        assert actions.propose([(one.pk, one.pk, 1.0, []), (one.pk, other.pk, 0.05, [])], model="x") == 0
    with acting_as(cast.supervisor):
        pair = IdentityPair.objects.get()
        assert (pair.probability, pair.reasons, pair.model) == (0.8, ["same_phone"], "splink-7")
    decide(cast.supervisor, one, other, "different")
    with acting_as(cast.caseworker):
        assert actions.propose([(one.pk, other.pk, 0.99, ["same_document"])], model="splink-8") == 0
    with acting_as(cast.supervisor):
        pair = IdentityPair.objects.get()
        assert (pair.probability, pair.status) == (0.8, "different")
        assert queries.queue(by=cast.supervisor) == ([], False)


@pytest.mark.parametrize(
    ("second", "linked", "status"),
    [("same", True, "same"), ("different", False, "different"), ("unsure", False, "unsure")],
)
def test_across_organisations_both_must_say_the_same(
    cast: SimpleNamespace, register: Register, second: str, linked: bool, status: str
) -> None:
    ours, theirs = across(register, cast)
    decide(cast.supervisor, ours, theirs, "same")
    assert together(ours)
    decide(cast.other_supervisor, ours, theirs, second)
    assert together(ours, theirs) if linked else together(ours)
    with acting_as(cast.supervisor):
        assert IdentityPair.objects.get().status == status
        assert IdentitySide.objects.count() == 1
        assert IdentityDecision.objects.count() == 1
        assert not Person.objects.filter(pk=theirs.pk).exists()
    if linked:
        with acting_as(cast.other_supervisor):
            actions.unlink_person(by=cast.other_supervisor, person=theirs, judgement="unsure", ground="too_little")
        assert together(ours)


def test_consents_of_linked_files_stop_each_other(cast: SimpleNamespace, register: Register) -> None:
    one, other = strangers(register, cast.caseworker, 2)
    by, body = cast.caseworker, cast.there
    consent = ConsentInput(purpose="casework", recipient_id=body.pk, data_classes=("identity",), how_given="signature")

    def in_force(person: Person) -> bool:
        with acting_as(by):
            return bool(may_release(person, data_class="identity", purpose="casework", recipient_id=body.pk))

    with acting_as(by):
        given = actions.give_consent(by=by, person=other, consent=consent)
        actions.give_consent(by=by, person=one, consent=consent)
        actions.withdraw_consent(by=by, consent=given)
    assert in_force(one)
    decide(cast.supervisor, one, other, "same")
    assert not in_force(one)
    with acting_as(cast.supervisor):
        assert [each.person_id for each in queries.linked_files(by=cast.supervisor, person=one).stopped] == [other.pk]
    with acting_as(cast.supervisor):
        actions.unlink_person(by=cast.supervisor, person=other, judgement="unsure", ground="too_little")
    assert in_force(one)
    decide(cast.supervisor, one, other, "same")
    with acting_as(by):
        actions.give_consent(by=by, person=one, consent=consent)
    assert in_force(one), "asked again, the person said yes"


def test_a_no_told_to_the_other_organisation_holds_here_too(cast: SimpleNamespace, register: Register) -> None:
    ours, theirs = across(register, cast)
    to_them = ConsentInput(
        purpose="casework", recipient_id=cast.there.pk, data_classes=("identity",), how_given="signature"
    )
    with acting_as(cast.caseworker):
        actions.give_consent(by=cast.caseworker, person=ours, consent=to_them)
        actions.share_person(by=cast.caseworker, person=ours, organisation=cast.there)
    other = cast.other_caseworker

    def seen_there() -> bool:
        with acting_as(other):
            return visible_people(other).filter(pk=ours.pk).exists()

    with acting_as(other):
        actions.refuse_consent(by=other, person=theirs, consent=ConsentInput(purpose="casework"))
    assert seen_there()
    decide(cast.supervisor, ours, theirs, "same")
    decide(cast.other_supervisor, ours, theirs, "same")
    assert not seen_there(), "the person said no to this very body"
    with acting_as(cast.caseworker):
        answer = may_release(ours, data_class="identity", purpose="casework", recipient_id=cast.there.pk)
    assert not answer
    assert "another file" in str(answer.reason)
    with acting_as(cast.caseworker):
        actions.give_consent(by=cast.caseworker, person=ours, consent=to_them)
    assert seen_there(), "asked again, the person said yes"


def test_an_erased_file_is_shown_to_nobody_and_figures_stay(cast: SimpleNamespace, register: Register) -> None:
    a, b, c = strangers(register, cast.caseworker, 3)
    decide(cast.supervisor, a, b, "same")
    officer = cast.data_protection_officer
    with acting_as(officer):
        actions.erase_person(by=officer, person=b)
    with acting_as(cast.supervisor):
        assert not queries.linked_files(by=cast.supervisor, person=a)
        assert {pair.status for pair in IdentityPair.objects.filter(high=c.pk)} == {"open", "gone"}
        assert actions.propose([(b.pk, c.pk, 0.9, [])], model="later") == 0
        assert len(queries.queue(by=cast.supervisor)[0]) == 1
    assert together(a, b), "who was counted once stays counted once"


def test_an_import_that_was_looked_at_is_not_undone(cast: SimpleNamespace, register: Register, tmp_path: Any) -> None:
    from sapar.people.importing.planning import plan_import
    from sapar.people.tests.test_importing import HEADING, ROWS, workbook

    known = register(cast.counsellor, "Aigul Jeenbekova", birth="12.03.1987", phone="0555123456")
    path = workbook(tmp_path / "list.xlsx", [HEADING, *ROWS])
    with acting_as(cast.caseworker):
        plan = plan_import(path, by=cast.caseworker)
        batch = actions.import_people(by=cast.caseworker, plan=plan, known="register")
    with acting_as(cast.supervisor):
        pair = IdentityPair.objects.get()
        assert known.pk in {pair.low_id, pair.high_id}
        assert "number_agrees" in pair.reasons
    with acting_as(cast.caseworker):
        undone = actions.undo_import(by=cast.caseworker, batch=batch)
    assert undone.status == "undone"
    with acting_as(cast.supervisor):
        assert not IdentityPair.objects.exists()
    with acting_as(cast.caseworker):
        batch = actions.import_people(by=cast.caseworker, plan=plan, known="register")
    with acting_as(cast.supervisor):
        pair = IdentityPair.objects.get()
        decide(cast.supervisor, *(Person.objects.get(pk=each) for each in (pair.low_id, pair.high_id)), "same")
    with acting_as(cast.caseworker), pytest.raises(WorkflowRefused):
        actions.undo_import(by=cast.caseworker, batch=batch)


def test_the_urgent_come_first_then_the_likely(cast: SimpleNamespace, register: Register) -> None:
    from sapar.cases.actions import open_case

    a, b, c = strangers(register, cast.caseworker, 3)
    with acting_as(cast.caseworker):
        actions.propose([(a.pk, b.pk, 0.97, ["same_document"])], model="x")
        open_case(by=cast.caseworker, person=c, risk="high")
    with acting_as(cast.supervisor):
        lines, more = queries.queue(by=cast.supervisor)
        assert [line.urgent for line in lines] == [True, True, False]
        assert [line.very_likely for line in lines] == [False, False, True]
        assert not more


def test_likelihoods_are_in_order() -> None:
    from sapar.people.matching import Known, compare
    from sapar.people.names.keys import KeyKind as Kind

    name = ("Айгүл", "Жээнбекова")
    alone = compare(Known([name]), Known([name]))
    with_phone = compare(Known([name], phones=frozenset({"1"})), Known([name], phones=frozenset({"1"})))
    assert likelihood.of_verdict(alone) < likelihood.REVIEW_FROM < likelihood.of_verdict(with_phone)
    assert likelihood.of_kinds({Kind.IDENTIFIER})[0] < likelihood.REVIEW_FROM, "a phone alone is a family"
    kinds = [{Kind.PAIR}, {Kind.PAIR, Kind.YEAR}, {Kind.PAIR, Kind.DAY}, {Kind.IDENTIFIER, Kind.PAIR}]
    guesses = [likelihood.of_kinds(each)[0] for each in kinds]
    assert guesses == sorted(guesses)
    assert guesses[0] < likelihood.REVIEW_FROM
    assert not likelihood.very_likely(0.99, ["same_year"])


def test_the_accommodated_are_not_placed(cast: SimpleNamespace, register: Register) -> None:
    from sapar.assistance.actions import record_delivery
    from sapar.cases.actions import open_case

    _ours, theirs = across(register, cast)
    by = cast.other_caseworker

    def told() -> Organisation | None:
        with acting_as(cast.supervisor):
            return queries.queue(by=cast.supervisor)[0][0].elsewhere

    assert told() == cast.there
    with acting_as(by):
        case = open_case(by=by, person=theirs)
        record_delivery(
            by=by, case=case, kind="humanitarian.accommodation.shelter", on=date(2024, 1, 2), provider=cast.there
        )
    assert told() is None


def test_erasing_ends_questions_about_the_file(cast: SimpleNamespace, register: Register) -> None:
    known = register(cast.caseworker)
    with acting_as(cast.lawyer):
        typed = queries.Criteria(given="Aigul", family="Jeenbekova", birth=read_date("1987"))
        assert len(actions.ask_supervisor(by=cast.lawyer, criteria=typed)) == 1
        assert len(actions.ask_supervisor(by=cast.lawyer, criteria=typed)) == 1, "asked once"
    with acting_as(cast.supervisor):
        assert len(queries.questions(by=cast.supervisor)) == 1
    with acting_as(cast.data_protection_officer):
        actions.erase_person(by=cast.data_protection_officer, person=known)
    with acting_as(cast.supervisor):
        assert queries.waiting_count(cast.supervisor) == 0


def test_members_keep_their_history(cast: SimpleNamespace, register: Register) -> None:
    a, b = strangers(register, cast.caseworker, 2)
    decide(cast.supervisor, a, b, "same")
    with acting_as(cast.supervisor):
        actions.unlink_person(by=cast.supervisor, person=a, judgement="unsure", ground="too_little")
        rows = list(IdentityMember.objects.all())
    assert len(rows) == 2
    assert all(row.until and row.group == min(a.pk, b.pk) for row in rows)


def test_a_shared_file_is_open_to_both_and_still_both_answer(cast: SimpleNamespace, register: Register) -> None:
    """With the person's consent the partner compares; to agree to sharing one file says nothing about another."""
    ours, theirs = across(register, cast)
    by = cast.caseworker
    consent = ConsentInput(
        purpose="casework", recipient_id=cast.there.pk, data_classes=("identity",), how_given="signature"
    )
    with acting_as(by):
        actions.give_consent(by=by, person=ours, consent=consent)
        actions.share_person(by=by, person=ours, organisation=cast.there)
    with acting_as(cast.other_supervisor):
        side = IdentitySide.objects.get()
        page = queries.pair_page(by=cast.other_supervisor, side_id=side.pk)
        assert page.own.person == theirs
        assert page.other is not None
        assert page.other.name == "Айгүл Жээнбекова"
        assert page.across
    decide(cast.other_supervisor, ours, theirs, "same")
    assert together(ours)
    decide(cast.supervisor, ours, theirs, "same")
    assert together(ours, theirs)
    with acting_as(cast.other_supervisor):
        linked = queries.linked_files(by=cast.other_supervisor, person=theirs)
        assert [each.person for each in linked.files] == [ours]
