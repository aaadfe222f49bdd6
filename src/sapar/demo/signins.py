"""The accounts of the demo: one per role, in several organisations, with a password made on this machine."""

import secrets
from datetime import timedelta
from functools import cache

import click
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone, translation

from sapar.kernel.access.models import Organisation, RoleGrant, Team, User
from sapar.kernel.access.roles import WORDS, Role

KYRGYZSTAN, ULYBKA, NORWAY = "iom-kyrgyzstan", "ulybka", "mfa-norway"
MISSIONS = ("iom-kazakhstan", KYRGYZSTAN, "iom-tajikistan", "iom-turkmenistan", "iom-uzbekistan")
YEAR = timedelta(days=365)
# Invented, as all people of the demo; the role stands in the sign-in.
_NAMES = (
    "Айгуль Демо", "Бакыт Демо", "Венера Демо", "Гулзат Демо", "Данияр Демо", "Жамиля Демо", "Илияс Демо",
    "Камила Демо", "Манас Демо", "Нургуль Демо", "Райхан Демо", "Санжар Демо", "Толгонай Демо", "Эмиль Демо",
)  # fmt: skip


def password() -> str:
    """Made once per installation and kept beside the keys: the demo has no password known to the world."""
    path = settings.VAR / "demo-password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"sapar-{secrets.token_hex(4)}")
    return path.read_text()


@cache
def _hashed() -> str:
    """Argon2 is slow on purpose; all accounts of the demo share one password, so once is enough."""
    return make_password(password())


def _account(code: str, role: Role, *, name: str | None = None, team: Team | None = None) -> User:
    organisation = Organisation.objects.get(code=code)
    local = (name or role.value).replace("_", "-")
    user, made = User.objects.get_or_create(
        email=f"{local}@{code}.example",
        defaults={
            "name": _NAMES[User.objects.count() % len(_NAMES)],
            "organisation": organisation,
            "is_demo": True,
        },
    )
    if made:
        user.password = _hashed()
        user.save()
        RoleGrant.objects.create(
            user=user, role=role, organisation=organisation, team=team, expires_at=timezone.now() + YEAR
        )
    return user


def of(code: str, role: Role) -> User:
    """The demo account of a role in an organisation."""
    return User.objects.select_related("organisation").get(
        organisation__code=code, role_grants__role=role, is_demo=True
    )


def open_accounts() -> None:
    """Every role at IOM Kyrgyzstan; caseworker and supervisor elsewhere; the NGO of Osh; a donor."""
    for code in (*MISSIONS, ULYBKA, NORWAY):
        Organisation.objects.filter(code=code).update(is_operational=True)
    home = Organisation.objects.get(code=KYRGYZSTAN)
    team, _ = Team.objects.get_or_create(organisation=home, name="Direct assistance")
    for role in Role:
        if role is not Role.DONOR_VIEWER:
            _account(KYRGYZSTAN, role, team=team if role is Role.CASEWORKER else None)
    for code in MISSIONS:
        if code != KYRGYZSTAN:
            _account(code, Role.CASEWORKER)
            _account(code, Role.SUPERVISOR)
    for role in (Role.COUNSELLOR, Role.SUPERVISOR, Role.CASEWORKER, Role.PROJECT_MANAGER):
        _account(ULYBKA, role)
    _account(NORWAY, Role.DONOR_VIEWER)


def announce() -> None:
    """Print one sign-in per role and the colleagues in other organisations."""
    with translation.override("en"):
        _announce()


def _announce() -> None:
    click.echo(f"\nDemo sign-ins (people in it are invented). Password for all: {password()}\n")
    for user in (
        User.objects.filter(is_demo=True).select_related("organisation").order_by("organisation__code", "email")
    ):
        titles = ", ".join(str(WORDS[Role(grant.role)].title) for grant in user.grants())
        click.echo(f"  {user.email:<55} {titles}, {user.organisation}")
