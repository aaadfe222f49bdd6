"""Names as typed: what is stripped, what is repaired, which script they are in.

Nothing here changes how a name is *kept*: `tidy` only removes what nobody can see. The homograph
repair is used for search keys, so that a Latin "a" pasted into a Cyrillic word still finds the person.
"""

import re
import unicodedata
from enum import StrEnum


class Script(StrEnum):
    """Writing system of a recorded name: the codes of the list "script"."""

    CYRILLIC = "cyrillic"
    LATIN = "latin"
    ARABIC = "arabic"
    OTHER = "other"


# Format characters (zero width, direction marks, soft hyphen, BOM) carry no sound and hide in pasted text.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+")

# Letters that look the same in both scripts. "i" is absent on the way to Latin: і is a Ukrainian letter.
_LOOKALIKE = "aаcсeеoоpрxхyуiіjјhһAАBВCСEЕHНIІKКMМOОPРTТXХYУ"
_TO_CYRILLIC = {ord(_LOOKALIKE[i]): _LOOKALIKE[i + 1] for i in range(0, len(_LOOKALIKE), 2)}
_TO_LATIN = {ord(_LOOKALIKE[i + 1]): _LOOKALIKE[i] for i in range(0, len(_LOOKALIKE), 2)}


def tidy(text: str) -> str:
    """NFC, invisible marks out, runs of white space to one space, ends trimmed."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def script_of_letter(letter: str) -> Script:
    """The script of one letter."""
    code = ord(letter)
    if 0x400 <= code <= 0x52F or 0x1C80 <= code <= 0x1C8F:
        return Script.CYRILLIC
    if code < 0x250 or 0x1E00 <= code <= 0x1EFF or 0x2B0 <= code <= 0x2FF:
        return Script.LATIN
    if 0x600 <= code <= 0x6FF or 0x750 <= code <= 0x77F:
        return Script.ARABIC
    return Script.OTHER


def scripts_in(text: str) -> set[Script]:
    """Every script used by the letters of `text` (modifier letters such as ʻ count for none)."""
    return {script_of_letter(c) for c in text if c.isalpha() and unicodedata.category(c) != "Lm"}


def script_of(text: str) -> Script:
    """The script most letters of `text` are in; OTHER when there are none."""
    found = [script_of_letter(c) for c in text if c.isalpha()]
    return max(set(found), key=lambda s: (found.count(s), s)) if found else Script.OTHER


def repair_homographs(text: str) -> str:
    """Letters of the other script that only look right are replaced word by word.

    >>> repair_homographs("Aйгуль")  # the first letter is Latin
    'Айгуль'
    A word that stays mixed afterwards is left as it was: that is for validation to refuse.
    """
    return _WORD.sub(lambda match: _repair_word(match.group()), text)


def _repair_word(word: str) -> str:
    scripts = scripts_in(word)
    if scripts != {Script.CYRILLIC, Script.LATIN}:
        return word
    tables = [_TO_CYRILLIC, _TO_LATIN]
    if script_of(word) is Script.LATIN:
        tables.reverse()
    for table in tables:
        repaired = word.translate(table)
        if len(scripts_in(repaired)) == 1:
            return repaired
    return word
