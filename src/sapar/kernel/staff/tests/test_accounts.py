"""Accounts and grants: who may give what to whom, until when, and that taking away holds at once."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from sapar.kernel.access import policy
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import RoleGrant, User
from sapar.kernel.access.roles import INCOMPATIBLE, WORDS, Role
from sapar.kernel.errors import Invalid, NotAllowed
from sapar.kernel.journal import JournalEntry
from sapar.kernel.staff import actions
from tests.cast import make_user

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def in_days(days: float) -> Any:
    return timezone.now() + timedelta(days=days)


def again(user: User) -> User:
    """The user as the next request reads them."""
    return User.objects.get(pk=user.pk)


def test_an_account_starts_without_password_and_with_the_role_it_was_given(cast: SimpleNamespace, act: Any) -> None:
    made = act(
        cast.administrator, actions.open_account, email=" New.Colleague@test-mission.example ", name=" New  Colleague ",
        role=Role.CASEWORKER, expires_at=in_days(30), team=cast.team,
    )  # fmt: skip
    assert (made.email, made.name) == ("new.colleague@test-mission.example", "New Colleague")
    assert not made.has_usable_password()
    assert made.organisation == cast.here
    assert [(grant.role, grant.team, grant.granted_by) for grant in made.grants()] == [
        (Role.CASEWORKER, cast.team, cast.administrator)
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_open_accounts_and_grant(cast: SimpleNamespace, act: Any, role: Role) -> None:
    by = getattr(cast, role.value)
    with pytest.raises(NotAllowed):
        act(by, actions.open_account, email="x@test-mission.example", name="X")
    with pytest.raises(NotAllowed):
        act(by, actions.grant_role, account=cast.nobody, role=Role.TRAINER, expires_at=in_days(1))


@pytest.mark.parametrize(
    ("email", "name", "field"), [("not an address", "X", "email"), ("a@b.example", "   ", "name"), ("", "X", "email")]
)
def test_bad_input_names_its_field_and_writes_nothing(
    cast: SimpleNamespace, act: Any, email: str, name: str, field: str
) -> None:
    before = User.objects.count()
    with pytest.raises(Invalid) as refused:
        act(cast.administrator, actions.open_account, email=email, name=name)
    assert refused.value.field == field
    assert User.objects.count() == before


def test_one_account_per_address_whatever_the_letters(cast: SimpleNamespace, act: Any) -> None:
    with pytest.raises(Invalid):
        act(cast.administrator, actions.open_account, email=cast.caseworker.email.upper(), name="X")


def test_a_refused_first_role_leaves_no_account(cast: SimpleNamespace, act: Any) -> None:
    with pytest.raises(Invalid):
        act(
            cast.administrator, actions.open_account, email="late@test-mission.example", name="Late",
            role=Role.CASEWORKER, expires_at=in_days(800),
        )  # fmt: skip
    assert not User.objects.filter(email="late@test-mission.example").exists()


@pytest.mark.parametrize("pair", sorted(sorted(pair) for pair in INCOMPATIBLE))
def test_whoever_watches_is_not_among_the_watched(cast: SimpleNamespace, act: Any, pair: list[Role]) -> None:
    for held, wanted in (pair, reversed(pair)):
        colleague = make_user(cast.here, f"both-{held}", held)
        with pytest.raises(Invalid) as refused:
            act(cast.administrator, actions.grant_role, account=colleague, role=wanted, expires_at=in_days(1))
        assert str(WORDS[held].title) in str(refused.value)
        assert str(WORDS[wanted].title) in str(refused.value)


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_grant_ends_in_the_future_within_a_year(cast: SimpleNamespace, act: Any, days: int) -> None:
    with pytest.raises(Invalid) as refused:
        act(cast.administrator, actions.grant_role, account=cast.nobody, role=Role.TRAINER, expires_at=in_days(days))
    assert refused.value.field == "expires_on"


def test_nobody_grants_to_themselves_or_switches_themselves_off(cast: SimpleNamespace, act: Any) -> None:
    me = cast.administrator
    with pytest.raises(NotAllowed):
        act(me, actions.grant_role, account=me, role=Role.TRAINER, expires_at=in_days(1))
    with pytest.raises(NotAllowed):
        act(me, actions.disable_account, account=me)


def test_an_administrator_stays_inside_the_own_organisation(cast: SimpleNamespace, act: Any) -> None:
    by = cast.administrator
    with pytest.raises(NotAllowed):
        act(by, actions.grant_role, account=cast.other_caseworker, role=Role.TRAINER, expires_at=in_days(1))
    with pytest.raises(NotAllowed):
        act(
            by,
            actions.grant_role,
            account=cast.nobody,
            role=Role.TRAINER,
            expires_at=in_days(1),
            organisation=cast.there,
        )
    with pytest.raises(NotAllowed):
        act(by, actions.open_account, email="x@test-ngo.example", name="X", organisation=cast.there)


def test_granting_again_prolongs_instead_of_doubling(cast: SimpleNamespace, act: Any) -> None:
    for days in (10, 200):
        act(cast.administrator, actions.grant_role, account=cast.nobody, role=Role.TRAINER, expires_at=in_days(days))
    (grant,) = again(cast.nobody).grants()
    assert grant.expires_at > in_days(199)
    assert RoleGrant.objects.filter(user=cast.nobody).count() == 2


def test_an_expired_role_can_be_granted_again(cast: SimpleNamespace, act: Any) -> None:
    RoleGrant.objects.filter(user=cast.caseworker).update(granted_at=in_days(-9), expires_at=in_days(-1))
    act(
        cast.administrator, actions.grant_role, account=cast.caseworker, role=Role.CASEWORKER, expires_at=in_days(9),
        team=cast.team,
    )  # fmt: skip
    assert again(cast.caseworker).role_codes() == {Role.CASEWORKER}


def test_expiry_and_withdrawal_hold_from_the_next_request(cast: SimpleNamespace, act: Any) -> None:
    assert policy.may(cast.supervisor, "view", "person")
    RoleGrant.objects.filter(user=cast.supervisor).update(granted_at=in_days(-9), expires_at=in_days(-0.001))
    assert not policy.may(again(cast.supervisor), "view", "person")
    (grant,) = cast.caseworker.grants()
    act(cast.administrator, actions.revoke_role, account=cast.caseworker, grant_id=grant.id)
    assert not policy.may(again(cast.caseworker), "search", "person")
    with pytest.raises(Invalid):
        act(cast.administrator, actions.revoke_role, account=cast.caseworker, grant_id=grant.id)


def test_a_grant_of_somebody_else_is_not_withdrawn_through_this_account(cast: SimpleNamespace, act: Any) -> None:
    (grant,) = cast.caseworker.grants()
    with pytest.raises(Invalid):
        act(cast.administrator, actions.revoke_role, account=cast.nobody, grant_id=grant.id)
    assert again(cast.caseworker).grants()


def test_switching_off_withdraws_everything_and_on_gives_nothing_back(cast: SimpleNamespace, act: Any) -> None:
    act(cast.administrator, actions.disable_account, account=cast.caseworker)
    gone = again(cast.caseworker)
    assert not gone.is_active
    assert gone.grants() == []
    with pytest.raises(Invalid):
        act(cast.administrator, actions.grant_role, account=gone, role=Role.TRAINER, expires_at=in_days(1))
    with pytest.raises(Invalid):
        act(cast.administrator, actions.invite, account=gone)
    act(cast.administrator, actions.enable_account, account=gone)
    assert again(gone).is_active
    assert again(gone).grants() == []


def test_every_change_and_every_refusal_is_journalled(cast: SimpleNamespace, act: Any) -> None:
    act(cast.administrator, actions.grant_role, account=cast.nobody, role=Role.TRAINER, expires_at=in_days(1))
    # As in a request: the refusal is answered inside the transaction, so what it journalled is kept.
    with acting_as(cast.caseworker), pytest.raises(NotAllowed):
        actions.disable_account(account=cast.nobody, by=cast.caseworker)
    with acting_as(cast.data_protection_officer):
        kept = list(JournalEntry.objects.filter(record=cast.nobody.id).order_by("id").values_list("action", "actor"))
    assert kept == [("access.grant_role", cast.administrator.id), ("refused", cast.caseworker.id)]
