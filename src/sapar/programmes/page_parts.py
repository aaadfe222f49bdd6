"""What upper rooms add to the page of a project (who was reached, maps, cascades). Registered in ``apps.ready()``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sapar.kernel.access.models import User
from sapar.kernel.errors import Text
from sapar.programmes.models import Project


@dataclass(frozen=True)
class Part:
    """One card: its title, the template of its body and what that needs. The part never shows a person."""

    title: Text
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    anchor: str = ""


_registered: dict[str, Callable[[User, Project], Part | None]] = {}


def register(name: str, part: Callable[[User, Project], Part | None]) -> None:
    """Add a part; None hides it from this user. The same name again replaces it."""
    _registered[name] = part


def shown(*, by: User, project: Project) -> list[Part]:
    """All parts of a project's page as this user may see them."""
    found = [part(by, project) for _name, part in sorted(_registered.items())]
    return [part for part in found if part is not None]
