"""What the form pages of a case share: find it, check, act, or show the form again with every reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sapar.cases import queries
from sapar.cases.models import Case
from sapar.kernel.access.models import User
from sapar.kernel.errors import Invalid, NotAllowed, StaleEdit, Text, WorkflowRefused

SAVED = _("Saved.")

type Act = Callable[[HttpRequest, Case, Any], object]
type Prepare = Callable[[HttpRequest, Case], dict[str, Any]]


def acting(request: HttpRequest) -> User:
    """The signed-in member of staff; everybody else was sent to the sign-in page before."""
    if not isinstance(request.user, User):
        raise NotAllowed(_("Sign in first."))
    return request.user


def crumbs(case: Case, title: Text = "") -> list[tuple[Text, str | None]]:
    """The way back from a page of the case."""
    found: list[tuple[Text, str | None]] = [(_("Cases"), reverse("cases:list"))]
    found.append((case.code, reverse("cases:case", args=[case.pk])))
    return [*found, (title, None)] if title else found


def add_error(form: forms.Form, error: Invalid) -> None:
    """Put a refusal beside its field, with what to do next."""
    form.add_error(error.field if error.field in form.fields else None, f"{error.message} {error.advice}".strip())


def nothing(request: HttpRequest, case: Case) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Page:
    """One form page on a case: its words, form, action, and initial values or arguments of the form."""

    # Templates call what can be called; this one is read there, for its words.
    do_not_call_in_templates: ClassVar[bool] = True

    title: Text
    submit: Text
    form: type[forms.Form]
    verb: str
    act: Act
    initial: Prepare = nothing
    arguments: Prepare = nothing
    lede: Text = ""
    kind: str = "primary"
    template: str = "cases/form.html"
    saved: Text = SAVED

    def __call__(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        """Show the form, or act and go back to the case."""
        case = queries.case_for(acting(request), case_id, self.verb)
        posted = request.method == "POST"
        initial = {} if posted else self.initial(request, case)
        form = self.form(request.POST if posted else None, initial=initial, **self.arguments(request, case))
        stale: StaleEdit | None = None
        if posted and form.is_valid():
            try:
                self.act(request, case, form)
            except StaleEdit as error:
                stale = error
                form = self.again(request, case)
            except Invalid as error:
                add_error(form, error)
            except WorkflowRefused as error:
                form.add_error(None, f"{error.message} {error.advice}".strip())
            else:
                messages.success(request, cast(str, self.saved))
                return redirect("cases:case", case_id=case_id)
        context = {"page": self, "form": form, "case": case, "stale": stale, "crumbs": crumbs(case, self.title)}
        return render(request, self.template, context, status=409 if stale else 422 if posted else 200)

    def again(self, request: HttpRequest, case: Case) -> forms.Form:
        """The same input, now opened on what the other person saved: sending it again is a choice, not an accident."""
        now = self.initial(request, queries.case_for(acting(request), case.pk))
        data = request.POST.copy()
        for name, value in now.items():
            data[f"initial-{name}"] = "" if value is None else str(value)
        return self.form(data, **self.arguments(request, case))
