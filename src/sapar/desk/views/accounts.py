"""Accounts and roles of the organisation: sudo mode, administrators only."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sapar.desk.forms import AccountForm, GrantForm
from sapar.desk.requests import sudo
from sapar.kernel.access import queries
from sapar.kernel.access.models import User
from sapar.kernel.errors import Invalid
from sapar.kernel.staff import actions
from sapar.kernel.ui.form_page import add_error
from sapar.kernel.ui.requests import acting
from sapar.kernel.ui.submission import submission_key


@sudo
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody with an account in the organisation."""
    by = acting(request)
    found = Paginator(queries.accounts(by=by), 50).get_page(request.GET.get("page"))
    return render(request, "desk/accounts.html", {"page": found, "may_open": queries.may_open(by=by)})


@sudo
def open_account(request: HttpRequest) -> HttpResponse:
    """Open an account with a first role."""
    by = acting(request)
    form = AccountForm(request.POST or None, by=by)
    if request.method == "POST" and form.is_valid():
        who = {"email": form.cleaned_data["email"], "name": form.cleaned_data["name"]}
        try:
            made = actions.open_account(by=by, key=submission_key(request), **who, **form.arguments())
        except Invalid as error:
            add_error(form, error)
        else:
            messages.success(request, _("The account is open. Now give its holder the link to set a password."))
            return redirect("desk:account", id=made.id)
    return render(request, "desk/account_open.html", {"form": form}, status=422 if form.errors else 200)


@sudo
def account(request: HttpRequest, id: UUID) -> HttpResponse:
    """One account with its roles, now and before."""
    by = acting(request)
    return _account_page(request, queries.account(by=by, id=id), GrantForm(by=by))


def _account_page(request: HttpRequest, account: User, form: GrantForm, link: str = "") -> HttpResponse:
    context = {
        "account": account, "grants": queries.grant_history(account), "form": form, "link": link,
        "is_me": account.id == acting(request).id,
        "may_change": queries.may_change(by=acting(request), account=account),
    }  # fmt: skip
    return render(request, "desk/account.html", context, status=422 if form.errors else 200)


@require_POST
@sudo
def grant(request: HttpRequest, id: UUID) -> HttpResponse:
    """Grant a role."""
    by = acting(request)
    held = queries.account(by=by, id=id)
    form = GrantForm(request.POST, by=by)
    if form.is_valid():
        try:
            actions.grant_role(account=held, by=by, **form.arguments())
        except Invalid as error:
            add_error(form, error)
        else:
            messages.success(request, _("The role is granted. It holds from the next page that the holder opens."))
            return redirect("desk:account", id=id)
    return _account_page(request, held, form)


@require_POST
@sudo
def revoke(request: HttpRequest, id: UUID, grant_id: UUID) -> HttpResponse:
    """Withdraw a role."""
    by = acting(request)
    actions.revoke_role(account=queries.account(by=by, id=id), grant_id=grant_id, by=by)
    messages.success(request, _("The role is withdrawn."))
    return redirect("desk:account", id=id)


@require_POST
@sudo
def disable(request: HttpRequest, id: UUID) -> HttpResponse:
    """Switch an account off."""
    by = acting(request)
    actions.disable_account(account=queries.account(by=by, id=id), by=by)
    messages.success(request, _("The account is switched off. Its sessions have ended and its roles are withdrawn."))
    return redirect("desk:account", id=id)


@require_POST
@sudo
def enable(request: HttpRequest, id: UUID) -> HttpResponse:
    """Switch an account on again."""
    by = acting(request)
    actions.enable_account(account=queries.account(by=by, id=id), by=by)
    messages.success(request, _("The account is open again. It has no role until you grant one."))
    return redirect("desk:account", id=id)


@require_POST
@sudo
def invite(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show, once, the address at which the holder sets a password. It is not kept anywhere."""
    by = acting(request)
    held = queries.account(by=by, id=id)
    path = actions.invite(account=held, by=by)
    return _account_page(request, held, GrantForm(by=by), link=request.build_absolute_uri(path))
