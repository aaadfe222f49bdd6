"""Names that cannot be names: refused with what, why and what next; odd but real names pass."""

import pytest

from sapar.kernel.errors import Invalid
from sapar.people.names.validation import LONGEST, check_name


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", "empty"),
        ("   \u200b\u202e ", "empty"),
        ("😀", "sign"),
        ("Айгуль😀", "sign"),
        ("-- '", "letter"),
        ("ʻ", "letter"),
        ("Айгуль2", "digits"),
        ("٣", "digits"),
        ("а" * 300, "300"),
        ("Айгульfg", "alphabets"),
        ("=cmd", "sign"),
        ("<b>", "sign"),
        ("a\x00b", "sign"),
    ],
)
def test_refused(typed: str, word: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_name(typed, field="given", required=True)
    assert word in str(refused.value.message)
    assert refused.value.advice
    assert refused.value.field == "given"


@pytest.mark.parametrize(
    "typed",
    [
        "О",
        "Ли",
        "O'g'li",
        "Gʻafur",
        "Абду-Рахман",
        "Бакыт кызы",
        "Ивановна",
        "Aйгуль",
        "محمد",
        "Мария-Anna",
        "а" * LONGEST,
    ],
)
def test_accepted_as_written(typed: str) -> None:
    assert check_name(f"  {typed} ", field="given") == typed


def test_optional_empty_is_empty() -> None:
    assert check_name(" ", field="patronymic") == ""
