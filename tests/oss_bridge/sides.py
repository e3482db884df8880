"""The two stand-ins behind one face, so that each contract test runs against both: fake and the mock over HTTP."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol

import urllib3

from oss_bridge.client import HttpOssClient, OssClient
from oss_bridge.contract.methods import TO_OFFICE
from oss_bridge.fake import FakeOss
from oss_bridge.simulation import HttpSimulationDesk, SimulationDesk
from oss_bridge.transport import Host

KEY, USER, PASSWORD = "tests-user-key", "ossuser", "osspass"
ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true: Callable[[], Any], seconds: float = 10) -> Any:
    """Wait for something to become true; its value, or the last one when time is up."""
    end = time.monotonic() + seconds
    while not (value := true()) and time.monotonic() < end:
        time.sleep(0.05)
    return value


class Office:
    """The portal as the mock sees it: takes pushes on /api/oss/<method>, may refuse the first few."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, dict[str, Any]]] = []
        self.refuse_next = 0
        office = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                name = self.path.rpartition("/")[2]
                refused = office.refuse_next > 0
                office.refuse_next -= refused
                if not refused:
                    office.taken.append((name, self.headers["Token"], body))
                answer = json.dumps(TO_OFFICE[name].answer(is_taken=not refused)).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self.server.shutdown()
        self.server.server_close()


class MockProcess:
    """The mock as its own process on a free port, with a folder of its own."""

    def __init__(self, folder: Path, portal: str, port: int | None = None) -> None:
        self.folder, self.portal, self.port = folder, portal, port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.http = urllib3.PoolManager(retries=False, timeout=20)
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        words = ["--port", str(self.port), "--data", str(self.folder), "--portal", self.portal]
        secret = {"OSS_USER_KEY": KEY, "OSS_USERNAME": USER, "OSS_PASSWORD": PASSWORD}
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "oss_bridge.mock", *words],
            cwd=ROOT,
            env={**os.environ, **secret},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert until(self._is_alive, 30), "the mock did not start"

    def _is_alive(self) -> bool:
        try:
            return self.http.request("GET", f"{self.url}/hidup/").status == 200
        except urllib3.exceptions.HTTPError:
            return False

    def stop(self, signal: int = 15) -> None:
        """End the whole group that we started."""
        os.killpg(self.process.pid, signal)
        self.process.wait(15)

    def ask(self, verb: str, path: str, body: dict[str, Any] | None = None, *, key: str = KEY) -> Any:
        """A call outside the contract: knobs, journal, statistics."""
        data = json.dumps(body).encode() if body is not None else None
        return self.http.request(verb, f"{self.url}{path}", body=data, headers={"user_key": key})

    def knob(self, **order: Any) -> Any:
        """Order a fault or an act."""
        answer = self.ask("POST", "/_knobs", order)
        return answer.json() if answer.status == 200 else {"refused": answer.json()["keterangan"]}


class Side(Protocol):
    """What a contract test needs of either stand-in."""

    client: OssClient
    desk: SimulationDesk

    def expire(self, licence_id: str) -> None: ...

    def verify(self, licence_id: str) -> None: ...

    def decide(self, licence_id: str, code: str) -> None: ...

    def revoke(self, nib: str) -> None: ...

    def rewind(self, seconds: float) -> object: ...

    def pushes(self, nib: str, at_least: int) -> list[tuple[str, dict[str, Any]]]: ...


class FakeSide:
    """In this process."""

    def __init__(self) -> None:
        self.fake = FakeOss()
        self.client: OssClient = self.fake
        self.desk: SimulationDesk = self.fake
        self.expire = self.fake.oss.expire
        self.verify = self.fake.oss.verify_wholly
        self.decide = self.fake.oss.decide
        self.revoke = self.fake.oss.revoke
        self.rewind = self.fake.books.rewind

    def pushes(self, nib: str, at_least: int) -> list[tuple[str, dict[str, Any]]]:
        """What was pushed about a NIB."""
        return [(name, body) for name, of, body in self.fake.books.posted if of == nib]


class HttpSide:
    """In the mock's process."""

    def __init__(self, mock: MockProcess, office: Office) -> None:
        self.mock, self.office = mock, office
        host = Host(mock.url)
        self.client: OssClient = HttpOssClient(api=host, base_path="/v1/kl/rba", files=host, user_key=KEY)
        self.desk: SimulationDesk = HttpSimulationDesk(host=host, user_key=KEY)

    def expire(self, licence_id: str) -> None:
        """Fiktif positif."""
        self.mock.knob(act="expire", licence_id=licence_id)

    def verify(self, licence_id: str) -> None:
        """The ministry's whole way."""
        self.mock.knob(act="verify", licence_id=licence_id)

    def decide(self, licence_id: str, code: str) -> None:
        """One step of the ministry."""
        self.mock.knob(act="decide", licence_id=licence_id, value=code)

    def revoke(self, nib: str) -> None:
        """NIB dicabut."""
        self.mock.knob(act="revoke", nib=nib)

    def rewind(self, seconds: float) -> None:
        """OSS is put back from a backup."""
        self.mock.knob(act="rewind", seconds=seconds)

    def pushes(self, nib: str, at_least: int) -> list[tuple[str, dict[str, Any]]]:
        """What arrived at the office about a NIB, once enough has."""

        def arrived() -> list[tuple[str, dict[str, Any]]]:
            taken = list(self.office.taken)
            return [(name, body) for name, _, body in taken if nib in json.dumps(body)]

        until(lambda: len(arrived()) >= at_least)
        return arrived()
