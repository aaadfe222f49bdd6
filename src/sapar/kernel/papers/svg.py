"""Building SVG: text that fits, colours and patterns that print, nothing that a strict policy refuses."""

from collections.abc import Iterable, Sequence
from itertools import count

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from sapar.kernel.errors import Text
from sapar.kernel.papers.picture import Picture, described

#: Width of every picture in its own units. A phone shows them a little smaller, a desk a little larger.
WIDTH = 400
SIZE, LINE = 15, 19
#: Paper around what is drawn.
EDGE = 12
INK, QUIET, RULE, PAPER = "#1d2733", "#51606f", "#c3ccd4", "#ffffff"
#: Told apart in grey print too: each is darker than the next, and the second carries stripes.
COLOURS = ("#0b5d8a", "#d98324", "#3d8f68", "#8a5a9c", "#9aa7b2")
STRIPES = (
    '<pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="{colour}"/><rect width="2" height="6" fill="#fff" fill-opacity=".55"/></pattern>'
)
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] "), frozenset("mwMWшщжюфыШЩЖЮФЫДМ@%")
_ids = count(1)


def width_of(text: str, size: float = SIZE) -> float:
    """About how wide a text is, on the safe side, in the fonts of the desk and of print."""
    return sum(0.32 if c in _NARROW else 0.9 if c in _WIDE else 0.68 if c.isupper() else 0.58 for c in text) * size


def wrapped(text: str, room: float, *, size: float = SIZE, most: int = 3) -> list[str]:
    """The text in lines no wider than ``room``; what does not fit ``most`` lines ends in an ellipsis."""
    lines: list[str] = []
    for word in str(text).split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    lines = [_cut(line, room, size) for line in lines] or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(f"{lines[most - 1]} …", room, size)]
    return lines


def _cut(line: str, room: float, size: float) -> str:
    if width_of(line, size) <= room:
        return line
    while line and width_of(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line}…"


def text(
    x: float, y: float, said: object, *, anchor: str = "", bold: bool = False, fill: str = "", size: float = 0
) -> str:
    """One line of text; ``y`` is its base line."""
    extra = f' text-anchor="{anchor}"' if anchor else ""
    extra += ' font-weight="600"' if bold else ""
    extra += f' fill="{fill}"' if fill else ""
    extra += f' font-size="{size:g}"' if size else ""
    return f'<text x="{x:.4g}" y="{y:.4g}"{extra}>{escape(said)}</text>'


def lines(x: float, y: float, said: Sequence[str], **looks: object) -> str:
    """Several lines, the first on base line ``y``."""
    return "".join(text(x, y + at * LINE, line, **looks) for at, line in enumerate(said))  # type: ignore[arg-type]


def rect(x: float, y: float, width: float, height: float, fill: str, **extra: object) -> str:
    more = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in extra.items())
    return f'<rect x="{x:.4g}" y="{y:.4g}" width="{max(width, 0):.4g}" height="{height:.4g}" fill="{fill}"{more}/>'


def line(x1: float, y1: float, x2: float, y2: float, stroke: str = RULE, width: float = 1) -> str:
    return f'<path d="M{x1:.4g} {y1:.4g}L{x2:.4g} {y2:.4g}" stroke="{stroke}" stroke-width="{width:g}"/>'


def striped(colour: str) -> tuple[str, str]:
    """A striped fill: its definition, and how to use it."""
    name = f"s{next(_ids)}"
    return STRIPES.format(id=name, colour=colour), f"url(#{name})"


def picture(
    *,
    title: Text,
    columns: Iterable[Text],
    rows: Iterable[Sequence[str]],
    body: Iterable[str],
    height: float,
    defs: str = "",
) -> Picture:
    """The whole picture: an accessible SVG and its table."""
    name, told = str(title), tuple(tuple(row) for row in rows)
    heads = tuple(str(column) for column in columns)
    description = described(heads, told)
    number = next(_ids)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img"'
        f' viewBox="{-EDGE} {-EDGE} {WIDTH + 2 * EDGE} {height + 2 * EDGE:.4g}"'
        f' aria-labelledby="t{number} d{number}" font-family="Noto Sans, system-ui, sans-serif"'
        f' font-size="{SIZE}" fill="{INK}">',
        f'<title id="t{number}">{escape(name)}</title><desc id="d{number}">{escape(description)}</desc>',
        f"<defs>{defs}</defs>" if defs else "",
        rect(-EDGE, -EDGE, WIDTH + 2 * EDGE, height + 2 * EDGE, PAPER),
        *body,
        "</svg>",
    ]
    return Picture(safe("".join(parts)), name, description, heads, told)


def safe(text: str) -> SafeString:
    """Mark as drawn here: every text in it went through ``escape``."""
    return mark_safe(text)  # noqa: S308  # every text is escaped above
