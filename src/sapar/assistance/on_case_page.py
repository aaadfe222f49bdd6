"""What this room adds to the page of a case: the button, and services in the course of the case."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.assistance.models import Delivery, DeliveryStatus
from sapar.assistance.queries import Told, deliveries_of, plain_number
from sapar.cases import page_actions, timeline
from sapar.cases.models import Case, DataClass
from sapar.cases.policy import READ_VERBS
from sapar.cases.timeline import Item, Link, Money
from sapar.kernel import terms
from sapar.kernel.access.models import User
from sapar.kernel.access.policy import Decision

_ICONS = {"humanitarian": "heart", "legal": "legal", "return": "return", "reintegration": "home", "learning": "book"}
_CLASS_ICONS = {DataClass.HEALTH: "medical", DataClass.FINANCE: "money"}

page_actions.register(
    page_actions.PageAction(gettext_lazy("Record a service"), "assistance:deliver", "deliver", icon="heart", order=10)
)


def services(user: User, case: Case, may: Mapping[str, Decision]) -> Iterable[Item]:
    """Each service as one event. Of a class the user may not read only the class is told.

    Amounts and payers are for those who may read about money, and for those who may correct the record.
    """
    classes = {code for code, verb in READ_VERBS.items() if may.get(verb)}
    for told in deliveries_of(case, by=user, classes=classes):
        changeable = bool(may.get("correct_delivery")) and told.delivery.organisation_id == user.organisation_id
        readable = told.delivery.data_class in classes
        paid = readable and (changeable or bool(may.get("view_finance")))
        yield _item(told, readable=readable, paid=paid, changeable=changeable)


def _item(told: Told, *, readable: bool, paid: bool, changeable: bool) -> Item:
    delivery = told.delivery
    money = None if delivery.amount is None else Money(delivery.amount, delivery.currency)
    return Item(
        kind="service",
        title=_title(delivery, readable=readable),
        recorded=delivery.recorded_at,
        on=delivery.on,
        when=_when(delivery),
        text=told.note,
        facts=tuple(_facts(told, money, paid=paid)) if readable else (),
        icon=_icon(delivery) if readable else "lock",
        tone="good" if delivery.counts else "neutral",
        author=delivery.recorded_by.name,
        organisation=str(delivery.organisation),
        links=_links(delivery) if changeable and delivery.counts else (),
        money=money if paid and delivery.counts else None,
    )


def _title(delivery: Delivery, *, readable: bool) -> str:
    words = (
        terms.label("service", delivery.kind)
        if readable
        else _("A service (%(kind)s)") % {"kind": delivery.get_data_class_display()}
    )
    return words if delivery.counts else f"{DeliveryStatus(delivery.status).label}: {words}"


def _when(delivery: Delivery) -> str:
    if delivery.on is None:
        return _("date not stated")
    first = delivery.when.display()
    return first if delivery.until is None else f"{first} – {delivery.until:%d.%m.%Y}"


def _facts(told: Told, money: Money | None, *, paid: bool) -> Iterable[str]:
    delivery = told.delivery
    if delivery.quantity is not None:
        number = plain_number(delivery.quantity)
        yield f"{number} × {terms.label('unit', delivery.unit)}" if delivery.unit else number
    if paid and money is not None:
        yield str(money)
    yield _("given by %(provider)s") % {"provider": delivery.provider}
    if delivery.place is not None:
        yield str(delivery.place)
    if paid and told.payers:
        yield _("paid by %(payers)s") % {"payers": ", ".join(told.payers)}
    if told.reason:
        yield _("reason: %(reason)s") % {"reason": told.reason}


def _icon(delivery: Delivery) -> str:
    by_class = _CLASS_ICONS.get(DataClass(delivery.data_class))
    return by_class or _ICONS.get(delivery.kind.split(".")[0], "heart")


def _links(delivery: Delivery) -> tuple[Link, ...]:
    return (
        Link(gettext_lazy("Correct"), reverse("assistance:correct", args=[delivery.pk]), "edit"),
        Link(gettext_lazy("Make void"), reverse("assistance:void", args=[delivery.pk]), "cross"),
    )


timeline.register("services", services)
