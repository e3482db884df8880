"""The processes of one office under faults: each can be killed, stopped and started by itself."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from faults.servers import Postgres, Redis
from portal.launch import keys, premises, run
from portal.launch.stack import ROOT, Stack
from tests.clusters import free_port

OPENS_WITHIN, STOPS_WITHIN = 60.0, 20.0
NAMES = ("oss", "web", "worker", "beat")
POLL_SECONDS = "20"


@dataclass
class Office:
    """What runs, and where it keeps its things."""

    folder: Path
    postgres: Postgres
    redis: Redis
    stack: Stack
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    told: dict[str, dict[str, str]] = field(default_factory=dict)  # what a program was started with, when broken

    @property
    def environment(self) -> dict[str, str]:
        """What every process is told."""
        return self.stack.environment()

    @property
    def logs(self) -> Path:
        """One log for each program, over all its lives."""
        return self.folder / "logs"

    def start(self, name: str, *, twin: str = "", **told: str) -> subprocess.Popen[bytes]:
        """Start a program of the house (``twin``: a second one under this name). ``told``: FAULTS_… for it."""
        command = list(self.stack.commands()[name])
        if name != "oss":
            command.insert(command.index("-m") + 1, "faults.start")
        environment = {**self.environment, "FAULTS_FOLDER": str(self.folder / "marks"), **told}
        with (self.logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self.processes[twin or name] = process
        self.told[twin or name] = told
        return process

    def open(self, *names: str) -> None:
        """Start these (all) and wait until web and mock answer."""
        for name in names or NAMES:
            self.start(name)
        self.wait_until_open()

    def wait_until_open(self) -> None:
        """Until both doors answer; SystemExit with the logs when they do not."""
        ends_at = time.monotonic() + OPENS_WITHIN
        for address in (f"{self.stack.mock_url}/hidup/", f"{self.stack.url}/sehat/hidup/"):
            while not run.answers(address):
                if time.monotonic() > ends_at:
                    raise SystemExit(f"{address} does not answer:\n{self.says()[-4000:]}")
                time.sleep(0.1)

    def restart(self, name: str, **told: str) -> None:
        """End one program for good and start it anew, perhaps told something."""
        self.kill(name)
        self.start(name, **told)
        if name in ("web", "oss"):
            self.wait_until_open()

    def kill(self, name: str) -> None:
        """SIGKILL for a program and all its children, as a power cut."""
        process = self.processes.pop(name, None)
        if process is None:
            return
        family = [process.pid, *descendants(process.pid)]
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait(10)

    def tend(self) -> list[str]:
        """What `restart: unless-stopped` does in docker-compose.yml: a program that ended by itself begins again."""
        ended = [name for name, process in self.processes.items() if name in NAMES and process.poll() is not None]
        for name in ended:
            self.start(name, **self.told[name])
        return ended

    def is_sound(self, name: str) -> bool:
        """Does it run, as the product has it?"""
        process = self.processes.get(name)
        return process is not None and process.poll() is None and not self.told[name]

    def children(self, name: str) -> list[int]:
        """The pool of the worker, or the workers of the web server."""
        process = self.processes.get(name)
        return descendants(process.pid) if process else []

    def close(self) -> None:
        """End everything that was started here."""
        for name in list(self.processes):
            self.kill(name)

    def says(self) -> str:
        """All logs of the portal's own programs."""
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.logs.glob("*.log")))


def descendants(pid: int) -> list[int]:
    """Children and children's children, from /proc."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text().split()):
                found += [child, *descendants(child)]
    return found


@contextmanager
def standing(folder: Path) -> Iterator[Office]:
    """An office with its servers and its data ready; no program runs yet. Everything ends with the block."""
    folder.chmod(0o711)
    for name in ("logs", "marks", "office"):
        (folder / name).mkdir(exist_ok=True)
    postgres, redis = Postgres(folder).start(), Redis(folder).start()
    try:
        yield _ready(folder, postgres, redis)
    finally:
        redis.kill()
        postgres.kill(signal.SIGQUIT)


def _ready(folder: Path, postgres: Postgres, redis: Redis) -> Office:
    var_dir = folder / "office"
    premises.claim(var_dir, "pariaman")
    extra = {
        "DATABASE_URL": f"{postgres.url}/satupintu",
        "REDIS_URL": f"{redis.url}/0",
        "BROKER_URL": f"{redis.url}/1",
        "OSS_POLL_SECONDS": POLL_SECONDS,
        "LOG_LEVEL": "WARNING",
        "SIGNER": "pengembangan",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "STATIC_ROOT": str(ROOT / "var" / "faults" / "static"),  # collected once, not for every run
    }
    stack = Stack("pariaman", var_dir, free_port(), free_port(), {**extra, **_secrets(var_dir)})
    office = Office(folder, postgres, redis, stack)
    ready, tables = folder / "ready", "\n".join(sorted(str(path) for path in ROOT.glob("*/**/migrations/0*.py")))
    if not ready.exists():
        postgres.run("CREATE DATABASE satupintu", database="postgres")
        subprocess.run([sys.executable, "-m", "faults.prepare"], cwd=ROOT, env=office.environment, check=True)
    elif ready.read_text() != tables:
        migrate = [sys.executable, "manage.py", "migrate", "--noinput", "--verbosity", "0"]
        subprocess.run(migrate, cwd=ROOT, env=office.environment, check=True)
    ready.write_text(tables)
    postgres.run("CREATE SEQUENCE IF NOT EXISTS faults_serial")  # a NIK for each applicant, in every process
    return office


def _secrets(var_dir: Path) -> dict[str, str]:
    """The keys of the folder: none of the shell that called us may stand in their place."""
    return keys.read(var_dir)
