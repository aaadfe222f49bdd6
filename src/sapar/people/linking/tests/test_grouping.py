"""What must hold of groups and counts whatever the pairs are."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sapar.people.linking.counting import count_unique
from sapar.people.linking.grouping import LARGEST, SUPPORT, group

PEOPLE = 14
Pairs = dict[tuple[int, int], float]
pairs_of = st.dictionaries(
    st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0, 1),
    max_size=60,
)
conflicts_of = st.frozensets(st.frozensets(st.integers(0, PEOPLE - 1), min_size=2, max_size=2), max_size=12)


def triples(pairs: Pairs) -> list[tuple[int, int, float]]:
    return [(*pair, p) for pair, p in pairs.items()]


@given(pairs=pairs_of, conflicts=conflicts_of, data=st.data())
def test_groups(pairs: Pairs, conflicts: frozenset[frozenset[int]], data: st.DataObject) -> None:
    def conflict(one: int, other: int) -> bool:
        return frozenset((one, other)) in conflicts

    found = group(triples(pairs), conflict)
    for members in found.members:
        assert 2 <= len(members) <= LARGEST
        assert not any(conflict(*pair) for pair in combinations(members, 2))
        assert _can_be_halved(members, {pair for pair, p in pairs.items() if p >= SUPPORT})
    assert len({person for members in found.members for person in members}) == sum(map(len, found.members))
    shuffled = data.draw(st.permutations(triples(pairs)))
    turned = [(b, a, p) if data.draw(st.booleans()) else (a, b, p) for a, b, p in shuffled]
    assert group(turned, conflict).members == found.members


def _can_be_halved(members: list[int], supported: set[tuple[int, int]]) -> bool:
    """Whether some order of merges, each supported by half of its cross pairs, makes this group."""
    if len(members) == 1:
        return True
    first, *rest = members
    for size in range(len(rest) + 1):
        for chosen in combinations(rest, size):
            left, right = [first, *chosen], [each for each in rest if each not in chosen]
            across = sum((min(a, b), max(a, b)) in supported for a in left for b in right)
            enough = right and 2 * across >= len(left) * len(right)
            if enough and _can_be_halved(left, supported) and _can_be_halved(right, supported):
                return True
    return False


def test_a_chain_of_likely_pairs_is_no_group() -> None:
    chain = [(n, n + 1, 0.9) for n in range(6)]
    assert max(len(members) for members in group(chain, lambda one, other: False).members) < 4


def test_a_large_group_goes_to_a_human() -> None:
    everybody = [(a, b, 0.99) for a, b in combinations(range(LARGEST + 3), 2)]
    found = group(everybody, lambda one, other: False)
    assert max(map(len, found.members)) <= LARGEST
    assert found.too_large


@given(pairs=pairs_of, recall=st.floats(0.5, 1))
def test_counts_are_ordered_and_repeatable(pairs: Pairs, recall: float) -> None:
    count = count_unique(PEOPLE, triples(pairs), recall=recall)
    assert 1 <= count.lower <= count.point <= count.upper <= PEOPLE
    assert count_unique(PEOPLE, reversed(triples(pairs)), recall=recall) == count


@given(pairs=pairs_of)
def test_sure_pairs_leave_no_doubt(pairs: Pairs) -> None:
    count = count_unique(PEOPLE, [(a, b, 1.0 if p > 0.5 else 0.0) for a, b, p in triples(pairs)])
    assert count.lower == count.point == count.upper


def test_three_registrations_of_one_person_are_two_too_many() -> None:
    assert count_unique(10, [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)]).point == 8
    refused = frozenset({frozenset((0, 1))})
    assert count_unique(10, [(0, 1, 1.0)], refused=refused).point == 10
