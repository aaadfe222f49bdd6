"""Consent with a last day: the clock ends the sharing, whoever forgets it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from sapar.cases.actions import end_lapsed_sharing, share_case
from sapar.cases.tests.conftest import Agrees, NewCase, Visit
from sapar.cli.worker import jobs
from sapar.kernel import vault
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Involvement
from sapar.kernel.journal.models import JournalEntry
from sapar.people.models import Consent

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def _date(consent: Consent, by: object, *, days: int) -> None:
    """Move the consent into the past, so that its last day is so many days from today."""
    today = timezone.localdate()
    with acting_as(by):  # type: ignore[arg-type]  # a user of the cast
        Consent.objects.filter(pk=consent.pk).update(
            given_on=today - timedelta(days=90), expires_on=today + timedelta(days=days)
        )


def test_sharing_ends_the_day_after_the_last_day_of_the_consent(
    cast: SimpleNamespace, new_case: NewCase, agrees: Agrees, visit: Visit,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:  # fmt: skip
    case, by, page = new_case(cast.caseworker), cast.caseworker, "/cases/{}/"
    consent = agrees(by, case.person, cast.there)
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
    _date(consent, by, days=0)
    assert end_lapsed_sharing() == 0
    assert visit(cast.other_caseworker).get(page.format(case.pk)).status_code == 200
    _date(consent, by, days=-1)
    with django_capture_on_commit_callbacks(execute=True):
        assert end_lapsed_sharing() == 2
    assert end_lapsed_sharing() == 0
    assert visit(cast.other_caseworker).get(page.format(case.pk)).status_code == 404
    assert visit(by).get(page.format(case.pk)).status_code == 200
    assert not vault.knows(case.person_id, cast.there.pk)
    assert not Involvement.objects.in_force().filter(organisation=cast.there).exists()
    with acting_as(by):
        ended = JournalEntry.objects.filter(action="cases.sharing_lapsed")
        assert {(entry.kind, entry.record, entry.actor) for entry in ended} == {
            ("case", case.pk, None),
            ("person", case.person_id, None),
        }


def test_another_yes_in_force_keeps_the_sharing(cast: SimpleNamespace, new_case: NewCase, agrees: Agrees) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    old = agrees(by, case.person, cast.there)
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
    _date(old, by, days=-1)
    agrees(by, case.person, cast.there)
    assert end_lapsed_sharing() == 0


def test_the_worker_looks_every_hour() -> None:
    (job,) = [job for job in jobs() if job.do is end_lapsed_sharing]
    assert job.every == 3600
