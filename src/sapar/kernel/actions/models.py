"""What the action decorator keeps: versions of records, and which form submissions were done."""

from django.db import models
from django.utils import timezone


class Versioned(models.Model):
    """A record that counts its saves, so that a stale edit is refused instead of winning silently."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Submission(models.Model):
    """One form submission that was carried out: sending it again returns the first result."""

    key = models.UUIDField(primary_key=True)
    user_id = models.UUIDField()
    action = models.CharField(max_length=80)
    model = models.CharField(max_length=80)
    record_id = models.CharField(max_length=80)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["at"])]
