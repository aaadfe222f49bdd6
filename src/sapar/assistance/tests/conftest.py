"""Services of the tests, recorded through the action."""

from collections.abc import Callable
from typing import Any

import pytest

from sapar.assistance.actions import record_delivery
from sapar.assistance.models import Delivery
from sapar.cases.models import Case
from sapar.cases.tests.conftest import agrees, english, new_case, new_person, visit
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User

__all__ = ["agrees", "english", "new_case", "new_person", "visit"]

type Serve = Callable[..., Delivery]


@pytest.fixture
def serve() -> Serve:
    """``serve(user, case, kind="humanitarian.food")``: a service given by the user's organisation."""

    def call(by: User, case: Case, **more: Any) -> Delivery:
        told: dict[str, Any] = {"kind": "humanitarian.food", "provider": by.organisation} | more
        if "on" not in told:
            told |= {"on": case.opened_on}
        with acting_as(by):
            return record_delivery(by=by, case=case, **told)

    return call
