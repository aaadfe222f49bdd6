"""Finds every translatable string: gettext calls in Python by syntax tree, tags in templates by Django's own lexer."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}


@dataclass(frozen=True)
class Found:
    """One msgid (a pair when it has a plural) with its context, None when it has none."""

    id: str | tuple[str, str]
    context: str | None = None

    @property
    def is_format(self) -> bool:
        text = self.id if isinstance(self.id, str) else self.id[0]
        return bool(re.search(r"%\(\w+\)[a-z]", text))


def sources() -> Iterator[Found]:
    """Every msgid in the package's Python files and templates; tests are left out."""
    for path in sorted(PACKAGE.rglob("*")):
        if "tests" in path.parts or "migrations" in path.parts or "testing" in path.parts:
            continue
        if path.suffix == ".py":
            yield from _calls(ast.parse(path.read_text(encoding="utf-8")))
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            yield from _template(path)


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _calls(tree: ast.AST) -> Iterator[Found]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        words = [_text(argument) for argument in node.args[:2]]
        if name in SINGLE and words[0]:
            yield Found(words[0])
        elif name in PLURAL and len(words) == 2 and words[0] and words[1]:
            yield Found((words[0], words[1]))
        elif name in CONTEXT and len(words) == 2 and words[0] and words[1]:
            yield Found(words[1], words[0])


def _template(path: Path) -> Iterator[Found]:
    # templatize() turns tags into gettext calls between runs of X; each call is parsed alone. Cotton's
    # attributes may hold tags with single quotes, which Django's lexer reads like any other tag.
    text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for call in re.finditer(r"\b(?:_|gettext|ngettext|pgettext|npgettext)\(", text):
        piece = _balanced(text, call.start())
        if piece:
            yield from _calls(ast.parse(piece.lstrip("X")))


def _balanced(text: str, start: int) -> str | None:
    for end in (match.end() for match in re.finditer(r"\)", text[start:])):
        piece = text[start : start + end]
        try:
            ast.parse(piece)
        except SyntaxError:
            continue
        return piece
    return None
