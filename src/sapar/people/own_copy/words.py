"""Headings and labels of the copy in the languages of the portal."""

from functools import cache
from pathlib import Path

import yaml
from django.utils import translation

LANGUAGES = ("ky", "ru", "kk", "uz", "tg", "tk", "uk", "en")
#: Languages that the names of codes have; the others read them in Russian.
_OF_CODES = ("ky", "ru", "en")


@cache
def _words() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(
        Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    )
    return loaded


def word(key: str, language: str) -> str:
    """One heading or label. Raises KeyError for one that is not there: the test knows them all."""
    return _words()[key][language]


def codes_in(language: str) -> translation.override:
    """The language in which code lists and dates are written in a copy of this language."""
    return translation.override(language if language in _OF_CODES else "ru")
