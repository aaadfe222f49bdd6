"""Plain words for the codes in the journal. The desk, which knows every room, registers them; any room reads them."""

from collections.abc import Mapping

from django.utils.functional import Promise

_words: dict[str, dict[str, Promise]] = {"action": {}, "purpose": {}, "record": {}, "field": {}}


def register(table: str, words: Mapping[str, Promise]) -> None:
    """Adds words to one of the tables action, purpose, record and field; the same code again replaces them."""
    _words[table].update(words)


def say(table: str, code: str) -> str:
    """The words of ``code``. "cases.view" has the words of "view" if it has none of its own; a code that has
    none at all is made readable."""
    known = _words[table]
    short = code.rsplit(".", 1)[-1]
    found = known.get(code) or known.get(short)
    return str(found) if found else short.replace("_", " ")


def fields(codes: list[str] | tuple[str, ...]) -> list[str]:
    """Fields of a look in words, each once, in the order of the words."""
    return sorted({say("field", code) for code in codes})
