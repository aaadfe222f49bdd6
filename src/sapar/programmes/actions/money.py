"""Agreements, budget lines, spending, rates of exchange, sub-grants."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import Organisation, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.programmes.actions.keeping import in_words, kept, money, of_project
from sapar.programmes.models import Agreement, BudgetLine, ExchangeRate, Expenditure, Project, SubGrant
from sapar.programmes.opening import open_to_donors


@action("programmes.write_agreement", record="project", verb="edit", on="project")
def write_agreement(
    *, by: User, project: Project, donor: Organisation, reference: str, signed_on: date | None = None,
    starts_on: date | None = None, ends_on: date | None = None, amount: Decimal | None = None, currency: str = "",
    qualifier: str = "exact", agreement: Agreement | None = None, version: int | None = None, key: UUID | None = None,
) -> Agreement:  # fmt: skip
    """Record or change a contract with one of the project's donors."""
    of_project(agreement, project)
    return kept(
        agreement or Agreement(project=project), donor=donor, reference=reference.strip(), signed_on=signed_on,
        starts_on=starts_on, ends_on=ends_on, **money(amount, currency, qualifier),
    )  # fmt: skip


@action("programmes.write_budget_line", record="project", verb="edit", on="project")
def write_budget_line(
    *, by: User, project: Project, code: str, labels: dict[str, str], amount: Decimal, currency: str,
    line: BudgetLine | None = None, version: int | None = None, key: UUID | None = None,
) -> BudgetLine:  # fmt: skip
    """Record or change one line of the budget."""
    of_project(line, project)
    return kept(
        line or BudgetLine(project=project), code=code.strip(), labels=in_words(labels), amount=amount,
        currency=currency.strip().upper(),
    )  # fmt: skip


@action("programmes.record_expenditure", record="project", verb="spend", on="project")
def record_expenditure(
    *, by: User, project: Project, on: date, amount: Decimal, currency: str, what: str,
    line: BudgetLine | None = None, reference: str = "", key: UUID | None = None,
) -> Expenditure:  # fmt: skip
    """Record money spent. Raises Invalid for a day to come, or a currency without a rate into the budget's."""
    of_project(line, project)
    if on > timezone.localdate():
        raise Invalid(_("This day is still to come."), field="on", advice=_("Record what was spent already."))
    return kept(
        Expenditure(project=project, recorded_by=by), line=line, on=on, amount=amount,
        currency=currency.strip().upper(), what=what.strip(), reference=reference.strip(),
    )  # fmt: skip


@action("programmes.reverse_expenditure", record="project", verb="spend", on="project")
def reverse_expenditure(
    *, by: User, project: Project, expenditure: Expenditure, reason: str, key: UUID | None = None
) -> Expenditure:  # fmt: skip
    """Take a wrong row out of the sums by one that reverses it; both stay. Raises Invalid without a reason."""
    of_project(expenditure, project)
    if not expenditure.counts:
        raise WorkflowRefused(_("This row counts no more."), advice=_("Record what was really spent as a new row."))
    if not reason.strip():
        raise Invalid(_("Say what was wrong."), field="reason", advice=_("A few words are enough."))
    return kept(
        Expenditure(project=project, recorded_by=by), line=expenditure.line, on=expenditure.on,
        amount=expenditure.amount, currency=expenditure.currency, what=expenditure.what,
        reference=expenditure.reference, reverses=expenditure, reason=reason.strip(),
    )  # fmt: skip


@action("programmes.record_rate", record="project", verb="set_rate")
def record_rate(
    *, by: User, currency: str, into: str, on: date, rate: Decimal, source: str, key: UUID | None = None
) -> ExchangeRate:
    """What one unit of a currency is worth in another from a day on, with where the rate was published."""
    return kept(
        ExchangeRate(), currency=currency.strip().upper(), into=into.strip().upper(), on=on, rate=rate,
        source=source.strip(),
    )  # fmt: skip


@action("programmes.write_sub_grant", record="project", verb="edit", on="project")
def write_sub_grant(
    *, by: User, project: Project, partner: Organisation, reference: str, purpose: dict[str, str],
    starts_on: date | None = None, ends_on: date | None = None, amount: Decimal | None = None, currency: str = "",
    qualifier: str = "exact", sub_grant: SubGrant | None = None, version: int | None = None, key: UUID | None = None,
) -> SubGrant:  # fmt: skip
    """Record or change money passed to a partner. The partner's managers may report values from now on."""
    of_project(sub_grant, project)
    row = kept(
        sub_grant or SubGrant(project=project), partner=partner, reference=reference.strip(),
        purpose=in_words(purpose), starts_on=starts_on, ends_on=ends_on, **money(amount, currency, qualifier),
    )  # fmt: skip
    open_to_donors()
    return row
