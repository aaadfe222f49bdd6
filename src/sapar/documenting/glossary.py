"""``docs/glossary.md``: every word of the code lists in the three languages of the desk."""

from collections import defaultdict
from pathlib import Path

from sapar.documenting.markdown import cell, page, table
from sapar.kernel.terms.loading import DATA, Entry, read

INTRODUCTION = """
The words of the field as Sapar uses them, in English, Russian and Kyrgyz. Each stands under its list; a dotted code
lies below the code before its dot, and figures about a code count everything below it. "Also" holds other words for
the same thing that search and import understand.
"""


def glossary() -> str:
    """One section per list, in the order of names."""
    lists: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in read(DATA):
        lists[entry.list].append(entry)
    names = sorted(lists)
    index = " · ".join(f"[{_title(name)}](#{_title(name).lower().replace(' ', '-')})" for name in names)
    return page("Glossary", INTRODUCTION, index, *(_section(name, lists[name]) for name in names))


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _section(name: str, entries: list[Entry]) -> str:
    rows = [
        (f"`{entry.code}`", *(entry.values["labels"][tongue] for tongue in ("en", "ru", "ky")), _also(entry))
        for entry in entries
    ]
    words = table(("code", "English", "Русский", "Кыргызча", "also"), rows)
    return "\n\n".join(part for part in (f"## {_title(name)}", _purpose(DATA / f"{name}.yaml"), words) if part)


def _also(entry: Entry) -> str:
    return cell(", ".join(alias["text"] for alias in entry.values["aliases"]))


def _purpose(path: Path) -> str:
    """The comment at the top of a list says what it is for."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") or line.startswith("# ---"):
            break
        lines.append(line.lstrip("# "))
    return " ".join(lines).strip()
