"""``python -m faults [--only F1,F3] [--seed 42] [--minutes 15]``: everything, or a few plans again."""

import argparse
import faulthandler
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from faults import office as offices
from portal.launch import keys

MINUTES = 15.0
SEED = 20261122


def arguments() -> argparse.Namespace:
    """From the command line, else from the environment."""
    parser = argparse.ArgumentParser(prog="python -m faults", description="Break the house on purpose; judge it.")
    parser.add_argument("--only", default="", help="plans, separated by commas; blank: all")
    parser.add_argument("--seed", type=int, default=int(os.environ.get("FAULTS_SEED", SEED)))
    parser.add_argument("--minutes", type=float, default=float(os.environ.get("FAULTS_MINUTES", MINUTES)))
    parser.add_argument("--folder", default="", help="keep data and logs here; made ready only once")
    parser.add_argument("--keep", action="store_true", help="write the table into docs/faults.md even for a few plans")
    return parser.parse_args()


@contextmanager
def _folder(kept: str) -> Iterator[Path]:
    """A folder that is gone afterwards, or one that is kept: its data are made ready once, its logs can be read."""
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        yield Path(kept)
        return
    with tempfile.TemporaryDirectory(prefix="satupintu-faults-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def main() -> int:
    """The exit code: 0 when every fault is green and every control is caught."""
    said = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # lets everything stop
    faulthandler.register(signal.SIGUSR1, all_threads=True)  # a driver that hangs can be asked where
    began = time.monotonic()
    with _folder(said.folder) as folder, offices.standing(folder) as office:
        os.environ.update(office.environment)
        django.setup()
        return _judged(said, office, began)


def _judged(said: argparse.Namespace, office: offices.Office, began: float) -> int:
    from faults import clocks, table  # noqa: PLC0415 - the rooms come after the settings
    from faults.mock import Mock  # noqa: PLC0415
    from faults.programme import PLANS  # noqa: PLC0415
    from faults.stage import Row, conduct  # noqa: PLC0415

    clocks.shorten()
    wanted = [PLANS[name] for name in said.only.split(",")] if said.only else list(PLANS.values())
    mock = Mock(office.stack.mock_url, keys.read(office.stack.var_dir)["OSS_USER_KEY"])
    ends_at, turn, scale = began + said.minutes * 60, 0, max(1, min(6, int(said.minutes // (2 * MINUTES))))
    rows: list[Row] = []
    try:
        office.open()
        print(table.head(), flush=True)
        while not rows or (said.minutes > MINUTES and time.monotonic() < ends_at):
            for plan in wanted:
                if time.monotonic() > ends_at:
                    break
                row = conduct(plan, office=office, mock=mock, seed=said.seed + turn, scale=scale)
                print(table.line(row), flush=True)
                rows.append(row)
            turn += 1
    finally:
        office.close()
        if rows and (not said.only or said.keep):
            left = [plan.name for plan in wanted[len(rows) :]]
            table.keep(rows, (time.monotonic() - began) / 60, left, is_whole=not said.only)
    minutes, left = (time.monotonic() - began) / 60, [plan.name for plan in wanted[len(rows) :]]
    print(table.summary(rows, minutes, left))
    return 0 if all(row.is_as_it_should_be for row in rows) and not left else 1


if __name__ == "__main__":
    sys.exit(main())
