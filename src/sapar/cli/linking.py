"""``sapar people link`` and ``sapar people dedupe-evaluate``: linkage of the register, and of a file with truth."""

import json
from pathlib import Path

import click

from sapar.cli.boot import with_database


@click.command("dedupe-evaluate")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--labels", default=0, show_default=True, help="Judge so many pairs of one half, report on the other.")
@click.option("--memory", default="4GB", show_default=True, help="Most memory for tables.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def dedupe_evaluate(file: Path, labels: int, memory: str, as_json: bool) -> None:
    """Link the registrations of FILE and compare with its column pid, which the matcher never sees."""
    from sapar.kernel.errors import SaparError
    from sapar.people.linking.evaluating import evaluate

    try:
        report = evaluate(file, labels=labels, memory=memory)
    except SaparError as error:
        raise click.ClickException(str(error.message)) from error
    if as_json:
        click.echo(json.dumps(report.as_json()))
        return
    inside = "truth inside" if report.truth_inside else "truth OUTSIDE"
    click.echo(
        f"{report.registrations:,} registrations of {report.people:,} people; {report.candidates:,} pairs compared"
    )
    click.echo(f"weights: {report.trained}")
    for what in ("pair", "cluster"):
        precision, recall, f1 = (getattr(report, f"{what}_{name}") for name in ("precision", "recall", "f1"))
        click.echo(f"{what:<8} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}")
    click.echo(
        f"people   {report.unique_point:,} ({report.unique_lower:,} – {report.unique_upper:,}, {inside}), "
        f"error {report.unique_error:+.2%}"
    )
    click.echo(
        f"review   {report.to_review_per_1000:.0f} pairs to look at and {report.very_likely_per_1000:.0f} very likely "
        "per 1,000 registrations"
    )
    click.echo(
        f"speed    {report.registrations_per_second:,.0f} registrations/s, {report.seconds:.1f} s "
        f"({report.cpu_seconds:.1f} s of processor), peak {report.peak_megabytes:,} MB"
    )


@click.command("link")
@click.option("--as", "emails", required=True, multiple=True, metavar="EMAIL",
              help="A supervisor who may open the files of an organisation; once per organisation.")  # fmt: skip
@click.option("--new-only", is_flag=True, help="Propose only pairs with a newly registered file.")
@click.option("--days", default=7, show_default=True, help="How many days count as new.")
@with_database
def link(emails: tuple[str, ...], new_only: bool, days: int) -> None:
    """Look through the whole register for people registered more than once, and propose pairs for review.

    Names are opened in memory only; each look is journalled with the purpose "linking".
    """
    from sapar.cli.people import user_of
    from sapar.people.linking.register import link_register

    users = [user_of(email) for email in emails]
    if len({user.organisation_id for user in users}) < len(users):
        raise click.UsageError("Name one supervisor per organisation.")
    outcome = link_register(users, new_days=days if new_only else None)
    unique = outcome.linked.unique
    click.echo(f"Read {outcome.files} files, compared {outcome.linked.candidates} pairs.")
    click.echo(f"Proposed {outcome.proposed} pairs ({outcome.new} of them new, {outcome.very_likely} very likely).")
    click.echo(f"Same document, name and birth inside one organisation: {len(outcome.obvious)}.")
    click.echo(f"About {unique.point} different people ({unique.lower} – {unique.upper}).")
