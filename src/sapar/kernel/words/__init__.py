"""Codes as three words, to be said on a bad telephone line: ``KG-7F3K-2M`` is "river lamp maple".

The words are the code itself in another writing: the six signs after the prefix are a number, and that number
in base 1800 is three words. Nothing is stored. Eight times more triples exist than codes; which eighth is used
depends on the code (SHA-256), so seven of eight wrong words are noticed before anything is looked up.
Word lists (English, Russian; Kyrgyz speakers use the Russian one) come from the BIP-39 lists in python-mnemonic
(MIT), without words that hurt. They must never change: people remember their words.
"""

import hashlib
import re
from functools import cache
from pathlib import Path
from unicodedata import normalize

from sapar.kernel.ids import CODE_ALPHABET

_BASE = 1800
_SIGNS, _WORDS = 6, 3
_CHECKS: int = _BASE**3 // len(CODE_ALPHABET) ** _SIGNS
_LANGUAGES = ("en", "ru")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _list(language: str) -> tuple[str, ...]:
    words = (Path(__file__).parent / f"{language}.txt").read_text(encoding="utf-8").split()
    if len(words) != _BASE or len(set(words)) != _BASE:
        raise ValueError(f"the word list {language} must hold {_BASE} different words")
    return tuple(words)


@cache
def _numbers(language: str) -> dict[str, int]:
    # ё and е are one letter to whoever types.
    return {word.replace("ё", "е"): number for number, word in enumerate(_list(language))}


def spoken(code: str, language: str = "en") -> str:
    """The three words of a code, in the reader's language; "" for a code of another form."""
    body = _body(code)
    if len(body) != _SIGNS or any(sign not in CODE_ALPHABET for sign in body):
        return ""
    number = 0
    for sign in body:
        number = number * len(CODE_ALPHABET) + CODE_ALPHABET.index(sign)
    number = number * _CHECKS + _check(body)
    words = _list(language if language in _LANGUAGES else "ru")
    return " ".join((words[number // _BASE**2], words[number // _BASE % _BASE], words[number % _BASE]))


def heard(text: str) -> str:
    """The end of the code that three words stand for ("7F3K-2M"); "" when they are no such words."""
    typed = [word.replace("ё", "е") for word in _WORD.findall(normalize("NFC", text.lower()))]
    if len(typed) != _WORDS:
        return ""
    for language in _LANGUAGES:
        known = _numbers(language)
        if all(word in known for word in typed):
            first, second, third = (known[word] for word in typed)
            return _code((first * _BASE + second) * _BASE + third)
    return ""


def _code(number: int) -> str:
    number, check = divmod(number, _CHECKS)
    signs = []
    for _place in range(_SIGNS):
        number, sign = divmod(number, len(CODE_ALPHABET))
        signs.append(CODE_ALPHABET[sign])
    body = "".join(reversed(signs))
    return f"{body[:4]}-{body[4:]}" if not number and check == _check(body) else ""


def _body(code: str) -> str:
    return "".join(code.split("-")[1:])


def _check(body: str) -> int:
    return hashlib.sha256(body.encode()).digest()[0] % _CHECKS
