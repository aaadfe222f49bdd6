"""``sapar simulate``: populations in bulk, for measuring and rehearsing."""

import time

import click

from sapar.cli.boot import ready


@click.command()
@click.option("--people", type=click.IntRange(1), required=True, help="How many people.")
@click.option("--entries", type=click.IntRange(1), required=True, help="How many ledger entries.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same population.")
def simulate(people: int, entries: int, seed: int) -> None:
    """Fill an empty database with synthetic people and services. Needs the owner's rights; never a site in use."""
    ready(owner=True)
    from sapar.demo.simulation import simulate as make
    from sapar.kernel.errors import SaparError

    start = time.monotonic()
    try:
        made = make(people=people, entries=entries, seed=seed)
    except SaparError as error:
        raise click.ClickException(f"{error.message} {error.advice}".strip()) from error
    click.echo(f"{made.people} people, {made.entries} entries, {made.facts} facts in {time.monotonic() - start:.0f} s.")
