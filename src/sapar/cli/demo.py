"""``sapar demo``: the source programme and synthetic people, for trying things out."""

import click

from sapar.cli.boot import with_database


@click.group()
def demo() -> None:
    """Load the demo, print its sign-ins. Never on a site with real people."""


@demo.command()
@with_database
def load() -> None:
    """Load what is not loaded yet; a second run changes nothing."""
    from sapar.demo.loading import load_once

    load_once()


@demo.command()
@with_database
def signins() -> None:
    """One sign-in per role of the demo."""
    from sapar.demo.signins import announce

    announce()
