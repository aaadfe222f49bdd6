"""``sapar users``: the first administrator of a site, and help for those who are locked out."""

import click
from click import Choice

from sapar.cli.boot import with_database

ROLES = (
    "hotline_operator", "counsellor", "caseworker", "shelter_manager", "lawyer", "trainer", "grants_officer",
    "supervisor", "project_manager", "me_officer", "data_protection_officer", "administrator", "donor_viewer",
)  # fmt: skip


@click.group()
def users() -> None:
    """Accounts: open, grant, revoke, disable, list, unlock."""


@users.command()
@click.argument("email")
@click.option("--name", required=True, help="As colleagues will see it.")
@click.option("--organisation", required=True, metavar="CODE", help="Code of the organisation.")
@click.option("--role", "roles", multiple=True, type=Choice(ROLES), help="May be given several times.")
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 366), help="How long the roles last.")
@with_database
def add(email: str, name: str, organisation: str, roles: tuple[str, ...], days: int) -> None:
    """Open an account and print the address at which its holder sets a password."""
    from sapar.kernel.access.roles import Role
    from sapar.kernel.staff import operator

    home = operator.organisation(organisation)
    made = operator.open_account(email=email, name=name, home=home, roles=[Role(role) for role in roles], days=days)
    click.echo(f"Opened {made.email} in {home.code}.")
    _print_link(made)


@users.command()
@click.argument("email")
@with_database
def link(email: str) -> None:
    """Print a new address at which the holder sets a password."""
    from sapar.kernel.staff import operator

    _print_link(operator.user(email))


@users.command()
@click.argument("email")
@click.argument("role", type=Choice(ROLES))
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 366))
@with_database
def grant(email: str, role: str, days: int) -> None:
    """Grant a role in the account's own organisation."""
    from sapar.kernel.access.roles import Role
    from sapar.kernel.staff import operator

    given = operator.grant_role(operator.user(email), Role(role), days=days)
    click.echo(f"{email}: {role} until {given.expires_at:%Y-%m-%d}.")


@users.command()
@click.argument("email")
@click.argument("role", type=Choice(ROLES))
@with_database
def revoke(email: str, role: str) -> None:
    """Withdraw a role; it ends with the holder's next request."""
    from sapar.kernel.access.roles import Role
    from sapar.kernel.staff import operator

    ended = operator.revoke_role(operator.user(email), Role(role))
    click.echo(f"{email}: {role} withdrawn ({ended}).")


@users.command()
@click.argument("email")
@with_database
def disable(email: str) -> None:
    """Switch an account off and end its sessions at once."""
    from sapar.kernel.staff import operator

    operator.disable_account(operator.user(email))
    click.echo(f"{email} is switched off.")


@users.command("list")
@click.option("--organisation", metavar="CODE", help="Only this organisation.")
@with_database
def list_accounts(organisation: str | None) -> None:
    """All accounts with their roles in force and when the first of them ends."""
    from sapar.kernel.access.models import User

    found = User.objects.select_related("organisation").order_by("organisation__code", "email")
    if organisation:
        found = found.filter(organisation__code=organisation)
    for user in found:
        grants = user.grants()
        ends = f" until {min(grant.expires_at for grant in grants):%Y-%m-%d}" if grants else ""
        state = "" if user.is_active else " (switched off)"
        click.echo(
            f"{user.organisation.code:20} {user.email:40} {', '.join(sorted(user.role_codes())) or '-'}{ends}{state}"
        )


@users.command()
@click.argument("email")
@with_database
def unlock(email: str) -> None:
    """Forget failed sign-ins: those of this address, and the counts per network address of everybody."""
    from django.core.cache import cache

    from sapar.kernel.staff import operator

    operator.user(email)
    # The keys are hashes of address and network: one of them cannot be picked out, so all are dropped.
    cache.clear()
    click.echo(f"{email} can try again.")


@users.command("reset-second-factor")
@click.argument("email")
@with_database
def reset_second_factor(email: str) -> None:
    """Remove a lost second factor, after you have made sure who is asking."""
    from sapar.kernel.staff import operator

    removed = operator.forget_second_factor(operator.user(email))
    click.echo(f"{email}: {removed} second factors removed. The next sign-in asks for a new one.")


@click.group()
def organisations() -> None:
    """Organisations that have accounts on this site."""


@organisations.command("add")
@click.argument("code")
@click.option("--name", required=True, help="Full name.")
@click.option("--kind", default="ngo", show_default=True, help="A code of the list organisation_kind.")
@click.option("--country", required=True, metavar="KG", help="ISO 3166-1, two letters.")
@with_database
def add_organisation(code: str, name: str, kind: str, country: str) -> None:
    """Make an organisation whose people will have accounts."""
    from sapar.kernel.staff import operator

    made = operator.add_organisation(code=code, name=name, kind=kind, country=country)
    click.echo(f"{made.code}: accounts can be opened with sapar users add … --organisation {made.code}")


def _print_link(user: object) -> None:
    from django.conf import settings

    from sapar.kernel.staff.invitations import set_password_path

    host = next(iter(settings.ALLOWED_HOSTS), "localhost")
    site = f"https://{host}" if settings.SECURE else f"http://{host}:{settings.SAPAR['PORT']}"
    click.echo(f"Set the password once, within three days: {site}{set_password_path(user)}")  # type: ignore[arg-type]
