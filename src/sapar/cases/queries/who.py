"""Who the case is about: how to reach the person without harm, and what they agreed to."""

from dataclasses import dataclass

from django.template.defaultfilters import time as format_time
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sapar.kernel import terms
from sapar.kernel.access.models import User
from sapar.people.models import Consent, Person
from sapar.people.queries import consents_of, safe_contact_of
from sapar.people.safety import Rules

_TONES = {"given": "good", "requested": "warn", "expired": "warn", "refused": "danger", "withdrawn": "danger"}


@dataclass(frozen=True, slots=True)
class Safety:
    """The safety line: `level` is danger, warn or good; `contact` is empty when nobody asked."""

    level: str
    contact: str = ""
    cover: str = ""
    avoid: str = ""


def safety_of(person: Person, *, by: User) -> Safety:
    """What the strip says about contact."""
    rules = safe_contact_of(person, by=by)
    if rules is None:
        return Safety("warn")
    if rules.row.never:
        return Safety(
            "danger", _("Do not make contact. Wait until the person comes or calls."), rules.cover, rules.avoid
        )
    return Safety("good" if rules.row.channels else "warn", _reached(rules), rules.cover, rules.avoid)


def _reached(rules: Rules) -> str:
    row = rules.row
    channels = ", ".join(terms.label("contact_channel", code) for code in row.channels)
    days = ", ".join(str(WEEKDAYS[day - 1]) for day in row.days)
    hours = f"{format_time(row.hour_from, 'H:i')}–{format_time(row.hour_to, 'H:i')}" if row.hour_from else ""
    message = "" if row.voicemail or not row.channels else _("leave no message")
    return " · ".join(part for part in (channels, days, hours, message) if part)


def chips_of(person: Person) -> list[tuple[str, str, str]]:
    """(words, tone, detail) of the newest answer per purpose and recipient; red when casework was not asked."""
    newest: dict[tuple[str, object], Consent] = {}
    for consent in consents_of(person):
        newest.setdefault((consent.purpose, consent.recipient_id), consent)
    chips = [_chip(consent) for consent in newest.values()]
    if ("casework", None) not in newest:
        chips.insert(0, (terms.label("consent_purpose", "casework"), "danger", _("not asked yet")))
    return chips


def _chip(consent: Consent) -> tuple[str, str, str]:
    words = terms.label("consent_purpose", consent.purpose)
    if consent.recipient is not None:
        words = f"{words} · {consent.recipient}"
    lapsed = consent.status == "given" and not consent.in_force
    detail = consent.shown_status
    if consent.in_force and consent.expires_on:
        detail = _("until %(day)s") % {"day": date_format(consent.expires_on, "SHORT_DATE_FORMAT")}
    return words, "warn" if lapsed else _TONES[consent.status], detail
