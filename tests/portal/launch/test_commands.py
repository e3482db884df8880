"""`python -m portal.launch`: what each word does, and that a refusal is a sentence."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from portal.launch import run
from portal.launch.__main__ import main
from portal.launch.stack import Stack


class Door(BaseHTTPRequestHandler):
    """Answers 200 to the name it knows, 400 to others, as Django's host check does."""

    def do_GET(self) -> None:
        self.send_response(200 if self.headers["Host"] == "perizinan.example" else 400)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def door() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_alive_asks_by_the_name_that_the_portal_is_known_by(door: str) -> None:
    assert main(["alive", door, "perizinan.example"]) == 0
    assert main(["alive", door]) == 1


def test_alive_says_no_where_nobody_listens(door: str) -> None:
    assert main(["alive", "http://127.0.0.1:9/", "perizinan.example"]) == 1


def test_a_refused_start_is_one_sentence_and_a_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OFFICE", "atlantis")
    assert main(["run"]) == 2
    said = capsys.readouterr()
    assert said.err.strip() == "OFFICE=atlantis is unknown; choose one of: pariaman, pelalawan."
    assert "Traceback" not in said.err + said.out


def test_codes_of_an_office_that_never_ran_are_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OFFICE", "pariaman")
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    assert main(["kode"]) == 2
    assert "Start it first: make run" in capsys.readouterr().err


def test_data_that_cannot_be_made_ready_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "db.sqlite3").write_bytes(b"not a database" * 100)
    chosen = {"OFFICE": "pariaman", "VAR_DIR": str(tmp_path), "PORT": "18997", "MOCK_OSS_PORT": "18998"}
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["run"]) == 2
    said = capfd.readouterr().err
    assert "file is not a database" in said
    assert said.strip().endswith("The data could not be made ready; the reason stands above.")


def test_the_greeting_says_where_everything_is(tmp_path: Path) -> None:
    (tmp_path / "secrets.env").write_text("OSS_USERNAME=satupintu\nOSS_PASSWORD=sandi\nOSS_USER_KEY=kunci\n")
    said = run.greeting(Stack("pelalawan", tmp_path, 9000, 9100), "akun@contoh.id  Pemohon")
    for word in ("http://127.0.0.1:9000/", "http://127.0.0.1:9100/", "satupintu", "sandi", "kunci", "akun@contoh.id"):
        assert word in said
