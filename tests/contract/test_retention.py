"""Every table that tells of a person says how long it is kept and what erasing does; erasing does what it says."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from sapar.kernel.access.context import acting_as
from sapar.kernel.vault.fields import SealedField
from sapar.people import actions as people
from sapar.people.models import MatchKey, Person
from sapar.retention import RETENTION, Erasing
from tests.world import build

ABOUT = {"people.Person", "cases.Case", "ledger.LedgerEntry"}
KEYS = {"person_id", "case_id", "subject_id", "subject"}


def tells_of_a_person(model: type[models.Model]) -> bool:
    fields = model._meta.concrete_fields
    return any(
        isinstance(f, SealedField) or (f.is_relation and f.related_model._meta.label in ABOUT) or f.name in KEYS
        for f in fields
    )


OURS = [model for model in apps.get_models() if model.__module__.startswith("sapar.")]


@pytest.mark.parametrize("model", [m for m in OURS if tells_of_a_person(m)], ids=lambda m: m._meta.label)
def test_a_table_about_people_declares_its_retention(model: type[models.Model]) -> None:
    row = RETENTION[model._meta.label]
    sealed = [f for f in model._meta.concrete_fields if isinstance(f, SealedField)]
    assert bool(sealed) == (row.erasing is Erasing.UNREADABLE)
    assert row.until


def test_no_row_speaks_of_a_table_that_is_gone() -> None:
    assert set(RETENTION) <= {model._meta.label for model in OURS}


@pytest.mark.django_db(databases=["default", "keys"])
def test_erasing_does_what_the_rows_say(cast: SimpleNamespace, django_capture_on_commit_callbacks: object) -> None:
    world = build(cast)
    officer = cast.data_protection_officer
    with django_capture_on_commit_callbacks(execute=True), acting_as(officer):
        people.erase_person(by=officer, person=Person.objects.get(pk=world.person.pk))
    from sapar.kernel import vault

    assert not vault.organisations_of(world.person.pk)
    with acting_as(cast.caseworker):
        assert not MatchKey.objects.filter(person=world.person.pk).exists()


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
