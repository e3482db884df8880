"""`make test`: the suite on SQLite and on PostgreSQL + Redis. The last line printed is pytest's own.

Leg 1  SQLite: everything but the markers ``postgres`` and ``browser``
Leg 2  SQLite: the smoke journey in Chromium, on the stack of `make run`
Leg 3  PostgreSQL + Redis: the journeys in Chromium
Leg 4  PostgreSQL + Redis: the whole rest of the suite
In no leg may a test be skipped. The first leg that fails ends the run, so that its words stand last.
"""

import os
import signal
import subprocess
import sys

from tests import clusters

TWO_PROCESSES = ["-n", "2", "--dist", "loadfile"]
WITHOUT_SERVERS = {"DATABASE_URL": "", "REDIS_URL": "", "BROKER_URL": ""}

Leg = tuple[int, str, list[str]]  # number, markers, options
ON_SQLITE: Leg = (1, "not postgres and not browser", TWO_PROCESSES)


def main(arguments: list[str]) -> int:
    """Run the legs (all, or those whose numbers are given); the exit code of the first that fails."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # lets the clusters stop
    wanted = {int(number) for number in arguments} or {1, 2, 3, 4}
    sqlite: list[Leg] = [ON_SQLITE, (2, "smoke", [])]
    served: list[Leg] = [(3, "browser", []), (4, "not browser", TWO_PROCESSES)]
    code = run(sqlite, wanted, "SQLite", WITHOUT_SERVERS)
    if code or not wanted & {3, 4}:
        return code
    with clusters.running() as servers:
        return run(served, wanted, "PostgreSQL + Redis", servers.environment())


def run(legs: list[Leg], wanted: set[int], name: str, environment: dict[str, str]) -> int:
    """Run the wanted ones of these; the exit code of the first that fails, or 0."""
    told = {name: value for name, value in {**os.environ, **environment}.items() if value}
    for number, markers, options in legs:
        if number not in wanted:
            continue
        print(f"\n== Leg {number}: {name}, {markers}", flush=True)
        command = [sys.executable, "-m", "pytest", "-q", "--forbid-skips", "-m", markers, *options]
        code = subprocess.run(command, env=told, check=False).returncode
        if code < 0:
            print(f"Leg {number} was ended from outside by {signal.Signals(-code).name}.", flush=True)
        if code:
            return abs(code)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
