"""The case story of the bulletin: a worker from Uzbekistan hurt in Georgia, operated, brought home, cared for.

The person's name and birth are invented; everything else is what the public bulletin tells. Days it does not
state stay unknown, and so his return stands in no period and in no figure since 2021.
"""

from datetime import date
from decimal import Decimal

from sapar.assistance import actions as assistance
from sapar.cases import actions as cases
from sapar.cases.models import Case
from sapar.demo import signins
from sapar.demo.invented import Invented
from sapar.demo.population import register
from sapar.kernel import places
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.access.roles import Role
from sapar.kernel.dates import PartialDate
from sapar.kernel.ledger.posting import Share
from sapar.people.inputs import NameInput

MISSION = "iom-uzbekistan"


def _body(code: str) -> Organisation:
    return Organisation.objects.get(code=code)


def load() -> Case:
    """Register him with the mission in Uzbekistan and tell the story through the actions of the desk."""
    worker = signins.of(MISSION, Role.CASEWORKER)
    somebody = Invented(
        name=NameInput(given="Baxtiyor", family="Namunaviy"), sex="male", birth=PartialDate.unknown(), country="UZ"
    )
    with acting_as(worker):
        case = cases.open_case(by=worker, person=register(worker, somebody), group="migrants.labour", risk="high")
        cases.tell_migration(
            by=worker, case=case, departed_on=date(2019, 1, 1), departed_precision="year", origin=places.get("UZ"),
            destination=places.get("GE"), reason="employment", incident="work_accident",
            incident_place=places.get("GE"),
        )  # fmt: skip
        cases.write_note(by=worker, case=case, text="fracture of the second vertebra", data_class="health")
        _services(worker, case)
    return case


def _services(worker: User, case: Case) -> None:
    unknown = {"on": None, "precision": "unknown"}
    assistance.record_delivery(
        by=worker, case=case, kind="humanitarian.medical.surgery", quantity=Decimal(2), unit="surgery",
        provider=_body("tbilisi-emergency-care"), place=places.get("GE-TB"), data_class="health",
        contributors=[
            Share(organisation=_body("uz-bukhara-mayor")),
            Share(organisation=_body("everything-is-possible")),
            Share(contributor="relatives"),
        ],
        **unknown,
    )  # fmt: skip
    assistance.record_delivery(
        by=worker, case=case, kind="return", provider=_body(MISSION), place=places.get("UZ"), **unknown
    )
    assistance.record_delivery(
        by=worker, case=case, kind="humanitarian.medical", provider=_body("uz-government"), place=places.get("UZ-TK"),
        on=date(2021, 2, 1), precision="month", data_class="health",
        contributors=[Share(organisation=_body("uz-government"))],
    )  # fmt: skip
