"""Reasons in words. Other ways of linking add their own codes with :func:`register`."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Text
from sapar.people.identity.likelihood import speaks_against
from sapar.people.matching import WORDS

_words: dict[str, Text] = {
    **{reason.value: words for reason, words in WORDS.items()},
    "number_agrees": _("a phone or document number agrees"),
    "names_agree": _("names sound the same"),
    "birth_agrees": _("a name and the date of birth agree"),
    "year_agrees": _("a name and the birth year agree"),
}


def register(words: Mapping[str, Text]) -> None:
    """Add words for codes; the same code again replaces them."""
    _words.update(words)


def said(codes: Iterable[str]) -> list[tuple[Text, bool]]:
    """Each reason in words, and whether it speaks against; a code without words is made readable."""
    return [(_words.get(code, code.replace("_", " ")), speaks_against(code)) for code in codes]
