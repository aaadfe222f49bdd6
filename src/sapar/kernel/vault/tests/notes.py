"""A model outside Django's registry, so that no migration or check ever meets it."""

from uuid import UUID, uuid4

from django.apps.registry import Apps
from django.db import models

from sapar.kernel import vault
from sapar.kernel.journal.actors import Actor


class Note(vault.SealedModel):
    seal_subject = "person"

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.UUIDField()
    name = vault.SealedField(null=True)
    phone = vault.SealedField(null=True)

    class Meta:
        app_label = "vault_tests"
        apps = Apps()
        db_table = "vault_test_note"


def note(by: Actor, person: UUID | None = None, **values: str | None) -> Note:
    """A stored note about a person (a new one unless named)."""
    if person is None:
        person = uuid4()
        vault.create(person, organisation_id=by.organisation_id)
    row = Note(person=person)
    vault.put(row, by=by, **values)
    row.save()
    return Note.objects.get(pk=row.pk)


def content(row: Note, by: Actor, field: str = "name") -> str | None:
    """What `by` reads, as a request of its own."""
    vault.forget()
    return vault.read([row], [field], by=by)[row.pk][field]
