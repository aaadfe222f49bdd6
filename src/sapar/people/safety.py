"""Safe contact: may this channel be used now, and what must be said. Pure functions over the rules."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Text
from sapar.people.models import SafeContact


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules a person gave, with their words opened."""

    row: SafeContact
    cover: str = ""
    code_word: str = ""
    avoid: str = ""


@dataclass(frozen=True, slots=True)
class ContactVerdict:
    """May the person be contacted so, now; why not; and from when on it would be allowed."""

    allowed: bool
    reason: Text
    when: datetime | None = None

    def __bool__(self) -> bool:
        return self.allowed


def may_contact(
    rules: SafeContact | None, *, channel: str, at: datetime, leaves_message: bool = False
) -> ContactVerdict:
    """Whether `channel` may be used at `at` (local time of the person). No rules means: ask first."""
    if rules is None:
        return ContactVerdict(
            False, _("Nobody has asked this person yet how contact is safe. Ask at the next meeting.")
        )
    if rules.never:
        return ContactVerdict(False, _("This person must not be contacted. Wait until they come or call."))
    if not _said_safe(rules, channel):
        return ContactVerdict(False, _("The person did not say that this way of contact is safe."))
    if leaves_message and not rules.voicemail:
        return ContactVerdict(False, _("Never leave a message on the answering machine of this person."))
    if not _safe_day(rules, at):
        return ContactVerdict(False, _("The person did not say that this day is safe."), next_safe(rules, at))
    if rules.hour_from and rules.hour_to and not rules.hour_from <= at.time() < rules.hour_to:
        return ContactVerdict(False, _("The person did not say that this hour is safe."), next_safe(rules, at))
    return ContactVerdict(True, _("The person said that this is safe."))


def next_safe(rules: SafeContact, at: datetime) -> datetime | None:
    """The first moment from `at` on at which the days and hours allow contact; None when there is none."""
    if rules.never:
        return None
    for days in range(8):
        day = at + timedelta(days=days)
        begin = day if days == 0 else day.replace(hour=0, minute=0, second=0, microsecond=0)
        if rules.hour_from and rules.hour_to:
            opens = day.replace(hour=rules.hour_from.hour, minute=rules.hour_from.minute, second=0, microsecond=0)
            begin = max(begin, opens)
        if _safe_day(rules, begin) and (rules.hour_to is None or begin.time() < rules.hour_to):
            return begin
    return None


def _safe_day(rules: SafeContact, at: datetime) -> bool:
    return not rules.days or at.isoweekday() in rules.days


def caution(rules: SafeContact | None, channel: str) -> Text:
    """What must stand beside a contact of ``channel`` wherever it is shown; "" when the person said it is safe."""
    if rules is None:
        return _("Nobody has asked whether this way is safe: ask first.")
    if rules.never:
        return _("Never make contact this way: the person will come or call.")
    return "" if _said_safe(rules, channel) else _("Not a safe way: ask first.")


def _said_safe(rules: SafeContact, channel: str) -> bool:
    return any(channel == allowed or channel.startswith(f"{allowed}.") for allowed in rules.channels)
