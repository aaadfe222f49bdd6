"""Forms on a case. Each page is one form and one action."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sapar.cases import actions, forms, queries
from sapar.cases.models import Case
from sapar.cases.policy import READ_VERBS
from sapar.cases.views.base import CasePage
from sapar.kernel import places
from sapar.kernel.ui.requests import acting
from sapar.kernel.ui.submission import submission_key


def _facts(request: HttpRequest, case: Case) -> dict[str, Any]:
    return asdict(actions.Facts.of(case))


def _change(request: HttpRequest, case: Case, form: forms.FactsForm) -> None:
    actions.change_case(by=acting(request), case=case, facts=form.value(), seen=form.seen())


def _summary(request: HttpRequest, case: Case) -> dict[str, Any]:
    return {"summary": queries.summary_of(case, by=acting(request))}


def _write_summary(request: HttpRequest, case: Case, form: forms.SummaryForm) -> None:
    actions.write_summary(by=acting(request), case=case, seen=form.seen(), **form.cleaned_data)


def _need(request: HttpRequest, case: Case, form: forms.NeedForm) -> None:
    actions.record_need(by=acting(request), case=case, key=submission_key(request), **form.cleaned_data)


def _step(request: HttpRequest, case: Case, form: forms.StepForm) -> None:
    actions.plan_step(by=acting(request), case=case, key=submission_key(request), **form.cleaned_data)


def _takers(request: HttpRequest, case: Case) -> dict[str, Any]:
    return {"takers": queries.step_takers(case)}


def _note(request: HttpRequest, case: Case, form: forms.NoteForm) -> None:
    actions.write_note(by=acting(request), case=case, key=submission_key(request), **form.cleaned_data)


def note_classes(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Only classes that the user may read can be written."""
    may = queries.decisions(acting(request), case)
    return {"classes": [code for code, verb in READ_VERBS.items() if may[verb]]}


def _journey(request: HttpRequest, case: Case, form: forms.JourneyForm) -> None:
    told = dict(form.cleaned_data)
    departed_on, departed_precision = told.pop("departed")
    incident_on, incident_precision = told.pop("incident_date")
    for name in ("origin", "destination", "incident_place"):
        told[name] = places.require(told[name], field=name) if told[name] else None
    actions.tell_migration(
        by=acting(request), case=case, departed_on=departed_on, departed_precision=departed_precision,
        incident_on=incident_on,
        incident_precision=incident_precision, key=submission_key(request), **told,
    )  # fmt: skip


def _assign(request: HttpRequest, case: Case, form: forms.AssignForm) -> None:
    actions.assign_case(by=acting(request), case=case, key=submission_key(request), **form.cleaned_data)


def _colleagues(request: HttpRequest, case: Case) -> dict[str, Any]:
    return {"people": queries.colleagues(case)}


def _share(request: HttpRequest, case: Case, form: forms.ShareForm) -> None:
    organisation_id, purpose = form.organisation_and_purpose()
    actions.share_case(
        by=acting(request),
        case=case,
        organisation=queries.partner(organisation_id),
        purpose=purpose,
        key=submission_key(request),
    )


def _consents(request: HttpRequest, case: Case) -> dict[str, Any]:
    return {"consents": queries.sharing_choices(case)}


def _close(request: HttpRequest, case: Case, form: forms.CloseForm) -> None:
    actions.close_case(by=acting(request), case=case, key=submission_key(request), **form.cleaned_data)


def _reopen(request: HttpRequest, case: Case, form: forms.ConfirmForm) -> None:
    actions.reopen_case(by=acting(request), case=case, key=submission_key(request))


facts = CasePage(_("Change the case"), _("Save"), forms.FactsForm, "edit", _change, initial=_facts)
summary = CasePage(
    _("Summary"), _("Save"), forms.SummaryForm, "edit", _write_summary, initial=_summary,
    lede=_("Only what helping needs. It is stored sealed, and every reading is journalled."),
)  # fmt: skip
need = CasePage(_("Record a need"), _("Save the need"), forms.NeedForm, "add_need", _need)
step = CasePage(
    _("Plan a step"), _("Plan"), forms.StepForm, "plan", _step, arguments=_takers,
    lede=_("A verb, a day and a person: what will be done, until when, by whom."),
)  # fmt: skip
note = CasePage(_("Write a note"), _("Write"), forms.NoteForm, "note", _note, arguments=note_classes)
journey = CasePage(
    _("The journey"), _("Save the journey"), forms.JourneyForm, "edit", _journey,
    lede=_("Where the person came from, where they went, and what happened. Leave empty what was not said."),
)  # fmt: skip
assign = CasePage(
    _("Ask a colleague in"), _("Assign"), forms.AssignForm, "assign", _assign, arguments=_colleagues,
    lede=_("The colleague will see the case and the person's file, as far as their role allows."),
)  # fmt: skip
share = CasePage(
    _("Share the case"), _("Share"), forms.ShareForm, "share", _share, arguments=_consents, template="cases/share.html",
    lede=_("The other organisation sees the case and records its help, until the person withdraws the consent."),
)  # fmt: skip
close = CasePage(
    _("Close the case"), _("Close"), forms.CloseForm, "close", _close, kind="danger", template="cases/close.html",
    saved=_("The case is closed."),
)  # fmt: skip
reopen = CasePage(
    _("Reopen the case"), _("Reopen"), forms.ConfirmForm, "reopen", _reopen, saved=_("The case is open again."),
    lede=_("The history keeps when and why it was closed."),
)  # fmt: skip
