"""The parts of the bench, in the order in which they run: the quick ones first, those that fill tables last.

Each starts processes of its own in the environment of one office, and says its marks.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from bench import book_marks
from bench.marks import Mark, percentile
from tests.journeys.house import House

LONGEST = 420.0  # seconds that one process of a part may take
PAGE_TIMES, PAPER_TIMES, WAITS, ROUNDS = 60, 12, 10, 4
PAGE_LIMIT, PAPER_LIMIT, WAIT_LIMIT, MEMORY_LIMIT = 6.0, 1.1, 5.0, 20.0
POLLERS, POLL_SECONDS, POLL_LIMIT = 200, 30, 100.0
DRAW_CLIENTS, DRAWS_EACH, DRAW_LIMIT = 16, 15, 10.0
NEWS_FILES, NEWS_CALM, NEWS_ROUNDS, NEWS_LIMIT, CALM_LIMIT = 50, 20, 3, 60.0, 1000.0
PRESS_PAIRS, PRESS_MOST, PRESS_SECONDS, PRESS_LIMIT, PRESS_GROWTH = 25, 500, 150.0, 90.0, 1.1
SURVEY_SHEETS, SURVEY_LIMIT, SURVEY_DAY_LIMIT, SURVEY_REPORT_LIMIT = 1_000_000, 300.0, 3000.0, 10.0
PEOPLE, PEOPLE_TIMES, PEOPLE_LIMIT = 100_000, 40, 1000.0
COMPLAINTS, REGISTER_TIMES, REGISTER_LIMIT, REPORT_LIMIT = 100_000, 12, 50.0, 10.0


def run(environment: dict[str, str], module: str, *arguments: object) -> Any:
    """A part of the bench in a process of its own, bounded in time; what it printed last, as JSON."""
    command = [sys.executable, "-m", f"bench.{module}", *map(str, arguments)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=LONGEST)
    return json.loads(done.stdout.strip().splitlines()[-1])


def pages(office: House) -> list[Mark]:
    """Each page against bare Django with as many queries and bytes, in turns; the best round of each counts."""
    ours: dict[str, list[float]] = {}
    bare: dict[str, list[float]] = {}
    told: dict[str, str] = {}
    for turn in range(ROUNDS):
        for cost in run(office.environment, "pages", PAGE_TIMES, turn):
            name = cost["name"]
            ours.setdefault(name, []).append(cost["cpu"])
            yardstick = run(office.environment, "bare", cost["queries"], cost["size"], PAGE_TIMES)
            bare.setdefault(name, []).append(yardstick)
            told[name] = f"{cost['queries']} queries, {cost['size'] / 1024:.0f} KB"
    return [compared(name, min(ours[name]), min(bare[name]), told[name]) for name in ours]


def compared(name: str, ours: float, bare: float, detail: str) -> Mark:
    """A page beside its yardstick, both in milliseconds of CPU."""
    title, detail = f"{name}, CPU ÷ bare Django", f"{ours:.2f} ms ÷ {bare:.2f} ms, {detail}"
    return Mark(title, ours / bare, PAGE_LIMIT, "×", detail)


def paper(office: House) -> list[Mark]:
    """Drawing a NIB."""
    found = run(office.environment, "paper", PAPER_TIMES)
    detail = f"{found['ours']:.1f} ms ÷ {found['bare']:.1f} ms of CPU"
    return [Mark("NIB drawn, CPU ÷ bare WeasyPrint", found["ratio"], PAPER_LIMIT, "×", detail)]


def waiting(office: House) -> list[Mark]:
    """From commit to download."""
    seconds = run(office.environment, "waiting", WAITS, office.url)
    detail = f"median {percentile(seconds, 0.5):.2f} s of {len(seconds)}"
    return [Mark("commit → NIB downloadable, p95", percentile(seconds, 0.95), WAIT_LIMIT, "s", detail)]


def upload(office: House) -> list[Mark]:
    """A scan of almost 20 MB."""
    found = run(office.environment, "upload", office.url, os.getpid())
    detail = f"a PDF of {found['size']:.1f} MB, peak of the web process"
    return [Mark("20 MB upload, growth of a web process", found["grown"], MEMORY_LIMIT, "MB", detail)]


def pollers(office: House) -> list[Mark]:
    """A hall of phones and boards that poll."""
    found = run(office.environment, "pollers", office.url, POLLERS, POLL_SECONDS)
    waits = found["waits"]
    told = f"median {percentile(waits, 0.5):.0f} ms of {found['asked']} answers, {found['fresh']} with a body"
    return [Mark(f"{POLLERS} pollers every 2 s, p95", percentile(waits, 0.95), POLL_LIMIT, "ms", told)]


def draws(office: House) -> list[Mark]:
    """Numbers drawn at once against the bare SQL of the same."""
    drawn = run(office.environment, "draws", DRAW_CLIENTS, DRAWS_EACH)
    beside = f"{drawn['ours']:.0f} draws/s, bare SQL {drawn['bare']:.0f}/s, {DRAW_CLIENTS} at once, no gap, no twin"
    return [Mark("queue numbers, bare SQL ÷ ours", drawn["bare"] / drawn["ours"], DRAW_LIMIT, "×", beside)]


def delivery(office: House) -> list[Mark]:
    """Statuses to OSS by the worker against a bare client in a loop, and how soon a single one is there."""
    found = run(office.environment, "delivery", NEWS_FILES, NEWS_CALM, NEWS_ROUNDS)
    ours, bare, waits = max(found["ours"]), max(found["bare"]), found["waits"]
    told = (
        f"{ours:.0f}/s, bare {bare:.0f}/s on the same mock, which has a core of its own; {found['each']} in each of "
        f"{NEWS_ROUNDS} rounds, the best"
    )
    calm = f"median {percentile(waits, 0.5):.0f} ms of {len(waits)}, one after another"
    return [
        Mark("statuses delivered to OSS ÷ bare client", ours / bare * 100, NEWS_LIMIT, "%", told, at_least=True),
        Mark("commit → status at OSS, p95, calm", percentile(waits, 0.95), CALM_LIMIT, "ms", calm),
    ]


def certificates(office: House) -> list[Mark]:
    """Certificates through the worker's hands against bare WeasyPrint, and the memory of a long run."""
    found = run(office.environment, "certificates", PRESS_PAIRS, PRESS_MOST, PRESS_SECONDS)
    ours, bare, grown = 60_000 / found["ours"], 60_000 / found["bare"], found["last_mb"] - found["warm_mb"]
    told = f"{ours:.0f} a minute and core, bare {bare:.0f}: drawn, stored, published, journalled"
    slope = grown / (found["drawn"] - found["warm_at"]) * 100
    memory = (
        f"{found['warm_mb']:.0f} → {found['last_mb']:.0f} MB in {found['drawn']} documents, {slope:+.2f} MB per 100"
    )
    return [
        Mark("certificates by the worker ÷ bare WeasyPrint", ours / bare * 100, PRESS_LIMIT, "%", told, at_least=True),
        Mark("press memory after many ÷ after 30", found["last_mb"] / found["warm_mb"], PRESS_GROWTH, "×", memory),
    ]


def people(office: House) -> list[Mark]:
    """Finding one person among a hundred thousand, by the slowest of the things that can be typed."""
    found = run(office.environment, "people", PEOPLE, PEOPLE_TIMES)
    slowest = max(found, key=lambda what: found[what]["p95"])
    told = ", ".join(f"{what} {cost['p95']:.0f} ms" for what, cost in found.items())
    return [Mark(f"person found among {PEOPLE:,}, p95 by {slowest}", found[slowest]["p95"], PEOPLE_LIMIT, "ms", told)]


def surveys(office: House) -> list[Mark]:
    """The index, the public page and a report of a year with a million sheets."""
    found = run(office.environment, "surveys", SURVEY_SHEETS)
    told = f"{found['sheets']:,.0f} sheets, cache empty, new connection"
    return [
        Mark("survey index of a year, cold", found["index"], SURVEY_LIMIT, "ms", told),
        Mark("survey page, cold, server time", found["page"], SURVEY_LIMIT, "ms", told),
        Mark("a survey day counted again", found["day"], SURVEY_DAY_LIMIT, "ms", "in the worker, period added up"),
        Mark("survey report PDF, asked → ready", found["report"], SURVEY_REPORT_LIMIT, "s", "drawn by the worker"),
    ]


def complaints(office: House) -> list[Mark]:
    """The register and a report of a year with a hundred thousand complaints."""
    found = run(office.environment, "complaints", COMPLAINTS, REGISTER_TIMES)
    each = ", ".join(f"{name} {cost}" for name, cost in found["each"].items())
    told = f"{COMPLAINTS:,} complaints, median {found['p50']:.0f} ms; slowest kind “{found['worst']}”, its p95 "
    told += f"{found['worst_p95']:.0f} ms; medians: {each}"
    report = found["report"]
    drawn = f"{report['rows']:,.0f} in the year, PDF and workbook by the worker; it told {report['progress']} %"
    return [
        Mark("complaint register p95, server time", found["p95"], REGISTER_LIMIT, "ms", told),
        Mark("complaint report, asked → ready", report["seconds"], REPORT_LIMIT, "s", drawn),
    ]


def book(office: House) -> list[Mark]:
    """The logbook with a million rows."""
    return book_marks.marks(run, office.environment)


PARTS: dict[str, Callable[[House], list[Mark]]] = {
    part.__name__: part
    for part in (
        upload, waiting, pages, paper, draws, pollers, delivery, certificates, complaints, surveys, people, book,
    )
}  # fmt: skip
