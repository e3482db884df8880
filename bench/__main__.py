"""`make bench`: start PostgreSQL, Redis and an office of our own, measure, compare, say what is over its limit.

    python -m bench                 every part, one after another; writes docs/bench.md
    python -m bench people book     only these parts; writes nothing

Ends with 1 only when a part failed. A mark over its limit is marked so: that is a result.
"""

import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from subprocess import SubprocessError

from bench.marks import Mark
from bench.parts import PARTS
from tests import clusters
from tests.journeys import house

RESULT = Path(__file__).parent.parent / "docs" / "bench.md"


@dataclass
class Run:
    """What one run of the bench has found so far."""

    marks: list[Mark] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    load: float = field(default_factory=lambda: os.getloadavg()[0])

    def part(self, name: str, office: house.House) -> None:
        """One part; a failing one does not keep the others from theirs."""
        began, seen = time.monotonic(), len(self.marks)
        try:
            self.marks += PARTS[name](office)
        except (SubprocessError, AssertionError, LookupError, ValueError, OSError) as trouble:
            self.failed[name] = f"{type(trouble).__name__}: {trouble}".splitlines()[0][:200]
        self.seconds[name] = time.monotonic() - began
        print(f"{name} ({self.seconds[name]:.0f} s)", self.failed.get(name, ""))
        print("\n".join(mark.line() for mark in self.marks[seen:]), flush=True)

    def page(self) -> str:
        """docs/bench.md: the marks with the day and the machine."""
        model = Path("/proc/cpuinfo").read_text().partition("model name")[2].partition("\n")[0].lstrip("\t: ")
        took = (datetime.now(UTC) - self.began).total_seconds() / 60
        each = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in self.seconds.items())
        return "\n".join([
            "# Bench", "",
            "Written by `make bench`; do not edit. Ratios travel between machines, absolute times do not.", "",
            f"- Day: {self.began:%Y-%m-%d %H:%M} UTC, {took:.0f} minutes in all: {each}",
            f"- Machine: {os.cpu_count()} cores ({model or 'model not told'}), Python {sys.version.split()[0]}",
            f"- Load average over one minute: {self.load:.1f} before, {os.getloadavg()[0]:.1f} after (bench included)",
            "", "| Mark | Measured | Goal | | How |", "|---|---|---|---|---|",
            *(mark.row() for mark in self.marks),
            *(f"| {name} | – | – | FAILED | {why} |" for name, why in self.failed.items()), "",
        ])  # fmt: skip


def main(chosen: list[str]) -> int:
    """Measure the chosen parts, or all of them and write docs/bench.md. 1 when a part failed, else 0."""
    if unknown := set(chosen) - set(PARTS):
        raise SystemExit(f"No such part: {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.")
    run = Run()
    with clusters.running() as servers, tempfile.TemporaryDirectory(prefix="satupintu-bench-") as folder:
        os.environ.update(servers.environment())
        with house.opened("pariaman", Path(folder) / "office" / "var") as office:
            for name in chosen or PARTS:
                run.part(name, office)
    if not chosen:
        RESULT.write_text(run.page(), encoding="utf-8")
    over = [mark.name for mark in run.marks if not mark.is_kept]
    print("\n".join(["", f"Over: {', '.join(over) or 'nothing'}. Failed: {', '.join(run.failed) or 'nothing'}.", ""]))
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
