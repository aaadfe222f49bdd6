"""The dimensions that every ledger has. Rooms add theirs with ``registry.dimension``."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sapar.kernel import places, terms
from sapar.kernel.access.models import Organisation
from sapar.kernel.errors import Invalid, Text
from sapar.kernel.figures import registry
from sapar.kernel.figures.geography import GEOGRAPHY, PlaceRow
from sapar.kernel.figures.registry import Choices, Dimension
from sapar.kernel.ledger.posting import BANDS

#: Month numbers of facts: 1 … 2412 count from January 1900, then years alone (migration ledger.0003).
_YEARS_FROM, _FIRST = 2413, 1900


@dataclass(frozen=True)
class WhoRow:
    """A combination of what people were at the time."""

    sex: str
    age_band: str
    group: str
    citizenship: str
    determination: str


@dataclass(frozen=True)
class SourceRow:
    """Who recorded, who gave, in which kind of record; unit and currency. Organisations by code."""

    organisation: str
    provider: str
    source: str
    unit: str
    currency: str


def _exactly(values: Iterable[str]) -> set[str]:
    return set(values)


def _only(name: str) -> Callable[[Iterable[str]], set[str]]:
    """The condition on a code list: codes that must exist, each with its subtree ("" asks for what is not stated)."""

    def within(values: Iterable[str]) -> set[str]:
        return set().union(*(terms.subtree(name, value) if value else {""} for value in values))

    return within


def _listed(code: str, label: Text, name: str) -> None:
    """A dimension of people that is a code list."""

    registry.dimension(
        Dimension(
            code, label, "who", lambda row: getattr(row, code),
            lambda values: {value: terms.label(name, value) for value in values},
            _only(name), lambda: terms.choices(name),
            lambda: {known: at for at, (known, _label) in enumerate(terms.choices(name))},
        )
    )  # fmt: skip


def _bands(values: Iterable[str]) -> set[str]:
    for value in set(values) - {"", *(band for _low, band in BANDS)}:
        raise Invalid(_("“%(value)s” is not an age band.") % {"value": value}, field="age_band")
    return set(values)


def _as_written(values: Iterable[str]) -> dict[str, str]:
    return {value: value for value in values}


def _place(code: str, label: Text, levels: tuple[str, ...]) -> None:
    """A level of places: the first of ``levels`` that lies around (or is) the place."""

    def value(row: PlaceRow) -> str:
        if code == "place":
            return row.code
        return next((row.levels[level] for level in levels if level in row.levels), "")

    def within(values: Iterable[str]) -> set[str]:
        return set().union(*(GEOGRAPHY.subtree(value) if value else {""} for value in values))

    registry.dimension(Dimension(code, label, "place", value, GEOGRAPHY.names, within, places.choices_tree))


def _organisations(values: Iterable[str]) -> dict[str, str]:
    return {each.code: str(each) for each in Organisation.objects.filter(code__in=list(values))}


def _organisation(values: Iterable[str]) -> set[str]:
    asked = set(values)
    for value in asked - {""} - set(Organisation.objects.filter(code__in=asked).values_list("code", flat=True)):
        raise Invalid(
            _("The definition names the organisation “%(code)s”, which is not on record.") % {"code": value},
            field="organisation",
            advice=_("Choose an organisation from the list."),
        )
    return asked


def _organisation_choices() -> Choices:
    return sorted(((each.code, str(each)) for each in Organisation.objects.all()), key=lambda choice: choice[1])


def _project_names(values: Iterable[str]) -> dict[str, str]:
    return {code: name for code, name in registry.known_projects().values() if code in set(values)}


def _project(values: Iterable[str]) -> set[str]:
    asked = set(values)
    for value in asked - {""} - {code for code, _name in registry.known_projects().values()}:
        raise Invalid(
            _("The definition names the project “%(code)s”, which is not on record.") % {"code": value},
            field="project",
            advice=_("Choose a project from the list."),
        )
    return asked


def _year(month: int) -> str:
    return str(_FIRST + (month - _YEARS_FROM if month >= _YEARS_FROM else (month - 1) // 12)) if month else ""


def _month(month: int) -> str:
    return f"{_year(month)}-{(month - 1) % 12 + 1:02d}" if 0 < month < _YEARS_FROM else ""


def _quarter(month: int) -> str:
    return f"{_year(month)}-Q{(month - 1) % 12 // 3 + 1}" if 0 < month < _YEARS_FROM else ""


def _month_names(values: Iterable[str]) -> dict[str, str]:
    return {value: f"{MONTHS[int(value[5:])]} {value[:4]}" for value in values}


def _quarter_names(values: Iterable[str]) -> dict[str, str]:
    told = _("Q%(quarter)s %(year)s")
    return {value: told % {"quarter": value[6:], "year": value[:4]} for value in values}


def _time(
    code: str, label: Text, value: Callable[[int], str], names: Callable[[Iterable[str]], Mapping[str, str]]
) -> None:
    registry.dimension(Dimension(code, label, "time", value, names, _exactly))


def _kinds(values: Iterable[str]) -> dict[str, str]:
    return {value: terms.label("service", value) for value in values}


def _services() -> Choices:
    return terms.grouped_choices("service")


def declare() -> None:
    """Declare them all; called once when the app is ready."""
    kind = Dimension("kind", gettext_lazy("Service"), "kind", str, _kinds, _only("service"), _services)
    registry.dimension(kind)
    registry.dimension(
        Dimension(
            "service", gettext_lazy("Service group"), "kind", lambda k: k.partition(".")[0], _kinds, _only("service")
        )
    )
    _listed("sex", gettext_lazy("Sex"), "sex")
    registry.dimension(
        Dimension("age_band", gettext_lazy("Age"), "who", lambda row: row.age_band, _as_written, _bands,
                  lambda: [(band, band) for _low, band in BANDS],
                  lambda: {band: low for low, band in BANDS})
    )  # fmt: skip
    _listed("group", gettext_lazy("Group"), "beneficiary_group")
    registry.dimension(
        Dimension("citizenship", gettext_lazy("Citizenship"), "who", lambda row: row.citizenship, GEOGRAPHY.names,
                  _exactly, places.countries)
    )  # fmt: skip
    _listed("determination", gettext_lazy("Determination"), "determination")
    _place("country", gettext_lazy("Country"), ("country",))
    _place("oblast", gettext_lazy("Oblast or city of oblast rank"), ("oblast", "city", "informal_area"))
    _place("district", pgettext_lazy("level of places", "District or city"), ("district", "city"))
    _place("place", gettext_lazy("Place"), ())
    for code, label in (("organisation", gettext_lazy("Recorded by")), ("provider", gettext_lazy("Provided by"))):
        registry.dimension(
            Dimension(code, label, "source", attrgetter(code), _organisations, _organisation,
                      _organisation_choices)
        )  # fmt: skip
    registry.dimension(
        Dimension("source", gettext_lazy("Kind of record"), "source", lambda row: row.source, _as_written, _exactly)
    )
    registry.dimension(
        Dimension("project", gettext_lazy("Project"), "project", str, _project_names, _project,
                  lambda: sorted(registry.known_projects().values(), key=lambda choice: choice[1]))
    )  # fmt: skip
    _time("month", gettext_lazy("Month"), _month, _month_names)
    _time("quarter", gettext_lazy("Quarter"), _quarter, _quarter_names)
    _time("year", gettext_lazy("Year"), _year, _as_written)
