"""What the actions of this room share: saving with words for every refusal, and small checks of input."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import Organisation, User
from sapar.kernel.errors import Invalid, NotAllowed, NotFound
from sapar.programmes.models import Project, ProjectMission, ProjectPartner, SubGrant
from sapar.programmes.refusals import refusing

LANGUAGES = ("en", "ru", "ky")


def kept[M: models.Model](row: M, rename: dict[str, str] | None = None, **values: Any) -> M:
    """The row with these values, saved. Raises Invalid for whatever the database refuses."""
    for name, value in values.items():
        setattr(row, name, value)
    with refusing(rename):
        row.save()
    return row


def dropped(row: models.Model) -> None:
    """Delete a row. Raises Invalid while other records stand on it."""
    try:
        with refusing():
            row.delete()
    except ProtectedError as error:
        raise Invalid(
            _("Other records stand on this line."), advice=_("Remove or move them first; then remove this one.")
        ) from error


def of_project[M: models.Model](row: M | None, project: Project) -> None:
    """Raise NotFound when the row belongs to another project than the one that was opened."""
    if row is not None and getattr(row, "project_id", None) != project.pk:
        raise NotFound


def in_words(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts by language, without empty ones and surrounding space."""
    return {code: text.strip() for code, text in texts.items() if code in LANGUAGES and text.strip()}


def code_of(texts: Mapping[str, str], wanted: str = "", *, field: str = "code") -> str:
    """A short name for addresses: what was typed, else from the English name. Raises Invalid."""
    code = re.sub(r"[^a-z0-9]+", "-", (wanted or texts.get("en", "")).lower()).strip("-")[:60].strip("-")
    if not code:
        raise Invalid(
            _("A short name in Latin letters is needed for the address of the page."), field=field,
            advice=_("Small letters, digits and hyphens, for example: returns-2027."),
        )  # fmt: skip
    return code


def money(amount: Decimal | None, currency: str, qualifier: str = "exact") -> dict[str, Any]:
    """Amount, currency and qualifier as columns; all empty when nothing is stated."""
    if amount is None and not currency.strip():
        return {"amount": None, "currency": "", "qualifier": ""}
    return {"amount": amount, "currency": currency.strip().upper(), "qualifier": qualifier or "exact"}


def require_part(by: User, project: Project) -> Organisation:
    """The organisation of the user, which leads the project, carries it out or is its partner. Raises NotAllowed."""
    mine = by.organisation
    takes_part = mine.pk in (project.lead_id, project.implementer_id) or any(
        relation.objects.filter(project=project, **{who: mine}).exists()
        for relation, who in ((ProjectPartner, "organisation"), (ProjectMission, "organisation"), (SubGrant, "partner"))
    )
    if not takes_part:
        raise NotAllowed(
            _("Your organisation has no part in this project."), advice=_("Ask the organisation that leads it.")
        )
    return mine
