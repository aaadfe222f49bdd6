"""``sapar figures``: what figures are counted from can be checked against the ledger, and made anew."""

import click

from sapar.cli.boot import ready


@click.group()
def figures() -> None:
    """The facts that figures are counted from. Needs the owner's rights."""


@figures.command()
def check() -> None:
    """Compare every fact with the ledger; fails when one differs."""
    wrong = _ask("SELECT ledger_wrong_facts()")
    if wrong:
        raise click.ClickException(f"{wrong} facts differ from the ledger; run: sapar figures rebuild")
    click.echo("Every fact agrees with the ledger.")


@figures.command()
def rebuild() -> None:
    """Make all facts anew. Nothing can be recorded meanwhile."""
    click.echo(f"{_ask('SELECT ledger_rebuild_facts()')} facts.")


def _ask(statement: str) -> int:
    ready(owner=True)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])
