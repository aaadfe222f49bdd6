"""A person and the names they are known by."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sapar.kernel.actions.models import Versioned
from sapar.kernel.ids import uuid7
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel


class Person(Versioned, SealedModel):
    """Somebody who is helped. `organisation` registered the person; others know them only by sharing.

    `birth` is sealed EDTF text (kernel.dates). `restricted` hides the person from everybody in the
    organisation who is not involved, supervisors excepted. Without `cross_search` no other organisation is
    ever asked whether it knows the person. `frozen_at`: since then, at the person's wish, the data is kept but
    goes nowhere (people/releasing.py). `languages` are terms of the list language, the one spoken best first;
    `disability` is sealed JSON, see people/abilities.py. `fold_version` and
    `key_version` say by which sound table and which index key the search keys were made. After erasing only
    this row remains, empty.
    """

    seal_kind: ClassVar[str] = "person"
    seal_subject: ClassVar[str] = "id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=16, unique=True)
    sex = models.CharField(max_length=64, default="unknown")
    citizenships = models.JSONField(default=list)
    birth = SealedField(null=True)
    note = SealedField(null=True)
    languages = models.JSONField(default=list)
    interpreter = models.BooleanField(default=False)
    disability = SealedField(null=True)
    frozen_at = models.DateTimeField(null=True)
    restricted = models.BooleanField(default=False)
    cross_search = models.BooleanField(default=True)
    fold_version = models.PositiveSmallIntegerField(default=0)
    key_version = models.PositiveSmallIntegerField(default=1)
    import_batch = models.ForeignKey("people.ImportBatch", null=True, on_delete=models.PROTECT, related_name="people")
    registered_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(birth__isnull=True, note__isnull=True, disability__isnull=True),
                name="person_erased_is_empty",
            ),
            models.CheckConstraint(condition=~Q(code=""), name="person_has_a_code"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-registered_at"], name="person_by_organisation"),
            models.Index(fields=["key_version", "fold_version"], name="person_by_index_version"),
        ]

    def __str__(self) -> str:
        return self.code


class PersonName(SealedModel):
    """One name of a person, kept letter by letter as written. Terms: `kind` of name_kind, `script` of script."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=64, default="called")
    script = models.CharField(max_length=64)
    given = SealedField(null=True)
    family = SealedField(null=True)
    patronymic = SealedField(null=True)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["person", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "position"], name="name_position_once"),
            models.CheckConstraint(
                condition=Q(given__isnull=False) | Q(family__isnull=False) | Q(patronymic__isnull=False),
                name="name_not_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.script})"
