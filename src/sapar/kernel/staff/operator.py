"""What whoever runs the server may do to accounts: the same rules, no acting user.

The operator can read the disk anyway; what counts is that the journal names the system as the one who
did it. Used by ``sapar users`` and by the demo; never by a page.
"""

import re
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import journal, terms
from sapar.kernel.access.models import Organisation, RoleGrant, User
from sapar.kernel.access.roles import Role
from sapar.kernel.errors import Invalid
from sapar.kernel.staff import accounts


def organisation(code: str) -> Organisation:
    """The organisation with this code. Raises Invalid, naming the codes there are."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(
            Organisation.objects.filter(is_operational=True).order_by("code").values_list("code", flat=True)
        )
        raise Invalid(
            _("There is no organisation %(code)s.") % {"code": code},
            advice=_("Known: %(codes)s.") % {"codes": known or "-"},
        )
    return found


@transaction.atomic
def add_organisation(*, code: str, name: str, kind: str, country: str) -> Organisation:
    """Make an organisation that has accounts, or let an existing one have them. Raises Invalid."""
    terms.require("organisation_kind", kind, field="kind")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) or not re.fullmatch(r"[A-Z]{2}", country):
        raise Invalid(
            _("The code or the country cannot be used."),
            advice=_(
                "Codes are small Latin letters, digits and hyphens; countries two capital letters, for example KG."
            ),
        )
    made, _new = Organisation.objects.update_or_create(
        code=code,
        defaults={"is_operational": True},
        create_defaults={"labels": {"en": name}, "kind": kind, "country_code": country, "is_operational": True},
    )
    journal.record("access.add_organisation", by=None, kind="organisation", id=made.id)
    return made


@transaction.atomic
def forget_second_factor(account: User) -> int:
    """Remove every second factor of an account whose holder lost it; returns how many.

    The next sign-in sets up a new one.
    """
    removed = Authenticator.objects.filter(user=account).delete()[0]
    journal.record("access.forget_second_factor", by=None, kind="account", id=account.id, detail={"removed": removed})
    return int(removed)


def user(email: str) -> User:
    """The account with this address. Raises Invalid."""
    found = User.objects.filter(email__iexact=email).select_related("organisation").first()
    if found is None:
        raise Invalid(_("There is no account %(email)s.") % {"email": email})
    return found


@transaction.atomic
def open_account(*, email: str, name: str, home: Organisation, roles: list[Role], days: int) -> User:
    """Open an account with roles for ``days`` days. Raises Invalid; then nothing is opened."""
    made = accounts.create(email=email, name=name, organisation=home)
    journal.record("access.open_account", by=None, kind="account", id=made.id)
    for role in roles:
        grant_role(made, role, days=days)
    return made


@transaction.atomic
def grant_role(account: User, role: Role, *, days: int) -> RoleGrant:
    """Grant a role in the account's own organisation for ``days`` days. Raises Invalid."""
    given = accounts.grant(account, role, organisation=account.organisation, expires_at=_in(days))
    journal.record(
        "access.grant_role", by=None, kind="account", id=account.id, detail={"role": role.value, "days": days}
    )
    return given


@transaction.atomic
def revoke_role(account: User, role: Role) -> int:
    """Withdraw a role in every team and organisation; returns how many grants ended. Raises Invalid if none."""
    held = RoleGrant.objects.in_force().filter(user=account, role=role).select_for_update()
    ended = [accounts.revoke(given) for given in held]
    if not ended:
        raise Invalid(_("This account has no such role."))
    journal.record("access.revoke_role", by=None, kind="account", id=account.id, detail={"role": role.value})
    return len(ended)


@transaction.atomic
def disable_account(account: User) -> None:
    """Switch an account off, end its sessions, withdraw its roles."""
    accounts.switch_off(account)
    journal.record("access.disable_account", by=None, kind="account", id=account.id)


def _in(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)
