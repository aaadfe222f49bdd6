"""What a person asks of those who hold their data, and the copy they are given."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.actions.models import Versioned
from sapar.kernel.ids import uuid7
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel
from sapar.people.models.person import Person


class RequestKind(models.TextChoices):
    """What can be asked for."""

    CORRECTION = "correction", _("Correct what is written")
    RESTRICTION = "restriction", _("Keep it, but use it for nothing else")
    ERASURE = "erasure", _("Erase everything about me")


class RequestState(models.TextChoices):
    """Where a request stands."""

    OPEN = "open", _("Waiting for an answer")
    GRANTED = "granted", _("Done")
    REFUSED = "refused", _("Refused")


class PersonRequest(Versioned, SealedModel):
    """One wish of the person about their own data, and the answer, which is due within a month."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=16, choices=RequestKind.choices)
    state = models.CharField(max_length=16, choices=RequestState.choices, default=RequestState.OPEN)
    text = SealedField(null=True)
    asked_on = models.DateField()
    due_on = models.DateField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = SealedField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=RequestKind.values), name="request_kind_known"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | Q(state__in=["granted", "refused"], decided_at__isnull=False, decided_by__isnull=False),
                name="request_decided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(state="open") & ~Q(kind="correction"), name="request_open_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_on"], condition=Q(state="open"), name="request_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"


class OwnCopy(SealedModel):
    """The copy a person is given of everything held: a sealed zip, fetched once, emptied when its time is over."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="copies")
    language = models.CharField(max_length=8)
    content = SealedField(null=True)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    fetched_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")

    #: The opened zip, only on the row that `fetch_own_copy` returns.
    handed_over: bytes = b""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(fetched_at__isnull=True) | Q(content__isnull=True), name="copy_fetched_is_empty"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person"], name="copy_by_person")]

    def __str__(self) -> str:
        return self.language
