"""A figure is printed with its qualifier, in the reader's language; an unknown one is never 0."""

from decimal import Decimal

import pytest
from django.utils import translation

from sapar.programmes.figures import not_stated, qualified


@pytest.mark.parametrize(
    ("language", "value", "qualifier", "currency", "printed"),
    [
        ("en", 28_000, "over", "", "over 28,000"),
        ("ru", 28_000, "over", "", "более 28 000"),
        ("ky", 28_000, "over", "", "28 000ден ашык"),
        ("ky", 100, "over", "", "100дөн ашык"),
        ("ky", 70, "over", "", "70тен ашык"),
        ("ky", 3_000_000, "over", "", "3 000 000дон ашык"),
        ("en", 3_000, "about", "", "about 3,000"),
        ("ru", 3_000, "about", "", "около 3 000"),
        ("ky", 3_000, "about", "", "болжол менен 3 000"),
        ("en", 1_000_000, "nearly", "USD", "nearly USD 1,000,000"),
        ("ru", 1_000_000, "nearly", "USD", "почти 1 000 000 USD"),
        ("ky", 1_000_000, "nearly", "USD", "дээрлик USD 1 000 000"),
        ("en", 70, "up to", "", "up to 70"),
        ("ru", 70, "up to", "", "до 70"),
        ("ky", 70, "up to", "", "көп дегенде 70"),
        ("en", 4_000, "estimated", "", "an estimated 4,000"),
        ("ru", 4_000, "estimated", "", "ориентировочно 4 000"),
        ("ky", 4_000, "estimated", "", "баалоо боюнча 4 000"),
        ("en", 192, "exact", "", "192"),
        ("en", Decimal("650000.00"), "exact", "USD", "USD 650,000"),
        ("en", Decimal("12.50"), "exact", "EUR", "EUR 12.50"),
    ],
)
def test_printed(language, value, qualifier, currency, printed):
    with translation.override(language):
        assert qualified(value, qualifier, currency=currency).replace("\u00a0", " ") == printed


def test_unknown_is_not_zero():
    with translation.override("en"):
        assert qualified(None) == not_stated() == "not stated"
    assert qualified(0) == "0"
