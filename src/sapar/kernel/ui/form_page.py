"""One form on one record: find it, check, act, or show the form again with every reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import User
from sapar.kernel.errors import Invalid, StaleEdit, Text, WorkflowRefused
from sapar.kernel.ui.requests import acting

SAVED = _("Saved.")

type Crumbs = list[tuple[Text, str | None]]


def nothing(request: HttpRequest, record: Any) -> dict[str, Any]:
    """For a form that starts empty and takes no arguments."""
    return {}


def add_error(form: forms.Form, error: Invalid, shown_at: dict[str, str] | None = None) -> None:
    """Show a refusal at its field, or on top of the form when it belongs to none, with what to do next.

    ``shown_at`` names the form's field for inputs that the action calls otherwise.
    """
    named = (error.field or "", (shown_at or {}).get(error.field or "", ""))
    field = next((name for name in named if name in form.fields), None)
    form.add_error(field, f"{error.message} {error.advice}".strip())


@dataclass(frozen=True)
class FormPage[Record: Model]:
    """A page that is one form and one action. A room says how its record is found and where a page leads back.

    ``act`` gets the request, the record and the valid form; what it raises as Invalid, StaleEdit or
    WorkflowRefused is shown on the form, nothing typed is lost.
    """

    # Templates call what can be called; this one is read there, for its words.
    do_not_call_in_templates: ClassVar[bool] = True

    title: Text
    submit: Text
    form: type[forms.Form]
    verb: str
    act: Callable[[HttpRequest, Record, Any], object]
    initial: Callable[[HttpRequest, Record], dict[str, Any]] = nothing
    arguments: Callable[[HttpRequest, Record], dict[str, Any]] = nothing
    lede: Text = ""
    kind: str = "primary"
    template: str = "ui/form_page.html"
    saved: Text = SAVED

    #: The form's names of what the actions call otherwise.
    shown_at: ClassVar[dict[str, str]] = {}

    def find(self, user: User, id: UUID, verb: str = "view") -> Record:
        """The record, for who may do ``verb`` with it. Raises NotFound or NotAllowed."""
        raise NotImplementedError

    def back(self, record: Record) -> str:
        """The address of the record's own page."""
        raise NotImplementedError

    def crumbs(self, record: Record, title: Text) -> Crumbs:
        """The way back, ending in this page."""
        raise NotImplementedError

    def code(self, record: Record) -> str:
        """What the title of the page says of the record: its code, never a name."""
        return str(getattr(record, "code", ""))

    def __call__(self, request: HttpRequest, **named: UUID) -> HttpResponse:
        """Show the form, or act and go back to the record."""
        (id,) = named.values()
        record = self.find(acting(request), id, self.verb)
        posted = request.method == "POST"
        initial = {} if posted else self.initial(request, record)
        form = self.form(
            request.POST if posted else None,
            request.FILES if posted else None,
            initial=initial,
            **self.arguments(request, record),
        )
        stale: StaleEdit | None = None
        if posted and form.is_valid():
            try:
                self.act(request, record, form)
            except StaleEdit as error:
                stale = error
                form = self._again(request, record)
            except Invalid as error:
                add_error(form, error, self.shown_at)
            except WorkflowRefused as error:
                form.add_error(None, f"{error.message} {error.advice}".strip())
            else:
                messages.success(request, cast(str, self.saved))
                return redirect(self.back(record))
        context = {
            "page": self, "form": form, "record": record, "code": self.code(record), "stale": stale,
            "back": self.back(record),
            "version": stale.version if stale else getattr(record, "version", None),
            "crumbs": self.crumbs(record, self.title),
        }  # fmt: skip
        return render(request, self.template, context, status=409 if stale else 422 if posted else 200)

    def _again(self, request: HttpRequest, record: Record) -> forms.Form:
        """The same input, now opened on what the other person saved: sending it again is a choice, not an accident."""
        now = self.initial(request, self.find(acting(request), record.pk, self.verb))
        data = request.POST.copy()
        for name, value in now.items():
            data[f"initial-{name}"] = "" if value is None else str(value)
        return self.form(data, **self.arguments(request, record))
