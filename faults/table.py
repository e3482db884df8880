"""The table of a run: on the screen, and between two marks in docs/faults.md."""

import os
from datetime import UTC, datetime
from pathlib import Path

from faults.stage import Row

PAGE = Path(__file__).parent.parent / "docs" / "faults.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
WHOLE = "Last whole run:"
WIDTHS = (24, 9, 8, 5, 11, 13, 8)
TITLES = ("plan", "seed", "changes", "lost", "duplicated", "out of order", "p95 s")
SHOWN = 6  # findings under a line


def head() -> str:
    """The titles."""
    return "  ".join(title.ljust(width) for title, width in zip(TITLES, WIDTHS, strict=True)) + "  verdict"


def line(row: Row) -> str:
    """One plan, and what was found when that should not be."""
    cells = [str(cell).ljust(width) for cell, width in zip(cells_of(row), WIDTHS, strict=True)]
    told = "  ".join(cells) + f"  {row.verdict}  ({row.seconds:.0f} s{'; ' if row.notes else ''}{row.notes})"
    shown = row.findings[:SHOWN] if row.plan.control != row.is_as_it_should_be or row.findings else []
    return "\n".join([told, *(f"      {one.invariant} {one.harm}: {one.text}" for one in shown)])


def cells_of(row: Row) -> tuple[str, ...]:
    """The figures as text."""
    counts = (row.changes, row.lost, row.duplicated, row.out_of_order)
    return (row.plan.name, str(row.seed), *map(str, counts), f"{row.p95:.1f}")


def summary(rows: list[Row], minutes: float, left: list[str]) -> str:
    """How many faults are green, how many controls were caught, what the time did not suffice for."""
    faults = [row for row in rows if not row.plan.control]
    controls = [row for row in rows if row.plan.control]
    green = sum(row.is_as_it_should_be for row in faults)
    caught = sum(row.is_as_it_should_be for row in controls)
    changes = sum(row.changes for row in faults)
    return (
        f"{green} of {len(faults)} faults green with {changes} acknowledged changes, "
        f"{caught} of {len(controls)} negative controls caught, {minutes:.1f} minutes"
        + (f"; NOT RUN for want of time: {', '.join(left)}" if left else "")
    )


def keep(rows: list[Row], minutes: float, left: list[str], *, is_whole: bool) -> None:
    """Write the table into docs/faults.md. A line that was not run this time stays, with its own day.

    What is said of the last whole run is replaced by a whole one only.
    """
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    held, _, after = rest.partition(END)
    kept = {line.split("|")[1].strip(): line for line in held.splitlines() if line.startswith("| F")}
    kept |= {row.plan.name: _row(row) for row in rows}
    told = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    said = [line for line in held.splitlines() if line.startswith(WHOLE)]
    if is_whole or not said:
        said = [f"{WHOLE} {told}: {summary(rows, minutes, left)}."]
    lines = [
        BEGIN, "", said[0], "",
        "| plan | what is broken | seed | changes | lost | duplicated | out of order | p95, s | verdict | at |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *(line for _name, line in sorted(kept.items(), key=lambda one: _place(one[0]))), "", END,
    ]  # fmt: skip
    PAGE.write_text(before + "\n".join(lines) + after, encoding="utf-8")


def _place(name: str) -> tuple[bool, int, str]:
    """The calm run, the faults by their number, then the controls."""
    number = name[1:].partition("-")[0]
    return name.startswith("F0-") and name != "F0-calm", int(number), name


def _row(row: Row) -> str:
    name, *figures = cells_of(row)
    notes = f" ({row.notes})" if row.notes else ""
    at = f"{datetime.now(UTC):%m-%d %H:%M}"
    return f"| {name} | {row.plan.title}{notes} | {' | '.join(figures)} | {row.verdict} | {at} |"
