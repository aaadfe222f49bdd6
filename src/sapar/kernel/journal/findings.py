"""What a verification may find, and the report of it."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID


class Flaw(StrEnum):
    """Kinds of damage."""

    ALTERED = "altered"
    """The content of an entry does not match its hash."""
    REMOVED = "removed"
    """A record's numbering has a gap, or a seal covers an entry that is not there."""
    REORDERED = "reordered"
    """An entry does not point at the one before it."""
    BROKEN_SEAL = "broken_seal"
    """Sealed entries are no longer those that were sealed, or seals are missing or out of turn."""
    FORGED_SEAL = "forged_seal"
    """A seal's signature does not hold under a key that is trusted."""
    UNSEALED = "unsealed"
    """Entries older than the allowed delay that no seal covers."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw and where it is. `entry` and `seal` are ids; `record` is the record's chain."""

    flaw: Flaw
    entry: int | None = None
    seal: int | None = None
    record: tuple[str, UUID] | None = None
    count: int = 1

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        place = {"kind": self.record[0], "record": str(self.record[1])} if self.record else {}
        return {
            "flaw": self.flaw.value,
            "entry": self.entry,
            "seal": self.seal,
            "count": self.count,
            **place,
        }


@dataclass(slots=True)
class Report:
    """Outcome of `verify`. `flaws` counts all; `findings` lists the first `LIMIT` of them."""

    LIMIT: ClassVar[int] = 1_000

    entries: int = 0
    seals: int = 0
    last_root: str = ""
    """Root of the newest seal in hexadecimal: kept elsewhere, it shows whether the end was cut."""
    seconds: float = 0.0
    findings: list[Finding] = field(default_factory=list)
    flaws: Counter[Flaw] = field(default_factory=Counter)

    @property
    def ok(self) -> bool:
        """Whether nothing at all was found."""
        return not self.flaws

    def add(self, finding: Finding) -> None:
        """Note one finding; beyond the limit only its count."""
        self.flaws[finding.flaw] += finding.count
        if len(self.findings) < self.LIMIT:
            self.findings.append(finding)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "ok": self.ok,
            "entries": self.entries,
            "seals": self.seals,
            "last_root": self.last_root,
            "seconds": round(self.seconds, 2),
            "flaws": {flaw.value: count for flaw, count in self.flaws.items()},
            "findings": [each.as_dict() for each in self.findings],
        }
