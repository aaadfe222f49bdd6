"""The ``sapar`` command line: everything an operator does. Groups are loaded only when asked for."""

from importlib import import_module

import click

#: command → module that holds it; a module is imported after the database is reachable.
COMMANDS = {
    "run": "sapar.cli.run",
    "migrate": "sapar.cli.database",
    "check": "sapar.cli.check",
    "demo": "sapar.cli.demo",
    "simulate": "sapar.cli.simulate",
    "figures": "sapar.cli.figures",
    "facts": "sapar.cli.facts",
    "people": "sapar.cli.people",
    "organisations": "sapar.cli.users",
    "users": "sapar.cli.users",
    "journal": "sapar.cli.journal",
    "vault": "sapar.cli.vault",
    "worker": "sapar.cli.worker",
    "messages": "sapar.cli.messages",
    "docs": "sapar.cli.docs",
}


class Lazy(click.Group):
    """Looks commands up in COMMANDS, so that ``sapar --help`` starts nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return getattr(import_module(COMMANDS[cmd_name]), cmd_name)  # type: ignore[no-any-return]


@click.group(cls=Lazy)
def main() -> None:
    """Sapar: a person's way home, and one ledger of what was done."""
