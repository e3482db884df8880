"""A whole office running for the journeys: started exactly as `make run` starts it, on free ports.

Database and broker are those of the leg: SQLite and files, or PostgreSQL and Redis.
"""

import itertools
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

from portal.launch.stack import ROOT
from tests.clusters import free_port

OPENS_WITHIN = 180.0
STOPS_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class House:
    """Where an office that runs for the tests answers, and where it keeps its things."""

    office: str
    url: str
    mock_url: str
    var_dir: Path
    log: Path
    process: subprocess.Popen[bytes]
    environment: dict[str, str]

    def says(self) -> str:
        """All that its processes have printed so far."""
        return self.log.read_text(errors="replace")

    def manage(self, *command: str) -> str:
        """Run a management command in this office; returns what it printed."""
        words = [sys.executable, "manage.py", *command]
        return subprocess.run(
            words, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout


@contextmanager
def opened(office: str, var_dir: Path, *, port: int = 0, mock_port: int = 0) -> Iterator[House]:
    """Open an office for the length of a block; ends it as Ctrl-C does."""
    house = start(office, var_dir, port=port or free_port(), mock_port=mock_port or free_port())
    try:
        _wait_until_open(house)
        yield house
    finally:
        stop(house)


def start(office: str, var_dir: Path, *, port: int, mock_port: int) -> House:
    """Start `make run`'s command; does not wait."""
    var_dir.mkdir(parents=True, exist_ok=True)
    told = {"OFFICE": office, "VAR_DIR": str(var_dir), "PORT": str(port), "MOCK_OSS_PORT": str(mock_port)}
    environment = {
        **{name: value for name, value in os.environ.items() if name not in SUITE_ONLY},
        **told,
        **own_database(office),
        **_own_redis(),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEMO": "1",
        "STATIC_ROOT": str(var_dir.parents[1] / "static"),  # collected once for all offices of a session
        "SITE_URL": f"http://127.0.0.1:{port}",
        "OSS_BASE_URL": f"http://127.0.0.1:{mock_port}/v1/kl/rba",
        "OSS_FILE_HOST": f"http://127.0.0.1:{mock_port}",
    }
    log = var_dir / "run.log"
    with log.open("ab") as out:
        command = [sys.executable, "-m", "portal.launch", "run"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True)
    return House(office, environment["SITE_URL"], f"http://127.0.0.1:{mock_port}", var_dir, log, process, environment)


def stop(house: House) -> int:
    """Press Ctrl-C and wait; returns the exit code."""
    if house.process.poll() is None:
        house.process.send_signal(signal.SIGINT)
    try:
        return house.process.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        house.process.send_signal(signal.SIGUSR1)  # it writes to its log where it hangs
        time.sleep(1)
        os.killpg(house.process.pid, signal.SIGKILL)
        raise AssertionError(f"The house did not stop. Its last words:\n{house.says()[-4000:]}")


# Fixed keys and folders of the suite (portal.settings_test) must not reach an office that makes its own.
SUITE_ONLY = {
    "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "FIELD_KEYS", "INDEX_KEY", "OSS_USERNAME", "OSS_PASSWORD",
    "OSS_USER_KEY", "VAR_DIR", "DATABASE_URL",
}  # fmt: skip


def own_database(office: str) -> dict[str, str]:
    """On PostgreSQL, a fresh database for this office; nothing on SQLite (its file lies in the folder)."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        return {}
    name = f"journey_{office}_{secrets.token_hex(4)}"
    connection = psycopg2.connect(server)
    connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    return {"DATABASE_URL": urlsplit(server)._replace(path=f"/{name}").geturl()}


REDIS_NUMBERS = itertools.cycle(range(16, 32, 2))  # the suite's own processes use those below 16


def _own_redis() -> dict[str, str]:
    """Two databases of Redis for each start, so that no office rings another's bell; nothing without Redis."""
    server, number = os.environ.get("REDIS_URL", "").rpartition("/")[0], next(REDIS_NUMBERS)
    return {"REDIS_URL": f"{server}/{number}", "BROKER_URL": f"{server}/{number + 1}"} if server else {}


def _wait_until_open(house: House) -> None:
    deadline = time.monotonic() + OPENS_WITHIN
    while "is open:" not in house.says():
        if house.process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(f"{house.office} did not open:\n{house.says()[-6000:]}")
        time.sleep(0.2)
