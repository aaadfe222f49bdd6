"""The words in which people are asked: versioned texts, part of a release, never changed once published.

    notices.text("referral", version="1", language="ky")

A consent names version and language, so that years later it can be read what the person was told.
``tests/test_notices.py`` holds a fingerprint of every published version.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Invalid

DATA = Path(__file__).parent / "data"
#: The languages of the public portal; the notice is read in any of them, whatever the desk speaks.
LANGUAGES = {
    "ky": "Кыргызча", "ru": "Русский", "kk": "Қазақша", "uz": "Oʻzbekcha", "tg": "Тоҷикӣ", "tk": "Türkmençe",
    "uk": "Українська", "en": "English",
}  # fmt: skip


@dataclass(frozen=True)
class Notice:
    """One version in one language. `checked`: a native speaker of the field has read it."""

    version: str
    language: str
    opening: str
    purpose: str
    closing: str
    checked: bool

    @property
    def paragraphs(self) -> tuple[str, str, str]:
        return self.opening, self.purpose, self.closing


@cache
def versions() -> tuple[str, ...]:
    """Every published version, the newest last."""
    return tuple(sorted((path.stem for path in DATA.glob("*.yaml")), key=int))


def current() -> str:
    """The version to read out today."""
    return versions()[-1]


@cache
def _document(version: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DATA / f"{version}.yaml").read_text(encoding="utf-8"))
    return loaded


def text(purpose: str, *, version: str, language: str) -> Notice:
    """What is read out for this purpose. Raises Invalid for a version, language or purpose without a text."""
    if version not in versions() or language not in LANGUAGES:
        raise Invalid(
            _("There is no consent notice of this version in this language."),
            field="notice_language",
            advice=_("Choose a language from the list, or call an interpreter and choose what was interpreted."),
        )
    document = _document(version)
    words = document["purposes"].get(purpose)
    if words is None:
        raise Invalid(_("There is no consent notice for this purpose."), field="purpose")
    return Notice(
        version, language, document["opening"][language].strip(), words[language].strip(),
        document["closing"][language].strip(), language in document["checked"],
    )  # fmt: skip


def offered(language: str) -> str:
    """The nearest language with a notice: the wanted one, else Russian, which the region reads."""
    return language if language in LANGUAGES else "ru"
