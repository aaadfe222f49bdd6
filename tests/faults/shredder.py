"""Plants two people with everything a file can hold, erases one, and says what still opens: `python -m … COMMAND`.

The parent test copies databases between the commands, as a backup and a restore would.
"""

import json
import sys
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from sapar.cli.boot import ready

ready()

from django.apps import apps  # noqa: E402  # Django is set up above
from django.utils import timezone  # noqa: E402

from sapar.assistance import actions as assistance  # noqa: E402
from sapar.cases import actions as cases  # noqa: E402
from sapar.kernel import vault  # noqa: E402
from sapar.kernel.access.context import acting_as  # noqa: E402
from sapar.kernel.access.models import Organisation, User  # noqa: E402
from sapar.kernel.access.roles import Role  # noqa: E402
from sapar.kernel.vault.models import SealedModel  # noqa: E402
from sapar.people import actions as people  # noqa: E402
from sapar.people.inputs import (  # noqa: E402
    AddressInput,
    ConsentInput,
    ContactInput,
    DocumentInput,
    NameInput,
    Registration,
    RelationshipInput,
    SafeContactInput,
)
from sapar.people.models import Person  # noqa: E402
from sapar.people.queries import Criteria  # noqa: E402
from sapar.people.tests.pictures import PNG  # noqa: E402
from tests.cast import make_organisation, make_user  # noqa: E402


def plant(words: dict[str, dict[str, str]]) -> dict[str, str]:
    """One organisation, its worker and officer, and the two people of `words`; returns their ids."""
    here = make_organisation("test-shredder", "Test shredder")
    worker = make_user(here, "shredder-worker", Role.CASEWORKER, Role.SUPERVISOR)
    officer = make_user(here, "shredder-officer", Role.DATA_PROTECTION_OFFICER)
    assert officer
    made = {}
    for who, told in words.items():
        with acting_as(worker):
            made[who] = str(_one(worker, SimpleNamespace(**told)).pk)
    return made


def _one(by: User, told: Any) -> Person:
    _found, receipt = people.search_people(by=by, criteria=Criteria(given=told.given, family=told.family))
    registration = Registration(
        names=[NameInput(told.given, told.family)],
        contacts=[ContactInput(told.phone)],
        documents=[DocumentInput(told.document)],
        addresses=[AddressInput(text=told.address)],
        safe_contact=SafeContactInput(channels=("phone",), cover=told.cover, code_word=told.code_word),
        note=told.note,
    )
    person = people.register_person(by=by, told=registration, search_token=receipt.id)
    agreed = ConsentInput(
        purpose="casework", how_given="oral_witness", witness_role="doctor", witness=told.witness,
        data_classes=("identity", "photo"),
    )  # fmt: skip
    people.give_consent(by=by, person=person, consent=agreed)
    relative = RelationshipInput(relation="mother", name=told.relative, reach=told.relative_phone)
    people.add_relationship(by=by, person=person, told=relative)
    people.add_photo(by=by, person=person, content=PNG)
    people.ask_request(by=by, person=person, kind="correction", text=told.request)
    people.make_own_copy(by=by, person=person, language="ru", notes_read=True)
    case = cases.open_case(by=by, person=person)
    cases.write_note(by=by, case=case, text=told.case_note)
    assistance.record_delivery(
        by=by,
        case=case,
        kind="legal.counselling",
        on=timezone.localdate() - timedelta(days=3),
        provider=by.organisation,
    )
    return person


def erase(person: str) -> None:
    """The officer erases, as on the page."""
    officer = User.objects.get(name="Shredder Officer")
    with acting_as(officer):
        people.erase_person(by=officer, person=Person.objects.get(pk=person))


def epochs() -> None:
    """Two months later: every copy of an old wrap is useless."""
    for _month in range(2):
        vault.new_epoch(Organisation.objects.get(code="test-shredder").pk)


def opens(person: str) -> dict[str, int]:
    """How many sealed values of the person are there, and how many open, for somebody who may see everything."""
    worker = User.objects.select_related("organisation").get(name="Shredder Worker")
    counts = {"sealed": 0, "open": 0}
    with acting_as(worker):
        for model in apps.get_models():
            if not issubclass(model, SealedModel) or not model.__module__.startswith("sapar."):
                continue
            fields = [f.name for f in model._meta.concrete_fields if f.__class__.__name__ == "SealedField"]
            rows = [row for row in model._default_manager.all() if str(row.sealed_subject) == person]
            held = vault.read(rows, fields, by=worker) if rows else {}
            for row in rows:
                counts["sealed"] += sum(getattr(row, name) is not None for name in fields)
                counts["open"] += sum(value is not None for value in held[row.pk].values())
    return counts


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    told = [json.loads(text) if text.startswith("{") else text for text in arguments]
    print(json.dumps({"plant": plant, "erase": erase, "epochs": epochs, "opens": opens}[command](*told)))
