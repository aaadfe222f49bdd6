"""Adding to the ledger. Rooms call these inside their own action, beside their own record."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from sapar.kernel import terms
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.errors import Invalid
from sapar.kernel.ledger.models import EntryShare, LedgerEntry
from sapar.kernel.places.models import Place

#: Age bands of the bulletin and of donors' tables (lower bound inclusive, years).
BANDS = ((0, "0-5"), (6, "6-11"), (12, "12-17"), (18, "18-29"), (30, "30-44"), (45, "45-59"), (60, "60+"))

#: Asked before anything is added: (day, organisation that records). A room above refuses by raising a SaparError.
GATES: list[Callable[[date | None, Organisation], None]] = []


def age_band(age: int | None) -> str:
    """The band of an age in years; "" when the age is not known."""
    if age is None:
        return ""
    return [name for low, name in BANDS if age >= low][-1]


@dataclass(frozen=True)
class Who:
    """The recipient as they are at the time; frozen into the entry."""

    person_id: UUID | None = None
    headcount: int | None = None
    sex: str = ""
    age: int | None = None
    group: str = ""
    citizenship: str = ""
    determination: str = ""


@dataclass(frozen=True)
class Share:
    """One payer or contributor of an entry (exactly one of project, organisation, contributor)."""

    project_id: UUID | None = None
    organisation: Organisation | None = None
    contributor: str = ""
    share: Decimal | None = None
    amount: Decimal | None = None
    currency: str = ""
    in_kind: bool = False


@dataclass(frozen=True)
class What:
    """What was given: a service code, quantity, money, when and where, by whom."""

    kind: str
    provider: Organisation
    on: date | None
    on_precision: str = "day"
    until: date | None = None
    quantity: Decimal | None = None
    unit: str = ""
    amount: Decimal | None = None
    currency: str = ""
    place: Place | None = None


def post(
    *, by: User, organisation: Organisation, who: Who, what: What, source_kind: str, source_id: UUID,
    case_id: UUID | None = None, shares: Iterable[Share] = (),
) -> LedgerEntry:  # fmt: skip
    """Add one entry with its shares. Raises Invalid for an unknown service or stated shares above the whole."""
    terms.require("service", what.kind)
    for gate in GATES:
        gate(what.on, organisation)
    shares = tuple(shares)
    if sum((s.share or Decimal(0) for s in shares), Decimal(0)) > 1:
        raise Invalid(_("The shares of the payers add up to more than the whole."), field="shares")
    entry = LedgerEntry.objects.create(
        organisation=organisation, person_id=who.person_id, headcount=who.headcount, sex=who.sex, age=who.age,
        age_band=age_band(who.age), group=who.group, citizenship=who.citizenship, determination=who.determination,
        kind=what.kind, provider=what.provider, on=what.on, on_precision=what.on_precision, until=what.until,
        quantity=what.quantity, unit=what.unit, amount=what.amount, currency=what.currency, place=what.place,
        case_id=case_id, source_kind=source_kind, source_id=source_id, recorded_by=by,
    )  # fmt: skip
    EntryShare.objects.bulk_create(EntryShare(entry=entry, **_share_fields(share)) for share in shares)
    return entry


def _share_fields(share: Share) -> dict[str, object]:
    return {
        "project_id": share.project_id, "organisation": share.organisation, "contributor": share.contributor,
        "share": share.share, "amount": share.amount, "currency": share.currency, "in_kind": share.in_kind,
    }  # fmt: skip


def reverse(entry: LedgerEntry, *, by: User) -> LedgerEntry:
    """Add the entry that takes ``entry`` out of every figure. The original stays readable for ever."""
    for gate in GATES:
        gate(entry.on, entry.organisation)
    copied = {
        f.attname: getattr(entry, f.attname)
        for f in LedgerEntry._meta.concrete_fields
        if f.name not in ("id", "reverses", "recorded_by", "recorded_at")
    }
    return LedgerEntry.objects.create(**copied, reverses=entry, recorded_by=by)
