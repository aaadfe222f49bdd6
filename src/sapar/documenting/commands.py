"""``docs/commands.md``: the command line as click knows it."""

from collections.abc import Iterator

import click

from sapar.documenting.markdown import page, table

INTRODUCTION = """
Everything an operator does. Run as `.venv/bin/sapar COMMAND`; `--help` after any command says the same as this page.
Commands that need a database find or boot one, like the web server ([settings](settings.md)).
"""


def commands(main: click.Group) -> str:
    """One section per command of ``main``; groups are followed by what they hold."""
    return page("Commands", INTRODUCTION, *_sections(main, click.Context(main, info_name="sapar")))


def _sections(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            raise click.ClickException(f"the command {name} is announced but does not exist")
        inner = click.Context(command, info_name=name, parent=context)
        yield _section(command, inner)
        if isinstance(command, click.Group):
            yield from _sections(command, inner)


def _section(command: click.Command, context: click.Context) -> str:
    usage = f"{context.command_path} {' '.join(command.collect_usage_pieces(context))}"
    helps = " ".join((command.help or "").split())
    rows = [record for each in command.params if (record := each.get_help_record(context)) and record[0] != "--help"]
    options = table(("option", "meaning"), ((f"`{name}`", text) for name, text in rows)) if rows else ""
    parts = (f"## {context.command_path}", helps, f"```\n{usage}\n```", options)
    return "\n\n".join(part for part in parts if part)
