"""Pages of figures: parse, call one query or action, render."""

from datetime import datetime, time
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sapar.insight import actions, exporting, pages, periods, queries
from sapar.insight.exploring import initial_of, question_from
from sapar.insight.forms import ExceptForm, ExploreForm, IssueForm, KeepForm, MoveForm, PeriodForm
from sapar.kernel import places
from sapar.kernel.errors import Invalid, SaparError
from sapar.kernel.formats import excel
from sapar.kernel.ui.submission import submission_key, version


def bulletin(request: HttpRequest) -> HttpResponse:
    """The regional bulletin, live."""
    page = queries.live_bulletin(request.user)
    return render(request, "insight/bulletin.html", {"page": page, "crumbs": [(_("Figures"), None)]})


def issue(request: HttpRequest) -> HttpResponse:
    """Issue the bulletin: freezes its figures."""
    page = queries.bulletin_to_issue(request.user)
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issued = actions.issue_bulletin(
                by=request.user,
                region=places.get(queries.REGION),
                definitions=queries.bulletin_definitions(),
                as_of=form.cleaned_data["as_of"],
                key=submission_key(request),
            )
        except Invalid as error:
            form.add_error(error.field, str(error))
        else:
            return redirect("insight:issued", id=issued.id)
    return render(request, "insight/issue.html", {"form": form, "page": page}, status=422 if form.errors else 200)


def issued(request: HttpRequest, id: UUID) -> HttpResponse:
    """An issued bulletin with the figures it printed, beside what the ledger says today."""
    found = queries.issued_bulletin(id)
    live = queries.live_bulletin(request.user)
    context = {"bulletin": found, "live": live, "figures": queries.printed(found)}
    return render(request, "insight/issued.html", context)


def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """From a figure back to what was done, for those who may see it."""
    return render(request, "insight/evidence.html", {"page": queries.evidence(request.user, code), "code": code})


def explore(request: HttpRequest) -> HttpResponse:
    """Ask the ledger a new question; htmx asks again for the answer alone whenever a picker changes."""
    pages.may_explore(request.user)
    form = ExploreForm(request.GET or None)
    context = {"form": form, "crumbs": [(_("Figures"), "/figures/"), (_("Explorer"), None)]}
    if not form.is_bound or form.is_valid():
        question = question_from(form.cleaned_data if form.is_bound else {})
        try:
            context["page"] = pages.explored(request.user, question, _("Answer"))
        except Invalid as error:
            context["refused"] = error
    part = request.headers.get("HX-Request") == "true"
    return render(request, "insight/_answer.html" if part else "insight/explore.html", context)


def keep(request: HttpRequest) -> HttpResponse:
    """Keep the question of the explorer as a definition."""
    asked = ExploreForm(request.GET)
    if not asked.is_valid():
        return redirect("insight:explore")
    question = question_from(asked.cleaned_data)
    page = pages.explored(request.user, question, _("Answer"))
    form = KeepForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.define_figure(
                by=request.user, code=form.cleaned_data["code"], labels=form.labels(), question=question,
                bulletin=form.cleaned_data["bulletin"], key=submission_key(request),
            )  # fmt: skip
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            return redirect("insight:figure", code=made.code)
    context = {"form": form, "page": page}
    return render(request, "insight/keep.html", context, status=422 if form.errors else 200)


def definitions(request: HttpRequest) -> HttpResponse:
    """Every figure that is defined, with its live value."""
    return render(request, "insight/definitions.html", {"rows": pages.definitions(request.user)})


def figure(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: in words, with subtotals, picture, versions, and where it was printed."""
    by = tuple(value for value in request.GET.getlist("by") if value) if "by" in request.GET else None
    page = pages.figure_page(request.user, code, by)
    form = ExploreForm(initial_of(page.shown.answer.question))
    return render(request, "insight/figure.html", {"page": page, "form": form})


def figure_file(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """The table or picture of a figure as a file."""
    by = tuple(value for value in request.GET.getlist("by") if value) if "by" in request.GET else None
    page = pages.figure_page(request.user, code, by)
    return _file(request, page.shown, str(page.definition), kind)


def explored_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The table or picture of the explorer as a file."""
    form = ExploreForm(request.GET)
    if not form.is_valid():
        return redirect("insight:explore")
    return _file(
        request, pages.explored(request.user, question_from(form.cleaned_data), _("Answer")), _("Answer"), kind
    )


def _file(request: HttpRequest, shown: pages.Shown, title: str, kind: str) -> HttpResponseBase:
    if kind == "svg":
        if shown.picture is None:
            raise Invalid(_("There is nothing to draw."), advice=_("Break the figure down first."))
        response = HttpResponse(shown.picture.svg, content_type="image/svg+xml")
        response["Content-Disposition"] = f'attachment; filename="{pages.file_name(title, "svg")}"'
        return response
    if kind == "csv":
        return FileResponse(
            exporting.comma_separated(shown.answer), as_attachment=True, filename=pages.file_name(title, "csv"),
            content_type="text/csv; charset=utf-8",
        )  # fmt: skip
    rows = len(shown.answer.matrix.cells)
    if rows > exporting.LARGE:
        made = exporting.ask_export(by=request.user, question=shown.answer.question, title=title, total=rows)
        return redirect("insight:export", id=made.id)
    return FileResponse(
        exporting.workbook(shown.answer, title),
        as_attachment=True,
        filename=pages.file_name(title, "xlsx"),
        content_type=excel.TYPE,
    )


def export(request: HttpRequest, id: UUID) -> HttpResponse:
    """How far a large export is; htmx asks again until it is ready."""
    found = pages.export_of(request.user, id)
    part = request.headers.get("HX-Request") == "true"
    return render(request, "insight/_export.html" if part else "insight/export.html", {"export": found})


def export_file(request: HttpRequest, id: UUID) -> HttpResponse:
    """The finished file."""
    found = pages.export_of(request.user, id)
    if not found.ready:
        return redirect("insight:export", id=id)
    response = HttpResponse(bytes(found.file or b""), content_type=excel.TYPE)
    response["Content-Disposition"] = f'attachment; filename="{pages.file_name(found.title, "xlsx")}"'
    return response


def printed(request: HttpRequest) -> HttpResponse:
    """Every value that some document printed, beside today's."""
    return render(request, "insight/printed.html", {"lines": pages.register_of_print(request.user)})


def period_list(request: HttpRequest) -> HttpResponse:
    """The periods; adding one."""
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            periods.add_period(by=request.user, key=submission_key(request), **form.cleaned_data)
        except Invalid as error:
            form.add_error(error.field, str(error))
        else:
            return redirect("insight:periods")
    context = {"lines": pages.periods(request.user), "form": form, "may_add": pages.may_add_period(request.user)}
    return render(request, "insight/periods.html", context, status=422 if form.errors else 200)


def period_move(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """Review, approve, lock or open a period."""
    line = pages.period(request.user, period_id)
    form = MoveForm(request.POST or None)
    form.fields["state"].choices = line.moves
    if request.method == "POST" and form.is_valid():
        try:
            periods.move_period(
                by=request.user,
                period=line.period,
                version=version(request),
                key=submission_key(request),
                **form.cleaned_data,
            )
        except (Invalid, SaparError) as error:
            form.add_error("reason" if isinstance(error, Invalid) else None, f"{error} {error.advice}")
        else:
            return redirect("insight:periods")
    context = {"form": form, "line": line, "title": _("Change a period")}
    return render(request, "insight/period.html", context, status=422 if form.errors else 200)


def period_except(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """Give an exception from a lock; it expires."""
    line = pages.period(request.user, period_id)
    form = ExceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        until = timezone.make_aware(datetime.combine(told["until"], time.max))
        try:
            periods.except_from_period(
                by=request.user, period=line.period, organisation=told["organisation"], reason=told["reason"],
                until=until, version=version(request), key=submission_key(request),
            )  # fmt: skip
        except SaparError as error:
            form.add_error(getattr(error, "field", None), f"{error} {error.advice}")
        else:
            return redirect("insight:periods")
    context = {"form": form, "line": line, "title": _("Give an exception")}
    return render(request, "insight/period.html", context, status=422 if form.errors else 200)
