"""Pages of services: record, correct, make void."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sapar.assistance import actions, forms, queries
from sapar.cases import queries as cases
from sapar.cases.models import Case
from sapar.cases.views.base import crumbs
from sapar.kernel import terms
from sapar.kernel.access.models import User
from sapar.kernel.errors import Invalid, StaleEdit, WorkflowRefused
from sapar.kernel.ui.form_page import add_error
from sapar.kernel.ui.requests import acting
from sapar.kernel.ui.submission import submission_key, version


def _form(request: HttpRequest, user: User, initial: dict[str, Any]) -> forms.ServiceForm:
    posted = request.POST if request.method == "POST" else None
    return forms.ServiceForm(
        posted, initial=initial, projects=queries.projects_for(user), providers=queries.providers()
    )


def _page(
    request: HttpRequest, case: Case, form: django_forms.Form, *, title: str, submit: str, status: int, **more: Any
) -> HttpResponse:
    context = {"form": form, "case": case, "title": title, "submit": submit, "crumbs": crumbs(case, title), **more}
    return render(request, "assistance/form.html", context, status=status)


def _refused(form: django_forms.Form, error: Invalid | WorkflowRefused) -> None:
    if isinstance(error, Invalid):
        field = {"on": "date", "projects": "project_1", "contributors": "giver_1"}.get(error.field or "", error.field)
        add_error(form, Invalid(error.message, field=field, advice=error.advice))
    else:
        form.add_error(None, f"{error.message} {error.advice}".strip())


def deliver(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Record a service given in a case."""
    user = acting(request)
    case = cases.case_for(user, case_id, "deliver")
    today = timezone.localdate().strftime("%d.%m.%Y")
    form = _form(request, user, {"date": today, "quantity": Decimal(1), "provider": user.organisation_id})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_delivery(by=user, case=case, key=submission_key(request), **form.value().arguments())
        except (Invalid, WorkflowRefused) as error:
            _refused(form, error)
        else:
            messages.success(request, _("The service is recorded."))
            return redirect("cases:case", case_id=case_id)
    status = 422 if form.errors else 200
    return _page(request, case, form, title=_("Record a service"), submit=_("Save the service"), status=status)


def correct(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Replace a record by a right one."""
    user = acting(request)
    delivery = queries.delivery_for(user, delivery_id, "correct_delivery")
    initial = forms.initial_of(queries.service_of(delivery, by=user), queries.shares_of(delivery))
    form = _form(request, user, initial)
    stale: StaleEdit | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_delivery(
                by=user, delivery=delivery, service=form.value(), version=version(request), key=submission_key(request)
            )
        except StaleEdit as error:
            stale = error
        except (Invalid, WorkflowRefused) as error:
            _refused(form, error)
        else:
            messages.success(request, _("The record is corrected; the earlier one stays readable."))
            return redirect("cases:case", case_id=delivery.case_id)
    status = 409 if stale else 422 if form.errors else 200
    more = {"stale": stale, "version": delivery.version}
    return _page(request, delivery.case, form, title=_("Correct a service"), submit=_("Correct"), status=status, **more)


def void(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Take a record made by mistake out of every figure."""
    user = acting(request)
    delivery = queries.delivery_for(user, delivery_id, "correct_delivery")
    form = forms.VoidForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.void_delivery(by=user, delivery=delivery, key=submission_key(request), **form.cleaned_data)
        except (Invalid, WorkflowRefused) as error:
            _refused(form, error)
        else:
            messages.success(request, _("The record counts no more."))
            return redirect("cases:case", case_id=delivery.case_id)
    context = {"form": form, "case": delivery.case, "delivery": delivery}
    context |= {"service": terms.label("service", delivery.kind)}
    context |= {"title": _("Make a record void"), "crumbs": crumbs(delivery.case, _("Make a record void"))}
    return render(request, "assistance/void.html", context, status=422 if form.errors else 200)
