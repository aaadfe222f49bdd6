"""The list of cases, the page of one case, and opening one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sapar.cases import actions, forms, queries
from sapar.cases.views.changing import note_classes
from sapar.cases.workflow import CASE_WORKFLOW
from sapar.kernel.errors import Invalid
from sapar.kernel.ui.form_page import add_error
from sapar.kernel.ui.requests import acting
from sapar.kernel.ui.submission import submission_key
from sapar.people.queries import get_person

KINDS = ("service", "note", "plan", "state")


def cases(request: HttpRequest) -> HttpResponse:
    """Cases by what is due."""
    state, whose = request.GET.get("state", "open"), request.GET.get("whose", "mine")
    page = max(1, int(text)) if (text := request.GET.get("page", "1")).isdecimal() and len(text) < 6 else 1
    groups, more = queries.my_cases(by=acting(request), state=state, whose=whose, page=page)
    states = [
        ("open", _("All open")),
        *((code, str(label)) for code, label in CASE_WORKFLOW.states.items()),
        ("all", _("All")),
    ]
    context = {"groups": groups, "more": more, "page": page, "state": state, "whose": whose, "states": states}
    context["may_break_glass"] = queries.may(acting(request), "break_glass")
    return render(request, "cases/list.html", context)


def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The page of one case."""
    user = acting(request)
    found = queries.case_for(user, case_id)
    page = queries.case_page(by=user, case=found)
    shown = request.GET.get("show", "")
    context = {
        "page": page, "case": found, "shown": shown if shown in KINDS else "", "crumbs": [(_("Cases"),
        reverse("cases:list")), (found.code, None)],
        "note_form": forms.NoteForm(auto_id="note_%s", **note_classes(request, found)) if page.may["note"] else None,
        "items": [item for item in page.items if shown not in KINDS or item.kind == shown],
    }  # fmt: skip
    return render(request, "cases/case.html", context)


def open_case(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open a case for a person on file."""
    user = acting(request)
    person = get_person(by=user, person_id=person_id)
    queries.require(user, "open")
    form = forms.OpenForm(request.POST or None, teams=queries.teams_of(user))
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_case(by=user, person=person, key=submission_key(request), **form.cleaned_data)
        except Invalid as error:
            add_error(form, error)
        else:
            messages.success(request, _("The case is open."))
            return redirect("cases:case", case_id=opened.pk)
    crumbs = [
        (_("People"), reverse("people:list")),
        (person.code, reverse("people:person", args=[person.pk])),
        (_("Open a case"), None),
    ]
    context = {"form": form, "person": person, "crumbs": crumbs}
    return render(request, "cases/open.html", context, status=422 if form.errors else 200)
