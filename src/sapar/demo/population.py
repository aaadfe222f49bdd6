"""Synthetic people of the five missions, helped in January and February 2021, so that the bulletin counts 192.

Everybody is registered, consents, has a case and services through the same actions as at the desk. Some are
helped by two missions, many with several services: the sum of the missions' figures is larger than 192.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sapar.assistance import actions as assistance
from sapar.cases import actions as cases
from sapar.cases.models import Case
from sapar.demo import everyday, signins
from sapar.demo.invented import Invented, invent
from sapar.insight import actions as insight
from sapar.insight import queries as figures
from sapar.insight.figures import evaluate, question_from
from sapar.insight.models import Definition
from sapar.kernel import places
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.kernel.access.roles import Role
from sapar.kernel.figures import Is, Measure, Question
from sapar.people import actions as people
from sapar.people.inputs import ConsentInput, Registration
from sapar.people.models import Person
from sapar.people.queries import Criteria

#: Mission → people registered there; 192 in all. Eleven of them are helped by a second mission as well.
REGISTERED = {
    "iom-kyrgyzstan": 58,
    "iom-uzbekistan": 47,
    "iom-tajikistan": 43,
    "iom-kazakhstan": 29,
    "iom-turkmenistan": 15,
}
SECOND_HELPER = {"iom-uzbekistan": "iom-kazakhstan", "iom-kyrgyzstan": "iom-kazakhstan"}
HELPED_TWICE = 11
SIZE = sum(REGISTERED.values())
SINCE, UNTIL = date(2021, 1, 4), date(2021, 2, 26)

#: Cases still open at each mission, so that every desk has work.
OPEN = 8

#: Service code and unit: what the three groups of the bulletin are made of.
SERVICES = (
    ("humanitarian.accommodation.shelter", "night"),
    ("humanitarian.food.parcel", "kit"),
    ("humanitarian.medical.examination", "consultation"),
    ("humanitarian.psychological.counselling", "session"),
    ("humanitarian.items.clothing", "item"),
    ("legal.counselling", "consultation"),
    ("legal.documents.identity", "document"),
    ("return.counselling", "consultation"),
    ("return.travel", "ticket"),
)


@dataclass(frozen=True)
class Helper:
    """A mission and its caseworker."""

    code: str
    worker: User

    @property
    def country(self) -> str:
        return self.worker.organisation.country_code


def load(step: Callable[[int], None]) -> None:
    """Invent, register and help everybody, define the figure, issue the first bulletin. ``step(1)`` per person."""
    chance = random.Random(192)
    helpers = {code: Helper(code, signins.of(code, Role.CASEWORKER)) for code in REGISTERED}
    twice = 0
    for code, number in REGISTERED.items():
        for index in range(number):
            case = _help(chance, helpers[code], invent(chance, helpers[code].country))
            if twice < HELPED_TWICE and code in SECOND_HELPER and chance.random() < 0.25:
                _help_again(chance, case, helpers[code], helpers[SECOND_HELPER[code]])
                twice += 1
            _afterwards(chance, case, helpers[code], index)
            step(1)
    _bulletin(tuple(REGISTERED))


def _help(chance: random.Random, helper: Helper, somebody: Invented) -> Case:
    worker = helper.worker
    services = chance.sample(SERVICES, chance.choice((1, 1, 2, 2, 3)))
    days = sorted(SINCE + timedelta(days=chance.randrange((UNTIL - SINCE).days + 1)) for _ in services)
    with acting_as(worker):
        case = cases.open_case(
            by=worker, person=register(worker, somebody), group="vulnerable_migrants", opened_on=days[0],
            risk=chance.choice(("low", "medium", "medium", "high")),
        )  # fmt: skip
        for (kind, unit), day in zip(services, days, strict=True):
            _deliver(chance, case, worker, kind, unit, day)
    return case


def _afterwards(chance: random.Random, case: Case, helper: Helper, open_now: int) -> None:
    with acting_as(helper.worker):
        if open_now < OPEN:
            everyday.work_on(chance, case, helper.worker)
        else:
            everyday.close(chance, case, helper.worker, UNTIL)


def register(worker: User, somebody: Invented) -> Person:
    """Search, then register, as the desk does."""
    name = somebody.name
    _, receipt = people.search_people(
        by=worker, criteria=Criteria(given=name.given, family=name.family, birth=somebody.birth)
    )
    told = Registration(
        names=[name],
        birth=somebody.birth,
        sex=somebody.sex,
        citizenships=(somebody.country,),
        consents=[
            ConsentInput(
                purpose="casework", data_classes=("identity", "contact", "health", "legal"), how_given="signature"
            )
        ],
    )
    return people.register_person(by=worker, told=told, search_token=receipt.id)


def _deliver(chance: random.Random, case: Case, worker: User, kind: str, unit: str, day: date) -> None:
    assistance.record_delivery(
        by=worker,
        case=case,
        kind=kind,
        on=day,
        quantity=Decimal(chance.randint(2, 9) if unit == "night" else 1),
        unit=unit,
        provider=worker.organisation,
    )


def _help_again(chance: random.Random, case: Case, first: Helper, second: Helper) -> None:
    """A referral with consent: the other mission helps the same person, who stays one in every figure."""
    other = second.worker.organisation
    with acting_as(first.worker):
        consent = ConsentInput(
            purpose="referral", recipient_id=other.id, data_classes=("identity", "contact"), how_given="signature"
        )
        people.give_consent(by=first.worker, person=case.person, consent=consent)
        cases.share_case(by=first.worker, case=case, organisation=other)
    with acting_as(second.worker):
        _deliver(chance, case, second.worker, *chance.choice(SERVICES), UNTIL)


def _bulletin(missions: tuple[str, ...]) -> None:
    officer = signins.of(signins.KYRGYZSTAN, Role.ME_OFFICER)
    with acting_as(officer):
        definition = insight.define_figure(
            by=officer,
            code=figures.ASSISTED,
            labels={
                "en": "Unique people who received at least one humanitarian, legal or return service"
                " from the five IOM missions in Central Asia since 1 January 2021.",
                "ru": "Люди, каждый учтён один раз, получившие от пяти миссий МОМ в Центральной Азии хотя бы одну"
                " гуманитарную, юридическую услугу или помощь в возвращении с 1 января 2021 года.",
                "ky": "2021-жылдын 1-январынан бери Борбордук Азиядагы ЭМУнун беш миссиясынан жок дегенде бир"
                " гуманитардык, юридикалык же мекенине кайтуу кызматын алган адамдар, ар бири бир жолу эсептелет.",
            },
            question=question_from(("humanitarian", "legal", "return"), missions, date(2021, 1, 1)),
        )
        others = [_reached(officer, code, kind, labels) for code, kind, labels in REACHED]
        told = [definition, *(each for each in others if evaluate(each, by=()).value is not None)]
        insight.issue_bulletin(by=officer, region=places.get(figures.REGION), definitions=told, as_of=date(2021, 2, 28))


#: What the bulletin tells of the project in Kyrgyzstan and Tajikistan: head counts of its work records.
COMMUNITIES = "kgtj-community-stabilization"
REACHED = (
    (
        "took-part-in-sessions",
        "information.community",
        {
            "en": "Participants of information sessions and community events: migrants, community members and leaders.",
            "ru": "Участники информационных встреч и мероприятий в сообществах: мигранты, жители и лидеры сообществ.",
            "ky": "Маалыматтык жолугушуулардын жана иш-чаралардын катышуучулары: мигранттар, тургундар, лидерлер.",
        },
    ),
    (
        "planned-their-reintegration",
        "reintegration.planning",
        {
            "en": "Migrants who received individual reintegration planning sessions and referrals.",
            "ru": "Мигранты, получившие индивидуальные встречи по плану реинтеграции и направления.",
            "ky": "Жеке реинтеграция планы боюнча жолугушууларды жана жолдомолорду алган мигранттар.",
        },
    ),
    (
        "trained-in-reintegration",
        "learning",
        {
            "en": "Participants of the training on the reintegration of returned migrants.",
            "ru": "Участники обучения по реинтеграции вернувшихся мигрантов.",
            "ky": "Кайтып келген мигранттардын реинтеграциясы боюнча окутуунун катышуучулары.",
        },
    ),
)


def _reached(officer: User, code: str, kind: str, labels: dict[str, str]) -> Definition:
    where = (Is("kind", (kind,)), Is("project", (COMMUNITIES,)))
    question = Question(Measure("headcount"), where)
    return insight.define_figure(by=officer, code=code, labels=labels, question=question, bulletin=True)
