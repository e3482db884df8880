"""PostgreSQL and Redis of our own, in a temporary folder, on free ports of loopback: started and stopped here.

Nothing that runs on the machine is touched. PostgreSQL refuses to run as root, so root hands it to the
user ``postgres`` that the Debian package made.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
PATIENCE = 30.0
# Safe here and only here: the cluster lives as long as one test run.
POSTGRES_SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_min_messages": "fatal",
}


@dataclass(frozen=True, slots=True)
class Clusters:
    """Where the two servers answer."""

    postgres_url: str  # without a database name
    redis_url: str  # without a database number

    def environment(self, database: str = "satupintu", redis: int = 0) -> dict[str, str]:
        """What settings read. The suite's own databases are made from this one's name."""
        return {
            "DATABASE_URL": f"{self.postgres_url}/{database}",
            "REDIS_URL": f"{self.redis_url}/{redis}",
            "BROKER_URL": f"{self.redis_url}/{redis + 1}",
        }


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def running() -> Iterator[Clusters]:
    """Both servers, for the length of a block; the folder is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="satupintu-clusters-"))
    folder.chmod(0o711)
    try:
        with _postgres(folder) as postgres_url, _redis(folder) as redis_url:
            yield Clusters(postgres_url, redis_url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    programs = newest_postgres()
    data, password_file = folder / "postgres", folder / "password"
    password, port, user = secrets.token_hex(12), free_port(), unprivileged()
    password_file.write_text(password)
    data.mkdir(mode=0o700)
    if user:
        os.chown(data, user.pw_uid, user.pw_gid)
        os.chown(password_file, user.pw_uid, user.pw_gid)
    call([str(programs / "initdb"), "--pgdata", str(data), "--username", "satupintu", "--auth", "scram-sha-256",
           "--pwfile", str(password_file), "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"], user)  # fmt: skip
    options = [f"-c{name}={value}" for name, value in POSTGRES_SETTINGS.items()]
    server = start_server(
        [str(programs / "postgres"), "-D", str(data), "-p", str(port), *options], user, folder / "pg.log"
    )
    environment = {**os.environ, "PGPASSWORD": password}
    address = ["--host", HOST, "--port", str(port), "--username", "satupintu"]
    try:
        wait_for(lambda: quietly([str(programs / "pg_isready"), *address], environment), server, folder / "pg.log")
        subprocess.run([str(programs / "createdb"), *address, "satupintu"], env=environment, check=True)
        yield f"postgres://satupintu:{password}@{HOST}:{port}"
    finally:
        stop_server(server, signal.SIGQUIT)  # "immediate": nothing in it is worth a checkpoint


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    port, password, log = free_port(), secrets.token_hex(12), folder / "redis.log"
    settings = folder / "redis.conf"
    settings.touch(mode=0o600)
    settings.write_text(
        f'bind {HOST}\nport {port}\nrequirepass {password}\nsave ""\nappendonly no\ndir {folder}\ndatabases 32\n'
    )
    server = start_server(["redis-server", str(settings)], None, log)
    ping = ["redis-cli", "-h", HOST, "-p", str(port), "ping"]
    try:
        wait_for(lambda: quietly(ping, {**os.environ, "REDISCLI_AUTH": password}), server, log)
        yield f"redis://:{password}@{HOST}:{port}"
    finally:
        stop_server(server, signal.SIGTERM)


def newest_postgres() -> Path:
    """The programs of the newest PostgreSQL that Debian installed, 15 or later."""
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    newest = max(versions, key=lambda path: int(path.parent.name), default=None)
    if newest is None or int(newest.parent.name) < 15:
        raise SystemExit("PostgreSQL 15 or newer is needed: make setup-dev")
    return newest


def unprivileged() -> pwd.struct_passwd | None:
    """The user to run PostgreSQL as; None when we are nobody special ourselves."""
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else None


def call(command: list[str], user: pwd.struct_passwd | None) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **as_user(user))
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def start_server(command: list[str], user: pwd.struct_passwd | None, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(command, stdout=out, stderr=out, cwd="/", start_new_session=True, **as_user(user))


def as_user(user: pwd.struct_passwd | None) -> dict[str, int | list[int]]:
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def quietly(command: list[str], environment: dict[str, str]) -> bool:
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


def wait_for(is_ready: Callable[[], bool], server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_ready():
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"{server.args[0]} did not start:\n{log.read_text()}")  # type: ignore[index]
        time.sleep(0.05)


def stop_server(server: subprocess.Popen[bytes], by: signal.Signals) -> None:
    if server.poll() is None:
        server.send_signal(by)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
