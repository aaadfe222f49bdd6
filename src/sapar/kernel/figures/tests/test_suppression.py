"""What is hidden cannot be worked out again."""

from collections import Counter
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from sapar.kernel.figures.suppression import bounds, hidden, lines_of

CATEGORIES = (("f", "m"), ("0-17", "18-59", "60+"), ("osh", "chuy", "talas"))
people = st.lists(st.tuples(*(st.sampled_from(values) for values in CATEGORIES)), min_size=1, max_size=60)
thresholds = st.integers(2, 8)


def cube(rows):
    return Counter(key for row in rows for key in product(*((None, value) for value in row)))


def brute_force(cells, gone, lines, most=40):
    """What each hidden value can be, found by trying: only for one line at a time, every combination."""
    for line in lines:
        free = [part for part in line.parts if part in gone]
        if line.total in gone or not free or len(free) > 3:
            continue
        rest = cells[line.total] - sum(cells[part] for part in line.parts if part not in gone)
        possible = [combo for combo in product(range(1, most), repeat=len(free)) if sum(combo) == rest]
        for at, part in enumerate(free):
            yield part, {combo[at] for combo in possible}


@settings(max_examples=60, deadline=None)
@given(people, thresholds)
def test_no_small_value_is_told(rows, threshold):
    cells = cube(rows)
    gone = hidden(cells, threshold)
    assert all(key in gone for key, value in cells.items() if value < threshold)


@settings(max_examples=60, deadline=None)
@given(people, thresholds)
def test_nothing_hidden_can_be_subtracted_out(rows, threshold):
    cells = cube(rows)
    gone = hidden(cells, threshold)
    lines = list(lines_of(cells))
    for low, high in bounds(cells, gone, lines).values():
        assert high - low + 1 >= threshold
    for part, possible in brute_force(cells, gone, lines):
        assert len(possible) >= threshold, (part, possible)


@given(people)
def test_large_tables_stay_whole(rows):
    cells = Counter({key: value + 100 for key, value in cube(rows).items()})
    assert not hidden(cells, 5)


def test_one_small_part_takes_a_second_one_with_it():
    cells = {(None,): 30, ("f",): 2, ("m",): 10, ("",): 18}
    gone = hidden(cells, 5)
    assert ("f",) in gone
    assert len(gone) >= 2
    assert (None,) not in gone
