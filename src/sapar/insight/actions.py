"""Verbs of figures and bulletins."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sapar.insight import figures
from sapar.insight.models import Bulletin, Definition, PrintedFigure
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid
from sapar.kernel.places.models import Place


@action("insight.define_figure", record="figure", verb="define")
def define_figure(*, by: User, code: str, labels: dict[str, str], question: figures.Question) -> Definition:
    """Add a version of a definition; an identical one is returned instead of added."""
    newest = Definition.objects.filter(code=code).order_by("-version").first()
    wanted: dict[str, Any] = question.as_json() | {"kinds": list(question.kinds), "providers": list(question.providers)}
    if newest is not None and newest.query == wanted and newest.labels == labels:
        return newest
    version = newest.version + 1 if newest else 1
    return Definition.objects.create(code=code, version=version, labels=labels, query=wanted, approved_by=by)


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
        figure = figures.evaluate(definition)
        PrintedFigure.objects.create(
            bulletin=bulletin, definition=definition, value=figure.value, unit=figure.unit, qualifier=figure.qualifier
        )
    return bulletin
