"""Codes in three words."""

from hypothesis import given
from hypothesis import strategies as st

from sapar.kernel.ids import CODE_ALPHABET, short_code
from sapar.kernel.words import _list, heard, spoken

BODIES = st.text(CODE_ALPHABET, min_size=6, max_size=6)


@given(BODIES, st.sampled_from(["en", "ru", "ky"]))
def test_words_lead_back_to_the_code(body: str, language: str) -> None:
    words = spoken(f"KG-{body[:4]}-{body[4:]}", language)
    assert len(words.split()) == 3
    assert heard(f"  {words.upper()}.") == f"{body[:4]}-{body[4:]}"


def test_most_wrong_words_are_noticed() -> None:
    first, second, third = spoken("KG-7F3K-2M").split()
    wrong = [word for word in _list("en")[:400] if word != third]
    assert sum(bool(heard(f"{first} {second} {word}")) for word in wrong) < len(wrong) / 5


def test_what_is_no_code_has_no_words() -> None:
    assert spoken("") == spoken("KG-7F3K") == ""
    assert heard("one two") == heard("not such words") == heard("KG-7F3K-2M") == ""
    assert spoken(short_code("C"))
