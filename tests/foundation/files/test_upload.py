"""The way in: written and hashed once while it arrives, with flat memory; too large is refused before it is read."""

import hashlib
import io
import socket
import threading
import tracemalloc
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from foundation.files import intake, upkeep
from foundation.files.models import StoredFile
from foundation.files.refusals import FileRefused
from foundation.files.upload import too_large, virus
from foundation.files.upload.handler import StreamedUpload
from foundation.journal import book
from tests.foundation.files import pdfs

pytestmark = pytest.mark.django_db
MIB = 1024 * 1024
BOUNDARY = "batas"


class Body(io.RawIOBase):
    """A multipart body that is made as it is read, and remembers how much of it was."""

    def __init__(self, size: int) -> None:
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        )
        self.parts = [head.encode(), b"", f"\r\n--{BOUNDARY}--\r\n".encode()]
        self.size = size
        self.length = len(self.parts[0]) + size + len(self.parts[2])
        self.at = 0

    def read(self, count: int = -1) -> bytes:
        """The next bytes; the file is all 'x'."""
        count = min(count if count >= 0 else self.length, self.length - self.at)
        start, self.at = self.at, self.at + count
        head, tail = self.parts[0], self.parts[2]
        piece = head[start : start + count]
        middle = min(self.at, len(head) + self.size) - max(start, len(head))
        piece += b"x" * max(middle, 0)
        if self.at > len(head) + self.size:
            begin = max(start - len(head) - self.size, 0)
            piece += tail[begin : self.at - len(head) - self.size]
        return piece


def request_with(body: Body) -> WSGIRequest:
    environ = RequestFactory().post("/").environ
    environ |= {
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        "CONTENT_LENGTH": str(body.length),
        "wsgi.input": body,
    }
    return WSGIRequest(environ)


def test_a_file_is_written_once_and_hashed_on_the_way(media):
    body = Body(5 * MIB)
    request = request_with(body)
    upload = request.FILES["berkas"]
    assert isinstance(upload, StreamedUpload)
    assert upload.sha256 == hashlib.sha256(b"x" * 5 * MIB).hexdigest()
    assert (upload.size, upload.path.stat().st_size, upload.is_whole) == (5 * MIB, 5 * MIB, True)
    assert upload.path.parent == media / "incoming"
    request.close()
    assert not upload.path.exists()


def test_keeping_a_file_writes_no_second_copy(media, sari):
    data = pdfs.scanned(2, width=2000, quality=92, noise=True)
    request = RequestFactory().post("/", {"berkas": SimpleUploadedFile("a.pdf", data)})
    upload = request.FILES["berkas"]
    inode = upload.path.stat().st_ino
    file = intake.receive(upload, purpose="uji", subject="application:1", who=sari)
    request.close()
    assert file.path.stat().st_ino == inode
    assert sum(path.stat().st_size for path in media.rglob("*") if path.is_file()) <= 1.05 * len(data)


def test_memory_stays_flat_while_20_mb_arrive():
    body = Body(20 * MIB)
    request = request_with(body)
    tracemalloc.start()
    try:
        assert request.FILES["berkas"].size == 20 * MIB
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        request.close()
    assert peak < 4 * MIB


def test_a_cut_line_leaves_nothing(media):
    body = Body(2 * MIB)
    body.parts[2] = b""
    request = request_with(body)
    body.read = cut_after(body, MIB)  # type: ignore[method-assign]
    with pytest.raises(OSError, match="putus"):
        _files = request.FILES
    assert [path for path in media.rglob("*") if path.is_file()] == []


def cut_after(body: Body, limit: int) -> Any:
    original = body.read

    def read(count: int = -1) -> bytes:
        if body.at > limit:
            raise OSError("putus")
        return original(count)

    return read


def test_a_disk_that_runs_full_is_a_sentence_and_not_a_crash(monkeypatch, sari):
    def full(descriptor: int, data: Any) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("foundation.files.upload.handler.os.write", full)
    request = request_with(Body(MIB))
    upload = request.FILES["berkas"]
    with pytest.raises(FileRefused, match="penuh") as refusal:
        intake.receive(upload, purpose="uji", subject="application:1", who=sari)
    assert refusal.value.status == 507
    request.close()


def refused(request: HttpRequest) -> HttpResponse:
    """The middleware before a view that must not be reached."""

    def view(_request: HttpRequest) -> HttpResponse:
        raise AssertionError("the view was reached")

    return too_large.refuse_oversized_bodies(view)(request)  # type: ignore[return-value]


def test_a_body_over_the_limit_is_answered_before_a_byte_is_read(settings):
    body = Body(settings.FILE_MAX_BYTES + MIB)
    response = refused(request_with(body))
    page = next(iter(response.streaming_content))  # type: ignore[attr-defined]
    assert body.at == 0
    assert response.status_code == 413
    assert "Berkas lebih dari 20 MB" in page.decode()
    assert "tetap tersimpan" in page.decode()
    assert response["Content-Length"] == str(len(page))


def test_the_body_is_read_away_after_the_page_so_that_the_browser_shows_it(settings):
    body = Body(settings.FILE_MAX_BYTES + MIB)
    response = refused(request_with(body))
    assert len(list(response.streaming_content)) == 1  # type: ignore[attr-defined]
    assert body.at == body.length


def test_a_body_longer_than_our_patience_is_hung_up_on(settings, monkeypatch):
    monkeypatch.setattr(too_large, "DRAINED_BYTES", MIB)
    body = Body(settings.FILE_MAX_BYTES + MIB)
    pieces = iter(refused(request_with(body)).streaming_content)  # type: ignore[attr-defined]
    assert next(pieces)
    with pytest.raises(ConnectionResetError):
        next(pieces)
    assert body.at == MIB


def test_a_body_at_the_limit_goes_through(settings):
    body = Body(settings.FILE_MAX_BYTES)
    passed = too_large.refuse_oversized_bodies(lambda _request: HttpResponse("ok"))(request_with(body))
    assert passed.content == b"ok"  # type: ignore[attr-defined]


def test_the_machines_get_json(client, settings):
    settings.FILE_MAX_BYTES = 1000
    response = client.post("/api/oss/receiveNIB", b"x" * 300_000, content_type="application/json")
    assert response.status_code == 413
    assert b"".join(response.streaming_content).startswith(b"{")


class Clamd:
    """A scanner that gives one answer to every file, over a real socket."""

    def __init__(self, answer: bytes) -> None:
        self.answer, self.seen = answer, b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        """Read one stream as clamd does, then answer."""
        line, _address = self.server.accept()
        with line, line.makefile("rb") as reader:
            assert reader.read(10) == b"zINSTREAM\0"
            while size := int.from_bytes(reader.read(4), "big"):
                self.seen += reader.read(size)
            line.sendall(self.answer)
        self.server.close()


def scanned_by(answer: bytes, settings: Any, who: Any) -> tuple[StoredFile, Clamd]:
    scanner = Clamd(answer)
    settings.CLAMD_ADDRESS = scanner.address
    upload = SimpleUploadedFile("a.pdf", pdfs.good())
    try:
        return intake.receive(upload, purpose="uji", subject="application:1", who=who), scanner
    finally:
        scanner.thread.join(5)


def test_a_scanner_that_finds_nothing_lets_the_file_in(settings, sari):
    file, scanner = scanned_by(b"stream: OK\0", settings, sari)
    assert file.is_usable
    assert scanner.seen == pdfs.good()


def test_a_find_is_refused_and_journalled(settings, sari, media):
    with pytest.raises(FileRefused, match="virus"):
        scanned_by(b"stream: Eicar-Signature FOUND\0", settings, sari)
    entry = book.of("application:1").get()
    assert (entry.kind, entry.data["signature"], entry.user_id) == ("file.refused", "Eicar-Signature", 7)
    assert [path for path in media.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("answer", [b"stream: INSTREAM size limit exceeded. ERROR\0", b""])
def test_a_scanner_without_a_verdict_makes_the_file_wait(settings, sari, answer):
    file, _scanner = scanned_by(answer, settings, sari)
    assert (file.state, file.is_usable) == ("waiting", False)


@pytest.mark.parametrize(
    ("found", "state", "kind"), [("", "clean", "file.cleared"), ("X", "quarantine", "file.quarantined")]
)
def test_a_waiting_file_is_scanned_again(settings, sari, monkeypatch, found, state, kind):
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    file = intake.receive(SimpleUploadedFile("a.pdf", pdfs.good()), purpose="uji", subject="application:1", who=sari)
    assert file.state == "waiting"
    upkeep.rescan()
    file.refresh_from_db()
    assert file.state == "waiting"
    monkeypatch.setattr(virus, "scan", lambda path: found)
    upkeep.rescan()
    file.refresh_from_db()
    assert file.state == state
    assert book.of("application:1").get().kind == kind
