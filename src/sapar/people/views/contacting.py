"""Making contact: the rules first, then the number, then what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.kernel.ui.form_page import add_error
from sapar.kernel.ui.requests import acting
from sapar.kernel.ui.submission import submission_key
from sapar.people import actions, queries
from sapar.people.forms_protecting import EmergencyForm, OutcomeForm, PlanContactForm
from sapar.people.views.base import crumbs


def contact(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The rules, every way with its verdict, planning, and the contacts made."""
    page = queries.person_page(by=acting(request), person_id=person_id)
    queries.get_person(by=acting(request), person_id=person_id, verb="view_contact")
    ways = queries.ways_of(page.person, by=acting(request))
    form = PlanContactForm(request.POST or None, ways=ways)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = queries.contact_for(by=acting(request), contact_id=form.cleaned_data["contact"])
            actions.plan_contact(
                by=acting(request), person=page.person, contact=chosen, at=form.cleaned_data["at"],
                key=submission_key(request),
            )  # fmt: skip
            messages.success(request, _("The contact is planned."))
            return redirect("people:contact", person_id=person_id)
        except Invalid as error:
            add_error(form, error)
        except WorkflowRefused as error:
            form.add_error(None, f"{error.message} {error.advice}".strip())
    context = {
        "page": page, "person": page.person, "ways": ways, "form": form,
        "crumbs": crumbs(page.person, _("Make contact")),
    }  # fmt: skip
    return render(request, "people/contact.html", context, status=422 if form.errors else 200)


def begin(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Begin a call or message. What the rules forbid is refused here; in danger a reason opens the way."""
    found = queries.contact_for(by=acting(request), contact_id=contact_id)
    form = EmergencyForm(request.POST if "emergency" in request.POST else None)
    refusal: WorkflowRefused | None = None
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        reason = form.cleaned_data["emergency"] if form.is_bound else ""
        try:
            attempt = actions.begin_contact(
                by=acting(request), person=found.person, contact=found, emergency=reason, planned=_planned(request),
                key=submission_key(request),
            )  # fmt: skip
            return redirect("people:attempt", attempt_id=attempt.pk)
        except WorkflowRefused as error:
            refusal = error
        except Invalid as error:
            add_error(form, error)
    if refusal is None and not form.is_bound:
        return redirect("people:contact", person_id=found.person_id)
    context = {
        "person": found.person, "contact": found, "form": form, "refusal": refusal,
        "safe": queries.safe_contact_of(found.person, by=acting(request)),
        "crumbs": crumbs(found.person, _("Make contact")),
    }  # fmt: skip
    return render(request, "people/contact_refused.html", context, status=409 if refusal else 422)


def _planned(request: HttpRequest) -> object:
    chosen = request.POST.get("planned", "")
    return queries.attempt_for(by=acting(request), attempt_id=UUID(chosen)) if chosen else None


def attempt(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """The number and the words to say, and the form for what came of it."""
    found = queries.attempt_for(by=acting(request), attempt_id=attempt_id)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.finish_contact(by=acting(request), attempt=found, told=form.value(), key=submission_key(request))
        return redirect("people:person", person_id=found.person_id)
    context = {
        "attempt": found, "person": found.person, "form": form,
        "number": queries.number_of(found, by=acting(request)),
        "safe": queries.safe_contact_of(found.person, by=acting(request)),
        "crumbs": crumbs(found.person, _("Make contact")),
    }  # fmt: skip
    return render(request, "people/attempt.html", context, status=422 if form.errors else 200)


@require_POST
def drop(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Drop a planned contact."""
    found = queries.attempt_for(by=acting(request), attempt_id=attempt_id)
    actions.drop_contact(by=acting(request), attempt=found)
    return redirect("people:contact", person_id=found.person_id)
