"""A question in words: what the engine will do, said so that the reader of a figure can object."""

from django.utils import formats
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sapar.kernel import terms
from sapar.kernel.errors import SaparError
from sapar.kernel.figures import registry
from sapar.kernel.figures.algebra import OF_LABELS, OF_REGISTERS, Is, Of, Question

TREES = frozenset({"kind", "service", "country", "oblast", "district", "place"})


def explain(question: Question) -> str:
    """The plan in the active language: measure, conditions, period, breakdown, and how it is counted."""
    return " ".join(f"{capfirst(part)}." for part in parts(question))


def parts(question: Question) -> list[str]:
    """The same, one clause each."""
    told = [_measure(question)]
    told += [_condition(each, question) for each in question.where]
    told.append(_period(question))
    if question.by:
        told.append(_("broken down by %(list)s; “not stated” has its own line") % {"list": _names(question)})
    return [*told, *_method(question)]


def _measure(question: Question) -> str:
    measure = question.measure
    said = str(OF_LABELS[measure.of])
    if measure.of is Of.QUANTITY:
        return _("%(what)s in the unit “%(unit)s”") % {"what": said, "unit": terms.label("unit", measure.unit)}
    if measure.of is Of.MONEY:
        return _("%(what)s in %(currency)s") % {"what": said, "currency": measure.currency}
    if measure.of in OF_REGISTERS and measure.register in registry.registers():
        return _("%(what)s: %(register)s") % {
            "what": said,
            "register": registry.registers()[measure.register].label,
        }
    return said


def _condition(each: Is, question: Question) -> str:
    register = registry.registers().get(question.measure.register)
    if register is not None and each.dimension in register.dimensions:
        label, naming = register.dimensions[each.dimension].label, register.dimensions[each.dimension].names
    elif each.dimension in registry.dimensions():
        label, naming = registry.dimensions()[each.dimension].label, registry.dimensions()[each.dimension].names
    else:
        return f"{each.dimension}: {', '.join(each.values)}"
    try:
        names = naming([value for value in each.values if value])
    except SaparError:
        names = {}
    listed = get_text_list([names.get(v, v) if v else _("not stated") for v in each.values], pgettext("list", "or"))
    said = f"{label}: {listed}"
    return _("%(condition)s, with everything below") % {"condition": said} if each.dimension in TREES else said


def _period(question: Question) -> str:
    since, until = (
        formats.date_format(day, "DATE_FORMAT") if day else "" for day in (question.within.since, question.within.until)
    )
    if since and until:
        return _("from %(since)s to %(until)s, both days included; a day that is not stated is in no period") % {
            "since": since, "until": until,
        }  # fmt: skip
    if since:
        return _("since %(since)s; a day that is not stated is in no period") % {"since": since}
    if until:
        return _("up to %(until)s; a day that is not stated is in no period") % {"until": until}
    return _("everything to date")


def _names(question: Question) -> str:
    register = registry.registers().get(question.measure.register)
    own = register.dimensions if register else {}
    labels = [
        str(own[code].label if code in own else registry.dimensions()[code].label).lower()
        for code in question.by
        if code in own or code in registry.dimensions()
    ]
    return str(get_text_list(labels, pgettext("list", "and")))


def _method(question: Question) -> list[str]:
    if question.measure.of in OF_REGISTERS:
        return []
    told = [_("corrected and withdrawn records do not count")]
    if question.measure.of is Of.PEOPLE:
        told.append(_("whoever stands in several lines is counted once in their total"))
    elif question.measure.of is not Of.MONEY and ("project" in question.by or len(question.values("project")) > 1):
        told.append(_("what several projects paid for together is counted once in their total"))
    elif question.measure.of is Of.MONEY and ("project" in question.by or question.values("project")):
        told.append(_("each project counts the part that it paid"))
    return told
