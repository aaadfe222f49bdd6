"""Partial dates: reading, refusing, keeping, showing."""

from datetime import date, datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from sapar.kernel.dates import PartialDate, Precision
from sapar.kernel.dates_reading import read_date
from sapar.kernel.errors import Invalid

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1987", "1987"),
        ("03.1987", "1987-03"),
        ("12.03.1987", "1987-03-12"),
        ("1987-03-12", "1987-03-12"),
        ("12/3/1987", "1987-03-12"),
        ("12 марта 1987 г.", "1987-03-12"),
        ("март 1987", "1987-03"),
        ("1987-жылдын 12-марты", "1987-03-12"),
        ("жалган куран 1987", "1987-03"),
        ("12 March 1987", "1987-03-12"),
        ("March 12, 1987", "1987-03-12"),
        ("около 1987", "1987~"),
        ("about 1987", "1987~"),
        ("болжол менен 1987", "1987~"),
        ("1987?", "1987~"),
        ("весна 1987", "1987-21"),
        ("1987 күз", "1987-23"),
        ("winter 1987", "1987-24"),
        ("35 лет", "1991~"),
        ("1987 г.", "1987"),
        ("1987 года", "1987"),
        ("35 жаш", "1991~"),
        ("35 years old", "1991~"),
        ("", ""),
        ("неизвестно", ""),
        ("29.02.1988", "1988-02-29"),
        ("12 наурыз 1987", "1987-03-12"),
        ("1987 жылғы 3 желтоқсан", "1987-12-03"),
        ("кыркуйек 1987", "1987-09"),
        ("12 mart 1987", "1987-03-12"),
        ("1987 yil 5 fevral", "1987-02-05"),
        ("3 декабри 1987", "1987-12-03"),
        ("соли 1987 15 сентябр", "1987-09-15"),
        ("12-nji iýun 1987", "1987-06-12"),
        ("noýabr 1987", "1987-11"),
        ("24 серпня 1991", "1991-08-24"),
        ("1 лютого 1987", "1987-02-01"),
        ("тогуздун айы 1987", "1987-10"),
        ("35 yosh", "1991~"),
        ("35 жаста", "1991~"),
    ],
)
def test_read(typed: str, kept: str) -> None:
    assert read_date(typed, today=TODAY, birth=True).edtf == kept


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("31.02.1987", "no day 31"),
        ("29.02.1987", "no day 29"),
        ("12.13.1987", "month number 13"),
        ("00.03.1987", "no day 0"),
        ("2031", "future"),
        ("12.03.1408", "Hijri"),
        ("рамазан 1408", "Hijri"),
        ("1366", "Hijri"),
        ("16.03.2026", "future"),
        ("04.2026", "future"),
        ("1408", "Hijri"),
        ("15 раджаб 1408", "Hijri"),
        ("1890", "older than"),
        ("12.03.87", "not a date"),
        ("soon", "not a date"),
        ("12.03.0087", "cannot be right"),
        ("99999", "not a date"),
        ("50000 years", "years old"),
        ("50000 лет", "years old"),
        ("130 жаш", "years old"),
    ],
)
def test_refused_with_advice(typed: str, word: str) -> None:
    with translation.override("en"), pytest.raises(Invalid) as refused:
        read_date(typed, today=TODAY, past=True, birth=True, field="birth")
    assert word in str(refused.value.message)
    assert refused.value.advice
    assert refused.value.field == "birth"


def test_today_and_this_month_are_not_the_future() -> None:
    assert read_date("15.03.2026", past=True, today=TODAY).edtf == "2026-03-15"
    assert read_date("03.2026", past=True, today=TODAY).edtf == "2026-03"


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["day", "month", "year", "about", "season"]),
    st.sampled_from([21, 22, 23, 24]),
)
def test_kept_text_reads_back(day: date, precision: str, season: int) -> None:
    whole = PartialDate.of(day)
    partial = {
        "day": whole,
        "month": PartialDate(Precision.MONTH, day.year, day.month),
        "year": PartialDate(Precision.YEAR, day.year),
        "about": PartialDate(Precision.ABOUT, day.year),
        "season": PartialDate(Precision.SEASON, day.year, season=season),
    }[precision]
    assert PartialDate.from_edtf(partial.edtf) == partial
    span = partial.span()
    assert span is not None
    assert span[0] <= span[1]
    ages = partial.age_on(date(2101, 1, 1))
    assert ages is not None
    assert ages[0] <= ages[1]


def test_unknown_is_not_stated_never_zero() -> None:
    unknown = PartialDate.unknown()
    with translation.override("en"):
        assert unknown.display() == "not stated"
    assert unknown.span() is None
    assert unknown.age_on(TODAY) is None


def test_display_in_the_readers_language() -> None:
    with translation.override("en"):
        assert PartialDate.from_edtf("1987~").display() == "about 1987"
        assert PartialDate.from_edtf("1987-22").display() == "summer 1987"
    with translation.override("ru"):
        assert PartialDate.from_edtf("1987-03-12").display() == "12 марта 1987"


@pytest.mark.parametrize(
    ("language", "day", "moment", "month"),
    [
        ("en", "20 November 2017", "20 November 2017, 06:51", "November 2017"),
        ("ru", "20 ноября 2017", "20 ноября 2017, 06:51", "ноябрь 2017"),
        ("ky", "20-ноябрь, 2017-ж.", "20-ноябрь, 2017-ж., 06:51", "ноябрь, 2017-ж."),
    ],
)
def test_every_date_is_written_one_way(language: str, day: str, moment: str, month: str) -> None:
    at = datetime(2017, 11, 20, 6, 51)  # only its digits are shown
    with translation.override(language):
        assert PartialDate.of(at.date()).display() == date_format(at) == day
        assert PartialDate.from_edtf("2017-11").display() == month
        assert date_format(at, "DATETIME_FORMAT") == moment
        assert date_format(at, "SHORT_DATE_FORMAT") == "20.11.2017"
        assert date_format(at, "SHORT_DATETIME_FORMAT") == "20.11.2017, 06:51"


def test_the_reader_can_read_back_what_is_displayed() -> None:
    for language in ("en", "ru", "ky"):
        with translation.override(language):
            for kept in ("2017-11-20", "2017-11", "1987-03-12", "1987-05"):
                assert read_date(PartialDate.from_edtf(kept).display()).edtf == kept


def test_age() -> None:
    assert PartialDate.from_edtf("1987-03-15").age_on(TODAY) == (39, 39)
    assert PartialDate.from_edtf("1987").age_on(TODAY) == (38, 39)
    assert PartialDate.from_edtf("1987~").age_on(TODAY) == (36, 41)
