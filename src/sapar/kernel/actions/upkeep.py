"""Tidying of what the action decorator keeps."""

from datetime import timedelta

from django.utils import timezone

from sapar.kernel.actions.models import Submission

KEEP = timedelta(days=30)  # as long as an offline form may wait before it is sent


def forget_old_submissions() -> int:
    """Delete submission keys older than 30 days; returns how many."""
    return Submission.objects.filter(at__lt=timezone.now() - KEEP).delete()[0]
