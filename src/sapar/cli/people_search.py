"""``sapar people evaluate``, ``rotate-keys`` and ``check-index``: the quality and the upkeep of the search."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from sapar.cli.boot import ready

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option("--index", type=_FILE, required=True, help="Registrations (.csv or .csv.gz).")
@click.option("--queries", type=_FILE, required=True, help="Second registrations of people in the index, by rid.")
@click.option(
    "--fields", type=click.Choice(["name", "name+dob", "all", "each"]), default="each", show_default=True,
    help="What is asked: the name, with the birth date, with phone, document and region too, or each in turn.",
)  # fmt: skip
@click.option("--clients", type=click.IntRange(0, 64), default=0, help="Also measure with so many clients at once.")
@click.option("--sample", type=click.IntRange(1), help="Ask only so many of the queries, drawn at random.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
def evaluate(index: Path, queries: Path, fields: str, clients: int, sample: int | None, as_json: bool) -> None:
    """Measure the search: load registrations into a scratch database, ask, print recall and times.

    Keys, tables, sealing, look-up, opening and ranking are those of the register. Nothing is left behind.
    """
    from sapar.kernel.errors import SaparError
    from sapar.people.evaluation import running

    begun = time.monotonic()
    try:
        with running.scratch():
            wanted = ("name", "name+dob", "all") if fields == "each" else (fields,)
            for result in running.evaluate(index, queries, fields=wanted, clients=clients, most=sample):
                if as_json:
                    click.echo(json.dumps(result.as_json()))
                    continue
                together = f", {result.clients} clients p95 {result.clients_p95_ms} ms" if result.clients_p95_ms else ""
                click.echo(
                    f"{result.fields:<9} {result.people} people, {result.queries} queries: "
                    f"recall@1 {result.recall_1:.3f}, recall@10 {result.recall_10:.3f} "
                    f"(same script {result.same_script_recall_10:.3f}, "
                    f"cross-script {result.cross_script_recall_10:.3f}), "
                    f"p50 {result.p50_ms} ms, p95 {result.p95_ms} ms{together}"
                )
    except SaparError as error:
        raise click.ClickException(str(error.message)) from error
    if not as_json:
        click.echo(f"{time.monotonic() - begun:.0f} s in all")


@click.command("rotate-keys")
@click.option("--batch", type=click.IntRange(1, 10_000), default=500, show_default=True, help="People per transaction.")
def rotate_keys(batch: int) -> None:
    """Change the key of the search index and make everybody's search keys again.

    Can be stopped and started again at any time; searches work meanwhile. Run it as owner of the tables.
    """
    ready(owner=True)
    from sapar.people import upkeep

    with _told():
        done = upkeep.rotate(progress=lambda count: click.echo(f"  {count} people"), batch=batch)
    begun = "The change that was under way went on" if done.resumed else "A new index key is in force"
    click.echo(f"{begun}: version {done.version}, {done.people} people.")
    if done.unopenable:
        click.echo(
            f"{done.unopenable} people cannot be opened with any key, so the old index key stays. "
            "Run `sapar vault check`, then this command again.",
            err=True,
        )
        raise SystemExit(1)
    click.echo("The old index key is destroyed.")


@click.command("check-index")
@click.option("--mend", is_flag=True, help="Make wrong and missing keys again.")
def check_index(mend: bool) -> None:
    """Find search keys that are out of step with what the files hold. Ends with 1 when there are any left."""
    ready(owner=True)
    from sapar.people import upkeep

    with _told():
        found = upkeep.check(mend=mend)
    click.echo(
        f"{found.people} people; keys outdated: {found.outdated}, missing: {found.missing}, surplus: {found.surplus}, "
        f"of erased people: {found.left_over}; cannot be opened: {found.unopenable}."
    )
    if mend and not found.ok:
        click.echo("Mended.")
    elif not found.ok:
        raise click.ClickException("The index is out of step. Run: sapar people check-index --mend")


@contextmanager
def _told() -> Iterator[None]:
    """Refusals are said in words, with the technical cause for the operator."""
    from sapar.kernel.errors import SaparError

    try:
        yield
    except SaparError as error:
        why = f" ({error.why})" if hasattr(error, "why") else ""
        raise click.ClickException(f"{error.message}{why} {error.advice}".strip()) from error
