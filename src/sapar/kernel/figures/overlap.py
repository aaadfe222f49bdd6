"""Putting figures together that come without people: partners' totals, years before the ledger.

Nobody can tell whether the same people stand in two such totals, so the method is chosen and printed with the number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.kernel.errors import Invalid
from sapar.kernel.figures.matrix import Value


class Method(StrEnum):
    """How totals that may overlap become one."""

    SUM = "sum"
    MAX = "max"
    ADJUDICATED = "adjudicated"


WORDS = {
    Method.SUM: gettext_lazy("sum of the parts; somebody in two of them is counted twice"),
    Method.MAX: gettext_lazy("the largest part; nobody is counted twice, somebody may be missing"),
    Method.ADJUDICATED: gettext_lazy("decided after comparing the parts"),
}


@dataclass(frozen=True)
class Combined:
    """The number and the method in words, which belong together in print."""

    value: Value
    method: Method

    @property
    def words(self) -> str:
        return str(WORDS[self.method])


def combine(parts: Sequence[Value], method: Method, *, adjudicated: Value = None) -> Combined:
    """One figure from parts without people. Parts without data are left out; without any there are no data.

    Raises Invalid when the decided number lies below the largest part or above the sum: no comparison gives that.
    """
    told = [part for part in parts if part is not None]
    if not told:
        return Combined(None, method)
    low, high = max(told), sum(told)
    if method is Method.ADJUDICATED:
        if adjudicated is None or not low <= adjudicated <= high:
            raise Invalid(
                _("The decided number lies outside what the parts allow: %(low)s to %(high)s.")
                % {"low": low, "high": high},
                field="value",
                advice=_("It is at least the largest part and at most their sum."),
            )
        return Combined(adjudicated, method)
    return Combined(high if method is Method.SUM else low, method)
