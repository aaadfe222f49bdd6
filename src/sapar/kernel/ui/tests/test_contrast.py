"""Text can be read in both themes: WCAG contrast of every token pair that meets on a page."""

import re
from pathlib import Path

import pytest

import sapar.kernel.ui

TOKENS = (Path(sapar.kernel.ui.__file__).parent / "static/ui/tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split("@media (prefers-color-scheme: dark)")

TEXT_PAIRS = [
    *[
        (ink, ground)
        for ink in ("ink", "ink-soft", "link", "brand-strong", "accent")
        for ground in ("paper", "surface", "sunk")
    ],
    *[
        (f"{tone}-ink", ground)
        for tone in ("neutral", "good", "warn", "danger", "info")
        for ground in (f"{tone}-soft", "surface")
    ],
    ("danger-ink", "paper"),
    ("ink-soft", "danger-soft"),
    ("ink", "danger-soft"),
    ("ink", "warn-soft"),
    ("ink-soft", "warn-soft"),
    ("ink", "info-soft"),
    ("ink", "brand-soft"),
    ("link", "brand-soft"),
    ("brand-strong", "brand-soft"),
    ("brand-ink", "brand"),
    ("brand-ink", "brand-strong"),
    ("danger-solid-ink", "danger-solid"),
    ("accent", "accent-soft"),
    ("shell-ink", "shell"),
    ("shell-ink", "shell-raised"),
    ("shell-ink", "shell-line"),
    ("shell-soft", "shell-raised"),
    ("shell-soft", "shell"),
]
# Outlines of controls and the focus ring need 3:1 (WCAG 1.4.11); one of the ring's two colours must always reach it.
SHAPE_PAIRS = [("line-strong", "surface"), ("line-strong", "paper"), ("danger-solid", "surface"), ("brand", "surface")]


def tokens(dark: bool) -> dict[str, str]:
    values = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", LIGHT))
    if dark:
        values |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", DARK))
    return values


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    bright, dim = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text(ink: str, ground: str, dark: bool) -> None:
    values = tokens(dark)
    assert contrast(values[ink], values[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes(shape: str, ground: str, dark: bool) -> None:
    values = tokens(dark)
    assert contrast(values[shape], values[ground]) >= 3


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface", "shell", "brand", "danger-solid", "danger-soft"])
def test_focus_ring(ground: str, dark: bool) -> None:
    values = tokens(dark)
    assert max(contrast(values[ring], values[ground]) for ring in ("focus-in", "focus-out")) >= 3


def test_the_known_answer() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
