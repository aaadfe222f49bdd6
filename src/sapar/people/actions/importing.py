"""Registering a whole list at once, and taking a whole list back."""

from typing import Literal
from uuid import UUID

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import vault
from sapar.kernel.access.context import linking_role
from sapar.kernel.access.models import Involvement, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.people.actions.identifying import propose_many
from sapar.people.building import build, store
from sapar.people.identity import groups
from sapar.people.importing.planning import ImportPlan
from sapar.people.linking.guarding import stop_if_mostly_known
from sapar.people.models import ImportBatch, Person


@action("people.import_people", record="import_batch", verb="import")
def import_people(
    *, by: User, plan: ImportPlan, known: Literal["skip", "register"] = "skip", confirmed: bool = False
) -> ImportBatch:
    """Register the rows of a checked list: all of them or, on any error, none.

    People who are surely registered already (or stand twice in the list) are left out with "skip" and
    registered again with "register". Raises Invalid for a list with errors, an empty one, a file
    that was imported and not undone, and, unless ``confirmed``, a list of mostly known people.
    """
    if plan.errors:
        raise Invalid(
            _("%(count)s cells of the list cannot be read, so nothing was imported.") % {"count": len(plan.errors)},
            field="file",
            advice=_("Correct the cells named in the report and import the list again."),
        )
    if not plan.rows:
        raise Invalid(
            _("The list has no rows below its heading."),
            field="file",
            advice=_("Fill in the list and import it again."),
        )
    earlier = ImportBatch.objects.filter(
        organisation=by.organisation, content_hash=plan.content_hash, status="done"
    ).first()
    if earlier is not None:
        raise Invalid(
            _("This very file was imported already (import %(batch)s).") % {"batch": earlier.id},
            field="file",
            advice=_("Nothing needs to be done. To import it again, undo that import first."),
        )
    stop_if_mostly_known(rows=len(plan.rows), duplicates=len(plan.known), confirmed=confirmed)
    chosen = [row.told for row in plan.rows if row.told and (known == "register" or not plan.is_known(row))]
    batch = ImportBatch.objects.create(
        organisation=by.organisation, file_name_hash=plan.file_name_hash, content_hash=plan.content_hash,
        rows=len(plan.rows), registered=len(chosen), flagged=len(plan.duplicates), imported_by=by,
    )  # fmt: skip
    new = build(chosen, by=by, batch=batch)
    store(new, by=by)
    propose_many({each.person.id: each.keys for each in new})
    return batch


@action("people.undo_import", record="import_batch", verb="undo", on="batch")
def undo_import(*, by: User, batch: ImportBatch) -> ImportBatch:
    """Take everybody of an imported list out of the register again.

    Raises WorkflowRefused when it was undone before, or when somebody has worked with one of the
    people since: a case was opened, the file was changed or shared. Then nobody is taken out.
    """
    if batch.status != "done":
        raise WorkflowRefused(_("This import was undone already."))
    people = list(Person.objects.select_for_update().filter(import_batch=batch))
    busy = _worked_with([person.id for person in people]) | {person.id for person in people if person.version > 1}
    with linking_role():
        busy |= groups.decided(person.id for person in people)
    if busy or len(people) != batch.registered:
        raise WorkflowRefused(
            _("Work has begun with %(count)s of the imported people, so the import stays.")
            % {"count": len(busy) or batch.registered - len(people)},
            advice=_("Correct single files instead, or ask your supervisor."),
        )
    ids = [person.id for person in people]
    with linking_role():
        groups.forget(ids)
    Person.objects.filter(pk__in=ids).delete()
    Involvement.objects.filter(subject_id__in=ids, kind="person").delete()
    for person_id in ids:
        vault.erase(person_id, by)
    batch.status, batch.undone_at, batch.undone_by = "undone", timezone.now(), by
    batch.save(update_fields=["status", "undone_at", "undone_by"])
    return batch


def _worked_with(ids: list[UUID]) -> set[UUID]:
    """Of these people, those whom a record outside this room names, or whose file somebody else got."""
    found = set(
        Involvement.objects.filter(subject_id__in=ids, kind="person", organisation__isnull=False).values_list(
            "subject_id", flat=True
        )
    )
    entries = apps.get_model("ledger.LedgerEntry")
    helped = entries._default_manager.filter(person_id__in=ids).values_list("person_id", flat=True)
    found |= {person_id for person_id in helped if person_id}
    for relation in Person._meta.related_objects:
        if relation.related_model._meta.app_label != Person._meta.app_label:
            field = relation.field.attname
            rows = relation.related_model._default_manager.filter(**{f"{field}__in": ids})
            found |= set(rows.values_list(field, flat=True))
    return found
