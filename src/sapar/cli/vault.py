"""``sapar vault``: the keys of organisations and persons."""

from uuid import UUID

import click

from sapar.cli.boot import with_database


@click.group()
def vault() -> None:
    """Keys: monthly epochs, checks, erasure."""


@vault.command("new-epoch")
@click.option("--organisation", type=click.UUID, help="Only this organisation (its id). Without it: all.")
@click.option(
    "--keep",
    type=click.IntRange(0, 12),
    default=1,
    show_default=True,
    help="Former epochs to keep. 0 makes every backup of the key store useless at once.",
)
@with_database
def new_epoch(organisation: UUID | None, keep: int) -> None:
    """Give organisations new keys and destroy the old ones, so that the erased stay erased in backups.

    Run it every month. If it is interrupted, run it again: it goes on where it stopped.
    """
    from sapar.kernel import vault

    asked = [organisation] if organisation else sorted(vault.organisations(), key=str)
    for each in asked:
        report = vault.new_epoch(each, keep=keep)
        done = (
            f"destroyed up to epoch {report.destroyed_to}" if report.destroyed_to else "nothing old enough to destroy"
        )
        click.echo(f"{each}: epoch {report.epoch}, {report.rewrapped} keys rewrapped, {done}.")
    if not asked:
        click.echo("No organisation holds a key yet.")


@vault.command()
@click.option("--settle", is_flag=True, help="Remove the keys that an interrupted erasure or withdrawal left behind.")
@click.pass_context
@with_database
def check(ctx: click.Context, settle: bool) -> None:
    """Open every wrapped key and compare the store with the journal. Exit code 1 if something is wrong."""
    from sapar.kernel import vault

    if settle:
        click.echo(f"{vault.settle()} left-over keys removed.")
    report = vault.check()
    click.echo(f"{report.wraps} wrapped keys.")
    click.echo(f"Do not open: {report.unopenable}")
    click.echo(f"Of an epoch that should be gone: {report.stale}")
    click.echo(f"Left behind by an erasure or withdrawal: {report.unfinished}")
    ctx.exit(0 if report.ok else 1)


@vault.command()
@click.argument("subject", type=click.UUID)
@click.option("--by", "email", required=True, metavar="EMAIL", help="The data-protection officer who decided it.")
@click.confirmation_option(prompt="Nobody will ever read this person's data again. Go on?")
@with_database
def erase(subject: UUID, email: str) -> None:
    """Destroy the keys of one person (their id). This cannot be undone."""
    from django.db import transaction

    from sapar.kernel import vault
    from sapar.kernel.access.models import User
    from sapar.kernel.access.roles import Role

    officer = User.objects.filter(email__iexact=email, is_active=True).first()
    if officer is None or Role.DATA_PROTECTION_OFFICER not in officer.role_codes():
        raise click.ClickException(f"{email} is not a data-protection officer.")
    holders = len(vault.organisations_of(subject))
    if not holders:
        raise click.ClickException("No organisation holds a key of this person: wrong id, or erased before.")
    with transaction.atomic():
        vault.erase(subject, officer)
    click.echo(f"Erased: the keys of {holders} organisation(s) are destroyed.")
    click.echo("Copies in backups of the key store stop opening with the second next epoch.")
