"""``sapar docs``: the pages of the documentation that are made from the code."""

import os
import sys

import click

from sapar.options import ROOT


def _ready() -> None:
    """Django without a database: models and permission tables are read, nothing is connected to."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.settings")
    # Any value does: nothing is signed, and none must be made and kept for the sake of a page.
    os.environ.setdefault("SAPAR_SECRET_KEY", "documentation")
    import django

    django.setup()


@click.group()
def docs() -> None:
    """Documentation: write the generated pages, check that they are up to date."""


@docs.command()
def write() -> None:
    """Write every generated page that differs from the code."""
    _ready()
    from sapar.documenting import pages

    written = pages.write()
    for path in written:
        click.echo(f"written: {path.relative_to(ROOT)}")
    click.echo(f"{len(pages.PAGES)} generated pages are up to date.")


@docs.command()
def check() -> None:
    """Fail when a generated page is out of date, or a page cites a file, function or page that does not exist."""
    _ready()
    from sapar.documenting import citations, pages

    stale = pages.outdated()
    for path in stale:
        click.echo(f"out of date: {path.relative_to(ROOT)} (run: sapar docs write)")
    wrong = list(citations.wrong())
    for line in wrong:
        click.echo(line)
    sys.exit(bool(stale or wrong))
