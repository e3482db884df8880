"""Workers killed in the middle of work, on SQLite and the broker made of files: nothing is lost, order holds."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
OWE = """
import django; django.setup()
from foundation.outbox.post import post
from foundation.pulse import due
for number in range(8):
    due.add("draw", f"document:{number}")
for step in range(4):
    for number in range(3):
        post("message", subject=f"application:{number}", kind=str(step), payload={})
"""
WORK = 8 + 3 * 4
OURS = {"DATABASE_URL", "REDIS_URL", "PYTEST_XDIST_WORKER"}  # of the suite, not of the house that is started here


class House:
    """One folder with a database, a broker and a ledger; workers come and go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "tests.foundation.pulse.crash.settings",
            "VAR_DIR": str(folder),
            "BROKER_URL": "filesystem://",
        }
        self.workers: list[subprocess.Popen[bytes]] = []

    def run(self, *words: str) -> None:
        """A command that ends by itself."""
        subprocess.run([sys.executable, *words], env=self.environment, cwd=ROOT, check=True, timeout=60)

    def hire(self) -> subprocess.Popen[bytes]:
        """Start a worker with two processes."""
        words = "-m celery --quiet --app portal.celery worker --concurrency 2 --without-gossip --without-mingle"
        with (self.folder / "worker.log").open("ab") as log:
            worker = subprocess.Popen(
                [sys.executable, *words.split()], env=self.environment, cwd=ROOT, stdout=log, stderr=log
            )
        self.workers.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """kill -9 of the worker and of the processes of its pool, all at once."""
        children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
        for pid in [worker.pid, *map(int, children)]:
            os.kill(pid, signal.SIGKILL)
        worker.wait(10)

    def lines(self, word: str) -> list[str]:
        """What the ledger says was begun, or ended."""
        ledger = self.folder / "ledger"
        entries = ledger.read_text().splitlines() if ledger.exists() else []
        return [entry.partition(" ")[2] for entry in entries if entry.startswith(word)]

    def wait_for_more(self, count: int) -> None:
        """Until so many more pieces of work have been begun than are now."""
        aim = len(self.lines("begin")) + count
        wait_until(lambda: len(self.lines("begin")) >= aim, 40)

    def unfinished(self) -> int:
        """How much is still owed, according to the database."""
        owed = 0
        with closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=20)) as database:
            for rows in ("outbox_outboxmessage WHERE 1", "pulse_duetask WHERE kind = 'draw'"):
                owed += database.execute(f"SELECT COUNT(*) FROM {rows} AND state <> 'done'").fetchone()[0]
        return owed


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    one = House(tmp_path)
    one.run("manage.py", "migrate", "--skip-checks", "--verbosity", "0")
    yield one
    for worker in one.workers:
        if worker.poll() is None:
            one.kill(worker)


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    ends_at = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends_at, "not in time"
        time.sleep(0.05)


def test_killed_workers_and_a_flushed_broker_lose_no_work_and_no_order(house: House) -> None:
    house.run("-c", OWE)
    for deaths in (1, 2):
        worker = house.hire()
        house.wait_for_more(3)
        house.kill(worker)
        for ring in (house.folder / "broker" / "queue").iterdir():
            ring.unlink()
        assert len(house.lines("end")) < len(house.lines("begin")), f"death {deaths} hit nobody at work"
    house.hire()
    wait_until(lambda: house.unfinished() == 0, 60)
    ended = house.lines("end")
    assert len(set(ended)) == WORK
    assert len(ended) <= WORK + 2 * 4, "only what was in hand at a death is done again"
    for number in range(3):
        steps = [entry.partition("/")[2] for entry in ended if entry.startswith(f"application:{number}/")]
        assert steps == sorted(steps), "news of one subject arrived out of order"
        assert set(steps) == {"0", "1", "2", "3"}


def test_with_a_dead_redis_and_no_beat_all_work_is_done_all_the_same(house: House) -> None:
    house.environment["BROKER_URL"] = "redis://127.0.0.1:9/0"  # the discard port: nobody listens
    house.run("-c", OWE)
    worker = house.hire()
    wait_until(lambda: house.unfinished() == 0, 60)
    assert len(house.lines("end")) == WORK
    assert worker.poll() is None, "the worker keeps waiting for its broker"
    with closing(sqlite3.connect(house.folder / "db.sqlite3", timeout=20)) as database:
        assert database.execute("SELECT COUNT(*) FROM pulse_heartbeat WHERE role = 'worker'").fetchone()[0] >= 1


def test_a_worker_that_is_asked_to_stop_finishes_what_it_has_in_hand(house: House) -> None:
    house.run("-c", OWE)
    worker = house.hire()
    house.wait_for_more(2)
    worker.terminate()
    assert worker.wait(40) == 0
    assert sorted(house.lines("begin")) == sorted(house.lines("end"))
