"""Reading typed dates: 1987 · 03.1987 · 12.03.1987 · 1987-03-12 · 12 марта 1987 · около 1987 · 35 жаш."""

import re
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.dates import OLDEST_AGE, PartialDate, Precision
from sapar.kernel.errors import Invalid, Text

# How months begin: English, Russian and Kyrgyz (also the folk names), Kazakh with and without its letters,
# Uzbek and Turkmen in Latin (in Cyrillic, and in Tajik, they begin as in Russian), Ukrainian.
_MONTH_NAMES = (
    "jan янв үчт қаң канта yan ýan січ",
    "feb фев бирд ақп акп fev few лют",
    "mar мар жалг нау берез",
    "apr апр чын сәу сау квіт",
    "may май мая бугу мамы maý трав",
    "jun июн кулж маус iyun iýun черв",
    "jul июл теке шіл шил iyul iýul лип",
    "aug авг баш там avg awg серп",
    "sep сен аяк қырк кырк sen верес",
    "oct окт тогу қаз каз okt жовт",
    "nov ноя жети қара кара noy noý листоп",
    "dec дек бешт желт dek груд",
)
_MONTHS = {stem: number for number, stems in enumerate(_MONTH_NAMES, 1) for stem in stems.split()}
_SEASONS = {
    "весн": 21,
    "жаз": 21,
    "spring": 21,
    "лет": 22,
    "жай": 22,
    "summer": 22,
    "осен": 23,
    "күз": 23,
    "autumn": 23,
    "fall": 23,
    "зим": 24,
    "кыш": 24,
    "winter": 24,
}
_ABOUT = re.compile(
    r"^(?:около|примерно|прибл\w*\.?|ок\.|болжол\w*(?:\s+менен)?|чамас\w*|жакын|about|approx\w*\.?|circa|ca?\.?|~|±)\s*"
)
_ABOUT_AFTER = re.compile(r"\s*(?:[~?]|чамасында|жакын)$")
# "1987 г." is a year, "35 г." an age; years of life are an age whatever their number.
_AGE = re.compile(
    r"^(?:(\d{1,3})\s*(?:г\.?|год[а]?)|(\d{1,9})\s*(?:years?(?:\s+old)?|yo|лет|жаш(?:та)?|жас(?:та)?|ёш(?:да)?|yosh(?:da)?|сола"
    r"|[ýy]aş\w*|рок[иу]|років))$"
)
_YEAR_WORD = re.compile(r"\s*(?:года?|гг?\.?|-?жыл[а-яөүң]*|ж\.)$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})$")
_MONTH_YEAR = re.compile(r"^(\d{1,2})[./\-](\d{4})$")
_YEAR_MONTH = re.compile(r"^(\d{4})[./\-](\d{1,2})$")
_YEAR_SEASON = re.compile(r"^(\d{4})-(2[1-4])$")  # as EDTF keeps it
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_HIJRI = frozenset(range(1300, 1470))


def read_date(
    text: str, *, field: str | None = None, past: bool = False, birth: bool = False, today: date | None = None
) -> PartialDate:
    """The date meant by `text`; unknown when empty.

    `past` refuses dates after `today`; `birth` also refuses an age above 120 years. Raises Invalid with
    what was wrong and how to write it.
    """
    now = today or timezone.localdate()
    try:
        found = _read(_plain(text), now)
        if past or birth:
            _refuse_future(found, now, birth)
        if birth:
            _refuse_too_old(found, now)
    except Invalid as error:
        raise Invalid(error.message, field=field, advice=error.advice) from None
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower().replace("\u00a0", " ")).strip(" .,;")


def _read(text: str, now: date) -> PartialDate:
    if not text or text in {"-", "?", "unknown", "неизвестно", "белгисиз", "н/д"}:
        return PartialDate.unknown()
    plain = _ABOUT_AFTER.sub("", _ABOUT.sub("", text))
    about = plain != text
    age = _AGE.match(plain)
    if age:
        return PartialDate(Precision.ABOUT, now.year - _age(int(age[1] or age[2])))
    plain = _YEAR_WORD.sub("", plain)
    found = _numbers(plain) or _named(plain)
    if found is None:
        raise _unreadable()
    return PartialDate(Precision.ABOUT, found.year) if about else found


def _numbers(text: str) -> PartialDate | None:
    if match := _DAY_FIRST.match(text):
        day, month, year = map(int, match.groups())
        return PartialDate(Precision.DAY, _year(year), month, day)
    if match := _YEAR_FIRST.match(text):
        year, month, day = map(int, match.groups())
        return PartialDate(Precision.DAY, _year(year), month, day)
    if match := _MONTH_YEAR.match(text):
        return PartialDate(Precision.MONTH, _year(int(match[2])), int(match[1]))
    if match := _YEAR_SEASON.match(text):
        return PartialDate(Precision.SEASON, _year(int(match[1])), season=int(match[2]))
    if match := _YEAR_MONTH.match(text):
        return PartialDate(Precision.MONTH, _year(int(match[1])), int(match[2]))
    return PartialDate(Precision.YEAR, _year(int(text))) if re.fullmatch(r"\d{4}", text) else None


def _named(text: str) -> PartialDate | None:
    """12 марта 1987 · March 12, 1987 · март 1987 · весна 1987 · 1987-жылдын марты."""
    parts = _WORDS.findall(text)
    numbers = [int(part) for part in parts if part.isdecimal()]
    years = [n for n in numbers if n > 31]
    for hijri in _HIJRI.intersection(years):
        _year(hijri)  # "рамазан 1408": the year says more than a month that nobody here can convert
    days = [n for n in numbers if n <= 31]
    month = _stem(parts, _MONTHS)
    if len(years) == 1 and month and len(days) == 1:
        return PartialDate(Precision.DAY, _year(years[0]), month, days[0])
    if len(years) == 1 and month and not days:
        return PartialDate(Precision.MONTH, _year(years[0]), month)
    season = _stem(parts, _SEASONS)
    if len(years) == 1 and season and not days:
        return PartialDate(Precision.SEASON, _year(years[0]), season=season)
    return None


def _stem(parts: list[str], table: dict[str, int]) -> int | None:
    found = [number for part in parts for stem, number in table.items() if part.startswith(stem)]
    return found[0] if found else None


def _age(years: int) -> int:
    if years > OLDEST_AGE:
        raise Invalid(
            _("Nobody is %(years)s years old: the highest age accepted is %(oldest)s.")
            % {"years": years, "oldest": OLDEST_AGE},
            advice=_("Check the number. Write an age as “35 years”, a year of birth as 1987."),
        )
    return years


def _year(year: int) -> int:
    if year in _HIJRI:
        raise Invalid(
            _("The year %(year)s looks like a year of the Hijri calendar.") % {"year": year},
            advice=_("Write the year of the civil calendar; if it is not sure, write for example “about 1987”."),
        )
    if not 1800 <= year <= 2200:
        raise Invalid(
            _("The year %(year)s cannot be right.") % {"year": year},
            advice=_("Write the year with four digits, for example 1987."),
        )
    return year


def _refuse_future(found: PartialDate, now: date, birth: bool) -> None:
    if found.year and (
        found.year > now.year or (found.precision in {Precision.DAY, Precision.MONTH} and _starts(found) > now)
    ):
        raise Invalid(
            _("This date is in the future."),
            advice=_("Check the year. Two-digit years are not accepted, so that 2031 is never written for 1931.")
            if birth
            else _("Check the day, the month and the year."),
        )


def _starts(found: PartialDate) -> date:
    return date(found.year or 1, found.month or 1, found.day or 1)


def _refuse_too_old(found: PartialDate, now: date) -> None:
    if found.year and now.year - found.year > OLDEST_AGE:
        raise Invalid(
            _("A person born in %(year)s would be older than %(age)s years.") % {"year": found.year, "age": OLDEST_AGE},
            advice=_("Check the year. If it is not sure, write for example “about 1987”."),
        )


def _unreadable() -> Invalid:
    message: Text = _("This is not a date that can be read.")
    return Invalid(
        message,
        advice=_(
            "Write 12.03.1987, 03.1987 or 1987; “about 1987” when it is not sure; leave it empty when nothing is known."
        ),
    )
