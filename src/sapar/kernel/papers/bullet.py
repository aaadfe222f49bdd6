"""Bullets: what is done, beside what was expected by now and the target."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sapar.kernel.errors import Text
from sapar.kernel.papers.picture import Number, Picture, told
from sapar.kernel.papers.svg import COLOURS, INK, LINE, QUIET, RULE, WIDTH, line, lines, picture, rect, text, wrapped


@dataclass(frozen=True)
class Bullet:
    """One indicator. None: not stated (or no data), which is drawn as nothing and said in words."""

    label: str
    done: Number
    expected: Number = None
    target: Number = None
    unit: str = ""


def draw(*, title: Text, rows: Sequence[Bullet]) -> Picture:
    """Each on its own scale: indicators of different units are not compared with each other."""
    body, y = [], 0.0
    for row in rows:
        named = wrapped(row.label, WIDTH)
        body.append(lines(0, y + 14, named))
        y += LINE * len(named) + 3
        body.append(_one(row, y))
        said = [(_("done"), row.done), (_("expected by now"), row.expected), (_("target"), row.target)]
        words = wrapped(
            " · ".join(f"{name}: {told(v) if v is not None else _missing(name)}" for name, v in said), WIDTH, size=13
        )
        body.append("".join(text(0, y + 37 + at * 16, w, fill=QUIET, size=13) for at, w in enumerate(words)))
        y += 34 + 16 * len(words) + 8
    columns = (_("Indicator"), _("done"), _("expected by now"), _("target"))
    table = [
        (
            row.label,
            told(row.done),
            *(told(v) if v is not None else _("not stated") for v in (row.expected, row.target)),
        )
        for row in rows
    ]
    return picture(title=title, columns=columns, rows=table, body=body, height=max(y, LINE))


def _missing(name: str) -> str:
    return _("no data") if name == _("done") else _("not stated")


def _one(row: Bullet, y: float) -> str:
    most = max(float(value) for value in (row.done or 0, row.expected or 0, row.target or 0, 1))
    scale = (WIDTH - 4) / most
    drawn = [rect(0, y, float(row.target or most) * scale, 22, RULE)]
    if row.done is not None:
        drawn.append(rect(0, y + 6, max(float(row.done) * scale, 1), 10, COLOURS[0]))
    if row.expected is not None:
        drawn.append(line(float(row.expected) * scale, y + 1, float(row.expected) * scale, y + 21, COLOURS[1], 4))
    if row.target is not None:
        drawn.append(line(float(row.target) * scale, y - 2, float(row.target) * scale, y + 24, INK, 3))
    return "".join(drawn)
