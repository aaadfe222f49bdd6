"""Pictures: small, whole, readable without eyes, and never cut for want of room."""

import re
import zlib
from xml.etree import ElementTree

import pytest

from sapar.kernel.papers import bar, cascade, pyramid, sankey, series, tiles
from sapar.kernel.papers.svg import WIDTH, width_of, wrapped

LONG = "Министерство труда и социальной защиты населения Республики Казахстан"
OBLASTS = ("KG-B", "KG-C", "KG-GB", "KG-GO", "KG-J", "KG-N", "KG-O", "KG-T", "KG-Y")
BANDS = [(band, band) for band in ("0-5", "6-11", "12-17", "18-29", "30-44", "45-59", "60+")]

DRAWN = {
    "bar": lambda: bar.draw(title=LONG, rows=[(f"{LONG} {at}", at * 1000 or None) for at in range(15)]),
    "pyramid": lambda: pyramid.draw(
        title=LONG, bands=BANDS, left=("Женский", {band: 7 for band, _name in BANDS}),
        right=("Мужской", {"18-29": 1234567}), others=[("Возраст не указан", 3), ("Пол не указан", None)],
    ),
    "series": lambda: series.draw(title=LONG, points=[(f"{m:02d}.2021", None if m == 3 else m * 90) for m in range(1, 37)]),
    "tiles": lambda: tiles.draw(title=LONG, places=[(code, LONG, at or None) for at, code in enumerate(OBLASTS)]),
    "cascade": lambda: cascade.draw(title=LONG, steps=[cascade.Step(LONG, 100 - at * 10, at * 3 or None) for at in range(7)]),
    "sankey": lambda: sankey.draw(
        title=LONG, flows=[(f"{LONG} {a}", f"{LONG} {b}", a + b + 1) for a in range(6) for b in range(6)]
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_small_whole_and_told_in_words(name: str) -> None:
    drawn = DRAWN[name]()
    assert len(zlib.compress(drawn.svg.encode(), 9)) <= 8192
    tree = ElementTree.fromstring(drawn.svg)
    assert tree.find("{*}title").text == LONG
    assert tree.find("{*}desc").text == drawn.description
    assert drawn.rows
    assert not re.search(r"<script|style=|on\w+=|href", drawn.svg)


@pytest.mark.parametrize("name", DRAWN)
def test_no_text_leaves_the_picture(name: str) -> None:
    tree = ElementTree.fromstring(DRAWN[name]().svg)
    tall = float(tree.get("viewBox").split()[3]) - 24
    for each in tree.iter("{*}text"):
        wide = width_of(each.text or "", float(each.get("font-size", 15)))
        x, y = float(each.get("x")), float(each.get("y"))
        left = x - {"end": wide, "middle": wide / 2}.get(each.get("text-anchor"), 0)
        assert left >= -1, each.text
        assert left + wide <= WIDTH + 1, each.text
        assert 0 <= y <= tall, each.text


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_recorded_is_drawn_as_nothing(name: str) -> None:
    empty = {
        "bar": lambda: bar.draw(title="t", rows=[("a", None)]),
        "pyramid": lambda: pyramid.draw(title="t", bands=BANDS, left=("F", {}), right=("M", {})),
        "series": lambda: series.draw(title="t", points=[("2021", None)]),
        "tiles": lambda: tiles.draw(title="t", places=[("KG-B", "Batken", None)]),
        "cascade": lambda: cascade.draw(title="t", steps=[cascade.Step("a", None)]),
        "sankey": lambda: sankey.draw(title="t", flows=[]),
    }[name]()
    assert ">0<" not in empty.svg.replace('text-anchor="end" fill="#51606f">0<', "")
    assert ElementTree.fromstring(empty.svg) is not None


def test_what_people_wrote_stays_text() -> None:
    drawn = bar.draw(title="<b>&", rows=[("<script>alert(1)</script>", 1)])
    assert "<script>" not in drawn.svg
    assert ElementTree.fromstring(drawn.svg).find("{*}title").text == "<b>&"


def test_long_names_are_wrapped_before_they_are_cut() -> None:
    assert wrapped(LONG, 400) == [
        "Министерство труда и социальной", "защиты населения Республики", "Казахстан",
    ] or all(width_of(line) <= 400 for line in wrapped(LONG, 400))  # fmt: skip
    assert wrapped("а" * 200, 100)[0].endswith("…")
