"""Verbs of figures and bulletins."""

from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sapar.insight import figures
from sapar.insight.models import Bulletin, Definition, PrintedFigure
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid
from sapar.kernel.figures import Question, validate
from sapar.kernel.places.models import Place

#: Addresses under /figures/ that a figure's code would hide.
RESERVED = frozenset({"issue", "issued", "explore", "definitions", "printed", "periods", "exports", "bulletin"})


@action("insight.define_figure", record="figure", verb="define")
def define_figure(
    *,
    by: User,
    code: str,
    labels: dict[str, str],
    question: Question,
    bulletin: bool | None = None,
    key: UUID | None = None,
) -> Definition:
    """Add a version of a definition; an identical one is returned instead of added.

    ``bulletin``: the regional bulletin prints it (None: as the version before). Raises Invalid for a question
    that makes no sense, a code that is taken by a page, or a figure without a name.
    """
    validate(question)
    if code in RESERVED:
        raise Invalid(_("This code is the name of a page."), field="code", advice=_("Choose another short name."))
    if not any(text.strip() for text in labels.values()):
        raise Invalid(_("The figure needs a name."), field="label")
    latest = Definition.objects.filter(code=code).order_by("-version").first()
    printed = bulletin if bulletin is not None else bool(latest and latest.bulletin)
    wanted = question.as_json()
    if latest and figures.question_of(latest) == question and (latest.labels, latest.bulletin) == (labels, printed):
        return latest
    version = latest.version + 1 if latest else 1
    return Definition.objects.create(
        code=code, version=version, labels=labels, query=wanted, bulletin=printed, approved_by=by
    )


@action("insight.issue_bulletin", record="bulletin", verb="issue")
def issue_bulletin(
    *, by: User, region: Place, definitions: list[Definition], as_of: date | None = None, key: UUID | None = None
) -> Bulletin:
    """Issue the next number and freeze each figure as it is at this moment.

    ``as_of`` is the day printed (default: today). Raises Invalid for a day ahead, or when nothing is to be printed.
    """
    day = as_of or timezone.localdate()
    if day > timezone.localdate():
        raise Invalid(
            _("A bulletin cannot be dated ahead."), field="as_of", advice=_("Choose today or an earlier day.")
        )
    if not definitions:
        raise Invalid(_("There is no figure to print."), advice=_("Define a figure first."))
    number = (Bulletin.objects.filter(region=region).aggregate(top=Max("number"))["top"] or 0) + 1
    bulletin = Bulletin.objects.create(region=region, number=number, as_of=day, issued_by=by)
    for definition in definitions:
        figure = figures.evaluate(definition, by=())
        PrintedFigure.objects.create(
            bulletin=bulletin,
            definition=definition,
            value=None if figure.value is None else int(figure.value),
            unit=figure.unit,
            qualifier=figure.qualifier,
        )
    return bulletin
