"""The person's own view, their requests, notices read to them, duties, and files past their time."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sapar.kernel.errors import Invalid
from sapar.kernel.ui.submission import submission_key, version
from sapar.people import actions, notices, own_copy, queries
from sapar.people.forms_protecting import AnswerForm, HoldForm, OwnCopyForm
from sapar.people.own_copy.writing import FILE_NAME, as_page
from sapar.people.views.changing import crumbs
from sapar.people.views.finding import add_error


def own_data(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What the person asked, the copies made, and a new copy: shown here, or as a file to hand over."""
    person = queries.get_person(by=request.user, person_id=person_id)
    may = queries.verbs_of(request.user, person)
    language = queries.notice_language(person, get_language() or "ru")
    form = OwnCopyForm(request.POST or None, initial={"language": language})
    if request.method == "POST" and form.is_valid():
        if "show" in request.POST:
            queries.get_person(by=request.user, person_id=person_id, verb="own_copy")
            data = form.cleaned_data
            copy = own_copy.gather(person, by=request.user, language=data["language"], with_notes=data["notes_read"])
            return HttpResponse(as_page(copy, style=static("people/own_copy.css")))
        actions.make_own_copy(by=request.user, person=person, key=submission_key(request), **form.cleaned_data)
        messages.success(request, _("The copy is ready. It can be fetched once, within seven days."))
        return redirect("people:own_data", person_id=person_id)
    context = {
        "person": person, "may": may, "form": form, "crumbs": crumbs(person, _("The person's own data")),
        "requests": queries.requests_of(person, by=request.user), "copies": queries.copies_of(person),
        "now": timezone.now(),
    }  # fmt: skip
    return render(request, "people/own_data.html", context, status=422 if form.errors else 200)


@require_POST
def fetch_copy(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """The zip, once. Its name is the same for everybody."""
    found = queries.copy_for(by=request.user, copy_id=copy_id)
    fetched = actions.fetch_own_copy(by=request.user, copy=found)
    response = HttpResponse(fetched.handed_over, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    response["Cache-Control"] = "no-store"
    return response


def decide(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Answer a request of the person."""
    found = queries.request_for(by=request.user, request_id=request_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_request(
                by=request.user,
                request=found,
                grant=form.cleaned_data["grant"] == "yes",
                answer=form.cleaned_data["answer"],
                version=version(request),
            )  # type: ignore[misc]  # the decorator takes version
            return redirect("people:own_data", person_id=found.person_id)
        except Invalid as error:
            add_error(form, error)
    page = {"title": found.get_kind_display(), "submit": _("Save the answer"), "kind": "primary"}
    context = {
        "form": form, "person": found.person, "page": page, "version": found.version,
        "crumbs": crumbs(found.person, _("Answer a request")),
    }  # fmt: skip
    return render(request, "people/form.html", context, status=422 if form.errors else 200)


@require_POST
def lift_restriction(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """End a restriction that the person asked for."""
    person = queries.get_person(by=request.user, person_id=person_id, verb="decide")
    actions.lift_restriction(by=request.user, person=person)
    return redirect("people:own_data", person_id=person_id)


def notice(request: HttpRequest, purpose: str, language: str, version: str) -> HttpResponse:
    """The words that are read out before somebody answers. Public words: they tell of nobody."""
    try:
        found = notices.text(purpose, version=version, language=language)
    except Invalid as error:
        raise Http404 from error
    context = {
        "notice": found, "purpose": purpose, "languages": notices.LANGUAGES.items(),
        "crumbs": [(_("Consent notice"), None)],
    }  # fmt: skip
    return render(request, "people/notice.html", context)


@require_POST
def finish_duty(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """Somebody saw to it."""
    actions.finish_duty(by=request.user, duty=queries.duty_for(by=request.user, duty_id=duty_id))
    return redirect("desk:home")


def retention(request: HttpRequest) -> HttpResponse:
    """Files whose time is over, for the data-protection officer."""
    return render(request, "people/retention.html", {"lines": queries.reviews(by=request.user)})


def hold(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Keep a file past its time, for a reason."""
    found = queries.review_for(by=request.user, review_id=review_id)
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold_file(by=request.user, review=found, **form.cleaned_data)
            return redirect("people:retention")
        except Invalid as error:
            add_error(form, error)
    page = {"title": _("Hold the file"), "submit": _("Hold"), "kind": "primary"}
    context = {"form": form, "person": found.person, "page": page, "crumbs": crumbs(found.person, _("Hold the file"))}
    return render(request, "people/form.html", context, status=422 if form.errors else 200)


@require_POST
def release(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """End a hold."""
    actions.release_hold(by=request.user, review=queries.review_for(by=request.user, review_id=review_id))
    return redirect("people:retention")
