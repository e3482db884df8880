"""Clocks that are wrong by minutes and by days, put right again; and the last minute of a year."""

import time
from datetime import timedelta
from typing import Any

from django.utils import timezone

from faults.controls import client
from faults.stage import Plan, Run
from oss_bridge.models import InboxItem

MINUTES, DAYS = timedelta(minutes=10).total_seconds(), timedelta(days=3).total_seconds()


def wrong(run: Run) -> None:
    """F15: the worker ten minutes ahead, the beat three days; the web three days ahead, then ten minutes behind."""
    run.is_timed = False
    run.office.restart("beat", FAULTS_SHIFT=str(DAYS))
    run.office.restart("worker", FAULTS_SHIFT=str(MINUTES))
    run.office.restart("web", FAULTS_SHIFT=str(DAYS))
    walks = run.people(1, 1)
    told = client(run, "new_year", 1)
    _pushes_are_refused(run)
    run.office.restart("web", FAULTS_SHIFT=str(-MINUTES))
    walks[0].pks += [pk for pk, _number in (*told["old"], *told["new"])]
    run.walk(walks)
    run.arrived()
    run.quiet()
    _years(run, told)
    for name in ("worker", "web"):
        run.office.restart(name)
    run.walk(run.people(1, 1))
    run.arrived()
    run.quiet()


def _pushes_are_refused(run: Run) -> None:
    """By our wrong clock OSS's token is three days old; the push stays in OSS's tray until the clock is right."""
    ends_at = time.monotonic() + 30
    while time.monotonic() < ends_at and not any(push["attempts"] for push in run.mock.pushes(run.since.push)):
        time.sleep(0.2)
    refused = sum(push["attempts"] for push in run.mock.pushes(run.since.push))
    run.notes.append(f"{refused} pushes refused")
    if not refused or InboxItem.objects.filter(pk__gt=run.since.item).exists():
        run.saw("I4", "a push with a token of three days ago was taken, or none came")


def _years(run: Run, told: dict[str, Any]) -> None:
    """The register's year turns at midnight in Jakarta, not at Greenwich; the gaps are the checker's (I2)."""
    this = timezone.localdate().year
    for name, year in (("old", this - 1), ("new", this)):
        for _pk, number in told[name]:
            if not number.startswith(f"PB-{year}-"):
                run.saw("I2", f"{number} was given in {year}")
    run.notes.append(f"{told['old'][0][1]}, a minute later {told['new'][0][1]}")


PLANS = (
    Plan(
        "F15", "clocks of single programs wrong by ±10 minutes and 3 days, then right; a year's end", wrong,
        starts=("web", "worker", "beat"),
    ),
)  # fmt: skip
