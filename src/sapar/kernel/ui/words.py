"""Words, shapes and tones of the states that components show. Never colour alone."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Look:
    """How one state appears: tone (colour set), icon (shape) and words."""

    tone: str
    icon: str
    words: str | Promise


TONE_ICONS = {"neutral": "circle", "good": "check", "warn": "alert", "danger": "stop", "info": "info"}

# The first look of each table is what an unknown code falls back to: the careful one.
URGENCY = {
    "later": Look("neutral", "circle", _("Later")),
    "soon": Look("warn", "clock", _("Soon")),
    "overdue": Look("danger", "alert", _("Overdue")),
    "done": Look("good", "check", _("Done")),
}

CONSENT = {
    "missing": Look("danger", "stop", _("Not asked yet")),
    "given": Look("good", "check", _("Agreed")),
    "refused": Look("danger", "stop", _("Refused")),
    "withdrawn": Look("danger", "stop", _("Withdrawn")),
    "expired": Look("warn", "clock", _("No longer valid")),
}

CONTACT = {
    "ask": Look("warn", "alert", _("Ask the caseworker before you make contact")),
    "may": Look("good", "check", _("Safe to contact")),
    "never": Look("danger", "stop", _("Do not use")),
}
