"""Pages that are written: parse, call one action, render the form again with every reason."""

from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sapar.kernel.errors import Invalid, StaleEdit, Text, WorkflowRefused
from sapar.kernel.ui.submission import submission_key, version
from sapar.programmes import actions, overview, parts, queries
from sapar.programmes.forms.base import PartForm
from sapar.programmes.forms.framework import ApproveForm, DecisionForm, VersionForm
from sapar.programmes.forms.money import RateForm
from sapar.programmes.forms.planning import MetForm
from sapar.programmes.forms.project import ProjectForm, initial_of_project
from sapar.programmes.logframe import logframe
from sapar.programmes.models import Project
from sapar.programmes.views.pages import acting, crumbs_of


def _refused(form: django_forms.Form, error: Invalid | WorkflowRefused) -> None:
    field = error.field if isinstance(error, Invalid) else None
    if field is not None and field not in form.fields and f"{field}_en" in form.fields:
        field = f"{field}_en"
    form.add_error(field if field in form.fields else None, f"{error.message} {error.advice}".strip())


def _page(
    request: HttpRequest, form: django_forms.Form, *, title: Text, crumbs: Any, cancel: str, submit: Text = "",
    stale: StaleEdit | None = None, **more: Any,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "title": title, "crumbs": crumbs, "cancel": cancel, "submit": submit or _("Save"), "stale": stale,
        **more,
    }  # fmt: skip
    status = 409 if stale else 422 if form.is_bound else 200
    return render(request, "programmes/form.html", context, status=status)


def _at(project: Project, anchor: str = "") -> str:
    return reverse("programmes:project", args=[project.code]) + (f"#{anchor}" if anchor else "")


def _back(project: Project, part: parts.Part) -> str:
    if part.anchor == "logframe":
        return reverse("programmes:framework_version", args=[project.code, parts.draft_of(project).number])
    return _at(project, part.anchor)


def open_project(request: HttpRequest) -> HttpResponse:
    """Begin a project."""
    user = acting(request)
    form = ProjectForm(request.POST or None, projects=queries.choosable(user, "create"))
    if request.method == "POST" and form.is_valid():
        try:
            project = actions.open_project(by=user, key=submission_key(request), **form.told())
        except Invalid as error:
            _refused(form, error)
        else:
            messages.success(request, _("The project is open. Add its donors, budget and logframe."))
            return redirect("programmes:project", code=project.code)
    home = reverse("programmes:projects")
    crumbs = [(_("Projects"), home), (_("Open a project"), None)]
    return _page(request, form, title=_("Open a project"), crumbs=crumbs, cancel=home, submit=_("Open the project"))


def change_project(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is stated of a project as a whole."""
    user = acting(request)
    project = overview.project_for(user, code, "edit")
    initial = initial_of_project(project)
    choosable = queries.choosable(user, "view")
    form = ProjectForm(request.POST or None, initial=initial, projects=choosable, is_new=False)
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_project(
                by=user, project=project, key=submission_key(request), version=version(request), **form.told()
            )
        except StaleEdit as error:
            stale, project = error, overview.project_for(user, code, "edit")
        except Invalid as error:
            _refused(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(_at(project))
    crumbs = crumbs_of(project, (_("Change the project"), None))
    return _page(
        request, form, title=_("Change the project"), crumbs=crumbs, cancel=_at(project), stale=stale, project=project,
        version=project.version,
    )  # fmt: skip


def _begin(request: HttpRequest, part: parts.Part, project: Project) -> dict[str, Any]:
    return {**part.begin(project), **{name: request.GET.get(name) for name in part.by_query if name in request.GET}}


def write_part(request: HttpRequest, code: str, part: str, part_id: UUID | None = None) -> HttpResponse:
    """Add a part of a project, or change one."""
    user, spec = acting(request), parts.part_of(part)
    project = overview.project_for(user, code, spec.verb)
    row = parts.row_of(spec, project, part_id) if part_id else None
    initial = spec.initial(row) if row is not None else _begin(request, spec, project)
    form: PartForm = spec.form(request.POST or None, initial=initial, **spec.arguments(user, project, row))
    stale = None
    if request.method == "POST" and form.is_valid():
        sent = parts.Sent(user, project, row, form.told(), submission_key(request), version(request))
        try:
            spec.act(sent)
        except StaleEdit as error:
            stale, project = error, overview.project_for(user, code, spec.verb)
        except (Invalid, WorkflowRefused) as error:
            _refused(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(_back(project, spec))
    title = (spec.change if row is not None else spec.title) or spec.title
    removable = row is not None and spec.remove is not None
    remove = reverse("programmes:remove_part", args=[code, part, part_id]) if removable else ""
    return _page(
        request, form, title=title, crumbs=crumbs_of(project, (title, None)), cancel=_back(project, spec),
        stale=stale, lede=spec.lede, remove=remove, project=project, version=project.version,
    )  # fmt: skip


def remove_part(request: HttpRequest, code: str, part: str, part_id: UUID) -> HttpResponse:
    """Ask once, then take a part off the project."""
    user, spec = acting(request), parts.part_of(part)
    project = overview.project_for(user, code, spec.verb)
    row = parts.row_of(spec, project, part_id)
    form = PartForm(request.POST or None)
    if request.method == "POST" and spec.remove is not None and form.is_valid():
        try:
            spec.remove(parts.Sent(user, project, row, {}, submission_key(request), None))
        except (Invalid, WorkflowRefused) as error:
            _refused(form, error)
        else:
            messages.success(request, _("Removed."))
            return redirect(_back(project, spec))
    title = _("Remove: %(what)s") % {"what": row}
    return _page(
        request, form, title=title, crumbs=crumbs_of(project, (_("Remove"), None)), cancel=_back(project, spec),
        submit=_("Remove"), danger=True,
    )  # fmt: skip


def open_framework(request: HttpRequest, code: str) -> HttpResponse:
    """Begin the next version of the logframe."""
    user = acting(request)
    project = overview.project_for(user, code, "measure")
    form = VersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.open_framework(by=user, project=project, key=submission_key(request), **form.told())
        except Invalid as error:
            _refused(form, error)
        else:
            return redirect("programmes:framework_version", code=code, number=draft.number)
    title = _("Begin a new version of the logframe")
    lede = _("It begins as a copy of the version in force, which stays as it is until you approve the new one.")
    return _page(
        request, form, title=title, crumbs=crumbs_of(project, (title, None)), cancel=_at(project), lede=lede,
        submit=_("Begin the version"),
    )  # fmt: skip


def approve_framework(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put a version in force."""
    user = acting(request)
    project = overview.project_for(user, code, "approve")
    page = logframe(user, code, number)
    form = ApproveForm(request.POST or None, initial={"effective_from": timezone.localdate()})
    if request.method == "POST" and page.framework is not None and form.is_valid():
        try:
            actions.approve_framework(by=user, framework=page.framework, key=submission_key(request), **form.told())
        except Invalid as error:
            _refused(form, error)
        else:
            messages.success(request, _("The version is in force. Its wording stays from now on."))
            return redirect("programmes:framework", code=code)
    title = _("Approve version %(number)s") % {"number": number}
    back = reverse("programmes:framework_version", args=[code, number])
    return _page(
        request, form, title=title, crumbs=crumbs_of(project, (title, None)), cancel=back,
        submit=_("Approve"), lede=_("Afterwards its statements, indicators and targets are read, not changed."),
    )  # fmt: skip


def decide_value(request: HttpRequest, code: str, part_id: UUID) -> HttpResponse:
    """Approve a reported value, or send it back."""
    user = acting(request)
    project = overview.project_for(user, code, "approve")
    value = queries.value_of(project, part_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decide = actions.return_value if "return" in request.POST else actions.approve_value
        try:
            decide(by=user, reported=value, key=submission_key(request), **form.told())
        except (Invalid, WorkflowRefused) as error:
            _refused(form, error)
        else:
            messages.success(request, _("Sent back.") if "return" in request.POST else _("Approved."))
            return redirect(_at(project, "values"))
    context = {
        "form": form,
        "value": value,
        "project": project,
        "crumbs": crumbs_of(project, (_("Look at a value"), None)),
    }
    return render(request, "programmes/decide.html", context, status=422 if form.is_bound else 200)


def plan_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Work out the donor's dates from the project's."""
    user = acting(request)
    project = overview.project_for(user, code, "edit")
    form = PartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan_calendar(by=user, project=project, key=submission_key(request))
        except Invalid as error:
            _refused(form, error)
        else:
            messages.success(request, _("The calendar is worked out."))
            return redirect(_at(project, "calendar"))
    title = _("Work out the donor's calendar")
    lede = _(
        "Results framework in the first month, an interim report every six months within six weeks, the request for an "
        "extension a month before the end, the final report within three months, the evaluation within a year. Dates "
        "that you wrote yourself or that are met stay."
    )
    return _page(
        request, form, title=title, crumbs=crumbs_of(project, (title, None)), cancel=_at(project, "calendar"),
        lede=lede, submit=_("Work out the dates"),
    )  # fmt: skip


def meet_deadline(request: HttpRequest, code: str, part_id: UUID) -> HttpResponse:
    """Say when something due was done."""
    user = acting(request)
    project = overview.project_for(user, code, "edit")
    deadline = parts.row_of(parts.part_of("deadline"), project, part_id)
    form = MetForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.meet_deadline(by=user, deadline=deadline, key=submission_key(request), **form.told())
        except (Invalid, WorkflowRefused) as error:
            _refused(form, error)
        else:
            messages.success(request, _("Done."))
            return redirect(_at(project, "calendar"))
    title = _("Done: %(what)s") % {"what": deadline}
    return _page(
        request, form, title=title, crumbs=crumbs_of(project, (_("Done"), None)), cancel=_at(project, "calendar"),
        submit=_("Mark as done"),
    )  # fmt: skip


def rates(request: HttpRequest) -> HttpResponse:
    """Rates of exchange: the list, and a form for whoever may record one."""
    user = acting(request)
    may_record = queries.may_set_rates(user)
    form = RateForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and may_record and form.is_valid():
        try:
            actions.record_rate(by=user, key=submission_key(request), **form.told())
        except Invalid as error:
            _refused(form, error)
        else:
            messages.success(request, _("The rate is recorded."))
            return redirect("programmes:rates")
    crumbs = [(_("Projects"), reverse("programmes:projects")), (_("Rates of exchange"), None)]
    context = {"rates": queries.rates(), "form": form, "may_record": may_record, "crumbs": crumbs}
    return render(request, "programmes/rates.html", context, status=422 if form.is_bound else 200)
