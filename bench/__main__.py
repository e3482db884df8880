"""`make bench`: start PostgreSQL, Redis and an office of our own, measure, compare, say what is over its limit."""

import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import book_marks
from bench.marks import Mark, percentile
from tests import clusters
from tests.journeys import house

PAGE_TIMES, PAPER_TIMES, WAITS, ROUNDS = 60, 12, 10, 4
PAGE_LIMIT, PAPER_LIMIT, WAIT_LIMIT, MEMORY_LIMIT = 6.0, 1.1, 5.0, 20.0
POLLERS, POLL_SECONDS, POLL_LIMIT = 200, 30, 100.0
DRAW_CLIENTS, DRAWS_EACH, DRAW_LIMIT = 16, 15, 10.0
SURVEY_SHEETS, SURVEY_LIMIT, SURVEY_DAY_LIMIT, SURVEY_REPORT_LIMIT = 1_000_000, 300.0, 3000.0, 10.0
PEOPLE, PEOPLE_TIMES, PEOPLE_LIMIT = 100_000, 40, 1000.0
COMPLAINTS, REGISTER_TIMES, REGISTER_LIMIT, REPORT_LIMIT = 100_000, 12, 50.0, 10.0
RESULT = Path(__file__).parent.parent / "docs" / "bench.md"


def run(environment: dict[str, str], module: str, *arguments: object) -> Any:
    """A part of the bench in a process of its own; what it printed last, as JSON."""
    command = [sys.executable, "-m", f"bench.{module}", *map(str, arguments)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def pages(environment: dict[str, str]) -> list[Mark]:
    """Each page against bare Django with as many queries and bytes, in turns; the best round of each counts."""
    ours: dict[str, list[float]] = {}
    bare: dict[str, list[float]] = {}
    told: dict[str, str] = {}
    for turn in range(ROUNDS):
        for cost in run(environment, "pages", PAGE_TIMES, turn):
            name = cost["name"]
            ours.setdefault(name, []).append(cost["cpu"])
            bare.setdefault(name, []).append(run(environment, "bare", cost["queries"], cost["size"], PAGE_TIMES))
            told[name] = f"{cost['queries']} queries, {cost['size'] / 1024:.0f} KB"
    return [compared(name, min(ours[name]), min(bare[name]), told[name]) for name in ours]


def compared(name: str, ours: float, bare: float, detail: str) -> Mark:
    """A page beside its yardstick, both in milliseconds of CPU."""
    title, detail = f"{name}, CPU ÷ bare Django", f"{ours:.2f} ms ÷ {bare:.2f} ms, {detail}"
    return Mark(title, ours / bare, PAGE_LIMIT, "×", detail)


def paper(environment: dict[str, str]) -> Mark:
    """Drawing a NIB."""
    found = run(environment, "paper", PAPER_TIMES)
    detail = f"{found['ours']:.1f} ms ÷ {found['bare']:.1f} ms of CPU"
    return Mark("NIB drawn, CPU ÷ bare WeasyPrint", found["ratio"], PAPER_LIMIT, "×", detail)


def waiting(environment: dict[str, str], url: str) -> Mark:
    """From commit to download."""
    seconds = run(environment, "waiting", WAITS, url)
    detail = f"median {percentile(seconds, 0.5):.2f} s of {len(seconds)}"
    return Mark("commit → NIB downloadable, p95", percentile(seconds, 0.95), WAIT_LIMIT, "s", detail)


def upload(environment: dict[str, str], url: str) -> Mark:
    """A scan of almost 20 MB."""
    found = run(environment, "upload", url, os.getpid())
    detail = f"a PDF of {found['size']:.1f} MB, peak of the web process"
    return Mark("20 MB upload, growth of a web process", found["grown"], MEMORY_LIMIT, "MB", detail)


def hall(environment: dict[str, str], url: str) -> list[Mark]:
    """Numbers drawn at once against the bare SQL of the same, and a hall of phones and boards that poll."""
    found = run(environment, "pollers", url, POLLERS, POLL_SECONDS)
    waits = found["waits"]
    told = f"median {percentile(waits, 0.5):.0f} ms of {found['asked']} answers, {found['fresh']} with a body"
    drawn = run(environment, "draws", DRAW_CLIENTS, DRAWS_EACH)
    beside = f"{drawn['ours']:.0f} draws/s, bare SQL {drawn['bare']:.0f}/s, {DRAW_CLIENTS} at once, no gap, no twin"
    return [
        Mark(f"{POLLERS} pollers every 2 s, p95", percentile(waits, 0.95), POLL_LIMIT, "ms", told),
        Mark("queue numbers, bare SQL ÷ ours", drawn["bare"] / drawn["ours"], DRAW_LIMIT, "×", beside),
    ]


def people(environment: dict[str, str]) -> list[Mark]:
    """Finding one person among a hundred thousand, by the slowest of the things that can be typed."""
    found = run(environment, "people", PEOPLE, PEOPLE_TIMES)
    slowest = max(found, key=lambda what: found[what]["p95"])
    told = ", ".join(f"{what} {cost['p95']:.0f} ms" for what, cost in found.items())
    return [Mark(f"person found among {PEOPLE:,}, p95 by {slowest}", found[slowest]["p95"], PEOPLE_LIMIT, "ms", told)]


def survey(environment: dict[str, str]) -> list[Mark]:
    """The index, the public page and a report of a year with a million sheets."""
    found = run(environment, "surveys", SURVEY_SHEETS)
    told = f"{found['sheets']:,.0f} sheets, cache empty, new connection"
    return [
        Mark("survey index of a year, cold", found["index"], SURVEY_LIMIT, "ms", told),
        Mark("survey page, cold, server time", found["page"], SURVEY_LIMIT, "ms", told),
        Mark("a survey day counted again", found["day"], SURVEY_DAY_LIMIT, "ms", "in the worker, period added up"),
        Mark("survey report PDF, asked → ready", found["report"], SURVEY_REPORT_LIMIT, "s", "drawn by the worker"),
    ]


def complaints(environment: dict[str, str]) -> list[Mark]:
    """The register and a report of a year with a hundred thousand complaints."""
    found = run(environment, "complaints", COMPLAINTS, REGISTER_TIMES)
    told = f"{COMPLAINTS:,} complaints, median {found['p50']:.0f} ms, slowest kind “{found['worst']}”"
    report = found["report"]
    drawn = f"{report['rows']:,.0f} in the year; with workbook {report['whole']:.1f} s"
    return [
        Mark("complaint register p95, server time", found["p95"], REGISTER_LIMIT, "ms", told),
        Mark("complaint report PDF, counted and drawn", report["pdf"], REPORT_LIMIT, "s", drawn),
    ]


def page(marks: list[Mark], loads: list[float]) -> str:
    """docs/bench.md: the marks with the day and the machine."""
    model = Path("/proc/cpuinfo").read_text().partition("model name")[2].partition("\n")[0].lstrip("\t: ")
    machine = f"{os.cpu_count()} cores ({model or 'model not told'}), Python {sys.version.split()[0]}"
    rows = [f"| {m.name} | {m.value:.2f} {m.unit} | {m.limit:g} {m.unit} | {m.verdict} | {m.detail} |" for m in marks]
    return "\n".join([
        "# Bench", "",
        "Written by `make bench`; do not edit. Ratios travel between machines, absolute times do not.", "",
        f"- Day: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"- Machine: {machine}",
        f"- Load average over one minute: {loads[0]:.1f} before, {loads[1]:.1f} after (other work included)", "",
        "| Mark | Measured | Limit | | How |", "|---|---|---|---|---|", *rows, "",
    ])  # fmt: skip


def main() -> int:
    """Print the table and write docs/bench.md; 1 when a mark is over its limit."""
    loads = [os.getloadavg()[0]]
    with clusters.running() as servers, tempfile.TemporaryDirectory(prefix="satupintu-bench-") as folder:
        os.environ.update(servers.environment())
        with house.opened("pariaman", Path(folder) / "office" / "var") as office:
            told = office.environment
            marks = [
                upload(told, office.url),
                waiting(told, office.url),
                *hall(told, office.url),
                *pages(told),
                paper(told),
                *survey(told),
                *complaints(told),
                *people(told),
                *book_marks.marks(run, told),
            ]
    RESULT.write_text(page(marks, [*loads, os.getloadavg()[0]]), encoding="utf-8")
    print("\n".join(["", *(mark.line() for mark in marks), ""]))
    return 0 if all(mark.is_kept for mark in marks) else 1


if __name__ == "__main__":
    sys.exit(main())
