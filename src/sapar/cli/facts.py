"""``sapar facts``: every fact of the sources, what the running system says to it, and from which record."""

import json
from collections import Counter
from typing import Any

import click

from sapar.cli.boot import ready


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.option("--document", default="", metavar="S0", help="Only the facts of one document: S0 to S4.")
@click.option("--only", type=click.Choice(["holds", "not-yet", "differs"]), help="Only facts with this verdict.")
@click.pass_context
def facts(ctx: click.Context, as_json: bool, document: str, only: str | None) -> None:
    """Compare every fact of the sources with what the database says. Exit code 1 when one differs."""
    ready()
    from sapar.demo.facts import DIFFERS, lines
    from sapar.kernel.access.context import acting_as

    # As the web role with a manager's sight: what is compared is what the pages would show.
    with acting_as(_reader()):
        found = [line.as_dict() for line in lines(document=document.upper(), only=(only or "").replace("-", " "))]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for line in found:
            click.echo(_text(line))
        counts = Counter(line["verdict"] for line in found)
        click.echo(f"\n{len(found)} facts: " + ", ".join(f"{number} {verdict}" for verdict, number in counts.items()))
    ctx.exit(1 if any(line["verdict"] == DIFFERS for line in found) else 0)


def _reader() -> Any:
    """A project manager, who sees every project. Without one there is nobody to answer."""
    from sapar.kernel.access.models import RoleGrant
    from sapar.kernel.access.roles import Role

    grant = RoleGrant.objects.in_force().filter(role=Role.PROJECT_MANAGER).order_by("granted_at").first()
    if grant is None:
        raise click.ClickException(
            "No project manager has an account yet, and projects are read as one. Load the demo first."
        )
    return grant.user


def _text(line: dict[str, Any]) -> str:
    given = _figure(line["given"]) if line["given"] else "–"
    where = f"needs {line['needs']}" if line["needs"] else f"{line['source']} {line['where']}".strip()
    return f"{line['id']:8} {line['verdict']:8} {line['entity']:20} {_figure(line['expected'])} | {given} | {where}"


def _figure(values: dict[str, str]) -> str:
    qualifier = "" if values["qualifier"] in ("none", "exact") else values["qualifier"]
    since = "since" if values["date_precision"] == "since" else ""
    unit = "" if values["unit"] == "date" else values["unit"]
    return " ".join(part for part in (since, qualifier, values["value"], unit) if part)
