"""The negative controls (F0): a guard is switched off, the checker must turn red.

Each plan is a calm run, or a fault that is green with the guard; what differs is the one guard (faults/guards.py).
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from faults.stage import Run
from portal.launch.stack import ROOT


def client(
    run: Run, act: str, *words: object, off: str = "", ledger: Path | None = None, **told: str
) -> dict[str, Any]:
    """Have a process without this guard (and told so) do something; returns what it told."""
    command = [sys.executable, "-m", "faults.start", "faults.client", act, str(ledger or run.ledger.path)]
    environment = {**run.office.environment, "FAULTS_OFF": off, **told}
    with (run.office.logs / "client.log").open("ab") as log:
        done = subprocess.run(
            [*command, *map(str, words)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            check=True,
            text=True,
        )
    said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return said


def files_at(run: Run, count: int, *statuses: Any) -> list[int]:
    """So many files that have honestly come to a status, and OSS with them."""
    walks = run.people(1, count)
    walks[0].until = frozenset(statuses)
    run.walk(walks)
    run.arrived()
    run.quiet()
    return walks[0].pks
