"""What finding needs: blind keys, receipts of searches, imported lists."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.ids import uuid7
from sapar.people.models.person import Person


class MatchKey(models.Model):
    """A keyed 64-bit fingerprint of a pair of sounds, of a sound with a year, or of a number.

    The primary key alone answers a search: the people of a fingerprint stand side by side in its index.
    """

    pk = models.CompositePrimaryKey("h", "person_id")
    h = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="match_keys", db_index=False)
    kind = models.CharField(max_length=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=list("PDYBFTI")), name="match_key_kind"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person"], name="match_key_by_person")]

    def __str__(self) -> str:
        return self.kind


class IndexVersion(models.Model):
    """A version of the key of the blind index. Searches use every one in force; what is stored uses the newest.

    `retired_at` is set when nobody's keys are of this version any more and the key is destroyed.
    """

    version = models.PositiveSmallIntegerField(primary_key=True)
    since = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.version)


class SearchReceipt(models.Model):
    """Proof that somebody searched before registering: counts and blind keys, never what was searched for.

    `fingerprints` are the keyed hashes of the search; a registration must share one of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey("access.User", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    keys = models.PositiveIntegerField()
    fingerprints = models.JSONField(default=list)
    shown = models.PositiveIntegerField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["user", "-at"], name="receipt_by_user")]

    def __str__(self) -> str:
        return f"{self.keys} keys, {self.shown} shown"


class ImportStatus(models.TextChoices):
    """Whether the people of a list are in the register."""

    DONE = "done", _("Imported")
    UNDONE = "undone", _("Undone")


class ImportBatch(models.Model):
    """One imported list. The file itself is not kept; hashes recognise it when it comes again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    file_name_hash = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    registered = models.PositiveIntegerField()
    flagged = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=8, choices=ImportStatus.choices, default=ImportStatus.DONE)
    imported_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status="done", undone_at__isnull=True, undone_by__isnull=True)
                | Q(status="undone", undone_at__isnull=False, undone_by__isnull=False),
                name="import_undone_by_somebody",
            ),
            models.CheckConstraint(condition=Q(registered__lte=models.F("rows")), name="import_counts_add_up"),
            models.UniqueConstraint(
                fields=["organisation", "content_hash"], condition=Q(status="done"), name="import_same_file_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registered}/{self.rows}"
