"""The few shapes of Markdown that generated pages need."""

import re
from collections.abc import Iterable, Sequence

NOTICE = "*Made from the code by `sapar docs write`; do not edit by hand.*"


def page(title: str, *parts: str) -> str:
    """A whole page: title, the notice that it is generated, then the parts."""
    return "\n\n".join((f"# {title}", NOTICE, *(part.strip() for part in parts if part.strip()))) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; bars and line breaks inside cells are made harmless."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines)


def cell(value: object) -> str:
    """Text fit for one cell of a table."""
    return re.sub(r"\s+", " ", str(value)).replace("|", "\\|").strip()


def sentence(docstring: str | None) -> str:
    """The first sentence or line of a docstring, reStructuredText quotes turned into Markdown's."""
    first = re.split(r"\n\s*\n", (docstring or "").strip())[0]
    return cell(first.replace("``", "`"))


def code(*words: str) -> str:
    """Words as code, parted by spaces."""
    return " ".join(f"`{word}`" for word in words)
