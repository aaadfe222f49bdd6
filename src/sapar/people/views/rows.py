"""Forms and buttons on one row of a person's file: a document, a tie, a photo."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.kernel.ui.submission import submission_key
from sapar.people import actions, queries
from sapar.people.forms_protecting import DocumentStatusForm, PhotoForm
from sapar.people.views.changing import crumbs
from sapar.people.views.finding import add_error


def document_status(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Where a document is now."""
    found = queries.document_for(by=request.user, document_id=document_id)
    form = DocumentStatusForm(request.POST or None, initial={"status": found.status})
    if request.method == "POST" and form.is_valid():
        actions.change_document(by=request.user, document=found, status=form.cleaned_data["status"])
        return redirect("people:person", person_id=found.person_id)
    context = {"form": form, "person": found.person, "crumbs": crumbs(found.person, _("Document"))}
    context["page"] = {"title": _("Where the document is"), "submit": _("Save"), "kind": "primary"}
    return render(request, "people/form.html", context, status=422 if form.errors else 200)


@require_POST
def end_relationship(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """A tie has ended."""
    found = queries.relationship_for(by=request.user, relationship_id=relationship_id)
    actions.end_relationship(by=request.user, relationship=found)
    return redirect("people:person", person_id=found.person_id)


@require_POST
def leave_household(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The person lives there no longer."""
    person = queries.get_person(by=request.user, person_id=person_id, verb="edit")
    actions.leave_household(by=request.user, person=person)
    return redirect("people:person", person_id=person_id)


def add_photo(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Send one photo."""
    person = queries.get_person(by=request.user, person_id=person_id, verb="edit")
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            content = form.cleaned_data["photo"].read()
            actions.add_photo(by=request.user, person=person, content=content, key=submission_key(request))
            return redirect("people:person", person_id=person_id)
        except Invalid as error:
            add_error(form, error)
        except WorkflowRefused as error:
            form.add_error(None, f"{error.message} {error.advice}".strip())
    page = {
        "title": _("Add a photo"), "submit": _("Add"), "kind": "primary",
        "lede": _("A photo is kept only while the person agrees to it, and is sealed like the name."),
    }  # fmt: skip
    context = {"form": form, "person": person, "page": page, "crumbs": crumbs(person, _("Add a photo"))}
    return render(request, "people/form.html", context, status=422 if form.errors else 200)


@require_GET
def photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """The picture itself; nothing may keep it."""
    content, media_type = queries.picture_of(by=request.user, photo_id=photo_id)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = "inline; filename=photo"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def delete_photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """Delete one photo."""
    found = queries.photo_for(by=request.user, photo_id=photo_id)
    actions.delete_photo(by=request.user, photo=found)
    return redirect("people:person", person_id=found.person_id)
