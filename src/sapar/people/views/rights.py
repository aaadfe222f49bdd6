"""The person's own view, their requests, notices read to them, duties, and files past their time."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sapar.kernel.access.models import User
from sapar.kernel.errors import Invalid
from sapar.kernel.ui.requests import acting
from sapar.kernel.ui.submission import submission_key, version
from sapar.people import actions, notices, own_copy, queries
from sapar.people.forms_protecting import AnswerForm, HoldForm, OwnCopyForm
from sapar.people.models import PersonRequest, RetentionReview
from sapar.people.own_copy.writing import FILE_NAME, as_page
from sapar.people.views.base import RowPage, crumbs


def own_data(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What the person asked, the copies made, and a new copy: shown here, or as a file to hand over."""
    person = queries.get_person(by=acting(request), person_id=person_id)
    may = queries.verbs_of(acting(request), person)
    language = queries.notice_language(person, get_language() or "ru")
    form = OwnCopyForm(request.POST or None, initial={"language": language})
    if request.method == "POST" and form.is_valid():
        if "show" in request.POST:
            queries.get_person(by=acting(request), person_id=person_id, verb="own_copy")
            data = form.cleaned_data
            copy = own_copy.gather(person, by=acting(request), language=data["language"], with_notes=data["notes_read"])
            return HttpResponse(as_page(copy, style=static("people/own_copy.css")))
        actions.make_own_copy(by=acting(request), person=person, key=submission_key(request), **form.cleaned_data)
        messages.success(request, _("The copy is ready. It can be fetched once, within seven days."))
        return redirect("people:own_data", person_id=person_id)
    context = {
        "person": person, "may": may, "form": form, "crumbs": crumbs(person, _("The person's own data")),
        "requests": queries.requests_of(person, by=acting(request)), "copies": queries.copies_of(person),
        "now": timezone.now(),
    }  # fmt: skip
    return render(request, "people/own_data.html", context, status=422 if form.errors else 200)


@require_POST
def fetch_copy(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """The zip, once. Its name is the same for everybody."""
    found = queries.copy_for(by=acting(request), copy_id=copy_id)
    fetched = actions.fetch_own_copy(by=acting(request), copy=found)
    response = HttpResponse(fetched.handed_over, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    response["Cache-Control"] = "no-store"
    return response


class _RequestPage(RowPage[PersonRequest]):
    def find(self, user: User, id: UUID, verb: str = "view") -> PersonRequest:
        return queries.request_for(by=user, request_id=id)

    def back(self, record: PersonRequest) -> str:
        return reverse("people:own_data", args=[record.person_id])


def _answer(request: HttpRequest, found: PersonRequest, form: AnswerForm) -> None:
    actions.decide_request(
        by=acting(request), request=found, grant=form.cleaned_data["grant"] == "yes",
        answer=form.cleaned_data["answer"], version=version(request),
    )  # type: ignore[misc]  # the decorator takes version  # fmt: skip


decide = _RequestPage(
    gettext_lazy("Answer a request"), gettext_lazy("Save the answer"), AnswerForm, "decide", _answer,
    template="people/decide.html", saved=gettext_lazy("The answer is kept. Tell the person."),
)  # fmt: skip


@require_POST
def lift_restriction(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """End a restriction that the person asked for."""
    person = queries.get_person(by=acting(request), person_id=person_id, verb="decide")
    actions.lift_restriction(by=acting(request), person=person)
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
    actions.finish_duty(by=acting(request), duty=queries.duty_for(by=acting(request), duty_id=duty_id))
    return redirect("desk:home")


def retention(request: HttpRequest) -> HttpResponse:
    """Files whose time is over, for the data-protection officer."""
    return render(request, "people/retention.html", {"lines": queries.reviews(by=acting(request))})


class _ReviewPage(RowPage[RetentionReview]):
    def find(self, user: User, id: UUID, verb: str = "view") -> RetentionReview:
        return queries.review_for(by=user, review_id=id)

    def back(self, record: RetentionReview) -> str:
        return reverse("people:retention")


hold = _ReviewPage(
    gettext_lazy("Hold the file"), gettext_lazy("Hold"), HoldForm, "retain",
    lambda request, review, form: actions.hold_file(by=acting(request), review=review, **form.cleaned_data),
    lede=gettext_lazy("The file is kept until that day and then appears here again."),
    saved=gettext_lazy("The file is held."),
)  # fmt: skip


@require_POST
def release(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """End a hold."""
    actions.release_hold(by=acting(request), review=queries.review_for(by=acting(request), review_id=review_id))
    return redirect("people:retention")
