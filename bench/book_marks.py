"""The logbook's marks: pages of a million rows, and the memory of large exports."""

from collections.abc import Callable
from typing import Any

from bench.marks import Mark

ROWS, SHEET_ROWS, TIMES = 1_000_000, 100_000, 60
PAGE_LIMIT, DEPTH_LIMIT, MEMORY_LIMIT, GROWTH_LIMIT = 50.0, 1.5, 150.0, 5.0
PROMISED = ("first page", "deep page", "month + officer", "name search")
Run = Callable[..., Any]


def marks(run: Run, told: dict[str, str]) -> list[Mark]:
    """Fill the book, ask its pages, write its files; each in a process of its own."""
    seeded = run(told, "book_seed", ROWS)
    pages = run(told, "book", "pages", TIMES)
    size = f"{ROWS:,} rows, {seeded['visits_mb']:.0f} + {seeded['words_mb']:.0f} MB, made in {seeded['seconds']:.0f} s"
    found = [
        Mark(f"logbook, {name}, p95", cost["p95"], PAGE_LIMIT, "ms", told_of(cost) + size)
        for name, cost in pages.items()
        if name in PROMISED
    ]
    depth = pages["deep page"]["p50"] / pages["first page"]["p50"]
    found.append(
        Mark("logbook, deep page ÷ first page", depth, DEPTH_LIMIT, "×", "medians, 300,000 rows deep and more")
    )
    grown = pages["memory"]["grown"]
    found.append(Mark("logbook, growth of the process", grown, GROWTH_LIMIT, "MB", f"{TIMES} looks at each page"))
    return [*found, *(export(run, told, form, rows) for form, rows in (("csv", ROWS), ("xlsx", SHEET_ROWS)))]


def told_of(cost: dict[str, float]) -> str:
    """What lies behind the one figure: on a busy machine the least and the CPU say more than the rest."""
    return f"median {cost['p50']:.1f}, least {cost['least']:.1f}, CPU {cost['cpu']:.1f} ms; "


def export(run: Run, told: dict[str, str], form: str, rows: int) -> Mark:
    """The most memory that a process needs for one large export, itself included."""
    cost = run(told, "book", form, rows)
    detail = (
        f"{cost['rows']:,} rows, {cost['mb']:.0f} MB in {cost['seconds']:.0f} s, longest piece {cost['longest']:.0f} s"
    )
    return Mark(f"logbook, {form.upper()} of {rows:,} rows, peak", cost["peak"], MEMORY_LIMIT, "MB", detail)
