"""Plain words for the codes that permission tables and the journal use."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sapar.desk.vocabulary import BECAUSE, SCOPES, VERBS, WOULD_NEED
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.access.policy import Rule, Scope
from sapar.kernel.access.roles import WORDS
from sapar.kernel.journal.words import say


def verb(code: str) -> str:
    return str(VERBS[code]) if code in VERBS else code.replace("_", " ")


def verbs(codes: Iterable[str]) -> list[str]:
    """Verbs in words, in the order in which the work goes: see, record, change, hand on, close."""
    order = {code: place for place, code in enumerate(VERBS)}
    ordered = sorted(codes, key=lambda code: (order.get(code, len(order)), code))
    return list(dict.fromkeys(verb(code) for code in ordered))


def record(code: str) -> str:
    return say("record", code)


def action(code: str) -> str:
    return say("action", code)


def purpose(code: str) -> str:
    return say("purpose", code) if code else ""


def scope(code: Scope) -> str:
    return str(SCOPES[code])


def because(rule: Rule, organisation: Organisation) -> str:
    """Why somebody may see a record, said of a third person."""
    return str(BECAUSE[rule.scope]) % {"role": WORDS[rule.role].title, "organisation": organisation}


def would_need(rule: Rule, organisation: Organisation) -> str:
    """What would have to change for a rule to hold."""
    return str(WOULD_NEED[rule.scope]) % {"role": WORDS[rule.role].title, "organisation": organisation}


def no_way(user: User, could: bool) -> str:
    """Why somebody may not see a record."""
    if not user.is_active:
        return _("This account is switched off.")
    titles = ", ".join(user.role_titles())
    if not titles:
        return _("This colleague has no role in force.")
    if could:
        return _("The role (%(roles)s) would allow it, but the record is not within its reach.") % {"roles": titles}
    return _("No role of this colleague (%(roles)s) sees records of this kind.") % {"roles": titles}


def detail(kept: dict[str, Any]) -> str:
    """The rest of a journal entry: how many fields, how many hits, which role."""
    parts: list[str] = []
    if fields := kept.get("fields"):
        parts.append(ngettext("%(n)s field", "%(n)s fields", len(fields)) % {"n": len(fields)})
    if kept.get("sealed"):
        parts.append(_("could not be opened"))
    if kept.get("reason") == "wrong_password":
        parts.append(_("wrong password"))
    if kept.get("scope") == Scope.BREAK_GLASS:
        parts.append(pgettext("journal", "emergency access"))
    return ", ".join(parts)
