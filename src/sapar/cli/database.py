"""``sapar migrate``: tables, code lists, places, row security. Runs as owner, never as the web role."""

import click

from sapar.cli.boot import ready


@click.command()
@click.option("--quiet", is_flag=True, help="Say nothing when all goes well.")
def migrate(quiet: bool) -> None:
    """Bring both databases to this version and apply code lists, places and row security."""
    ready(owner=True)
    from sapar.kernel.preparing import prepare_databases

    prepare_databases(verbosity=0 if quiet else 1)
    if not quiet:
        click.echo("Databases are ready.")
