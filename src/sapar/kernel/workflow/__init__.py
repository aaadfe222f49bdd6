"""Allowed next states and whose turn it is, as data; diagrams and refusals come from the same table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.roles import Role
from sapar.kernel.errors import WorkflowRefused


@dataclass(frozen=True)
class Workflow:
    """The life of one record type. Every state has a label, a set of next states and an owner (or None)."""

    name: str
    states: Mapping[str, Promise]
    moves: Mapping[str, tuple[str, ...]]
    turn: Mapping[str, Role | None]
    start: str

    def check(self, current: str, wanted: str) -> None:
        """Raise WorkflowRefused when ``wanted`` cannot follow ``current``."""
        if wanted in self.moves[current]:
            return
        possible = ", ".join(str(self.states[state]) for state in self.moves[current])
        raise WorkflowRefused(
            _("From “%(now)s” this cannot become “%(wanted)s”.")
            % {"now": self.states[current], "wanted": self.states[wanted]},
            advice=(_("Possible now: %(states)s.") % {"states": possible}) if possible else _("This state is final."),
        )

    def mermaid(self) -> str:
        """The diagram for docs/workflows.md (Mermaid state diagram)."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        for state, following in self.moves.items():
            lines += [f"    {state} --> {after}" for after in following]
            if not following:
                lines.append(f"    {state} --> [*]")
        return "\n".join(lines)
