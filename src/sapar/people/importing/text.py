"""Text files of unknown making: which encoding, which separator."""

from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Invalid

_SEPARATORS = (";", "\t", ",", "|")
# Letters a Russian or Kyrgyz text in Windows-1251 is mostly made of; other guesses give mostly other signs.
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
_MOSTLY = 0.9


def decode(content: bytes) -> str:
    """UTF-8 (with or without mark), UTF-16 with mark, or Windows-1251 when the letters make sense. Raises Invalid."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _try(content, "utf-16")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _windows_1251(content)
    if "\x00" in text:
        raise _unknown()
    return text


def _windows_1251(content: bytes) -> str:
    text = _try(content, "cp1251")
    foreign = [c for c in text if ord(c) > 127]
    if sum(c in _CYRILLIC or c in "№«»–—…” “ " for c in foreign) < _MOSTLY * len(foreign):
        raise _unknown()
    return text


def _try(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise _unknown() from None


def _unknown() -> Invalid:
    return Invalid(
        _("The letters of this file cannot be read: its encoding is neither UTF-8 nor Windows-1251."),
        field="file",
        advice=_("In the spreadsheet program choose “CSV UTF-8” when saving, or save the list as .xlsx."),
    )


def delimiter(content: str) -> str:
    """The separator that splits the first filled line into most columns."""
    line = next((line for line in content.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=lambda mark: (line.count(mark), mark == ","))
