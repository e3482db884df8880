"""A mark: a measured figure, its yardstick and its limit; and the table that shows them."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the result. ``unit`` says what ``value`` counts; smaller is better, unless ``at_least``."""

    name: str
    value: float
    limit: float
    unit: str
    detail: str
    at_least: bool = False

    @property
    def is_kept(self) -> bool:
        """Within the limit?"""
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def wanted(self) -> str:
        """The limit, as it is read."""
        return f"{'≥' if self.at_least else '≤'} {self.limit:g} {self.unit}"

    def row(self) -> str:
        """The mark as a row of docs/bench.md."""
        return f"| {self.name} | {self.value:.2f} {self.unit} | {self.wanted} | {self.verdict} | {self.detail} |"

    @property
    def verdict(self) -> str:
        """In a word."""
        return "ok" if self.is_kept else "OVER"

    def line(self) -> str:
        """The mark as a line of the table."""
        measured = f"{self.value:>8.2f} {self.unit:<5} ({self.wanted})"
        return f"  {self.verdict:<4}  {self.name:<48} {measured}   {self.detail}"


def cpu_ms(work: Callable[[], object], *, times: int) -> float:
    """CPU milliseconds of this process per call: the median of single calls."""
    spent = []
    for _ in range(times):
        began = time.process_time()
        work()
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent)


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of them lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]
