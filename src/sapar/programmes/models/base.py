"""What several tables of the room share: a dated field with its precision, and its rules in the database."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from sapar.kernel.dates import PartialDate, Precision
from sapar.kernel.ids import uuid7
from sapar.programmes.figures import Qualifier


class DatePrecision(models.TextChoices):
    """How much of a date is printed. A month, season or year is dated by its first day."""

    DAY = "day", pgettext_lazy("date precision", "day")
    MONTH = "month", pgettext_lazy("date precision", "month")
    SEASON = "season", pgettext_lazy("date precision", "season")
    YEAR = "year", pgettext_lazy("date precision", "year")


class Record(models.Model):
    """A table with a time-ordered key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


def partial(day: date | None, precision: str) -> PartialDate:
    """The date as far as it is known; PartialDate.unknown() when not stated."""
    if day is None:
        return PartialDate.unknown()
    match precision:
        case DatePrecision.DAY:
            return PartialDate.of(day)
        case DatePrecision.MONTH:
            return PartialDate(Precision.MONTH, day.year, day.month)
        case DatePrecision.SEASON:
            return PartialDate(Precision.SEASON, day.year, season=21 + (day.month // 3 - 1) % 4)
        case _:
            return PartialDate(Precision.YEAR, day.year)


def precision_with_date(field: str, name: str) -> models.CheckConstraint:
    """The date and its precision are both stated or both not."""
    precision = f"{field}_precision"
    known = Q(**{f"{field}__isnull": False, f"{precision}__in": DatePrecision.values})
    return models.CheckConstraint(condition=known | Q(**{f"{field}__isnull": True, precision: ""}), name=name)


def known_qualifier(field: str, name: str) -> models.CheckConstraint:
    """The qualifier is one of the list; "" belongs to a figure that is not stated."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [*Qualifier.values, ""]}), name=name)


def money_together(amount: str, currency: str, qualifier: str, name: str) -> models.CheckConstraint:
    """An amount above zero has a currency and a qualifier; an amount that is not stated has neither."""
    stated = Q(**{f"{amount}__gt": 0, f"{currency}__regex": r"^[A-Z]{3}$", f"{qualifier}__in": Qualifier.values})
    return models.CheckConstraint(
        condition=stated | Q(**{f"{amount}__isnull": True, currency: "", qualifier: ""}), name=name
    )


def not_itself(field: str, name: str) -> models.CheckConstraint:
    """A row may not point to itself."""
    return models.CheckConstraint(condition=Q(**{f"{field}__isnull": True}) | ~Q(**{field: models.F("id")}), name=name)


def known_currency(field: str, name: str) -> models.CheckConstraint:
    """Three capital letters (ISO 4217)."""
    return models.CheckConstraint(condition=Q(**{f"{field}__regex": r"^[A-Z]{3}$"}), name=name)
