"""Emergency access: breaking the glass, and reviewing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sapar.cases import actions, forms, queries
from sapar.cases.models import Finding
from sapar.kernel.errors import Invalid
from sapar.kernel.ui.form_page import add_error
from sapar.kernel.ui.requests import acting
from sapar.kernel.ui.submission import submission_key


def break_glass(request: HttpRequest) -> HttpResponse:
    """Open a case in an emergency."""
    queries.require(acting(request), "break_glass")
    form = forms.EmergencyForm(
        request.POST if request.method == "POST" else None, initial={"code": request.GET.get("code", "")}
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            case = actions.break_glass_case(
                by=acting(request),
                case=told["code"],
                reason=told["reason"],
                hours=told["hours"],
                key=submission_key(request),
            )
        except Invalid as error:
            add_error(form, error)
        else:
            return redirect("cases:case", case_id=case.pk)
    return render(request, "cases/break_glass.html", {"form": form}, status=422 if form.errors else 200)


def emergencies(request: HttpRequest) -> HttpResponse:
    """Emergency accesses to review."""
    user = acting(request)
    context = {"found": queries.emergencies(user), "may_review": queries.may_review(user), "findings": Finding.choices}
    return render(request, "cases/emergencies.html", context)


@require_POST
def review(request: HttpRequest, access_id: UUID) -> HttpResponse:
    """The officer's finding on one emergency access."""
    user = acting(request)
    access = queries.emergency_for(user, access_id)
    actions.review_break_glass(by=user, access=access, finding=request.POST.get("finding", ""))
    messages.success(request, _("The finding is recorded."))
    return redirect("cases:emergencies")
