"""A line through time. Where nothing was recorded the line breaks: no data is not zero."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sapar.kernel.errors import Text
from sapar.kernel.papers.picture import Number, Picture, told
from sapar.kernel.papers.svg import COLOURS, QUIET, RULE, SIZE, WIDTH, line, picture, text, width_of

TOP, TALL = 22.0, 170.0


def draw(*, title: Text, points: Sequence[tuple[str, Number]], unit: Text = "") -> Picture:
    """``points`` in the order of time: (name of the month or quarter, value)."""
    most = max((float(value) for _name, value in points if value is not None), default=0) or 1
    left = width_of(told(int(most))) + 10
    step = (WIDTH - left - 12) / max(len(points) - 1, 1)
    low = TOP + TALL
    body = [line(left, low - TALL * part, WIDTH, low - TALL * part) for part in (0, 0.5, 1)]
    body += [
        text(left - 6, low + 5, "0", anchor="end", fill=QUIET),
        text(left - 6, TOP + 5, told(int(most)), anchor="end", fill=QUIET),
    ]
    path, pen = [], "M"
    for at, (_name, value) in enumerate(points):
        if value is None:
            pen = "M"
            continue
        x, y = left + at * step, low - float(value) / most * TALL
        path.append(f"{pen}{x:.4g} {y:.4g}")
        body.append(f'<circle cx="{x:.4g}" cy="{y:.4g}" r="3.5" fill="{COLOURS[0]}"/>')
        pen = "L"
    body.append(f'<path d="{"".join(path)}" fill="none" stroke="{COLOURS[0]}" stroke-width="2.5"/>' if path else "")
    widest = max((width_of(name, 13) for name, _value in points), default=1) + 12
    every = max(1, -(-int(widest) // max(int(step), 1)))
    for at in range(0, len(points), every):
        x = left + at * step
        anchor = "start" if at == 0 else "end" if x + widest / 2 > WIDTH else "middle"
        body += [
            line(x, low, x, low + 5, RULE),
            text(x, low + SIZE + 7, points[at][0], anchor=anchor, fill=QUIET, size=13),
        ]
    table = [(name, told(value)) for name, value in points]
    return picture(title=title, columns=("", unit or _("Number")), rows=table, body=body, height=low + 32)
