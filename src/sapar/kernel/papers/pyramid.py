"""Ages by sex: two sexes back to back, and everybody who stands in neither, or in no age band, in words below."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sapar.kernel.errors import Text
from sapar.kernel.papers.picture import Number, Picture, told
from sapar.kernel.papers.svg import COLOURS, LINE, QUIET, WIDTH, lines, picture, rect, striped, text, width_of, wrapped

ROW, THICK = 28, 18


def draw(
    *, title: Text, bands: Sequence[tuple[str, str]], left: tuple[str, Mapping[str, Number]],
    right: tuple[str, Mapping[str, Number]], others: Sequence[tuple[str, Number]] = (),
) -> Picture:  # fmt: skip
    """``bands`` (code, name), youngest first. ``left`` and ``right``: the sex's name and its number per band."""
    names = max((width_of(name) for _code, name in bands), default=0) + 16
    half = (WIDTH - names) / 2
    values = [float(v) for side in (left, right) for v in side[1].values() if v]
    margin = max((width_of(told(v)) for side in (left, right) for v in side[1].values()), default=0) + 6
    scale = (half - margin) / max(values, default=1)
    stripes, fill = striped(COLOURS[1])
    body = [text(0, 14, left[0], bold=True), text(WIDTH, 14, right[0], anchor="end", bold=True)]
    y = 26.0
    for code, name in reversed(bands):
        one, two = left[1].get(code), right[1].get(code)
        long, wide = float(one or 0) * scale, float(two or 0) * scale
        body += [
            rect(half - long, y, long, THICK, COLOURS[0]),
            text(half - long - 5, y + 14, _short(one), anchor="end", fill="" if one else QUIET),
            text(WIDTH / 2, y + 14, name, anchor="middle"),
            rect(half + names, y, wide, THICK, fill),
            text(half + names + wide + 5, y + 14, _short(two), fill="" if two else QUIET),
        ]
        y += ROW
    for name, value in others:
        said = wrapped(f"{name}: {told(value)}", WIDTH)
        body.append(lines(0, y + 14, said, fill=QUIET))
        y += LINE * len(said)
    table = [(name, told(left[1].get(code)), told(right[1].get(code))) for code, name in bands]
    table += [(name, told(value), "") for name, value in others]
    return picture(
        title=title, columns=(_("Age"), left[0], right[0]), rows=table, body=body, height=y + 6, defs=stripes
    )


def _short(value: Number) -> str:
    return "–" if value is None else told(value)
