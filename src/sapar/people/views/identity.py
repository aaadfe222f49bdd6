"""Possible duplicates: the queue, one pair, taking a file out, questions to the supervisor."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.kernel.errors import Invalid, StaleEdit, WorkflowRefused
from sapar.kernel.ui.form_page import add_error
from sapar.kernel.ui.requests import acting
from sapar.kernel.ui.submission import submission_key, version
from sapar.people import actions, queries
from sapar.people.forms_registering import FindForm
from sapar.people.identity_forms import CheckForm, DecisionForm, RecognitionForm, UnlinkForm
from sapar.people.models import Judgement
from sapar.people.views.base import PersonPage


def _crumbs(*last: str) -> list[tuple[str, str | None]]:
    return [(_("Possible duplicates"), reverse("people:duplicates")), *((each, None) for each in last)]


def duplicates(request: HttpRequest) -> HttpResponse:
    """What waits for the supervisor, or (``?answered``) what was answered."""
    text = request.GET.get("page", "1")
    page = max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1
    answered = "answered" in request.GET
    lines, more = queries.queue(by=acting(request), page=page, answered=answered)
    context = {
        "lines": lines,
        "questions": [] if answered else queries.questions(by=acting(request)),
        "more": more,
        "page": page,
        "answered": answered,
    }
    return render(request, "people/duplicates.html", context)


def duplicate(request: HttpRequest, side_id: UUID) -> HttpResponse:
    """One pair and the answer to it."""
    posted = request.method == "POST"
    form = DecisionForm(request.POST if posted else None)
    stale: StaleEdit | None = None
    if posted and form.is_valid():
        side = queries.get_side(by=acting(request), side_id=side_id)
        try:
            decided = actions.decide_duplicate(
                by=acting(request),
                side=side,
                version=version(request),
                key=submission_key(request),
                **form.cleaned_data,
            )  # type: ignore[call-arg]  # the decorator takes version and key
        except StaleEdit as error:
            stale = error
        except Invalid as error:
            add_error(form, error)
        except WorkflowRefused as error:
            form.add_error(None, f"{error.message} {error.advice}".strip())
        else:
            messages.success(request, _said(decided.answer, queries.get_side(by=acting(request), side_id=side_id)))
            return redirect("people:duplicates")
    pair = queries.pair_page(by=acting(request), side_id=side_id)
    context = {
        "pair": pair,
        "form": form,
        "stale": stale,
        "version": stale.version if stale else pair.side.version,
        "crumbs": _crumbs(pair.own.person.code),
    }
    return render(request, "people/duplicate.html", context, status=409 if stale else 422 if form.errors else 200)


def _said(answer: str, side: Any) -> str:
    if answer == Judgement.SAME:
        if side.pair.status == "same":
            return _("The files are linked. Each stays as it is and can be taken out again.")
        return _("Your answer is kept. The files are linked once the other organisation says the same.")
    if answer == Judgement.DIFFERENT:
        return _("Kept as different people. This pair will not be proposed again.")
    return _("Kept as not sure. You can change the answer when you know more.")


def ask(request: HttpRequest) -> HttpResponse:
    """A worker asks the supervisor about whom a search met; what was typed is not kept."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_supervisor(by=acting(request), criteria=form.criteria())
        except (Invalid, WorkflowRefused) as error:
            messages.warning(request, f"{error.message} {error.advice}".strip())
            return redirect("people:find")
        messages.success(request, _("Your supervisor has been asked. The answer appears here."))
    return redirect("people:my_checks")


def my_checks(request: HttpRequest) -> HttpResponse:
    """What this worker asked, and the outcome."""
    crumbs = [(_("Find a person"), reverse("people:find")), (_("Questions to your supervisor"), None)]
    asked = queries.my_questions(by=acting(request))
    return render(request, "people/my_checks.html", {"asked": asked, "crumbs": crumbs})


def check(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """One question of a colleague, and the answer to it."""
    asked = queries.question(by=acting(request), check_id=check_id)
    posted = request.method == "POST"
    form = CheckForm(request.POST if posted else None, may_give=asked.may_give)
    if posted and request.POST.get("step") == "pass_on":
        actions.pass_check_on(by=acting(request), check=asked.check)
        messages.success(request, _("The other organisation's supervisor has been asked. Their answer appears here."))
        return redirect("people:check", check_id=check_id)
    if posted and form.is_valid():
        try:
            actions.answer_check(
                by=acting(request), check=asked.check, key=submission_key(request), **form.cleaned_data
            )  # type: ignore[call-arg]  # the decorator takes key
        except (Invalid, WorkflowRefused) as error:
            form.add_error(None, f"{error.message} {error.advice}".strip())
        else:
            messages.success(request, _("Your colleague sees the answer."))
            return redirect("people:duplicates")
    context = {"asked": asked, "form": form, "crumbs": _crumbs(_("A colleague asks"))}
    return render(request, "people/check.html", context, status=422 if form.errors else 200)


def _unlink(request: HttpRequest, person: Any, form: UnlinkForm) -> None:
    actions.unlink_person(by=acting(request), person=person, key=submission_key(request), **form.cleaned_data)


def _set_recognition(request: HttpRequest, person: Any, form: RecognitionForm) -> None:
    actions.set_recognition(by=acting(request), person=person, key=submission_key(request), **form.cleaned_data)


unlink = PersonPage(
    gettext_lazy("Take the file out"),
    gettext_lazy("Take it out"),
    UnlinkForm,
    "link",
    _unlink,
    lede=gettext_lazy(
        "The file stands for itself again: its cases, services and consents were never mixed with the others."
    ),
)
recognition = PersonPage(
    gettext_lazy("Recognition by other organisations"),
    gettext_lazy("Save"),
    RecognitionForm,
    "restrict",
    _set_recognition,
    initial=lambda request, person: {"allowed": person.cross_search},
    lede=gettext_lazy(
        "Two organisations may learn that they know the same person, through their supervisors only and without"
        " any name. Who must not be known to be anywhere is kept out of it."
    ),
)
