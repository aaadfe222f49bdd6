"""Timing: medians of interleaved runs, each line with ours, the other, and the ratio."""

import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Line:
    """One comparison. ``ours`` and ``other`` are medians in ``unit``; ratio = ours / other."""

    name: str
    ours: float
    other: float
    unit: str
    against: str

    @property
    def ratio(self) -> float:
        return self.ours / self.other if self.other else float("inf")

    def show(self) -> str:
        if os.environ.get("JSON"):
            return json.dumps(asdict(self) | {"ratio": round(self.ratio, 3)})
        return (
            f"{self.name:<58} {self.ours:>9.3f} {self.unit:<4} {self.other:>9.3f}  ×{self.ratio:<6.2f} {self.against}"
        )


def compare(
    name: str,
    ours: Callable[[], object],
    other: Callable[[], object],
    *,
    against: str,
    runs: int = 31,
    unit: str = "ms",
) -> Line:
    """Run both in turn ``runs`` times after two warm-ups and take medians."""
    times: tuple[list[float], list[float]] = ([], [])
    for round_ in range(runs + 2):
        for kept, question in zip(times, (ours, other), strict=True):
            start = time.perf_counter()
            question()
            if round_ >= 2:
                kept.append(time.perf_counter() - start)
    factor = {"ms": 1e3, "µs": 1e6}[unit]
    return Line(name, statistics.median(times[0]) * factor, statistics.median(times[1]) * factor, unit, against)


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
