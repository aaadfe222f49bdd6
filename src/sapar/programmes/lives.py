"""Lives of this room's records."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sapar.kernel.access.roles import Role
from sapar.kernel.workflow import Workflow

VALUE = Workflow(
    name="reported_value",
    states={
        "reported": pgettext_lazy("reported value", "waits for approval"),
        "approved": pgettext_lazy("reported value", "approved"),
        "returned": _("sent back"),
        "replaced": _("replaced by a later value"),
    },
    moves={"reported": ("approved", "returned"), "approved": ("replaced",), "returned": (), "replaced": ()},
    turn={"reported": Role.PROJECT_MANAGER, "approved": None, "returned": None, "replaced": None},
    start="reported",
)
