"""How several workers share the tests: journeys of one file stay together, what takes longest starts first.

pytest-xdist's own ``--dist loadgroup`` marks groups in a field that pytest 9 no longer reads, so that
every journey built the demo again in each worker.
"""

from typing import TYPE_CHECKING, Any

import pytest
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.remote import Producer

#: Parts of addresses of tests, longest first; everything else follows in the order it came.
LONGEST = ("tests/journeys/", "tests/contract/test_url_matrix", "tests/faults/", "test_policy_is_row_security")


class ByJourney(LoadScopeScheduling):
    """One file of journeys is one piece of work; every other test is its own."""

    def __init__(self, config: pytest.Config, log: "Producer | None" = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # the order below is meant

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.split("::", 1)[0] if nodeid.startswith(LONGEST[0]) else nodeid


def _place(item: pytest.Item) -> int:
    return next((place for place, part in enumerate(LONGEST) if part in item.nodeid), len(LONGEST))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long work first, so that no worker begins it when the others have finished. Keeps the random order within."""
    items.sort(key=_place)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByJourney:
    """Called by pytest-xdist when tests run in several processes."""
    return ByJourney(config, log)
