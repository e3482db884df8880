"""PostgreSQL and Redis that can be killed and come back: same folder, same port, same password."""

import os
import secrets
import signal
import subprocess
import time
from pathlib import Path
from typing import Self

import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

from tests import clusters
from tests.clusters import HOST, free_port

# Processes are killed here, never the machine: the kernel keeps what was written, so fsync may rest.
# What was answered as committed must be in the log all the same: synchronous_commit stays on.
SETTINGS = {**clusters.POSTGRES_SETTINGS, "synchronous_commit": "on", "max_connections": "60"}


class Postgres:
    """One cluster."""

    def __init__(self, folder: Path) -> None:
        self.data, self.log, self.port = folder / "postgres", folder / "pg.log", free_port()
        kept = folder / "password"
        self.password = kept.read_text() if kept.exists() else secrets.token_hex(12)
        self.user = clusters.unprivileged()
        self.url = f"postgres://satupintu:{self.password}@{HOST}:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self._programs = clusters.newest_postgres()
        if not self.data.exists():
            self._make(kept)

    def _make(self, password_file: Path) -> None:
        password_file.write_text(self.password)
        self.data.mkdir(mode=0o700)
        if self.user:
            os.chown(self.data, self.user.pw_uid, self.user.pw_gid)
            os.chown(password_file, self.user.pw_uid, self.user.pw_gid)
        words = ["--pgdata", self.data, "--username", "satupintu", "--auth", "scram-sha-256", "--pwfile", password_file]
        clusters.call(
            [
                str(self._programs / "initdb"),
                *map(str, words),
                "--encoding",
                "UTF8",
                "--locale",
                "C.UTF-8",
                "--no-sync",
            ],
            self.user,
        )

    def start(self) -> Self:
        """Begin (again) and wait until it answers."""
        options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        command = [str(self._programs / "postgres"), "-D", str(self.data), "-p", str(self.port), *options]
        for _attempt in range(60):  # children of a killed one hold the folder for a moment
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            self.process = clusters.start_server(command, self.user, self.log)
            if self._answers():
                return self
            time.sleep(0.25)
        raise SystemExit(f"PostgreSQL did not come back:\n{self.log.read_text()}")

    def _answers(self) -> bool:
        ends_at = time.monotonic() + 10
        while time.monotonic() < ends_at and self.process is not None and self.process.poll() is None:
            try:
                self.connect("postgres").close()
            except psycopg2.OperationalError:
                time.sleep(0.05)
            else:
                return True
        return False

    def connect(self, database: str = "satupintu") -> "psycopg2.extensions.connection":
        """A connection of the driver's own, each statement by itself."""
        found = psycopg2.connect(f"{self.url}/{database}", connect_timeout=3)
        found.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
        return found

    def run(self, *statements: str, database: str = "satupintu") -> None:
        """Say something to it."""
        connection = self.connect(database)
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        connection.close()

    def kill(self, by: signal.Signals) -> None:
        """SIGQUIT: immediate shutdown. SIGKILL: the postmaster is gone, its children follow."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(by)
            self.process.wait(15)

    def backends(self) -> list[int]:
        """Process ids of the connections that are not ours."""
        connection = self.connect()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = 'satupintu' AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            found = [int(row[0]) for row in cursor.fetchall()]
        connection.close()
        return found


class Redis:
    """One server without a disk."""

    def __init__(self, folder: Path) -> None:
        self.port, self.password, self._folder = free_port(), secrets.token_hex(12), folder
        self.url = f"redis://:{self.password}@{HOST}:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Begin (again) and wait until it answers."""
        settings = self._folder / "redis.conf"
        settings.touch(mode=0o600)
        settings.write_text(
            f'bind {HOST}\nport {self.port}\nrequirepass {self.password}\nsave ""\nappendonly no\n'
            f"dir {self._folder}\ndatabases 16\n"
        )
        log = self._folder / "redis.log"
        self.process = clusters.start_server(["redis-server", str(settings)], None, log)
        clusters.wait_for(lambda: self.say("ping"), self.process, log)
        return self

    def say(self, *words: str) -> bool:
        """A command; did it go well?"""
        command = ["redis-cli", "-h", HOST, "-p", str(self.port), "-e", *words]
        return clusters.quietly(command, {**os.environ, "REDISCLI_AUTH": self.password})

    def kill(self, by: signal.Signals = signal.SIGKILL) -> None:
        """It is gone, with all that it held."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(by)
            self.process.wait(10)
