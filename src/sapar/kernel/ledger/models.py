"""The ledger: who received what, how much, from whom, when, where, paid by whom. Rows are only added."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from sapar.kernel.ids import uuid7

PRECISIONS = ("day", "month", "season", "year", "unknown")


class EntryQuerySet(models.QuerySet["LedgerEntry"]):
    def live(self) -> "EntryQuerySet":
        """Entries that count: neither a reversal nor reversed."""
        reversals = LedgerEntry.objects.filter(reverses=OuterRef("pk"))
        return self.filter(~Exists(reversals), reverses__isnull=True)


class LedgerEntry(models.Model):
    """One thing done for a person or an anonymous group cell (``headcount`` people).

    ``kind`` is a code of the service tree. ``on`` null means the date is not stated. The sex, age
    (years), group, citizenship and determination are those at the time and are never touched again.
    A correction reverses the entry and posts another.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    headcount = models.PositiveIntegerField(null=True)
    sex = models.CharField(max_length=32, blank=True)
    age = models.PositiveSmallIntegerField(null=True)
    age_band = models.CharField(max_length=16, blank=True)
    group = models.CharField(max_length=64, blank=True)
    citizenship = models.CharField(max_length=2, blank=True)
    determination = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=64)
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    unit = models.CharField(max_length=64, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    on = models.DateField(null=True)
    on_precision = models.CharField(max_length=8, default="day")
    until = models.DateField(null=True)
    provider = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", null=True, on_delete=models.PROTECT, related_name="+")
    source_kind = models.CharField(max_length=32)
    source_id = models.UUIDField()
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person_id__isnull=False, headcount__isnull=True)
                | Q(person_id__isnull=True, headcount__gt=0),
                name="entry_of_a_person_or_a_group",
            ),
            models.CheckConstraint(
                condition=Q(on__isnull=True, on_precision="unknown")
                | Q(on__isnull=False, on_precision__in=PRECISIONS[:-1]),
                name="entry_date_and_precision",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="entry_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="") | (Q(amount__gte=0) & ~Q(currency="")),
                name="entry_amount_has_currency",
            ),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0), name="entry_quantity_positive"
            ),
            models.CheckConstraint(condition=~Q(reverses=F("id")), name="entry_does_not_reverse_itself"),
        ]
        indexes = [
            models.Index(fields=["organisation", "on", "kind"]),
            models.Index(fields=["case_id", "on"]),
            models.Index(fields=["person_id"]),
            models.Index(fields=["source_kind", "source_id"]),
            models.Index(
                fields=["kind", "on"], include=["person_id", "provider", "reverses"], name="entry_for_figures"
            ),
        ]  # fmt: skip


class EntryShare(models.Model):
    """Who paid, or gave in kind: a project, another organisation, or somebody named by a term (relatives).

    ``share`` is a fraction of the entry (0 < share ≤ 1), null when not stated.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="shares")
    project_id = models.UUIDField(null=True)
    organisation = models.ForeignKey("access.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    contributor = models.CharField(max_length=64, blank=True)
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    in_kind = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(project_id__isnull=False, organisation__isnull=True, contributor="")
                | Q(project_id__isnull=True, organisation__isnull=False, contributor="")
                | (Q(project_id__isnull=True, organisation__isnull=True) & ~Q(contributor="")),
                name="share_of_exactly_one",
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1), name="share_is_a_fraction"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="") | (Q(amount__gte=0) & ~Q(currency="")),
                name="share_amount_has_currency",
            ),
        ]
        indexes = [models.Index(fields=["project_id"]), models.Index(fields=["entry"])]
