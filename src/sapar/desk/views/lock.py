"""The lock of a shared PC."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from sapar.desk import locking
from sapar.desk.forms import UnlockForm
from sapar.kernel.ui.requests import acting


def _local(request: HttpRequest) -> str:
    """Where to go on: a page of this site, else the first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if safe else reverse("desk:home")


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock this session in all its windows."""
    locking.lock(request)
    return redirect(reverse("desk:unlock", query={"next": _local(request)}))


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """Somebody is still typing: the request itself counts against the idle lock; nothing is read or journalled."""
    return HttpResponse(status=204)


def unlock(request: HttpRequest) -> HttpResponse:
    """Ask for the password; the fifth wrong one signs out."""
    back = _local(request)
    if not locking.is_locked(request):
        return redirect(back)
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if locking.unlock(request, acting(request), form.cleaned_data["password"]):
            return redirect(back)
        left = locking.attempts_left(request)
        if not left:
            return redirect("account_login")
        words = ngettext(
            "%(left)s attempt left, then you are signed out.", "%(left)s attempts left, then you are signed out.", left
        )
        form.add_error("password", f"{_('This is not your password.')} {words % {'left': left}}")
    return render(request, "ui/lock.html", {"form": form, "next": back}, status=422 if form.errors else 200)
