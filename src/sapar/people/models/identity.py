"""One person in several files: pairs that may be one, what supervisors decided, the groups that follow.

Nothing here changes a file. A pair is proposed; each organisation concerned has one side of it and sees
no more than that side; a decision is added, never rewritten; groups are derived from the decisions.
The web role reads these tables by row security and writes none of the derived ones (identity/rights.py).
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.actions.models import Versioned
from sapar.kernel.ids import uuid7
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel
from sapar.people.models.person import Person


class Judgement(models.TextChoices):
    """What a supervisor says of a pair."""

    SAME = "same", _("The same person")
    DIFFERENT = "different", _("Different people")
    UNSURE = "unsure", _("Not sure")


class PairStatus(models.TextChoices):
    """What all sides together say. "Gone": one file was erased or left recognition; nothing is asked any more."""

    OPEN = "open", _("To be decided")
    SAME = "same", _("The same person")
    DIFFERENT = "different", _("Different people")
    UNSURE = "unsure", _("Not sure")
    GONE = "gone", _("No longer asked")


class Ground(models.TextChoices):
    """Why somebody decided so. A code, so that what convinces reviewers can be counted without their notes."""

    TOLD = "told", _("The person said so")
    DOCUMENT = "document", _("A document was compared")
    KNOWN = "known", _("Colleagues know the person")
    DETAILS = "details", _("Family, place or story were compared")
    RELATIVES = "relatives", _("They are relatives or namesakes")
    TOO_LITTLE = "too_little", _("Too little is known")
    MISTAKE = "mistake", _("An earlier decision was a mistake")
    OTHER = "other", _("Another reason, written below")


def _persons(name: str) -> "models.ForeignKey[Person, Person]":
    # Rows go by identity.groups.forget, in the role that may write them: the web role could not cascade.
    return models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+", db_index=name != "low")


class IdentityPair(models.Model):
    """Two files that may belong to one person, smaller id first. `reasons` are codes (identity/words.py)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    low = _persons("low")
    high = _persons("high")
    probability = models.FloatField()
    reasons = models.JSONField(default=list)
    model = models.CharField(max_length=64)
    status = models.CharField(max_length=16, choices=PairStatus.choices, default=PairStatus.OPEN)
    proposed_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # Once decided "different" the row stays, so the pair can never be proposed a second time.
            models.UniqueConstraint(fields=["low", "high"], name="pair_once"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="pair_ordered"),
            models.CheckConstraint(condition=Q(probability__gte=0, probability__lte=1), name="pair_probability"),
            models.CheckConstraint(condition=Q(status__in=PairStatus.values), name="pair_status"),
        ]

    def __str__(self) -> str:
        return self.status


class IdentitySide(Versioned):
    """One organisation's side of a pair: its own file (of two own ones the smaller) and its own answer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    pair = models.ForeignKey(IdentityPair, on_delete=models.DO_NOTHING, related_name="sides", db_index=False)
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = _persons("person")
    answer = models.CharField(max_length=16, choices=Judgement.choices, blank=True, default="")
    open = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pair", "organisation"], name="side_once"),
            models.CheckConstraint(condition=Q(answer__in=["", *Judgement.values]), name="side_answer"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation"], condition=Q(open=True), name="side_waiting"),
            models.Index(fields=["organisation", "answer"], name="side_by_answer"),
        ]

    def __str__(self) -> str:
        return self.answer or "unanswered"


class IdentityDecision(SealedModel):
    """One answer of one organisation. Only added; a new answer closes the one before, and says why.

    `person` is the organisation's own file: its key seals the note.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    side = models.ForeignKey(IdentitySide, on_delete=models.DO_NOTHING, related_name="decisions")
    person = _persons("person")
    judgement = models.CharField(max_length=16, choices=Judgement.choices)
    ground = models.CharField(max_length=16, choices=Ground.choices)
    note = SealedField(null=True)
    decided_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["side"], condition=Q(closed_at__isnull=True), name="decision_in_force_once"
            ),
            models.CheckConstraint(condition=Q(judgement__in=Judgement.values), name="decision_judgement"),
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="decision_ground"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__gte=F("at"), closed_by__isnull=False),
                name="decision_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.judgement


class IdentityMember(models.Model):
    """From `since` to `until` (null: now) the file `person` belonged to the group `group`.

    A group is named by its smallest file id and has two files or more; who stands alone has no row.
    Derived: `identity.groups.problems` finds any difference from the decisions.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = _persons("person")
    group = models.UUIDField(db_index=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person"], condition=Q(until__isnull=True), name="member_of_one_group"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="member_until_later"
            ),
            models.CheckConstraint(condition=Q(group__lte=F("person")), name="group_named_by_its_first"),
        ]

    def __str__(self) -> str:
        return str(self.group)
