"""Names that cannot be names: refused with what, why and what next; odd but real names pass."""

import pytest
from django.utils import translation

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
        "محمد",
        "Мария-Anna",
        "а" * LONGEST,
    ],
)
def test_accepted_as_written(typed: str) -> None:
    assert check_name(f"  {typed} ", field="given") == typed


@pytest.mark.parametrize(
    ("typed", "word", "offered"),
    [
        ("Aйгүл", "Aйгүл", "Айгүл"),  # a Latin A
        ("Сыдык-кызы Бaкыт", "Бaкыт", "Бакыт"),  # a Latin a
        ("Hаmid", "Hаmid", "Hamid"),  # a Cyrillic а
    ],
)
def test_a_mixture_that_only_looks_right_is_refused_with_its_repaired_spelling(
    typed: str, word: str, offered: str
) -> None:
    with translation.override("en"), pytest.raises(Invalid) as refused:
        check_name(typed, field="given")
    assert f"“{word}”" in str(refused.value.message)
    assert f"“{offered}”" in str(refused.value.advice)
    assert check_name(offered, field="given") == offered


def test_optional_empty_is_empty() -> None:
    assert check_name(" ", field="patronymic") == ""
