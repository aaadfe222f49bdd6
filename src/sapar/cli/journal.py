"""``sapar journal``: seal the journal, prove that nobody changed it."""

import json
from typing import TYPE_CHECKING

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sapar.cli.boot import with_database

if TYPE_CHECKING:
    from sapar.kernel.journal import Report


@click.group()
def journal() -> None:
    """Who did or saw what: seal it, verify it."""


@journal.command()
@with_database
def seal() -> None:
    """Sign what was journalled since the last seal; the worker does it every minute."""
    from sapar.kernel import journal

    made = journal.seal()
    for each in made:
        click.echo(f"Seal {each.id}: {each.count} entries, root {each.root.hex()}")
    if not made:
        click.echo("Nothing new to seal.")


@journal.command()
@click.option("--json", "as_json", is_flag=True, help="Print the report for machines.")
@click.option(
    "--trust",
    "trusted",
    multiple=True,
    metavar="HEX",
    help="A former public key (64 hexadecimal digits) that may have signed older seals.",
)
@click.option("--root", metavar="HEX", help="Root of the newest seal noted elsewhere; a seal must still have it.")
@click.pass_context
@with_database
def verify(ctx: click.Context, as_json: bool, trusted: tuple[str, ...], root: str | None) -> None:
    """Recompute every hash, chain, seal and signature. Exit code 1 if anything does not fit."""
    from sapar.kernel import journal

    report = journal.verify(trusted=[_public_key(each) for each in trusted], anchor=_root(root))
    click.echo(json.dumps(report.as_dict(), indent=2) if as_json else _words(report))
    ctx.exit(0 if report.ok else 1)


def _public_key(text: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    except ValueError as error:
        raise click.BadParameter("a public key has 64 hexadecimal digits", param_hint="--trust") from error


def _root(text: str | None) -> bytes | None:
    try:
        return None if text is None else bytes.fromhex(text)
    except ValueError as error:
        raise click.BadParameter("a root has 64 hexadecimal digits", param_hint="--root") from error


def _words(report: "Report") -> str:
    lines = [f"{report.entries} entries and {report.seals} seals checked in {report.seconds:.1f} s."]
    if report.ok:
        lines.append("Nothing was altered, removed or reordered.")
    for flaw, count in report.flaws.items():
        lines.append(f"{flaw.value}: {count}")
    for each in report.findings:
        where = [f"{name} {value}" for name, value in each.as_dict().items() if value is not None and name != "flaw"]
        lines.append(f"  {each.flaw.value}: {', '.join(where)}")
    if report.last_root:
        lines.append(f"Root of the newest seal: {report.last_root}")
    return "\n".join(lines)
