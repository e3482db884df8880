"""How faults starts a program of the house: ``python -m faults.start gunicorn …``, ``… celery …``.

The product knows nothing of this: before the program begins, the modules that it will use are changed in this
process alone, as the environment says. FAULTS_OFF names a guard that is taken away (guards), FAULTS_POINTS the
moments at which the process kills itself (points), FAULTS_POISON a word that kills whoever carries it, FAULTS_SHIFT
by how many seconds its clock is wrong (that of its children too; waits are as long as ever).
"""

import os
import runpy
import sys
from datetime import UTC, datetime, timedelta

import django
import time_machine


def main(words: list[str]) -> None:
    """Set up, change, become the program."""
    django.setup()
    prepare()
    sys.argv = words
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)


def prepare() -> None:
    """Everything that the environment orders for this process."""
    from faults import clocks, guards, points  # noqa: PLC0415 - the rooms come after the settings

    clocks.shorten()
    guards.take_away(os.environ.get("FAULTS_OFF", ""))
    points.arm(os.environ.get("FAULTS_POINTS", ""), folder=os.environ.get("FAULTS_FOLDER", ""))
    points.poison(os.environ.get("FAULTS_POISON", ""))
    shift(float(os.environ.get("FAULTS_SHIFT", "0")))


def shift(seconds: float) -> None:
    """The clock of this process runs, but so many seconds ahead (or behind)."""
    if seconds:
        time_machine.travel(datetime.now(UTC) + timedelta(seconds=seconds), tick=True).start()


if __name__ == "__main__":
    main(sys.argv[1:])
