"""``sapar messages``: the catalogues of translations, without system tools."""

import sys

import click

from sapar.translating import catalogues


@click.group()
def messages() -> None:
    """Translations: compile, update from the sources, check that nothing is untranslated."""


@messages.command(name="compile")
def compile_() -> None:
    """Make the .mo files that Django reads."""
    catalogues.compile_all()


@messages.command()
def update() -> None:
    """Bring every catalogue to the msgids found in the sources; new ones stand empty."""
    for language, empty in catalogues.update_all().items():
        click.echo(f"{language}: {empty} untranslated")


@messages.command()
def check() -> None:
    """Fail when a string is untranslated, outdated, or its placeholders differ."""
    problems = catalogues.problems()
    for problem in problems[:50]:
        click.echo(problem)
    click.echo(f"{len(problems)} problems in the catalogues")
    sys.exit(bool(problems))
