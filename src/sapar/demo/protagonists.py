"""A few invented people through whom the pages of recognition and protection can be seen at work.

One woman with two files in one mission and a question to the supervisor, a man known to two missions, a child
with her guardian, and a file whose time is over. None of them receives a service, so no figure knows them.
"""

import struct
import zlib
from datetime import datetime, time, timedelta

from django.utils import timezone

from sapar.cases import actions as cases
from sapar.demo import signins
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.kernel.access.roles import Role
from sapar.kernel.dates import PartialDate
from sapar.people import actions as people
from sapar.people.inputs import (
    ConsentInput,
    ContactInput,
    NameInput,
    Registration,
    RelationshipInput,
    SafeContactInput,
)
from sapar.people.models import Person, SearchReceipt
from sapar.people.queries import Criteria

TAJIKISTAN = "iom-tajikistan"
_HER_PHONE, _HIS_PHONE = "+996 555 010 101", "+992 90 001 01 02"
_CASEWORK = ("identity", "contact", "health", "legal")


def load() -> None:
    """Register them and do what makes each page worth looking at."""
    worker = signins.of(signins.KYRGYZSTAN, Role.CASEWORKER)
    with acting_as(worker):
        _in_care(worker)
        _child(worker)
        _register(worker, NameInput(given="Рустам", family="Примеров"), "1990-11-02", _HIS_PHONE, sex="male")
    _known_twice(signins.of(signins.KYRGYZSTAN, Role.SHELTER_MANAGER))
    with acting_as(there := signins.of(TAJIKISTAN, Role.CASEWORKER)):
        _register(there, NameInput(given="Rustam", family="Primerov"), "1990", _HIS_PHONE, sex="male")
    _past_its_time(worker)


def _search(worker: User, name: NameInput, birth: str, phone: str = "") -> tuple[Criteria, SearchReceipt]:
    asked = Criteria(given=name.given, family=name.family, birth=PartialDate.from_edtf(birth), phone=phone)
    return asked, people.search_people(by=worker, criteria=asked)[1]


def _register(
    worker: User,
    name: NameInput,
    birth: str,
    phone: str = "",
    *,
    sex: str = "female",
    consents: tuple[ConsentInput, ...] = (),
) -> Person:
    told = Registration(
        names=[name], birth=PartialDate.from_edtf(birth), sex=sex, citizenships=(worker.organisation.country_code,),
        contacts=[ContactInput(phone)] if phone else [], consents=consents,
    )  # fmt: skip
    return people.register_person(by=worker, told=told, search_token=_search(worker, name, birth, phone)[1].id)


def _in_care(worker: User) -> None:
    """Somebody with rules of contact, a call planned, a photo, a relative, and a wish about her data."""
    yes = ConsentInput(
        purpose="casework", data_classes=(*_CASEWORK, "photo"), how_given="signature", notice_language="ky"
    )
    person = _register(worker, NameInput(given="Сезим", family="Үлгүева"), "1994-05-12", _HER_PHONE, consents=(yes,))
    cases.open_case(by=worker, person=person, group="vulnerable_migrants", risk="medium")
    rules = SafeContactInput(
        channels=("phone", "whatsapp"), days=(1, 2, 3, 4, 5), hour_from=time(10), hour_to=time(16),
        answerers=("person",), cover="A call from the sewing course", code_word="quince", avoid="The husband's family",
    )  # fmt: skip
    people.set_safe_contact(by=worker, person=person, rules=rules)
    phone = person.contacts.get()
    people.plan_contact(by=worker, person=person, contact=phone, at=_next_working_day(11))
    people.add_photo(by=worker, person=person, content=drawn())
    sister = RelationshipInput(relation="sibling", name="Мээрим", reach="+996 555 010 103", aware=True)
    people.add_relationship(by=worker, person=person, told=sister)
    people.ask_request(
        by=worker,
        person=person,
        kind="correction",
        text="The birth day is the 21st, not the 12th, as in the new passport.",
    )


def _child(worker: User) -> None:
    """Fifteen years old today: her mother consents with her."""
    yes = ConsentInput(purpose="casework", data_classes=_CASEWORK, how_given="guardian", guardian="Жаркын Сынакова")
    today = timezone.localdate()
    child = _register(worker, NameInput(given="Айжан", family="Сынакова"), f"{today.year - 15}", consents=(yes,))
    mother = RelationshipInput(relation="mother", name="Жаркын Сынакова", guardian="parent", aware=True)
    people.add_relationship(by=worker, person=child, told=mother)


def _known_twice(colleague: User) -> None:
    """The shelter meets the woman in care under a Latin spelling: asks the supervisor, and registers her again."""
    name = NameInput(given="Sezim", family="Ulguyeva")
    with acting_as(colleague):
        asked, _receipt = _search(colleague, name, "1994", _HER_PHONE)
        people.ask_supervisor(by=colleague, criteria=asked)
        _register(colleague, name, "1994", _HER_PHONE)


def _past_its_time(worker: User) -> None:
    """Somebody of long ago: the clock finds the file and tells the data-protection officer."""
    with acting_as(worker):
        person = _register(worker, NameInput(given="Канат", family="Мурдагыев"), "1975", sex="male")
        # The one thing no desk can do: to have registered somebody ten years ago.
        Person.objects.filter(pk=person.pk).update(registered_at=timezone.now() - timedelta(days=3_700))
    people.keep_to_schedule()


def _next_working_day(hour: int) -> datetime:
    day = timezone.localdate() + timedelta(days=1)
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def drawn(side: int = 160) -> bytes:
    """A drawn head and shoulders as PNG: the photo of nobody."""
    paper, ink = bytes((238, 232, 218)), bytes((122, 92, 70))
    middle, rows = side / 2, []
    for y in range(side):
        head = ((x - middle) ** 2 + (y - side * 0.38) ** 2 < (side * 0.19) ** 2 for x in range(side))
        body = (((x - middle) / 0.38) ** 2 + ((y - side) / 0.36) ** 2 < side**2 for x in range(side))
        rows.append(b"\0" + b"".join(ink if one or other else paper for one, other in zip(head, body, strict=True)))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
