"""Properties of folding that search depends on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.kernel.dates import PartialDate
from sapar.people.names.clean import Script, repair_homographs, script_of, tidy
from sapar.people.names.folding import MAX_READINGS, fold, readings, tokens
from sapar.people.names.keys import KeyKind, deletion_keys, pair_keys, record_keys, year_keys
from sapar.people.names.similarity import edits, name_similarity
from sapar.people.names.skeleton import norm, skeletons

LETTERS = "абвгғдеёжҗзийкқлмнңоөпрстуүұўфхһҳцчҷшщъыьэюяәіїґabcdefghijklmnopqrstuvwxyzşçğıöüžš'ʻ-"
NAMES = st.text(LETTERS + LETTERS.upper() + " ", max_size=30)
ONE_PERSON = [
    ("Жээнбекова", "Jeenbekova", "Женбекова", "Zheenbekova", "ЖЭЭНБЕКОВА", "Жээнбеков"),
    ("Раҳмонов", "Rahmonov", "Рахмонзода", "Rakhmonow", "Рахмон"),
    ("Ғуломжонов", "G‘ulomjonov", "Гуломжонов", "Gulomdzhonov", "Ghulomjonov"),
    ("Құрманғазы", "Курмангазы", "Qurmanğazy", "Kurmangazy"),
    ("Aysoltan", "Айсолтан", "Ajsoltan"),
    ("Шевченко", "Shevchenko", "Szewczenko", "Schewtschenko", "Ševčenko"),
    ("Айгуль", "Aйгyль", "Ай\u200bгуль", "Aigul", "Айгүл"),
]


@given(NAMES)
def test_folding_is_idempotent(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert tidy(tidy(name)) == tidy(name)
    assert repair_homographs(repair_homographs(name)) == repair_homographs(name)


@given(st.lists(NAMES, min_size=1, max_size=3).flatmap(lambda parts: st.tuples(st.just(parts), st.permutations(parts))))
def test_word_order_does_not_matter(both: tuple[list[str], list[str]]) -> None:
    parts, shuffled = both
    assert fold(" ".join(parts)) == fold(" ".join(shuffled))
    short = [part.replace(" ", "").replace("-", "") for part in parts]
    again = [part.replace(" ", "").replace("-", "") for part in shuffled]
    assert pair_keys(short) == pair_keys(again)


@given(NAMES)
def test_case_and_invisible_marks_do_not_matter(name: str) -> None:
    marked = "\u200f" + "\u200b".join(name) + "\ufeff"
    assert fold(marked) == fold(name)


@given(NAMES)
def test_every_token_has_few_readings_and_clean_skeletons(name: str) -> None:
    for token in tokens(name):
        assert 1 <= len(readings(token)) <= MAX_READINGS
        assert all(set(skeleton) <= set("apktsvlrmn0123456789") for skeleton in skeletons(token))


@pytest.mark.parametrize("spellings", ONE_PERSON, ids=lambda s: s[0])
def test_one_name_in_every_script_has_one_key(spellings: tuple[str, ...]) -> None:
    first = set(skeletons(tokens(spellings[0])[0]))
    for other in spellings[1:]:
        assert first & set(skeletons(tokens(other)[0])), other


def test_patronymics_in_all_forms() -> None:
    forms = [
        "Бакытович",
        "Бакыт уулу",
        "Bakytovich",
        "Бакытовна",
        "Bakyt kyzy",
        "Бақытұлы",
        "Baqyt oʻgʻli",
        "Бакытзода",
    ]
    assert len({skeletons(tokens(form)[0])[0] for form in forms}) == 1


def test_double_names_meet_their_joined_form() -> None:
    assert pair_keys(["Abdul Gaffar", "Karimov"]) & pair_keys(["Абдулгаффар", "Каримов"])


def test_related_words_still_make_a_pair() -> None:
    assert pair_keys(["Али", "Алиев"])


def test_no_key_is_a_single_name() -> None:
    keys = record_keys(
        [("Айгүл", "Жээнбекова", "")], PartialDate.from_edtf("1987"), ["+996 555 123 456"], ["AC1234567"]
    )
    for kind, content in keys:
        assert {
            KeyKind.PAIR: "|",
            KeyKind.DELETION: "|",
            KeyKind.YEAR: "@",
            KeyKind.DAY: "@",
            KeyKind.BEGINNING: "|",
            KeyKind.TAIL: "#",
        }.get(kind, ":") in content
    assert pair_keys(["Айгүл"]) == set() == year_keys(["Айгүл"], None)


def test_one_slip_of_the_finger_still_meets() -> None:
    assert deletion_keys(["Айгуль", "Женбекова"]) & deletion_keys(["Айгуль", "Женекова"])


def test_document_and_phone_forms_meet() -> None:
    one = record_keys([], None, ["+996 555 123-456"], ["АС № 1234567"])
    assert one == record_keys([], None, ["0555 123456"], ["ac1234567"])


def test_birth_year_of_the_first_of_january_is_not_a_day_key() -> None:
    keys = record_keys([("A", "Bекова", "Айгуль")], PartialDate.from_edtf("1987-01-01"))
    assert not [kind for kind, _ in keys if kind is KeyKind.DAY]


@given(NAMES, NAMES)
def test_similarity_is_symmetric_and_bounded(one: str, other: str) -> None:
    score = name_similarity([one], [other])
    assert 0 <= score <= 1
    assert score == pytest.approx(name_similarity([other], [one]))


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_edit_distance_is_a_distance(one: str, other: str) -> None:
    assert edits(one, other) == edits(other, one) <= max(len(one), len(other))
    assert (edits(one, other) == 0) == (one == other)


def test_similarity_separates() -> None:
    same = name_similarity(["Айгүл", "Жээнбекова", "Бакыт кызы"], ["Jeenbekova", "Aigul"])
    sister = name_similarity(["Айгүл", "Жээнбекова"], ["Жылдыз", "Жээнбекова"])
    assert same > 0.95 > 0.6 > sister


def test_scripts() -> None:
    assert script_of("Жээнбекова") is Script.CYRILLIC
    assert script_of("Jeenbekova") is Script.LATIN
    assert script_of("محمد") is Script.ARABIC
    assert norm("айгүл") == norm("aigul")
