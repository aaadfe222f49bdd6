"""The rules of accounts and grants, shared by the pages (actions.py) and the operator's commands (operator.py).

Nothing here asks who may: the callers do. Everything here holds whoever asks.
"""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import Organisation, RoleGrant, Team, User
from sapar.kernel.access.roles import WORDS, Role, incompatible_with
from sapar.kernel.errors import Invalid

#: No grant lasts longer: somebody has to look at it once a year.
LONGEST = timedelta(days=366)


def create(*, email: str, name: str, organisation: Organisation, language: str = "") -> User:
    """A new account without a password and without any role. Raises Invalid."""
    email, name = email.strip().lower(), " ".join(name.split())
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid(_("This is not an e-mail address."), field="email") from error
    if not name:
        raise Invalid(_("Write the name that colleagues will see."), field="name")
    if not organisation.is_operational:
        raise Invalid(_("This organisation does not work in the system, so it has no accounts."), field="organisation")
    if User.objects.filter(email__iexact=email).exists():
        raise Invalid(_("There is an account with this address already."), field="email")
    user = User(email=email, name=name, organisation=organisation, language=language)
    user.set_unusable_password()
    user.save()
    return user


def grant(
    user: User,
    role: Role,
    *,
    organisation: Organisation,
    expires_at: datetime,
    team: Team | None = None,
    by: User | None = None,
) -> RoleGrant:
    """Give ``user`` a role until ``expires_at``; the same role in force is replaced (prolonged or shortened).

    Raises Invalid: switched-off account, past or too distant end, team of another organisation, or a role
    that must not be combined with one already held.
    """
    now = timezone.now()
    # Two administrators at once must not give the two halves of an incompatible pair.
    User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise Invalid(_("This account is switched off."), advice=_("Open it again before you grant a role."))
    if expires_at <= now:
        raise Invalid(_("A role cannot end in the past."), field="expires_on")
    if expires_at > now + LONGEST:
        raise Invalid(_("A role lasts one year at most, so that somebody looks at it again."), field="expires_on")
    if team is not None and team.organisation_id != organisation.id:
        raise Invalid(_("This team belongs to another organisation."), field="team")
    held = RoleGrant.objects.in_force().filter(user=user)
    _refuse_pair(role, held)
    same = RoleGrant.objects.filter(user=user, role=role, organisation=organisation, team=team, revoked_at=None)
    same.update(revoked_at=now)
    return RoleGrant.objects.create(
        user=user, role=role, organisation=organisation, team=team, expires_at=expires_at, granted_at=now, granted_by=by
    )


def _refuse_pair(role: Role, held: QuerySet[RoleGrant]) -> None:
    other = incompatible_with(role, {Role(code) for code in held.values_list("role", flat=True)})
    if other is not None:
        words = {"new": WORDS[role].title, "held": WORDS[other].title}
        raise Invalid(
            _("One account cannot be both %(new)s and %(held)s: whoever watches must not be among the watched.")
            % words,
            field="role",
            advice=_("Withdraw the other role first, or open a second account for another person."),
        )


def revoke(given: RoleGrant) -> RoleGrant:
    """End a grant now. Raises Invalid when it has ended already."""
    if given.revoked_at is not None:
        raise Invalid(_("This role was withdrawn already."))
    given.revoked_at = timezone.now()
    given.save(update_fields=["revoked_at"])
    return given


def switch_off(user: User) -> User:
    """No more sign-in, every session ended, every grant withdrawn."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    RoleGrant.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())
    end_sessions(user)
    return user


def end_sessions(user: User) -> int:
    """Sign ``user`` out everywhere; returns how many sessions ended."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)
