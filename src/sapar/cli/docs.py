"""``sapar docs``: the pages of the documentation that are made from the code."""

import os

import click

from sapar.options import ROOT


def _ready() -> None:
    """Django without a database: models and permission tables are read, nothing is connected to."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.settings")
    # Any value does: nothing is signed, and none must be made and kept for the sake of a page.
    os.environ.setdefault("SAPAR_SECRET_KEY", "documentation")
    import django

    django.setup()


def _commands(ctx: click.Context) -> click.Group:
    """The whole command line, from the top."""
    root = ctx.find_root().command
    if not isinstance(root, click.Group):
        raise click.ClickException("Run it as `sapar docs`.")
    return root


@click.group()
def docs() -> None:
    """Documentation: write the generated pages, check that they are up to date."""


@docs.command()
@click.pass_context
def write(ctx: click.Context) -> None:
    """Write every generated page that differs from the code."""
    _ready()
    from sapar.documenting import pages

    for path in pages.write(_commands(ctx)):
        click.echo(f"written: {path.relative_to(ROOT)}")
    click.echo("The generated pages are up to date.")


@docs.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Fail when a generated page is out of date, or a page cites a file, function or page that does not exist."""
    _ready()
    from sapar.documenting import citations, pages

    stale = [
        f"out of date: {path.relative_to(ROOT)} (run: sapar docs write)" for path in pages.outdated(_commands(ctx))
    ]
    problems = [*stale, *citations.wrong()]
    for line in problems:
        click.echo(line)
    click.echo(f"{len(problems)} problems in the documentation")
    ctx.exit(bool(problems))
