"""Words for codes on the pages of people."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django import template
from django.template.defaultfilters import time as format_time
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sapar.kernel import terms
from sapar.kernel.words import spoken
from sapar.people import notices
from sapar.people.countries import country_name
from sapar.people.models import Consent, ConsentStatus, Person, SafeContact
from sapar.people.queries import masked, notice_language, purposes
from sapar.people.safety import Rules, caution, may_contact

register = template.Library()


@register.filter
def three_words(code: str) -> str:
    """A code as three words of the reader's language, to be said on the phone."""
    return spoken(code, get_language() or "ru")


@register.simple_tag
def notices_for(person: Person) -> list[tuple[str, str]]:
    """(purpose, address of the words to read out) in the language that the person speaks best."""
    language = notice_language(person, get_language() or "ru")
    version = notices.current()
    return [(label, reverse("people:notice", args=[code, version, language])) for code, label in purposes()]


@register.simple_tag
def term(name: str, code: str) -> str:
    """The words of one code."""
    return terms.label(name, code) if code else ""


@register.simple_tag
def term_list(name: str, codes: Iterable[str]) -> str:
    """The words of several codes, separated by commas."""
    return ", ".join(terms.label(name, code) for code in codes)


@register.simple_tag
def country_list(codes: Iterable[str]) -> str:
    """Names of countries in the reader's language where the gazetteer has them, else in English."""
    return ", ".join(country_name(code) for code in codes)


@register.filter
def join_parts(parts: Iterable[str]) -> str:
    """Given name, patronymic, family name in one line, out of (given, family, patronymic)."""
    given, family, patronymic = parts
    return " ".join(part for part in (given, patronymic, family) if part)


@register.simple_tag
def safe_hours(row: SafeContact) -> str:
    """Days and hours of safe contact in words; "" for any time."""
    days = ", ".join(str(WEEKDAYS[day - 1]) for day in row.days)
    hours = f"{format_time(row.hour_from, 'H:i')}–{format_time(row.hour_to, 'H:i')}" if row.hour_from else ""
    return " · ".join(part for part in (days, hours) if part)


@register.simple_tag
def contact_caution(rules: Rules | None, channel: str) -> str:
    """The warning beside one contact; "" for a way that is safe."""
    return str(caution(rules.row if rules else None, channel))


@register.simple_tag
def contact_shown(rules: Rules | None, channel: str, value: str) -> str:
    """The number while it may be used now; else only its end. The page of contacts opens it in an emergency."""
    allowed = may_contact(rules.row if rules else None, channel=channel, at=timezone.localtime())
    return value if allowed else masked(value)


@register.simple_tag
def notice_link(consent: Consent) -> tuple[str, str] | None:
    """(address, words) of the notice that was read for this consent; None for a version that is not on file."""
    if consent.notice_version not in notices.versions() or consent.notice_language not in notices.LANGUAGES:
        return None
    address = reverse("people:notice", args=[consent.purpose, consent.notice_version, consent.notice_language])
    language = notices.LANGUAGES[consent.notice_language]
    return address, _("Notice %(version)s, read in: %(language)s") % {
        "version": consent.notice_version, "language": language,
    }  # fmt: skip


@register.simple_tag
def consent_state(consent: Consent, stopped: Collection[UUID] = ()) -> str:
    """The state as the consent block knows it: what was asked but not answered counts as missing."""
    if consent.pk in stopped:
        return "withdrawn"
    if consent.status == ConsentStatus.REQUESTED:
        return "missing"
    if consent.status == ConsentStatus.GIVEN and not consent.in_force:
        return "expired"
    return str(consent.status)


@register.simple_tag
def consent_recipient(consent: Consent) -> str:
    """Who may use the data."""
    return str(consent.recipient) if consent.recipient_id else _("our own organisation")
