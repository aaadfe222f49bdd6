"""Recording services. The room's row and the ledger entry are written together or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sapar.assistance.classes import data_class_of
from sapar.assistance.dating import age_at, require_born, require_past
from sapar.assistance.models import Delivery, DeliveryStatus
from sapar.assistance.money import check_money
from sapar.cases.checks import require_open, text_of
from sapar.cases.dating import partial
from sapar.cases.models import Case, DataClass
from sapar.kernel import terms, vault
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.actions import action
from sapar.kernel.dates import PartialDate
from sapar.kernel.errors import Invalid, NotAllowed, WorkflowRefused
from sapar.kernel.ids import uuid7
from sapar.kernel.ledger.models import LedgerEntry
from sapar.kernel.ledger.posting import Share, What, Who, age_band, post, reverse
from sapar.kernel.places.models import Place
from sapar.people.queries import birth_of
from sapar.programmes.models import Project

SOURCE = "delivery"


@dataclass(frozen=True, slots=True)
class Service:
    """What was given, as told: see models.Delivery for the fields.

    `projects` are (project id, fraction or None when not stated); `contributors` are others who paid or gave.
    """

    kind: str
    provider: Organisation
    on: date | None = None
    precision: str = "day"
    until: date | None = None
    quantity: Decimal | None = None
    unit: str = ""
    amount: Decimal | None = None
    currency: str = ""
    place: Place | None = None
    projects: Sequence[tuple[UUID, Decimal | None]] = ()
    contributors: Sequence[Share] = ()
    note: str = ""
    data_class: str = ""

    @property
    def when(self) -> PartialDate:
        return partial(self.on, self.precision)

    def checked(self) -> "Service":
        """The same, whole and known. Raises the first Invalid found, naming the field."""
        terms.require("service", self.kind, field="kind")
        if self.unit:
            terms.require("unit", self.unit, field="unit")
        require_past(self.when, self.until)
        if self.quantity is not None and self.quantity <= 0:
            raise Invalid(
                _("The quantity must be more than nothing."),
                field="quantity",
                advice=_("Leave it empty if it is not known."),
            )
        check_money(self.amount, self.currency, amount_field="amount", currency_field="currency")
        if not Organisation.objects.filter(pk=self.provider.pk).exists():
            raise Invalid(
                _("This organisation is not known."),
                field="provider",
                advice=_("Choose the organisation from the list."),
            )
        _check_payers(self.projects, self.contributors)
        if self.data_class and self.data_class not in DataClass.values:
            raise Invalid(
                _("This class of data is not known."), field="data_class", advice=_("Choose one of the values offered.")
            )
        span = self.when.span()
        return replace(self, on=span[0] if span else None, data_class=self.data_class or data_class_of(self.kind))

    def arguments(self) -> dict[str, Any]:
        """As keyword arguments of `record_delivery`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def shares(self) -> list[Share]:
        """Everybody who paid, projects first."""
        return [Share(project_id=project, share=part) for project, part in self.projects] + list(self.contributors)


def _check_payers(projects: Sequence[tuple[UUID, Decimal | None]], contributors: Sequence[Share]) -> None:
    ids = [project for project, _part in projects]
    if len(set(ids)) != len(ids):
        raise Invalid(
            _("A project is named twice."), field="projects", advice=_("Name each project once, with its whole share.")
        )
    if Project.objects.filter(pk__in=ids).count() != len(ids):
        raise Invalid(_("This project is not known."), field="projects", advice=_("Choose the project from the list."))
    parts = [part for _project, part in projects] + [share.share for share in contributors]
    stated = [part for part in parts if part is not None]
    if any(part <= 0 or part > 1 for part in stated) or sum(stated, Decimal(0)) > 1:
        raise Invalid(
            _("The shares of the payers add up to more than the whole."),
            field="projects",
            advice=_("Shares are percentages up to 100."),
        )
    for share in contributors:
        if share.contributor:
            terms.require("contributor", share.contributor, field="contributors")
        if (share.organisation is None) == (share.contributor == "") or share.project_id is not None:
            raise Invalid(
                _("Each contributor is one organisation or one kind of people."),
                field="contributors",
                advice=_("Fill in one of the two."),
            )
        check_money(share.amount, share.currency, amount_field="contributors", currency_field="contributors")


@action("assistance.record_delivery", record="case", verb="deliver", on="case")
def record_delivery(
    *, by: User, case: Case, kind: str, provider: Organisation, on: date | None = None, precision: str = "day",
    until: date | None = None,
    quantity: Decimal | None = None, unit: str = "", amount: Decimal | None = None, currency: str = "",
    place: Place | None = None,
    projects: Sequence[tuple[UUID, Decimal | None]] = (), contributors: Sequence[Share] = (), note: str = "",
    data_class: str = "",
    key: UUID | None = None,
) -> Delivery:  # fmt: skip
    """Record a service given in an open case, with its ledger entry.

    `on` is the first day of what is known, None with precision "unknown" when not stated. Sex, age, group,
    citizenship and determination are frozen into the entry. Raises WorkflowRefused for a closed case, Invalid
    for a future day, a day before the birth, unknown codes, or shares above the whole.
    """
    require_open(case)
    service = Service(
        kind=kind, provider=provider, on=on, precision=precision, until=until, quantity=quantity, unit=unit,
        amount=amount,
        currency=currency, place=place, projects=projects, contributors=contributors, note=note, data_class=data_class,
    ).checked()  # fmt: skip
    person = case.person
    birth = birth_of(person, by=by, purpose="delivery")
    require_born(birth, service.when)
    who = Who(
        person_id=person.id, sex=person.sex, age=_age(birth, service.when), group=case.group,
        citizenship=next(iter(person.citizenships), ""), determination=case.determination,
    )  # fmt: skip
    return _write(service, case=case, who=who, by=by)


def _age(birth: PartialDate, when: PartialDate) -> int | None:
    """The age for statistics: the youngest possible, and none when the dates leave its band open."""
    ages = age_at(birth, when)
    if ages is None or age_band(ages[0]) != age_band(ages[1]):
        return None
    return ages[0]


def _write(service: Service, *, case: Case, who: Who, by: User, replaces: Delivery | None = None) -> Delivery:
    delivery_id = uuid7()
    what = What(
        kind=service.kind, provider=service.provider, on=service.on, on_precision=service.precision,
        until=service.until,
        quantity=service.quantity, unit=service.unit, amount=service.amount, currency=service.currency,
        place=service.place,
    )  # fmt: skip
    entry = post(
        by=by, organisation=by.organisation, who=who, what=what, source_kind=SOURCE, source_id=delivery_id,
        case_id=case.id,
        shares=service.shares(),
    )  # fmt: skip
    delivery = Delivery(
        id=delivery_id, case=case, person_id=case.person_id, organisation=by.organisation, kind=service.kind,
        on=service.on,
        on_precision=service.precision, until=service.until, quantity=service.quantity, unit=service.unit,
        amount=service.amount,
        currency=service.currency, provider=service.provider, place=service.place, data_class=service.data_class,
        replaces=replaces, entry=entry, recorded_by=by,
    )  # fmt: skip
    vault.put(delivery, by=by, note=text_of(service.note, field="note"))
    delivery.save(force_insert=True)
    return delivery


@action("assistance.correct_delivery", record="delivery", verb="correct_delivery", on="delivery")
def correct_delivery(
    *, by: User, delivery: Delivery, service: Service, version: int | None = None, key: UUID | None = None
) -> Delivery:
    """Replace a record by a right one: the old entry is reversed, a new one posted, both records stay readable.

    The person's group, citizenship and determination stay as they were at the time; only the age follows a
    corrected date. Raises NotAllowed for another organisation's record, WorkflowRefused when it counts no more.
    """
    _require_changeable(delivery, by=by)
    if not service.data_class and service.kind == delivery.kind:
        service = replace(service, data_class=delivery.data_class)
    service = service.checked()
    birth = birth_of(delivery.person, by=by, purpose="delivery")
    require_born(birth, service.when)
    old = delivery.entry
    _retire(delivery, DeliveryStatus.CORRECTED, by=by)
    who = Who(
        person_id=delivery.person_id, sex=old.sex, age=_age(birth, service.when), group=old.group,
        citizenship=old.citizenship,
        determination=old.determination,
    )  # fmt: skip
    return _write(service, case=delivery.case, who=who, by=by, replaces=delivery)


@action("assistance.void_delivery", record="delivery", verb="correct_delivery", on="delivery")
def void_delivery(
    *, by: User, delivery: Delivery, reason: str, version: int | None = None, key: UUID | None = None
) -> Delivery:
    """Take a record made by mistake out of every figure; it stays readable with its sealed reason.

    Raises Invalid without a reason, NotAllowed for another organisation's record, WorkflowRefused when it
    counts no more.
    """
    _require_changeable(delivery, by=by)
    vault.put(delivery, by=by, reason=text_of(reason, field="reason", required=True))
    _retire(delivery, DeliveryStatus.VOID, by=by)
    return delivery


def _require_changeable(delivery: Delivery, *, by: User) -> None:
    if delivery.organisation_id != by.organisation_id:
        raise NotAllowed(
            _("Another organisation recorded this service."),
            advice=_("Ask %(organisation)s to correct it.") % {"organisation": delivery.organisation},
        )
    if not delivery.counts:
        raise WorkflowRefused(
            _("This record was corrected or made void already."), advice=_("Open the record that replaced it.")
        )


def _retire(delivery: Delivery, status: DeliveryStatus, *, by: User) -> LedgerEntry:
    delivery.status = status
    delivery.save(update_fields=["status", "reason"])
    return reverse(delivery.entry, by=by)
