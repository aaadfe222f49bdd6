"""Search first, then register."""

from typing import Any
from uuid import UUID

from django.forms import MultipleChoiceField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sapar.kernel.errors import Invalid
from sapar.kernel.ui.form_page import add_error
from sapar.kernel.ui.submission import submission_key
from sapar.people import actions, queries
from sapar.people.forms_registering import FindForm, RegisterForm
from sapar.people.views.base import SHOWN_AT

# Whom this session has been shown while typing: each is journalled once, not with every letter.
_SEEN, _MOST_SEEN = "people_seen_typing", 200
CARRIED = ("given", "family", "patronymic", "birth", "phone", "document", "place")


def find(request: HttpRequest) -> HttpResponse:
    """Who may it be? What is typed travels in the body of the request, never in an address."""
    queries.require_search(by=request.user)
    form = FindForm(request.POST or None)
    found = start = None
    if request.method == "POST" and form.is_valid():
        try:
            found, receipt = actions.search_people(by=request.user, criteria=form.criteria())
            start = {"search_token": receipt.id, **{name: request.POST.get(name, "") for name in CARRIED}}
        except Invalid as error:
            add_error(form, error, SHOWN_AT)
    context = {"form": form, "found": found, "start": start}
    return render(request, "people/find.html", context, status=422 if form.errors else 200)


@require_POST
def typing(request: HttpRequest) -> HttpResponse:
    """Part of the search page: whom of the people one knows the typed letters begin. Nothing while it is unclear."""
    queries.require_search(by=request.user)
    form = FindForm(request.POST or None)
    begun: tuple[queries.Begun, ...] = ()
    if form.is_valid():
        seen = {UUID(each) for each in request.session.get(_SEEN, [])}
        begun = queries.while_typing(by=request.user, criteria=form.criteria(), seen=seen)
        if new := {each.person_id for each in begun} - seen:
            request.session[_SEEN] = [str(each) for each in (*new, *seen)][:_MOST_SEEN]
    return render(request, "people/_typed.html", {"begun": begun})


def register(request: HttpRequest) -> HttpResponse:
    """The registration form, opened from a search; a direct call goes back to the search."""
    if request.method != "POST":
        return redirect("people:find")
    step = request.POST.get("step")
    if step == "start":
        initial = {name: request.POST.get(name, "") for name in (*CARRIED, "search_token")}
        return render(request, "people/register.html", {"form": RegisterForm(initial=initial), "crumbs": _crumbs()})
    if step == "search":
        return _search_again(request)
    form = RegisterForm(request.POST)
    search_first = None
    if form.is_valid():
        try:
            person = actions.register_person(
                by=request.user,
                told=form.told(get_language() or "ru"),
                search_token=form.cleaned_data["search_token"],
                key=submission_key(request),
            )
        except Invalid as error:
            if error.field == "search_token":
                search_first = error
            else:
                add_error(form, error, SHOWN_AT)
        else:
            return redirect("people:person", person_id=person.id)
    context = {"form": form, "crumbs": _crumbs(), "search_first": search_first or form.errors.get("search_token")}
    return render(request, "people/register.html", context, status=422)


def _search_again(request: HttpRequest) -> HttpResponse:
    """Search by what the registration form holds, and show the form again with everything that was typed."""
    asked, told, found = FindForm(request.POST), request.POST.copy(), None
    refused = None
    if asked.is_valid():
        try:
            found, receipt = actions.search_people(by=request.user, criteria=asked.criteria())
            told["search_token"] = str(receipt.id)
        except Invalid as error:
            refused = error
    form = RegisterForm(initial={name: _typed(told, name) for name in RegisterForm.base_fields})
    if not asked.is_valid():
        form = RegisterForm(told)
    context = {"form": form, "crumbs": _crumbs(), "found": found, "search_first": refused}
    return render(request, "people/register.html", context, status=200 if found else 422)


def _typed(told: QueryDict, name: str) -> Any:
    several = isinstance(RegisterForm.base_fields[name], MultipleChoiceField)
    return told.getlist(name) if several else told.get(name, "")


def people(request: HttpRequest) -> HttpResponse:
    """The newest files the user may know of."""
    text = request.GET.get("page", "1")
    page = max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1
    lines, more = queries.list_people(by=request.user, page=page)
    return render(request, "people/list.html", {"lines": lines, "page": page, "more": more})


def _crumbs() -> list[tuple[str, str | None]]:
    return [(_("Find a person"), reverse("people:find")), (_("Register"), None)]
