"""What an administrator does to the accounts of the own organisation."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import Organisation, RoleGrant, Team, User
from sapar.kernel.access.roles import Role
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, NotAllowed
from sapar.kernel.staff import accounts
from sapar.kernel.staff.invitations import set_password_path


@action("access.open_account", record="account", verb="open")
def open_account(
    *, email: str, name: str, by: User, role: Role | None = None, team: Team | None = None,
    expires_at: datetime | None = None, organisation: Organisation | None = None, language: str = "",
    key: UUID | None = None,
) -> User:  # fmt: skip
    """Open an account in ``organisation`` (default: the administrator's own), optionally with a first role.

    The account has no password: hand its holder the link of :func:`invite`. Raises Invalid.
    """
    home = organisation or by.organisation
    _require_administrator_of(by, home)
    user = accounts.create(email=email, name=name, organisation=home, language=language)
    if role is not None:
        if expires_at is None:
            raise Invalid(_("Say until when the role is granted."), field="expires_on")
        accounts.grant(user, role, organisation=home, team=team, expires_at=expires_at, by=by)
    return user


@action("access.invite", record="account", verb="invite", on="account")
def invite(*, account: User, by: User) -> str:
    """The path at which the holder sets a password, once and within three days. Raises Invalid when switched off."""
    if not account.is_active:
        raise Invalid(_("This account is switched off."), advice=_("Switch it on first."))
    return set_password_path(account)


@action("access.grant_role", record="account", verb="grant", on="account")
def grant_role(
    *,
    account: User,
    role: Role,
    expires_at: datetime,
    by: User,
    team: Team | None = None,
    organisation: Organisation | None = None,
) -> RoleGrant:
    """Grant a role within ``organisation`` (default: the account's own), of which ``by`` must be administrator.

    Raises Invalid (see accounts.grant) and NotAllowed for a role given to oneself.
    """
    home = organisation or account.organisation
    _require_administrator_of(by, home)
    _refuse_oneself(by, account)
    return accounts.grant(account, role, organisation=home, team=team, expires_at=expires_at, by=by)


@action("access.revoke_role", record="account", verb="revoke", on="account")
def revoke_role(*, account: User, grant_id: UUID, by: User) -> RoleGrant:
    """Withdraw one grant of ``account``; it ends with the holder's next request. Raises Invalid."""
    given = RoleGrant.objects.filter(pk=grant_id, user=account).select_for_update().first()
    if given is None:
        raise Invalid(_("This account has no such role."))
    _require_administrator_of(by, given.organisation)
    return accounts.revoke(given)


@action("access.disable_account", record="account", verb="disable", on="account")
def disable_account(*, account: User, by: User) -> User:
    """Switch the account off: every session ends at once and every role is withdrawn. Nothing it did is lost."""
    _refuse_oneself(by, account)
    return accounts.switch_off(account)


@action("access.enable_account", record="account", verb="disable", on="account")
def enable_account(*, account: User, by: User) -> User:
    """Let a switched-off account sign in again. Its roles stay withdrawn until they are granted anew."""
    _refuse_oneself(by, account)
    account.is_active = True
    account.save(update_fields=["is_active"])
    return account


def _require_administrator_of(by: User, organisation: Organisation) -> None:
    mine = {grant.organisation_id for grant in by.grants() if grant.role == Role.ADMINISTRATOR}
    if organisation.id not in mine:
        raise NotAllowed(
            _("You are administrator of another organisation."),
            advice=_("Ask an administrator of %(organisation)s.") % {"organisation": organisation},
        )


def _refuse_oneself(by: User, account: User) -> None:
    if by.id == account.id:
        raise NotAllowed(
            _("Nobody changes their own roles or switches themselves off."), advice=_("Ask another administrator.")
        )
