"""The folding table against real spellings: how many meet, and how few strangers they meet."""

from collections import defaultdict
from pathlib import Path

from sapar.people.names.folding import tokens
from sapar.people.names.skeleton import skeletons

DATA = Path(__file__).parent / "data"


def _rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def _keys(form: str) -> set[str]:
    return set(skeletons("".join(tokens(form)) or form))


def test_cyrillic_and_latin_spellings_of_one_name_meet() -> None:
    groups = [(row[2].split("|"), row[3].split("|")) for row in _rows("name_groups_sample.tsv")]
    recalls = []
    for cyrillic, latin in groups:
        pairs = [(a, b) for a in cyrillic for b in latin]
        recalls.append(sum(bool(_keys(a) & _keys(b)) for a, b in pairs) / len(pairs))
    assert sum(recalls) / len(recalls) >= 0.89


def test_a_name_meets_few_strangers() -> None:
    groups = [(row[2].split("|"), row[3].split("|")) for row in _rows("name_groups_sample.tsv")]
    holders: dict[str, set[int]] = defaultdict(set)
    for number, (_, latin) in enumerate(groups):
        for form in latin:
            for key in _keys(form):
                holders[key].add(number)
    met = [
        len(set().union(*(holders[key] for key in _keys(form))) - {number})
        for number, (cyrillic, _) in enumerate(groups)
        for form in cyrillic
    ]
    assert sum(met) / len(met) <= 1.1


def test_ukrainian_and_russian_spellings_meet() -> None:
    pairs = [(row[1], row[2]) for row in _rows("uk_ru_sample.tsv")]
    assert sum(bool(_keys(a) & _keys(b)) for a, b in pairs) / len(pairs) >= 0.99
