"""Bars: one number per row, its name above it, so that no name is ever cut for want of room."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sapar.kernel.errors import Text
from sapar.kernel.papers.picture import Number, Picture, told
from sapar.kernel.papers.svg import COLOURS, LINE, QUIET, WIDTH, lines, picture, rect, text, width_of, wrapped

THICK = 16


def draw(*, title: Text, rows: Sequence[tuple[str, Number]], unit: Text = "") -> Picture:
    """Rows in the order given. A row without data says so and has no bar."""
    values = [value for _label, value in rows if value is not None]
    room = WIDTH - max((width_of(told(value)) for _label, value in rows), default=0) - 12
    scale = room / float(max(values)) if values and max(values) > 0 else 0
    body, y = [], 0.0
    for label, value in rows:
        named = wrapped(label, WIDTH)
        body.append(lines(0, y + SIZE_UP, named))
        y += LINE * len(named) + 3
        length = float(value or 0) * scale
        if value is not None:
            body.append(rect(0, y, max(length, 1), THICK, COLOURS[0]))
        body.append(text(length + 6 if value is not None else 0, y + 13, told(value), bold=value is not None,
                         fill="" if value is not None else QUIET))  # fmt: skip
        y += THICK + 10
    table = [(label, told(value)) for label, value in rows]
    return picture(title=title, columns=("", unit or _("Number")), rows=table, body=body, height=max(y, LINE))


SIZE_UP = 14
