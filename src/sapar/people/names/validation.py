"""What cannot be a name, said so that the person typing knows what to do."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Invalid
from sapar.people.names.clean import repair_homographs, scripts_in, tidy

LONGEST = 100
_WORD = re.compile(r"[^\s\-]+")
# Marks that stand inside real names of the region: apostrophes, the Uzbek turned comma, hyphen, full stop.
_MARKS = frozenset(" -'’‘ʻʼ`´ʹ.")


def check_name(text: str, *, field: str, required: bool = False) -> str:
    """`text` as it will be kept. "" when empty and not required.

    Raises Invalid (with `field`) for: an empty required name, more than 100 characters, digits, emoji and
    other signs, marks without a letter, two scripts inside one word (with the repaired spelling in the advice).
    """
    name = tidy(text)
    if not name:
        if required:
            raise Invalid(
                _("The name is empty."),
                field=field,
                advice=_(
                    "Type at least one name, as the person says it; if none is known, what people call the person."
                ),
            )
        return ""
    if len(name) > LONGEST:
        raise Invalid(
            _("The name has %(count)s characters; the longest accepted is %(longest)s.")
            % {"count": len(name), "longest": LONGEST},
            field=field,
            advice=_("Check that no other text was pasted here. Put remarks into the notes."),
        )
    _check_letters(name, field)
    _check_scripts(name, field)
    return name


def _check_letters(name: str, field: str) -> None:
    if any(c.isdigit() for c in name):
        raise Invalid(
            _("A name cannot contain digits."),
            field=field,
            advice=_("Put a document number under documents and a birth year under date of birth."),
        )
    strange = sorted({c for c in name if c not in _MARKS and unicodedata.category(c)[0] not in "LM"})
    if strange:
        raise Invalid(
            _("A name cannot contain the sign %(sign)s.") % {"sign": " ".join(strange[:3])},
            field=field,
            advice=_("Use letters, spaces, hyphens and apostrophes only."),
        )
    if not any(c.isalpha() and unicodedata.category(c) != "Lm" for c in name):
        raise Invalid(
            _("There is no letter in this name."),
            field=field,
            advice=_("Type at least one letter, or leave the field empty."),
        )


def _check_scripts(name: str, field: str) -> None:
    for word in _WORD.findall(name):
        if len(scripts_in(word)) > 1:
            raise _mixed(word, repair_homographs(word), field)


def _mixed(word: str, repaired: str, field: str) -> Invalid:
    """The refusal of a word in two alphabets; with its spelling in one, where look-alikes explain the mixture.

    Such a word is not mended silently: a document, a search elsewhere and a colleague would see another name.
    """
    if len(scripts_in(repaired)) > 1:
        return Invalid(
            _("One word of the name mixes two alphabets."),
            field=field,
            advice=_("Type the word again in one alphabet. You can add the other spelling as a second name."),
        )
    return Invalid(
        _("The word “%(word)s” mixes two alphabets: some of its letters only look right.") % {"word": word},
        field=field,
        advice=_("Write it as “%(repaired)s”, where every letter is of one alphabet.") % {"repaired": repaired},
    )
