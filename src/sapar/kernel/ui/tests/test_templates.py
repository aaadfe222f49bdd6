"""No template of the project carries code, styles or strangers' addresses: the security policy would block them."""

import re
from pathlib import Path

import pytest

import sapar

ROOT = Path(sapar.__file__).parent
TEMPLATES = sorted(path for path in ROOT.rglob("templates/**/*.html"))

FORBIDDEN = {
    "inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "evaluated htmx attribute": re.compile(
        r"\bhx-on\b|hx-vals\s*=\s*[\"']js:|hx-headers\s*=\s*[\"']js:", re.IGNORECASE
    ),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE),
    "foreign address": re.compile(r"(?:src|href|action|xlink:href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_is_clean(path: Path) -> None:
    text = re.sub(
        r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    found = [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]
    assert not found, f"{path.name}: {', '.join(found)}"


def test_styles_load_nothing_from_elsewhere() -> None:
    for path in ROOT.rglob("static/**/*.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"@import|url\(\s*[\"']?(?:https?:|//|data:)", text), path.name


def test_components_declare_every_name_they_read() -> None:
    """A name that is not declared in c-vars would pick up the page's own variable of that name."""
    known = {"slot", "attrs", "request", "LANGUAGE_CODE", "languages", "drawn", "kind", "user", "shell", "None"}
    for path in (ROOT / "kernel/ui/templates/cotton").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        declared = set(re.findall(r"[\s:]([a-z][a-z-]*)=\"", "".join(re.findall(r"<c-vars\s[^>]*>", text))))
        declared = {name.replace("-", "_") for name in declared}
        body = re.sub(r"<c-vars\s[^>]*>", "", text)
        loops = {name for found in re.findall(r"\{% for ([\w, ]+) in ", body) for name in re.split(r",\s*", found)}
        loops |= set(re.findall(r"(\w+)=[\w.|]+", " ".join(re.findall(r"\{% blocktranslate[^%]*%\}", body))))
        read = set(re.findall(r"\{\{ (\w+)", body)) | set(re.findall(r"\{% if (?:not )?(\w+)", body))
        assert read <= declared | known | loops, f"{path.name}: {sorted(read - declared - known - loops)}"


@pytest.mark.parametrize("path", sorted((ROOT / "kernel/ui/static/ui").glob("*.css")), ids=lambda path: path.name)
def test_style_sheets_stay_short_and_layered(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 400
    assert "@layer" in text
    assert text.count("{") == text.count("}")
