"""One-button steps: states of the case, of needs, of the plan; and ending somebody's part in it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sapar.cases import actions, forms, queries
from sapar.cases.models import Case
from sapar.cases.views.base import crumbs
from sapar.kernel.access.queries import colleague
from sapar.kernel.errors import Invalid
from sapar.kernel.ui.form_page import add_error
from sapar.kernel.ui.requests import acting
from sapar.kernel.ui.submission import version


def _back(case: Case | UUID, anchor: str = "") -> HttpResponse:
    response = redirect("cases:case", case_id=case if isinstance(case, UUID) else case.pk)
    response["Location"] += f"#{anchor}" if anchor else ""
    return response


@require_POST
def move(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take the case to another working state."""
    user = acting(request)
    actions.move_case(by=user, case=queries.case_for(user, case_id), to=request.POST.get("to", ""))
    return _back(case_id)


@require_POST
def release(request: HttpRequest, case_id: UUID, user_id: UUID) -> HttpResponse:
    """End a colleague's part in the case."""
    user = acting(request)
    actions.release_case(by=user, case=queries.case_for(user, case_id), user=colleague(by=user, id=user_id))
    return _back(case_id, "people")


@require_POST
def withdraw_share(request: HttpRequest, case_id: UUID, organisation_id: UUID) -> HttpResponse:
    """End the sharing with an organisation."""
    user = acting(request)
    actions.withdraw_share(by=user, case=queries.case_for(user, case_id), organisation=queries.partner(organisation_id))
    messages.success(request, _("The case is no longer shared with them."))
    return _back(case_id, "people")


def _on_step(act: Callable[..., Any], words: str = "") -> Callable[[HttpRequest, UUID], HttpResponse]:
    @require_POST
    def view(request: HttpRequest, step_id: UUID) -> HttpResponse:
        user = acting(request)
        step = queries.step_for(user, step_id)
        act(by=user, step=step, version=version(request))
        return _back(step.case_id, "plan")

    return view


start_step = _on_step(actions.start_step)
complete_step = _on_step(actions.complete_step)
undo_step = _on_step(actions.undo_step)


@require_POST
def meet_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """The need is answered."""
    user = acting(request)
    need = queries.need_for(user, need_id)
    actions.meet_need(by=user, need=need)
    return _back(need.case_id, "needs")


def drop_step(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Ask why a step is dropped, then drop it."""
    step = queries.step_for(acting(request), step_id, "plan")
    return _with_reason(
        request,
        step.case,
        _("Drop the step"),
        lambda user, reason: actions.drop_step(by=user, step=step, reason=reason),
    )


def drop_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Ask why a need is dropped, then drop it."""
    need = queries.need_for(acting(request), need_id, "add_need")
    return _with_reason(
        request,
        need.case,
        _("Drop the need"),
        lambda user, reason: actions.drop_need(by=user, need=need, reason=reason),
    )


def _with_reason(request: HttpRequest, case: Case, title: str, act: Callable[[Any, str], object]) -> HttpResponse:
    form = forms.ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(acting(request), form.cleaned_data["reason"])
        except Invalid as error:
            add_error(form, error)
        else:
            return _back(case, "plan")
    page = {"title": title, "submit": title, "kind": "danger"}
    back = reverse("cases:case", args=[case.pk])
    context = {"page": page, "form": form, "record": case, "back": back, "crumbs": crumbs(case, title)}
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)
