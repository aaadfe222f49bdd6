"""The page of one person, and who looked at it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sapar.kernel.ui.requests import acting
from sapar.people import page_parts, queries


def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Summary, safe contact, consents, documents, contacts: each part for those who may see it."""
    page = queries.person_page(by=acting(request), person_id=person_id)
    crumbs = [(_("People"), reverse("people:list")), (page.person.code, None)]
    if page.may["search"]:
        crumbs.insert(1, (_("Find a person"), reverse("people:find")))
    parts = page_parts.shown(by=acting(request), person=page.person)
    linked = queries.linked_files(by=acting(request), person=page.person) if page.identity else None
    context = {"page": page, "person": page.person, "crumbs": crumbs, "parts": parts, "linked": linked}
    return render(request, "people/person.html", context)


def access(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who looked at this file, when and for what."""
    looks = queries.who_looked(by=acting(request), person_id=person_id)
    found = queries.get_person(by=acting(request), person_id=person_id)
    crumbs = [
        (_("People"), reverse("people:list")),
        (found.code, reverse("people:person", args=[person_id])),
        (_("Who looked"), None),
    ]
    return render(request, "people/access.html", {"person": found, "looks": looks, "crumbs": crumbs})
