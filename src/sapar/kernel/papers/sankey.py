"""Flows from the left to the right: who refers to whom. Every ribbon is as thick as its number."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sapar.kernel.errors import Text
from sapar.kernel.papers.picture import Picture, told
from sapar.kernel.papers.svg import COLOURS, LINE, WIDTH, lines, picture, rect, wrapped

NODE, GAP, ROOM = 10.0, 12.0, 130.0
TALL = 240.0


def draw(
    *, title: Text, flows: Sequence[tuple[str, str, int]], source: Text = "", target: Text = "", unit: Text = ""
) -> Picture:
    """``flows`` (from, to, number above 0). Names stand beside their nodes, wrapped, never over a ribbon's end."""
    flows = [flow for flow in flows if flow[2] > 0]
    scale = TALL / max(sum(flow[2] for flow in flows), 1)
    left, tall_left = _stack([(name, n) for name, _to, n in flows], scale)
    right, tall_right = _stack([(name, n) for _from, name, n in flows], scale)
    height = max(tall_left, tall_right, float(LINE))
    start, end = ROOM + NODE, WIDTH - ROOM - NODE
    used: dict[tuple[str, str], float] = {}
    body = []
    for at, (one, two, number) in enumerate(sorted(flows, key=lambda f: (left[f[0]][0], right[f[1]][0]))):
        thick = number * scale
        y1 = left[one][0] + used.get(("l", one), 0) + thick / 2
        y2 = right[two][0] + used.get(("r", two), 0) + thick / 2
        used["l", one] = used.get(("l", one), 0) + thick
        used["r", two] = used.get(("r", two), 0) + thick
        middle = (start + end) / 2
        curve = f"M{start:.4g} {y1:.4g}C{middle:.4g} {y1:.4g} {middle:.4g} {y2:.4g} {end:.4g} {y2:.4g}"
        looks = f'stroke="{COLOURS[at % 4]}" stroke-opacity=".5" stroke-width="{max(thick, 1):.4g}"'
        body.append(f'<path d="{curve}" fill="none" {looks}/>')
    for y, tall, _number, named in left.values():
        body.append(rect(ROOM, y, NODE, tall, COLOURS[0]) + lines(ROOM - 6, y + 13, named, anchor="end", size=13))
    for y, tall, _number, named in right.values():
        body.append(
            rect(WIDTH - ROOM - NODE, y, NODE, tall, COLOURS[0]) + lines(WIDTH - ROOM + 6, y + 13, named, size=13)
        )
    columns = (source or _("From"), target or _("To"), unit or _("Number"))
    table = [(one, two, told(number)) for one, two, number in flows]
    return picture(title=title, columns=columns, rows=table, body=body, height=height)


def _stack(
    ends: Sequence[tuple[str, int]], scale: float
) -> tuple[dict[str, tuple[float, float, int, list[str]]], float]:
    """Each name once, from the top: (y, height of its node, number, lines of its name); and the height of all."""
    totals: dict[str, int] = {}
    for name, number in ends:
        totals[name] = totals.get(name, 0) + number
    stacked: dict[str, tuple[float, float, int, list[str]]] = {}
    y = 0.0
    for name, number in totals.items():
        named = [*wrapped(name, ROOM - 8, size=13), told(number)]
        stacked[name] = (y, max(number * scale, 1), number, named)
        y += max(number * scale, LINE * len(named)) + GAP
    return stacked, y
