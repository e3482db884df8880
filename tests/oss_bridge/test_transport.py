"""A call to OSS is bounded on every side, and each silence has the right name."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from oss_bridge import client as client_module
from oss_bridge.client import MOST_FILE, MOST_JSON, HttpOssClient
from oss_bridge.simulation import HttpSimulationDesk, NoSimulation, desk
from oss_bridge.transport import Host, no_transaction_open
from oss_bridge.troubles import OssKeyRefused, OssRefused, OssTrouble, OssUnavailable, OssUnknownOutcome
from tests.oss_bridge import cases
from tests.oss_bridge.sides import free_port

DONE = cases.simulation.HandedOver(
    reference="PB-1",
    nib="2211260000001",
    oss_id="P02-202611221000590000001",
    nib_licence_id="I-1",
    project_id="R-202611221001020000001",
    licence_id="I-202611221001030000001",
    permit_code="026000000021",
    region="1377000000",
    code="12",
)


@contextmanager
def peer(speak: Callable[[socket.socket], None]) -> Iterator[int]:
    """A raw server on a free port: reads a request, then speaks as told."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.2)
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                line, _ = listening.accept()
            except TimeoutError:
                continue
            with line:
                line.settimeout(5)
                line.recv(65_536)
                try:
                    speak(line)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        over.set()
        thread.join(10)
        listening.close()


def answer(status: str, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def saying(raw: bytes) -> Callable[[socket.socket], None]:
    return lambda line: line.sendall(raw)


def speaking_to(port: int, clock: float = 10) -> HttpOssClient:
    host = Host(f"http://127.0.0.1:{port}", clock=clock)
    return HttpOssClient(api=host, base_path="/v1/kl/rba", files=host, user_key="k")


def report_to(port: int, clock: float = 10) -> None:
    speaking_to(port, clock).send_status(cases.report(DONE, "10"))


OK = b'{"responreceiveLicenseStatus":{"kode":200,"keterangan":"Sukses","dataNIB":{}}}'
REFUSED = b'{"responreceiveLicenseStatus":{"kode":"400","keterangan":"Data izin tidak ditemukan","dataNIB":{}}}'


def coded(code: int) -> bytes:
    return OK.replace(b"200", str(code).encode())


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        (answer("200 OK", REFUSED), OssRefused),
        (answer("400 Bad Request", REFUSED), OssRefused),
        (answer("400 Bad Request", b"<html>"), OssRefused),
        (answer("404 Not Found", OK), OssRefused),
        (answer("200 OK", coded(401)), OssKeyRefused),
        (answer("401 Unauthorized", b""), OssKeyRefused),
        (answer("429 Too Many", b"", "Retry-After: 7"), OssUnavailable),
        (answer("503 Service Unavailable", b""), OssUnavailable),
        (answer("500 Error", b"<html>"), OssUnavailable),
        (answer("200 OK", coded(500)), OssUnavailable),
        (answer("302 Found", b"", "Location: http://127.0.0.1:1/"), OssUnavailable),
        (answer("200 OK", coded(504)), OssUnknownOutcome),
        (answer("502 Bad Gateway", b"<html>"), OssUnknownOutcome),
        (answer("504 Gateway Timeout", b""), OssUnknownOutcome),
        (answer("200 OK", OK[:30]), OssUnknownOutcome),
        (answer("200 OK", b"<html>"), OssUnknownOutcome),
        (answer("200 OK", b"[" * 90_000), OssUnknownOutcome),
        (answer("200 OK", OK, "Content-Encoding: gzip"), OssUnknownOutcome),
        (answer("200 OK", b"x" * (MOST_JSON + 1)), OssUnknownOutcome),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{", OssUnknownOutcome),
        (b"bukan HTTP\r\n\r\n", OssUnknownOutcome),
        (b"", OssUnknownOutcome),
    ],
)
def test_each_bad_answer_to_a_change_has_its_name(raw: bytes, trouble: type[OssTrouble]) -> None:
    with peer(saying(raw)) as port, pytest.raises(OssTrouble) as raised:
        report_to(port)
    assert type(raised.value) is trouble


def test_a_good_answer_is_quiet_whatever_http_says_of_it() -> None:
    with peer(saying(answer("200 OK", OK))) as port:
        report_to(port)


def test_a_redirect_is_never_followed() -> None:
    called: list[bytes] = []
    with peer(lambda line: called.append(b"x")) as elsewhere:
        raw = answer("307 Temporary Redirect", b"", f"Location: http://127.0.0.1:{elsewhere}/")
        with peer(saying(raw)) as port, pytest.raises(OssUnavailable):
            report_to(port)
    assert called == []


@pytest.mark.parametrize("raw", [b"", answer("504 Gateway Timeout", b""), answer("200 OK", b"{")])
def test_a_question_that_went_unanswered_may_simply_be_asked_again(raw: bytes) -> None:
    with peer(saying(raw)) as port, pytest.raises(OssUnavailable):
        speaking_to(port).permit_status("I-202611221001030000001")


def test_how_long_to_wait_is_told_when_oss_says_so() -> None:
    raw = answer("429 Too Many", b"", "Retry-After: 7")
    with peer(saying(raw)) as port, pytest.raises(OssUnavailable) as raised:
        report_to(port)
    assert (raised.value.retry_after, raised.value.is_throttled) == (7.0, True)


def test_nobody_there_means_nothing_was_sent() -> None:
    with pytest.raises(OssUnavailable, match="tidak terjangkau"):
        report_to(free_port())


def drip(line: socket.socket) -> None:
    """Promise much, give one byte at a time, in the head already."""
    for byte in answer("200 OK", OK):
        line.sendall(bytes([byte]))
        time.sleep(0.05)


def drip_body(line: socket.socket) -> None:
    line.sendall(answer("200 OK", OK)[: -len(OK)])
    for byte in OK:
        line.sendall(bytes([byte]))
        time.sleep(0.05)


@pytest.mark.parametrize("speak", [drip, drip_body])
def test_a_peer_that_drips_is_left_when_the_clock_runs_out(speak: Callable[[socket.socket], None]) -> None:
    began = time.monotonic()
    with peer(speak) as port, pytest.raises(OssUnknownOutcome, match="detik"):
        report_to(port, clock=1)
    assert time.monotonic() - began < 8


def test_after_a_silence_the_next_call_is_a_fresh_one() -> None:
    turns = iter([b"", answer("200 OK", OK)])
    with peer(lambda line: line.sendall(next(turns))) as port:
        speaker = speaking_to(port)
        with pytest.raises(OssUnknownOutcome):
            speaker.send_status(cases.report(DONE, "10"))
        speaker.send_status(cases.report(DONE, "10"))


@pytest.mark.django_db(transaction=True)
def test_a_call_inside_a_transaction_is_a_mistake() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="transaksi"):
        report_to(free_port())
    with pytest.raises(OssUnavailable):
        report_to(free_port())


@pytest.mark.django_db
def test_a_tests_own_transaction_does_not_count() -> None:
    no_transaction_open()


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://api.contoh.example/file/U1?x=1", True),
        ("https://api.contoh.example:443/file/U1", True),
        ("http://api.contoh.example/file/U1", False),
        ("https://api.contoh.example:8443/file/U1", False),
        ("https://api.contoh.example.jahat.example/file", False),
        ("https://api.contoh.example@jahat.example/file", False),
        ("https://orang@api.contoh.example/file", False),
        ("//api.contoh.example/file", False),
        ("https://api.contoh.example:abc/file", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_addresses_on_the_very_host_are_home(url: str, ours: bool) -> None:
    assert Host("https://api.contoh.example").is_home_of(url) is ours


@pytest.mark.parametrize("origin", ["", "api.contoh.example", "ftp://x", "http://"])
def test_a_host_needs_a_whole_origin(origin: str) -> None:
    with pytest.raises(ValueError):
        Host(origin)


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        (answer("200 OK", b"<html>bukan pdf"), OssRefused),
        (answer("200 OK", b"%PDF-1.7 terpotong"), OssRefused),
        (answer("200 OK", b"x" * (MOST_FILE + 1)), OssRefused),
        (answer("404 Not Found", b""), OssRefused),
        (answer("302 Found", b"", "Location: http://127.0.0.1:1/"), OssUnavailable),
        (answer("500 Error", b""), OssUnavailable),
        (b"", OssUnavailable),
    ],
)
def test_a_file_that_is_no_whole_pdf_from_the_host_is_not_taken(raw: bytes, trouble: type[OssTrouble]) -> None:
    with peer(saying(raw)) as port, pytest.raises(OssTrouble) as raised:
        speaking_to(port).fetch_pdf(f"http://127.0.0.1:{port}/file/download/U1")
    assert type(raised.value) is trouble


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        (answer("401 Unauthorized", b""), OssKeyRefused),
        (answer("503 Service Unavailable", b""), OssUnavailable),
        (answer("429 Too Many", b""), OssUnavailable),
        (answer("502 Bad Gateway", b""), OssUnknownOutcome),
        (answer("200 OK", b'{"reference":"x"}'), OssUnknownOutcome),
        (answer("400 Bad Request", b'{"kode":400,"keterangan":"x"}'), OssRefused),
        (answer("404 Not Found", b"<html>"), OssRefused),
        (b"", OssUnknownOutcome),
    ],
)
def test_troubles_of_the_simulations_doors_have_the_same_names(raw: bytes, trouble: type[OssTrouble]) -> None:
    with peer(saying(raw)) as port, pytest.raises(OssTrouble) as raised:
        HttpSimulationDesk(host=Host(f"http://127.0.0.1:{port}"), user_key="k").hand_over(cases.hand_over())
    assert type(raised.value) is trouble


def test_nobody_at_the_simulations_door_means_nothing_was_sent() -> None:
    with pytest.raises(OssUnavailable):
        HttpSimulationDesk(host=Host(f"http://127.0.0.1:{free_port()}"), user_key="k").fulfil(cases.files(DONE))


def test_with_the_true_oss_nothing_can_be_handed_over(settings: object) -> None:
    settings.OSS_MODE = "oss"  # type: ignore[attr-defined]
    with pytest.raises(NoSimulation):
        desk()


def test_the_deployments_client_comes_from_the_settings(settings: object) -> None:
    settings.OSS_BASE_URL = f"http://127.0.0.1:{free_port()}/v1/kl/rba"  # type: ignore[attr-defined]
    with pytest.raises(OssUnavailable):
        client_module.client().check_nib("2211260000001")
    assert client_module.client() is client_module.client()
    assert desk() is desk()
