"""Whether a question makes sense, said clearly before anything is counted."""

from django.utils.translation import gettext as _

from sapar.kernel import terms
from sapar.kernel.errors import Invalid, NotFound
from sapar.kernel.figures import registry
from sapar.kernel.figures.algebra import OF_REGISTERS, Of, Question

MOST_DIMENSIONS = 5


def validate(question: Question) -> None:
    """Raises Invalid, naming the field: measure, where, within or by."""
    _period(question)
    _measure(question)
    known = known_dimensions(question)
    for each in question.where:
        _condition(each.dimension, each.values, known, ledger=question.measure.of not in OF_REGISTERS)
    if len(set(question.by)) != len(question.by):
        raise Invalid(_("A dimension is named twice."), field="by", advice=_("Name each dimension once."))
    if len(question.by) > MOST_DIMENSIONS:
        raise Invalid(
            _("A figure can be broken down by %(most)d dimensions at most.") % {"most": MOST_DIMENSIONS},
            field="by",
            advice=_("Take a dimension away, or narrow the question."),
        )
    for code in question.by:
        _dimension(code, known, field="by")


def known_dimensions(question: Question) -> set[str]:
    """The codes by which this question may be narrowed and broken down."""
    if question.measure.of in OF_REGISTERS:
        return {*registry.registers()[question.measure.register].dimensions, "month", "quarter", "year"}
    return set(registry.dimensions())


def _period(question: Question) -> None:
    since, until = question.within.since, question.within.until
    if since and until and since > until:
        raise Invalid(
            _("The period ends before it begins."), field="within", advice=_("Check the first and the last day.")
        )


def _measure(question: Question) -> None:
    measure = question.measure
    if measure.of is Of.QUANTITY and not measure.unit:
        raise Invalid(
            _("Quantities of different units cannot be added."), field="measure", advice=_("Choose the unit to sum.")
        )
    if measure.unit:
        terms.require("unit", measure.unit, field="measure")
    if measure.of is Of.MONEY and len(measure.currency) != 3:
        raise Invalid(
            _("Money of different currencies cannot be added without a rate."),
            field="measure",
            advice=_("Choose the currency to sum; ask once per currency."),
        )
    if measure.of in OF_REGISTERS and measure.register not in registry.registers():
        raise Invalid(
            _("This register is not known: “%(code)s”.") % {"code": measure.register},
            field="measure",
            advice=_("Choose a register from the list."),
        )


def _dimension(code: str, known: set[str], *, field: str) -> None:
    if code not in known:
        raise Invalid(
            _("Figures cannot be broken down by “%(code)s”.") % {"code": code},
            field=field,
            advice=_("Choose a dimension from the list."),
        )


def _condition(code: str, values: tuple[str, ...], known: set[str], *, ledger: bool) -> None:
    _dimension(code, known, field="where")
    if not values:
        raise Invalid(
            _("A condition names no value, so nothing could count."),
            field="where",
            advice=_("Choose at least one value, or take the condition away."),
        )
    if not ledger or code not in registry.dimensions():
        return
    try:
        registry.dimensions()[code].within(values)
    except NotFound as error:
        raise Invalid(error.message, field="where", advice=_("Choose one of the values offered.")) from error
