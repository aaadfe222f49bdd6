"""What the journal needs to know of whoever acts."""

from typing import Protocol
from uuid import UUID


class Actor(Protocol):
    """A signed-in user, or anything else with an identity inside an organisation."""

    @property
    def id(self) -> UUID: ...

    @property
    def organisation_id(self) -> UUID | None: ...
