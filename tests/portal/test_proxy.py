"""The reverse proxy's settings, tried on the real nginx: what it passes on, holds back and says by itself."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import urllib3

from tests.clusters import free_port
from tests.portal.nginx import proxying

HASHED = "aplikasi.0123456789ab.css"


class Echo(BaseHTTPRequestHandler):
    """Stands in for the portal: answers with the headers it was given, and counts what it read."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path.startswith("/berkas/"):
            return self._hand_over(self.path.removeprefix("/berkas"))
        status = 503 if self.path == "/sehat/" else 200
        return self._answer(status, "\n".join(f"{name}: {value}" for name, value in self.headers.items()))

    def do_POST(self) -> None:
        began = time.monotonic()
        size = len(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(200, f"{size} {time.monotonic() - began:.3f}")

    def _answer(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def _hand_over(self, path: str) -> None:
        """As foundation.files does it: allowed, and the proxy shall send the bytes."""
        self.send_response(200)
        self.send_header("X-Accel-Redirect", f"/_berkas{path}")
        self.send_header("Content-Type", "application/pdf")
        self.send_header("Content-Security-Policy", "sandbox")
        self.send_header("Cache-Control", "private, no-store")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def backend() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory, backend: str) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("nginx")
    (folder / "static").mkdir()
    (folder / "static" / HASHED).write_text("body { color: black }")
    (folder / "files" / "sha256").mkdir(parents=True)
    (folder / "files" / "sha256" / "abc").write_bytes(b"%PDF-1.7 allowed")
    with proxying(folder, backend, folder) as url:
        yield url


def test_the_portal_hears_who_asks_and_by_which_scheme_whatever_the_visitor_claims(proxy: str) -> None:
    claims = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "gopher", "Host": "perizinan.example"}
    heard = urllib3.request("GET", f"{proxy}/", headers=claims).data.decode().splitlines()
    assert [line for line in heard if line.startswith(("Host", "X-Forwarded"))] == [
        "Host: perizinan.example",
        "X-Forwarded-For: 127.0.0.1",
        "X-Forwarded-Proto: https",
    ]


def test_the_mock_oss_calls_by_the_containers_name(proxy: str) -> None:
    heard = urllib3.request("GET", f"{proxy}/", headers={"Host": "proxy:8080"}).data.decode()
    assert "Host: perizinan.example\n" in heard


def test_a_slow_upload_waits_in_the_proxy_and_reaches_the_portal_whole(proxy: str) -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(10):
            yield b"x" * 100_000
            time.sleep(0.05)

    answer = urllib3.request("POST", f"{proxy}/", body=drip(), headers={"Content-Length": "1000000"})
    size, seconds = answer.data.decode().split()
    assert (answer.status, size) == (200, "1000000")
    assert float(seconds) < 0.3


def test_a_body_of_a_file_that_the_portal_itself_refuses_reaches_it(proxy: str) -> None:
    assert urllib3.request("POST", f"{proxy}/", body=b"x" * 21 * 1024 * 1024).status == 200


def test_a_huge_body_is_refused_before_it_is_read_with_words(proxy: str) -> None:
    answer = urllib3.request("POST", f"{proxy}/", headers={"Content-Length": str(200 * 1024**2)}, retries=False)
    assert answer.status == 413
    assert "Kecilkan berkas menjadi paling besar 20 MB" in answer.data.decode()


def test_a_static_file_never_changes_and_a_missing_one_is_missing(proxy: str) -> None:
    answer = urllib3.request("GET", f"{proxy}/static/{HASHED}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/css")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "upstream" not in urllib3.request("GET", f"{proxy}/static/%2e%2e/nginx.conf").data.decode()
    assert urllib3.request("GET", f"{proxy}/static/none.css").status == 404


def test_an_allowed_file_is_sent_by_the_proxy_with_the_portals_headers(proxy: str) -> None:
    answer = urllib3.request("GET", f"{proxy}/berkas/sha256/abc")
    assert (answer.status, answer.data) == (200, b"%PDF-1.7 allowed")
    told = {name: answer.headers.get(name) for name in ("Content-Type", "Content-Security-Policy", "Cache-Control")}
    assert list(told.values()) == ["application/pdf", "sandbox", "private, no-store"]


def test_nobody_reaches_a_file_without_the_portal(proxy: str) -> None:
    assert urllib3.request("GET", f"{proxy}/_berkas/sha256/abc").status == 404


def test_what_the_portal_says_of_its_health_goes_out_as_it_is(proxy: str) -> None:
    answer = urllib3.request("GET", f"{proxy}/sehat/", retries=False)
    assert (answer.status, "<html" in answer.data.decode()) == (503, False)


def test_figures_are_not_for_the_street(proxy: str) -> None:
    assert urllib3.request("GET", f"{proxy}/metrik").status == 404


def test_a_dead_portal_is_excused_in_words(tmp_path: Path) -> None:
    with proxying(tmp_path, f"127.0.0.1:{free_port()}", tmp_path) as url:
        answer = urllib3.request("GET", f"{url}/", retries=False)
    assert (answer.status, answer.headers["Retry-After"]) == (502, "30")
    assert "Tunggu beberapa menit" in answer.data.decode()
