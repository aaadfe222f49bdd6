"""Target, expected by now, done: what each indicator of a project says, and what is late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sapar.programmes.figures import not_stated, number, qualified
from sapar.programmes.models import Deadline, Direction, Indicator, Kind, Target, WorkplanItem
from sapar.programmes.periods import Span, part_passed
from sapar.programmes.reading import Reading

#: An indicator is behind when it has less than this part of the way that it should have gone by now.
TOLERANCE = Decimal("0.9")
STATES: dict[str, tuple[Promise, str]] = {
    "reached": (gettext_lazy("reached"), "good"),
    "on_track": (gettext_lazy("on track"), "good"),
    "behind": (gettext_lazy("behind"), "warn"),
    "missed": (gettext_lazy("not reached by the end"), "danger"),
    "no_data": (gettext_lazy("no data yet"), "neutral"),
    "no_target": (gettext_lazy("no target stated"), "neutral"),
    "open": (gettext_lazy("no dates to judge by"), "neutral"),
}


@dataclass(frozen=True)
class Line:
    """One indicator as it stands. Numbers of a percentage are per cent; None is "not stated" or "no data"."""

    indicator: Indicator
    target: Target | None
    expected: Decimal | None
    reading: Reading | None
    state: str

    @property
    def words(self) -> str:
        return str(STATES[self.state][0])

    @property
    def tone(self) -> str:
        return STATES[self.state][1]

    @property
    def is_late(self) -> bool:
        return self.state in ("behind", "missed")

    @property
    def baseline_number(self) -> Decimal | None:
        return _share(self.indicator, self.indicator.baseline, self.indicator.baseline_whole)

    @property
    def target_number(self) -> Decimal | None:
        return _share(self.indicator, self.target.value, self.target.whole) if self.target else None

    @property
    def done_number(self) -> Decimal | None:
        return _share(self.indicator, self.reading.value, self.reading.whole) if self.reading else None

    @property
    def target_words(self) -> str:
        if self.target is None:
            return not_stated()
        return say(self.indicator, self.target.value, self.target.whole, self.target.words, self.target.qualifier)

    @property
    def expected_words(self) -> str:
        if self.expected is None:
            return not_stated()
        return (
            f"{number(self.expected.quantize(Decimal(1)))}{'\u00a0%' if self.indicator.kind == Kind.PERCENTAGE else ''}"
        )

    @property
    def picture_words(self) -> str:
        """What the bullet chart shows, for whoever cannot see it."""
        return _("done %(done)s, expected by now %(expected)s, target %(target)s") % {
            "done": self.done_words, "expected": self.expected_words, "target": self.target_words,
        }  # fmt: skip

    @property
    def done_words(self) -> str:
        if self.reading is None:
            return _("no data yet")
        return say(self.indicator, self.reading.value, self.reading.whole, self.reading.words, self.reading.qualifier)


def say(indicator: Indicator, value: Decimal | None, whole: Decimal | None, words: str, qualifier: str) -> str:
    """A value as it is printed: a number with its qualifier, a percentage with its parts, a milestone, words."""
    if value is None:
        return words or not_stated()
    if indicator.kind == Kind.MILESTONE:
        return _("reached") if value > 0 else _("not reached")
    if whole:
        percent = (value * 100 / whole).quantize(Decimal("0.1")).normalize()
        return _("%(percent)s %% (%(part)s of %(whole)s)") % {
            "percent": number(percent), "part": number(value), "whole": number(whole),
        }  # fmt: skip
    return qualified(value, qualifier or "exact")


def _share(indicator: Indicator, value: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if value is None or indicator.kind != Kind.PERCENTAGE:
        return value
    return value * 100 / whole if whole else None


def main_target(targets: Iterable[Target]) -> Target | None:
    """The target of the whole project; without one, the target of the last period, everywhere and for all."""
    whole = [target for target in targets if target.place_id is None and not target.category]
    unbounded = [target for target in whole if target.starts is None]
    return unbounded[0] if unbounded else max(whole, key=lambda target: target.starts or date.min, default=None)


def line(indicator: Indicator, targets: Sequence[Target], reading: Reading | None, span: Span, today: date) -> Line:
    """How one indicator stands today."""
    target = main_target(targets)
    expected = None
    goal = _share(indicator, target.value, target.whole) if target else None
    start = _share(indicator, indicator.baseline, indicator.baseline_whole) or Decimal(0)
    passed = None
    if target is not None:
        passed = part_passed(target.starts or span.starts, target.ends or span.ends, today)
        if goal is not None and passed is not None:
            expected = start + (goal - start) * passed
    done = _share(indicator, reading.value, reading.whole) if reading else None
    return Line(indicator, target, expected, reading, _state(indicator, start, goal, expected, done, passed, reading))


def _state(
    indicator: Indicator, start: Decimal, goal: Decimal | None, expected: Decimal | None, done: Decimal | None,
    passed: Decimal | None, reading: Reading | None,
) -> str:  # fmt: skip
    if goal is None:
        return "no_target" if reading is not None else "no_data"
    if done is not None and (done >= goal if indicator.direction == Direction.ASCENDING else done <= goal):
        return "reached"
    if passed == 1:
        return "missed" if done is not None else "no_data"
    if done is None:
        return "no_data"
    if expected is None:
        return "open"
    way, gone = abs(expected - start), (done - start) * (1 if goal >= start else -1)
    return "on_track" if gone >= way * TOLERANCE else "behind"


@dataclass(frozen=True)
class Late:
    """One thing that is late, in words, with the days."""

    what: str
    days: int
    anchor: str

    @property
    def words(self) -> str:
        if self.days <= 0:
            return self.what
        return ngettext("%(what)s: %(days)d day late", "%(what)s: %(days)d days late", self.days) % {
            "what": self.what, "days": self.days,
        }  # fmt: skip


def late(
    *,
    deadlines: Iterable[Deadline],
    workplan: Iterable[WorkplanItem],
    lines: Iterable[Line],
    today: date,
    approved: bool,
) -> list[Late]:
    """Everything of a project that is late, the longest first; indicators that are behind come last.

    Steps of the workplan are judged once a framework is ``approved``: what a public document only announced, and
    nobody has followed up here, is not recorded, which is not the same as late.
    """
    found = [
        Late(str(each), (today - each.due).days, "calendar")
        for each in deadlines
        if each.met_on is None and each.due < today
    ]
    for item in workplan:
        last = item.last_day
        if approved and item.done_on is None and last is not None and last < today:
            found.append(Late(str(item), (today - last).days, "workplan"))
    found.sort(key=lambda each: -each.days)
    behind = [Late(f"{each.indicator}: {each.words}", 0, "indicators") for each in lines if each.is_late]
    return found + behind
