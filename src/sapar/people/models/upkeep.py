"""What people must be told after a change of consent, and files whose time is over."""

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


class DutyKind(models.TextChoices):
    """What there is to do about it."""

    CONSENT_ENDED = "consent_ended", _("The person took a consent back. Stop what was done on it.")
    COPIES = "copies", _("Sharing has ended. Destroy printed and saved copies of the file.")
    REFERRAL = "referral", _("The person no longer agrees to an open referral. Tell the other organisation.")
    PHOTO = "photo", _("The photo may no longer be used. Take it back wherever it was given.")
    EMERGENCY_CONTACT = "emergency_contact", _("Somebody made contact against the rules in an emergency. Look at why.")
    UNSAFE_MESSAGE = "unsafe_message", _("A message was left although the person did not want it. Check on the person.")
    REQUEST = "request", _("The person asked something about their own data. Answer within a month.")
    RETENTION = "retention", _("The time to keep this file is over. It will be erased unless you hold it.")
    GUARDIAN = "guardian", _("The person is under 18: ask the guardian and record the consent again.")


class Duty(models.Model):
    """One thing somebody has to do for a person's protection. Holds a code, never a name.

    It belongs to `organisation`, and to one colleague or, without `user`, to its overseers. It outlives the
    right to see the person: a partner must destroy its copies after the sharing has ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=24, choices=DutyKind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_code = models.CharField(max_length=16)
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    about = models.UUIDField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=DutyKind.values), name="duty_kind_known"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="duty_done_by_somebody",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "made_at"], condition=Q(done_at__isnull=True), name="duty_to_do")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_code}"


class ReviewState(models.TextChoices):
    """What becomes of a file whose time is over."""

    NOTICED = "noticed", _("Will be erased")
    HELD = "held", _("Held")
    ERASED = "erased", _("Erased")
    NEEDED = "needed", _("Needed again")


class RetentionReview(Versioned, SealedModel):
    """A file past its retention: noticed, and erased on `erase_on` unless somebody holds it, with a reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reviews")
    last_on = models.DateField()
    noticed_at = models.DateTimeField(default=timezone.now)
    erase_on = models.DateField()
    state = models.CharField(max_length=16, choices=ReviewState.choices, default=ReviewState.NOTICED)
    hold_until = models.DateField(null=True)
    reason = SealedField(null=True)
    decided_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="review_state_known"),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(hold_until__isnull=False, decided_by__isnull=False),
                name="review_held_until_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["noticed", "held"]), name="review_open_once"
            ),
        ]

    def __str__(self) -> str:
        return self.state
