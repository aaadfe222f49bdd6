"""Questions of the assistance room."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import number_format

from sapar.assistance.actions import Service
from sapar.assistance.models import Delivery
from sapar.cases.models import Case
from sapar.cases.queries.texts import opened
from sapar.cases.timeline import Money
from sapar.kernel import journal, terms
from sapar.kernel.access import policy
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.errors import NotFound
from sapar.kernel.ledger.models import EntryShare
from sapar.programmes.models import Project


def delivery_for(user: User, id: UUID, verb: str = "view") -> Delivery:
    """A delivery of a case the user may know of. Raises NotFound (journalled), NotAllowed without `verb`."""
    found = Delivery.objects.select_related("case", "entry", "provider", "place", "organisation").filter(pk=id).first()
    if found is None or not policy.may(user, "view", "delivery", found):
        journal.refused("assistance.view", by=user, kind="delivery", id=id, reason="not_found")
        raise NotFound
    if verb != "view":
        policy.require(user, verb, "delivery", found)
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """A delivery with its texts and its payers in words."""

    delivery: Delivery
    note: str
    reason: str
    payers: tuple[str, ...]


def deliveries_of(case: Case, *, by: User, classes: set[str]) -> list[Told]:
    """All deliveries of a case, also those that count no more; texts only of the classes the user may read.

    Why a record was made void is told within the organisation that recorded it. Five questions at most,
    however many deliveries there are.
    """
    rows = list(
        Delivery.objects.filter(case=case)
        .select_related("provider", "place", "organisation", "recorded_by")
        .order_by("recorded_at")
    )
    readable = [row for row in rows if row.data_class in classes]
    ours = [row for row in readable if row.organisation_id == by.organisation_id]
    theirs = [row for row in readable if row.organisation_id != by.organisation_id]
    read = [*opened(ours, ["note", "reason"], by=by), *opened(theirs, ["note"], by=by)]
    texts = {row.pk: {"note": "", "reason": "", **values} for row, values in read}
    payers = payers_of([row.entry_id for row in rows])
    nothing = {"note": "", "reason": ""}
    return [Told(row, **texts.get(row.pk, nothing), payers=tuple(payers.get(row.entry_id, ()))) for row in rows]


def plain_number(value: Decimal) -> str:
    """A number without needless decimals, as the reader's language writes it."""
    return number_format(Decimal(f"{value.normalize():f}"), force_grouping=True)


def payers_of(entries: list[UUID]) -> dict[UUID, list[str]]:
    """Who paid or gave, in words, for each ledger entry that the user may see."""
    shares = list(EntryShare.objects.filter(entry__in=entries).select_related("organisation"))
    projects = Project.objects.in_bulk({share.project_id for share in shares if share.project_id})
    found: dict[UUID, list[str]] = {}
    for share in shares:
        found.setdefault(share.entry_id, []).append(_words(share, projects))
    return found


def _words(share: EntryShare, projects: dict[UUID, Project]) -> str:
    if share.project_id is not None:
        who = str(projects.get(share.project_id, ""))
    else:
        who = str(share.organisation) if share.organisation else terms.label("contributor", share.contributor)
    parts = [who]
    if share.share is not None:
        parts.append(f"{plain_number(share.share * 100)} %")
    if share.amount is not None:
        parts.append(str(Money(share.amount, share.currency)))
    return " ".join(parts)


def shares_of(delivery: Delivery) -> list[EntryShare]:
    """The payers of one delivery as rows."""
    return list(EntryShare.objects.filter(entry=delivery.entry_id).select_related("organisation").order_by("id"))


def projects_for(user: User) -> QuerySet[Project]:
    """Projects that can have paid for a service."""
    return Project.objects.filter(policy.rows(user, "view", "project")).order_by("code")


def providers() -> QuerySet[Organisation]:
    """Every organisation on record can have given a service."""
    return Organisation.objects.order_by("code")


def service_of(delivery: Delivery, *, by: User) -> Service:
    """What the record says, with its note opened: where a correction starts."""
    note = opened([delivery], ["note"], by=by)[0][1]["note"] if delivery.note is not None else ""
    return Service(
        kind=delivery.kind, provider=delivery.provider, on=delivery.on, precision=delivery.on_precision,
        until=delivery.until, quantity=delivery.quantity, unit=delivery.unit, amount=delivery.amount,
        currency=delivery.currency, place=delivery.place, note=note, data_class=delivery.data_class,
    )  # fmt: skip
