"""From the first step to the last: how many got there, how many days it took, and where people are lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sapar.kernel.errors import Text
from sapar.kernel.papers.picture import Number, Picture, told
from sapar.kernel.papers.svg import COLOURS, LINE, QUIET, WIDTH, lines, picture, rect, text, width_of, wrapped


@dataclass(frozen=True)
class Step:
    """One step: how many reached it, and the median days since the step before (None: not known)."""

    label: str
    reached: Number
    days: Number = None


def draw(*, title: Text, steps: Sequence[Step], unit: Text = "") -> Picture:
    """Steps in their order, from the widest bar to the narrowest."""
    most = max((float(step.reached) for step in steps if step.reached is not None), default=0) or 1
    scale = (WIDTH - width_of(told(int(most))) - 70) / most
    body, y = [], 0.0
    for at, step in enumerate(steps):
        if at:
            body.append(text(8, y + 13, f"↓ {_days(step.days)}", fill=QUIET, size=13))
            y += LINE
        named = wrapped(step.label, WIDTH)
        body.append(lines(0, y + 14, named))
        y += LINE * len(named) + 2
        long = float(step.reached or 0) * scale
        body.append(rect(0, y, max(long, 1), 18, COLOURS[0]) if step.reached is not None else "")
        part = f" ({float(step.reached) / most:.0%})" if step.reached is not None and at else ""
        body.append(text(long + 6 if step.reached is not None else 0, y + 14, told(step.reached) + part, bold=True))
        y += 26
    table = [(step.label, told(step.reached), _days(step.days) if at else "") for at, step in enumerate(steps)]
    columns = (_("Step"), unit or _("Number"), _("Median time since the step before"))
    return picture(title=title, columns=columns, rows=table, body=body, height=max(y, LINE))


def _days(days: Number) -> str:
    if days is None:
        return _("days not known")
    return ngettext("%(days)s day", "%(days)s days", int(days)) % {"days": told(days)}
