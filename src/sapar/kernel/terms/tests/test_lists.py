"""The lists of the release: complete in three languages, unambiguous, and covering the source programme."""

from collections import defaultdict

import pytest

from sapar.kernel.terms.catalogue import fold
from sapar.kernel.terms.loading import DATA, BadCodeList, read

ENTRIES = list(read(DATA))
NEEDED = [
    "sex", "service", "need", "beneficiary_group", "consent_purpose", "contact_channel", "contact_answerer",
    "document_kind", "document_status", "closing_reason", "risk", "determination", "residence",
    "relationship", "organisation_kind", "sector", "crisis", "exploitation", "data_class", "how_given",
    "language", "unit", "migration_reason", "migration_event", "urgency", "goal", "case_stage", "contributor",
    "channel", "message", "institution_type", "hotline_status", "name_kind", "script", "date_precision",
    "qualifier",
]  # fmt: skip


@pytest.mark.parametrize("name", NEEDED)
def test_every_list_that_rooms_rely_on_is_there(name: str) -> None:
    assert any(entry.list == name for entry in ENTRIES)


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_every_entry_has_a_name_in_each_language(language: str) -> None:
    assert [entry for entry in ENTRIES if not entry.values["labels"][language].strip()] == []


def test_english_names_have_no_cyrillic_letter_and_names_have_no_stray_spaces() -> None:
    for entry in ENTRIES:
        labels = entry.values["labels"]
        assert not any("\u0400" <= letter <= "\u04ff" for letter in labels["en"]), entry
        assert all(text == text.strip() for text in labels.values()), entry


def test_no_word_means_two_things_in_one_list() -> None:
    meanings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in ENTRIES:
        aliases = [alias["text"] for alias in entry.values["aliases"]]
        for word in (entry.code, *entry.values["labels"].values(), *aliases):
            meanings[entry.list, fold(word)].add(entry.code)
    assert {word: codes for word, codes in meanings.items() if len(codes) > 1} == {}


def test_another_scheme_names_one_entry_only_where_it_is_looked_up() -> None:
    for scheme in ("source", "htcds"):
        seen: dict[tuple[str, str], str] = {}
        for entry in ENTRIES:
            value = entry.values["mappings"].get(scheme)
            if value is not None:
                assert seen.setdefault((entry.list, value), entry.code) == entry.code


def test_sex_has_the_six_values_of_htcds() -> None:
    mapped = {entry.values["mappings"]["htcds"] for entry in ENTRIES if entry.list == "sex"}
    assert mapped == {
        "Feminine", "Masculine", "TransgenderFeminine", "TransgenderMasculine", "NonConforming", "NonSpecifiedUnknown",
    }  # fmt: skip


def test_every_closing_reason_has_an_outcome_class() -> None:
    outcomes = {entry.values["attributes"]["outcome"] for entry in ENTRIES if entry.list == "closing_reason"}
    assert outcomes == {"positive", "neutral", "negative"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- {code: a, en: A, ru: А}", "no name in ky"),
        ("- {code: a, en: no, ru: А, ky: А}", "no name in en"),
        ("- {code: a, en: A, ru: А, ky: А, aliases: {en: [11]}}", "alias that is not text"),
        ("- {code: a, en: A, ru: А, ky: А, colour: red}", "unknown keys colour"),
        ("- {code: a, en: A, ru: А, ky: А}\n- {code: a, en: B, ru: Б, ky: Б}", "stands twice"),
        ("- {code: a.b, en: A, ru: А, ky: А}", "missing"),
    ],
)
def test_a_mistake_in_a_list_is_named(tmp_path, text: str, complaint: str) -> None:
    (tmp_path / "colours.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadCodeList, match=complaint):
        list(read(tmp_path))
