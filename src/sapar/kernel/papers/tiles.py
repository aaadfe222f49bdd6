"""A map of tiles: every oblast is one square, standing roughly where it lies. No borders, so none to dispute."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sapar.kernel.errors import Text
from sapar.kernel.papers.picture import Number, Picture, told
from sapar.kernel.papers.svg import INK, LINE, PAPER, QUIET, RULE, WIDTH, lines, picture, rect, text, wrapped

#: Column and row of the oblasts of Kyrgyzstan (ISO 3166-2) and of the countries of the region.
POSITIONS: Mapping[str, tuple[int, int]] = {
    "KG-T": (0, 0), "KG-GB": (1, 0), "KG-C": (2, 0), "KG-Y": (3, 0), "KG-J": (0, 1), "KG-N": (2, 1),
    "KG-B": (0, 2), "KG-GO": (1, 2), "KG-O": (2, 2),
    "KZ": (1, 0), "UZ": (1, 1), "KG": (2, 1), "TM": (0, 2), "TJ": (2, 2),
}  # fmt: skip
COLUMNS = 4
SHADES = ("#e4eef4", "#b5d2e2", "#7fb0cb", "#3f83a8", "#0b5d8a")
TALL = 84.0


def draw(*, title: Text, places: Sequence[tuple[str, str, Number]], unit: Text = "") -> Picture:
    """``places`` (code, name, value). Places without a known position follow below, in their order."""
    wide = WIDTH / COLUMNS
    most = max((float(value) for _code, _name, value in places if value is not None), default=0)
    body: list[str] = []
    last = 0
    for _code, name, value, (column, row) in _placed(places):
        x, y = column * wide, row * TALL
        shade = 0 if not most or value is None else min(int(float(value) / most * len(SHADES)), len(SHADES) - 1)
        ink = PAPER if shade > 2 and value is not None else INK
        known = value is not None
        body.append(rect(x + 2, y + 2, wide - 4, TALL - 4, SHADES[shade] if known else PAPER, stroke=RULE, rx=4))
        body.append("".join(text(x + 8, y + 19 + at * 15, part, fill=ink, size=12.5)
                            for at, part in enumerate(wrapped(name, wide - 14, size=12.5))))  # fmt: skip
        said = told(value)
        body.append(
            text(x + 8, y + TALL - 11, said, bold=known, fill=ink if known else QUIET, size=18 if known else 13)
        )
        last = max(last, row)
    note = wrapped(_("Tiles stand roughly where the places lie; they show no borders and no size."), WIDTH, size=13)
    y = (last + 1) * TALL + LINE
    body.append(lines(0, y, note, fill=QUIET, size=13))
    table = [(name, told(value)) for _code, name, value in places]
    return picture(
        title=title, columns=(_("Place"), unit or _("Number")), rows=table, body=body, height=y + LINE * len(note)
    )


def _placed(places: Sequence[tuple[str, str, Number]]) -> list[tuple[str, str, Number, tuple[int, int]]]:
    """Each place with its tile; one set of positions at a time (oblasts of one country, or countries)."""
    fixed = [place for place in places if place[0] in POSITIONS]
    placed = [(*place, POSITIONS[place[0]]) for place in fixed]
    start = max((position[1] for *_rest, position in placed), default=-1) + 1
    loose = [place for place in places if place[0] not in POSITIONS]
    return placed + [(*place, (at % COLUMNS, start + at // COLUMNS)) for at, place in enumerate(loose)]
