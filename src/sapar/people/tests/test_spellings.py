"""One person under two spellings: keys that do not care for script and order, and how many such pairs are linked.

People are put together from real pairs of spellings (data/README.md) with invented birth dates; names are split by
NAME, every second one, between the half the threshold was chosen on and the half that is reported. Ukrainian names
meet their Russian form, in Cyrillic or romanised as in passports of two times. The name groups are harder: Wikidata
puts Western names, translations and short forms together, of which a second name and the birth day cannot make up
for a first that is another word; their measured share is asserted as it is.
"""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sapar.kernel.dates import PartialDate, Precision
from sapar.people.identity import likelihood
from sapar.people.matching import Known, compare
from sapar.people.names.folding import tokens
from sapar.people.names.keys import pair_keys, record_keys

DATA = Path(__file__).parent / "data"
PEOPLE, TUNED, REPORTED = 400, 0, 1
#: Chosen on the tuning half: linked from here on.
LINKED_FROM = 0.5
_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
#: Russian as passports romanise it: since 2013 (ICAO), and as maps and older papers do (BGN/PCGN).
ROMANISED = [
    dict(zip(_LETTERS, table.split(" "), strict=True))
    for table in (
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y  e iu ia",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya",
    )
]
type Spelled = tuple[str, str]
type Name = tuple[str, str, str]

# Letters with one sound in both scripts: what official romanisations of the region agree on.
SOUNDS = [
    ("а", "a"), ("б", "b"), ("д", "d"), ("з", "z"), ("и", "i"), ("к", "k"), ("л", "l"), ("м", "m"), ("н", "n"),
    ("о", "o"), ("п", "p"), ("р", "r"), ("с", "s"), ("т", "t"), ("ф", "f"), ("ш", "sh"), ("ч", "ch"), ("г", "g"),
]  # fmt: skip
SYLLABLES = st.tuples(
    st.sampled_from([pair for pair in SOUNDS if pair[0] not in "аио"]),
    st.sampled_from([pair for pair in SOUNDS if pair[0] in "аио"]),
).map(lambda both: (both[0][0] + both[1][0], both[0][1] + both[1][1]))
NAMES = st.lists(SYLLABLES, min_size=2, max_size=4).map(
    lambda parts: ("".join(part[0] for part in parts).title(), "".join(part[1] for part in parts).title())
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine draws slowly
@given(
    st.lists(NAMES, min_size=2, max_size=3, unique=True).flatmap(lambda n: st.tuples(st.just(n), st.permutations(n)))
)
def test_keys_do_not_care_for_script_and_order(both: tuple[list[Spelled], list[Spelled]]) -> None:
    names, shuffled = both
    assume(all(tokens(name[0]) for name in names))  # "kizi" says "daughter of" and is no name
    cyrillic, latin = [name[0] for name in names], [name[1] for name in shuffled]
    assert pair_keys(cyrillic) & pair_keys(latin)
    assert all(bool(tokens(name[0])) == bool(tokens(name[1])) for name in names)
    birth = PartialDate(Precision.DAY, 1987, 3, 12)
    assert record_keys([cyrillic], birth) == record_keys([[name[0] for name in shuffled]], birth)


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines()[1:]]


type Person = tuple[Name, Name, PartialDate]


def _born(chance: random.Random) -> PartialDate:
    return PartialDate(Precision.DAY, chance.randint(1950, 2010), chance.randint(1, 12), chance.randint(2, 28))


def ukrainians(half: int) -> list[Person]:
    """In Ukrainian, and in the Russian form: every third in Cyrillic, the others in Latin."""
    chance = random.Random(7)  # invented people
    pairs = {
        kind: [(row[1], row[2]) for row in _rows("uk_ru_sample.tsv") if row[0] == kind][half::2]
        for kind in ("first", "last", "patronymic")
    }
    people: list[Person] = []
    for number in range(PEOPLE):
        one, two, three = (chance.choice(pairs[kind]) for kind in ("first", "last", "patronymic"))
        russian = [each[1] for each in (two, one, three)]
        if number % 3:
            table = ROMANISED[number % 3 - 1]
            russian = ["".join(table.get(letter, letter) for letter in each) for each in russian]
        people.append(((one[0], two[0], three[0]), (russian[0], russian[1], russian[2]), _born(chance)))
    return people


def of_groups(half: int) -> list[Person]:
    """Two names of the groups each: any Cyrillic form, and any Latin form in the other order."""
    chance = random.Random(7)
    groups = [(row[2].split("|"), row[3].split("|")) for row in _rows("name_groups_sample.tsv")[half::2]]
    people: list[Person] = []
    for _number in range(PEOPLE):
        one, two = chance.sample(groups, 2)
        names = [chance.choice(forms) for forms in (one[0], two[0], one[1], two[1])]
        people.append(((names[0], names[1], ""), (names[3], names[2], ""), _born(chance)))
    return people


def linked(people: list[Person], least: float = LINKED_FROM) -> tuple[float, float]:
    """(recall, precision) of linking each second spelling to the registered ones through their keys."""
    holders: dict[object, set[int]] = {}
    for number, (name, _other, birth) in enumerate(people):
        for key in record_keys([name], birth):
            holders.setdefault(key, set()).add(number)
    true = false = 0
    for number, (_name, other, birth) in enumerate(people):
        near = set().union(*(holders.get(key, set()) for key in record_keys([other], birth)))
        for each in near:
            name, _spelled, born = people[each]
            if likelihood.of_verdict(compare(Known([other], birth), Known([name], born))) >= least:
                true, false = true + (each == number), false + (each != number)
    return true / len(people), true / max(true + false, 1)


@pytest.mark.parametrize("half", [TUNED, REPORTED])
def test_spellings_of_one_person_are_linked(half: int) -> None:
    recall, precision = linked(ukrainians(half))
    assert recall >= 0.99
    assert precision >= 0.97


@pytest.mark.parametrize("half", [TUNED, REPORTED])
def test_names_of_the_world_are_linked_as_measured(half: int) -> None:
    recall, precision = linked(of_groups(half))
    assert recall >= 0.85
    assert precision >= 0.97
