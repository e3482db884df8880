"""The processes of one office and what each is told: one list for `make run`, the tests and the bench."""

import os
import shlex
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

from portal.launch import keys
from portal.launch.refusal import Refused

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
ROOT_WARNING = "You're running the worker with superuser privileges"  # a bare machine has nobody else
OFFICES = ("pariaman", "pelalawan")


@dataclass(frozen=True, slots=True)
class Stack:
    """One office's processes. ``extra`` overrides the environment (DATABASE_URL, REDIS_URL, …)."""

    office: str
    var_dir: Path
    port: int
    mock_port: int
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Address of the portal."""
        return f"http://{HOST}:{self.port}"

    @property
    def mock_url(self) -> str:
        """Address of the mock OSS."""
        return f"http://{HOST}:{self.mock_port}"

    def environment(self) -> dict[str, str]:
        """The whole environment of each process. The portal and the mock OSS share the office's access to OSS."""
        told = {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "OFFICE": self.office,
            "VAR_DIR": str(self.var_dir),
            "DEMO": "1",
            "SITE_URL": self.url,
            "OSS_MODE": "simulasi",
            "OSS_BASE_URL": f"{self.mock_url}/v1/kl/rba",
            "OSS_FILE_HOST": self.mock_url,
            "PYTHONUNBUFFERED": "1",
        }
        return {**self.shared(), **os.environ, **told, **self.extra}

    def shared(self) -> dict[str, str]:
        """The secrets of the folder that the mock OSS must know too."""
        return {name: value for name, value in keys.read(self.var_dir).items() if name.startswith("OSS_")}

    def commands(self) -> dict[str, list[str]]:
        """Process name -> argument list."""
        celery = [sys.executable, "-W", f"ignore:{ROOT_WARNING}", "-m", "celery", "--quiet", "--app", "portal.celery"]
        return {
            "web": [sys.executable, "-m", "gunicorn", "--config", "python:portal.launch.web", "--bind",
                    f"{HOST}:{self.port}", "portal.wsgi"],
            "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING",
                       "--without-gossip", "--without-mingle"],
            "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile", ""],
            "oss": [sys.executable, "-m", "oss_bridge.mock", "--port", str(self.mock_port), "--data",
                    str(self.var_dir / "mock")],
        }  # fmt: skip

    def shell_commands(self) -> dict[str, str]:
        """The same for a process manager that hands them to a shell."""
        return {name: f"exec {shlex.join(words)}" for name, words in self.commands().items()}


def from_environment() -> Stack:
    """The stack that `make run` asks for. Raises Refused with a sentence for a wrong value."""
    office = os.environ.get("OFFICE", OFFICES[0])
    if office not in OFFICES:
        raise Refused(f"OFFICE={office} is unknown; choose one of: {', '.join(OFFICES)}.")
    var_dir = Path(os.environ.get("VAR_DIR") or ROOT / "var" / office)
    return Stack(office, var_dir, _port("PORT", 8000), _port("MOCK_OSS_PORT", 8100))


def _port(name: str, default: int) -> int:
    text = os.environ.get(name, str(default))
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Refused(f"{name}={text} is no port; give a number from 1 to 65535.")
    return int(text)


def check_ports(stack: Stack) -> None:
    """Raises Refused when a port is taken, naming the variable that chooses another."""
    if stack.port == stack.mock_port:
        raise Refused(f"PORT and MOCK_OSS_PORT are both {stack.port}; give them different numbers.")
    for name, port in (("PORT", stack.port), ("MOCK_OSS_PORT", stack.mock_port)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as trouble:
                raise Refused(
                    f"Port {port} cannot be used ({trouble.strerror}). Stop what listens there, "
                    f"or choose another: {name}={port + 1} make run"
                ) from None
