"""BSrE's service, played by a server of our own on loopback: signed, refused, out of reach."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from foundation.signing import authority, hand, local
from foundation.signing.checking import Verdict, check
from foundation.signing.terms import Signatory, SignatureRefused, SignerUnavailable
from tests.foundation.signing.conftest import HEAD, PASSPHRASE


class Service(HTTPServer):
    """What it was asked, and how it shall answer."""

    answer: tuple[int, bytes] = (200, b"")
    asked: list[bytes]
    password: str = ""


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        self.server.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.password = self.headers["Authorization"]
        status, body = self.server.answer
        self.send_response(status)
        self.send_header("id_dokumen", "d-77")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Quiet."""


@pytest.fixture
def bsre(settings: Any) -> Iterator[Service]:
    server = Service(("127.0.0.1", 0), Handler)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.SIGNER = "bsre"
    settings.BSRE_URL = f"http://127.0.0.1:{server.server_port}"
    settings.BSRE_USER, settings.BSRE_PASSWORD = "kantor", "rahasia"
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def signed(paper: bytes, folder: Any) -> bytes:
    authority.enrol(HEAD, PASSPHRASE)
    return local.sign(paper, HEAD, PASSPHRASE, reason="x", place="").data


def test_what_bsre_signed_comes_back_byte_for_byte(bsre: Service, signed: bytes, paper: bytes) -> None:
    bsre.answer = (200, signed)
    done = hand.sign(paper, HEAD, "frasa", reason="Surat")
    assert (done.data, done.reference) == (signed, "d-77")
    assert paper in bsre.asked[0]
    assert HEAD.nik.encode() in bsre.asked[0]
    assert bsre.password.startswith("Basic ")


def test_its_refusal_is_told_without_the_passphrase(bsre: Service, paper: bytes) -> None:
    bsre.answer = (400, b'{"error": "Passphrase frasa-rahasia salah"}')
    with pytest.raises(SignatureRefused) as no:
        hand.sign(paper, HEAD, "frasa-rahasia", reason="Surat")
    assert "frasa-rahasia" not in str(no.value)
    assert "salah" in str(no.value)


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_trouble_there_leaves_the_paper_waiting(status: int, bsre: Service, paper: bytes) -> None:
    bsre.answer = (status, b"<html>")
    with pytest.raises(SignerUnavailable):
        hand.sign(paper, HEAD, "frasa", reason="Surat")


def test_nobody_there_leaves_the_paper_waiting(settings: Any, paper: bytes) -> None:
    settings.SIGNER, settings.BSRE_URL = "bsre", "http://127.0.0.1:9"
    with pytest.raises(SignerUnavailable):
        hand.sign(paper, HEAD, "frasa", reason="Surat")


@pytest.mark.parametrize("url", ["", "http://esign.contoh.go.id"])
def test_passphrases_never_travel_in_the_open(url: str, settings: Any, paper: bytes) -> None:
    settings.SIGNER, settings.BSRE_URL = "bsre", url
    with pytest.raises(SignerUnavailable, match="belum diatur"):
        hand.sign(paper, HEAD, "frasa", reason="Surat")


def test_an_answer_that_is_not_signed_is_refused(bsre: Service, paper: bytes) -> None:
    bsre.answer = (200, paper)
    assert check(paper).verdict is Verdict.UNSIGNED
    with pytest.raises(SignatureRefused):
        hand.sign(paper, HEAD, "frasa", reason="Surat")


def test_without_a_nik_nothing_is_sent(bsre: Service, paper: bytes) -> None:
    with pytest.raises(SignatureRefused, match="NIK"):
        hand.sign(paper, Signatory("x", "Tanpa NIK"), "frasa", reason="Surat")
    assert bsre.asked == []
