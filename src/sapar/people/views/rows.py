"""Forms and buttons on one row of a person's file: a consent, a document, a tie, a photo."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sapar.kernel.access.models import User
from sapar.kernel.ui.requests import acting
from sapar.people import actions, queries
from sapar.people.forms_protecting import ConfirmForm, DocumentStatusForm
from sapar.people.models import Consent, IdentityDocument
from sapar.people.views.base import RowPage


class _DocumentPage(RowPage[IdentityDocument]):
    def find(self, user: User, id: UUID, verb: str = "view") -> IdentityDocument:
        return queries.document_for(by=user, document_id=id)


def _move(request: HttpRequest, document: IdentityDocument, form: DocumentStatusForm) -> None:
    actions.change_document(by=acting(request), document=document, status=form.cleaned_data["status"])


document_status = _DocumentPage(
    gettext_lazy("Where the document is"), gettext_lazy("Save"), DocumentStatusForm, "edit", _move,
    initial=lambda request, document: {"status": document.status},
)  # fmt: skip


class _ConsentPage(RowPage[Consent]):
    def find(self, user: User, id: UUID, verb: str = "view") -> Consent:
        return queries.get_consent(by=user, consent_id=id)


withdraw = _ConsentPage(
    gettext_lazy("Withdraw a consent"), gettext_lazy("Withdraw the consent"), ConfirmForm, "consent",
    lambda request, consent, form: actions.withdraw_consent(by=acting(request), consent=consent),
    kind="danger", template="people/withdraw.html", saved=gettext_lazy("The consent is withdrawn."),
)  # fmt: skip


@require_POST
def end_relationship(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """A tie has ended."""
    found = queries.relationship_for(by=acting(request), relationship_id=relationship_id)
    actions.end_relationship(by=acting(request), relationship=found)
    return redirect("people:person", person_id=found.person_id)


@require_POST
def leave_household(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The person lives there no longer."""
    person = queries.get_person(by=acting(request), person_id=person_id, verb="edit")
    actions.leave_household(by=acting(request), person=person)
    return redirect("people:person", person_id=person_id)


@require_GET
def photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """The picture itself; nothing may keep it."""
    content, media_type = queries.picture_of(by=acting(request), photo_id=photo_id)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = "inline; filename=photo"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def delete_photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """Delete one photo."""
    found = queries.photo_for(by=acting(request), photo_id=photo_id)
    actions.delete_photo(by=acting(request), photo=found)
    return redirect("people:person", person_id=found.person_id)
