"""``sapar people``: registration lists in, and a whole list out again."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from sapar.cli.boot import with_database
from sapar.cli.people_search import check_index, evaluate, rotate_keys

if TYPE_CHECKING:
    from sapar.kernel.access.models import User
    from sapar.people.importing.planning import ImportPlan
    from sapar.people.models import ImportBatch

_MOST_LINES = 200


@click.group()
def people() -> None:
    """People: import registration lists, keep the search index, measure the search."""


for _command in (evaluate, rotate_keys, check_index):
    people.add_command(_command)


@people.command("import")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--as", "email", required=True, metavar="EMAIL", help="The user who imports; the journal names them.")
@click.option("--dry-run", is_flag=True, help="Read and check everything, write nothing.")
@click.option("--map", "mapping", multiple=True, metavar="COLUMN=FIELD", help="Say what a column holds. Repeatable.")
@click.option(
    "--known",
    type=click.Choice(["skip", "register"]),
    default="skip",
    show_default=True,
    help="People who are surely registered already: leave them out, or register them again.",
)
@click.option(
    "--confirm", is_flag=True, help="It is the right list although most of its people are registered already."
)
@click.option("--undo", metavar="BATCH", help="Take everybody of this import out again.")
@with_database
def import_(
    file: Path | None,
    email: str,
    dry_run: bool,
    mapping: tuple[str, ...],
    known: str,
    confirm: bool,
    undo: str | None,
) -> None:
    """Import a registration list (.xlsx or .csv), or undo an import.

    The report names cells, never people.
    """
    from sapar.kernel.access.context import acting_as

    user = user_of(email)
    if (file is None) == (undo is None):
        raise click.UsageError("Give either a FILE to import or --undo BATCH.")
    with acting_as(user):
        if undo is not None:
            _undo(undo, user)
        elif file is not None:
            _import(file, user, dry_run=dry_run, given=_mapping(mapping), known=known, confirmed=confirm)


@people.command("groups")
@click.option("--mend", is_flag=True, help="Derive the groups again from the decisions.")
@with_database
def groups_(mend: bool) -> None:
    """Check that the groups of files that are one person are what supervisors decided.

    Names ids, never people. Ends with an error when something differs and was not mended.
    """
    from django.db import transaction

    from sapar.kernel.access.context import linking_role
    from sapar.people.identity import groups

    with transaction.atomic(), linking_role():
        if mend:
            try:
                click.echo(f"Files whose group changed: {groups.mend()}.")
            except groups.Contradiction as error:
                raise click.ClickException(
                    f"Decisions contradict each other about {error.low} and {error.high}: a supervisor must change one."
                ) from error
        found = groups.problems()
    for line in found[:_MOST_LINES]:
        click.echo(f"  {line}", err=True)
    if found:
        raise click.ClickException(f"{len(found)} differences between groups and decisions. Use --mend.")
    click.echo("Groups are what was decided.")


def _import(file: Path, user: "User", *, dry_run: bool, given: dict[str, str], known: str, confirmed: bool) -> None:
    from sapar.people.actions import import_people
    from sapar.people.importing.planning import plan_import

    plan = plan_import(file, by=user, given=given)
    _report(plan)
    if plan.errors:
        raise click.ClickException(f"Nothing was imported: {len(plan.errors)} cells cannot be read (see above).")
    if dry_run:
        click.echo("Dry run: nothing was written.")
        return
    choice: Literal["register", "skip"] = "register" if known == "register" else "skip"
    batch = import_people(by=user, plan=plan, known=choice, confirmed=confirmed)
    click.echo(f"Registered {batch.registered} of {batch.rows} people. Import {batch.id}")
    click.echo(f"To undo it: sapar people import --as {user.email} --undo {batch.id}")


def _report(plan: "ImportPlan") -> None:
    from sapar.people.importing.duplicates import Likeness

    click.echo(f"Rows: {len(plan.rows)}. Columns read: {', '.join(plan.columns.of)}.")
    if plan.columns.ignored:
        click.echo(f"Columns left aside: {', '.join(plan.columns.ignored)}.")
    for error in plan.errors[:_MOST_LINES]:
        click.echo(f"  {error.address}: {error.what} {error.advice}", err=True)
    if len(plan.errors) > _MOST_LINES:
        click.echo(f"  … and {len(plan.errors) - _MOST_LINES} more cells.", err=True)
    for address, duplicate in list(plan.duplicates.items())[:_MOST_LINES]:
        sure = "the same person as" if duplicate.likeness is Likeness.SAME else "perhaps the same person as"
        other = f"row of {duplicate.of}" if duplicate.in_file else duplicate.of or "someone your supervisor can check"
        click.echo(f"  {address}: {sure} {other}.")
    click.echo(
        f"Cannot be read: {sum(bool(row.errors) for row in plan.rows)} rows. "
        f"Known already: {len(plan.known)}. To be checked: {len(plan.duplicates) - len(plan.known)}."
    )


def _undo(batch_id: str, user: "User") -> None:
    from sapar.people.actions import undo_import

    batch = undo_import(by=user, batch=_batch(batch_id, user))
    click.echo(f"Import {batch.id} was undone: {batch.registered} people are out of the register again.")


def _batch(batch_id: str, user: "User") -> "ImportBatch":
    from uuid import UUID

    from sapar.people.queries import imports

    try:
        wanted = UUID(batch_id)
    except ValueError:
        raise click.ClickException(f"“{batch_id}” is not the number of an import.") from None
    found = next((batch for batch in imports(by=user) if batch.id == wanted), None)
    if found is None:
        raise click.ClickException("There is no such import in your organisation.")
    return found


def user_of(email: str) -> "User":
    """The active user with this address; ends the command when there is none."""
    from sapar.kernel.access.models import User

    found = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        raise click.ClickException(f"There is no active user {email}.")
    return found


def _mapping(pairs: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        heading, mark, name = pair.rpartition("=")
        if not mark or not heading.strip():
            raise click.UsageError(f"“{pair}” is not COLUMN=FIELD.")
        found[heading] = name.strip()
    return found


def _add_linking() -> None:
    from sapar.cli.linking import dedupe_evaluate, link

    people.add_command(dedupe_evaluate)
    people.add_command(link)


_add_linking()
