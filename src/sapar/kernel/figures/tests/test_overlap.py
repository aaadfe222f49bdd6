"""Totals without people become one figure only by a method that is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.kernel.errors import Invalid
from sapar.kernel.figures.overlap import Method, combine

parts = st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=1)


@given(parts)
def test_every_method_lies_between_the_largest_part_and_the_sum(values):
    stated = [value for value in values if value is not None]
    if not stated:
        assert combine(values, Method.SUM).value is None
        return
    assert combine(values, Method.MAX).value == max(stated)
    assert combine(values, Method.SUM).value == sum(stated)


def test_561_and_2012_have_no_joint_number_without_a_decision():
    assert combine([561, 2012], Method.ADJUDICATED, adjudicated=2300).words.startswith("decided")
    for impossible in (None, 2011, 2574):
        with pytest.raises(Invalid):
            combine([561, 2012], Method.ADJUDICATED, adjudicated=impossible)
