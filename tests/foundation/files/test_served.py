"""As served by the real gunicorn: a 200 MB file in a real Chromium without JavaScript, and memory that stays flat."""

import hashlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page

from tests.clusters import free_port
from tests.foundation.files import pdfs
from tests.foundation.ui.conftest import browser_type_launch_args  # noqa: F401 - the Chromium of this machine

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MIB = 1024 * 1024


def database() -> str:
    """The test database, as another process names it."""
    words = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{words['NAME']}"
    return f"postgres://{words['USER']}:{words['PASSWORD']}@{words['HOST']}:{words['PORT']}/{words['NAME']}"


@contextmanager
def gunicorn(log: Path) -> Iterator[str]:
    """The small site, served as the product is."""
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "gunicorn", "--config", "python:portal.launch.web", "--bind", address]
    environment = {**os.environ, "DATABASE_URL": database(), "WEB_WORKERS": "1"}
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*command, "tests.foundation.files.gunicorn_site"],
            cwd=settings.BASE_DIR, env=environment, stdout=out, stderr=out,
        )  # fmt: skip
        try:
            wait_for(f"http://{address}/coba/unggah/", server, log)
            yield f"http://{address}"
        finally:
            server.terminate()
            server.wait(30)


def wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until it answers."""
    for _turn in range(300):
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


def pdf_of(megabytes: int, folder: Path) -> Path:
    """A file of that size; the disk holds only its beginning."""
    path = folder / f"{megabytes}.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(megabytes * MIB)
    return path


def send(page: Page, url: str, file: Path) -> int:
    """Choose the file and press the button; the status of the page that comes."""
    page.goto(f"{url}/coba/unggah/")
    page.set_input_files("input[type=file]", file)
    with page.expect_navigation(timeout=60_000) as coming:
        page.get_by_role("button", name="Unggah").click(no_wait_after=True)
    answer = coming.value
    assert answer is not None
    return answer.status


def test_a_person_reads_a_page_and_goes_back_to_the_form(browser: Browser, tmp_path: Path) -> None:
    with gunicorn(tmp_path / "log") as url:
        context = browser.new_context(locale="id-ID", java_script_enabled=False, viewport={"width": 360, "height": 780})
        page = context.new_page()
        for megabytes in (25, 200):  # read away whole, and hung up on
            assert send(page, url, pdf_of(megabytes, tmp_path)) == 413
            assert "Berkas lebih dari 20 MB" in page.inner_text("main")
            assert "tetap tersimpan" in page.inner_text("main")
            page.get_by_role("link", name="Kembali ke halaman tadi").click()
            assert page.url == f"{url}/coba/unggah/"
            assert page.get_by_role("button", name="Unggah").is_visible()
        context.close()


def test_memory_of_a_web_process_stays_flat_when_20_mb_come_in(tmp_path: Path, media: Path) -> None:
    large = pdfs.scanned(4, width=1900, quality=93, noise=True)
    assert 15 * MIB < len(large) < 20 * MIB
    with gunicorn(tmp_path / "log") as url:
        assert post(f"{url}/coba/masuk/", pdfs.good()) == hashlib.sha256(pdfs.good()).hexdigest()
        before = largest_rss(url)
        assert post(f"{url}/coba/masuk/", large) == hashlib.sha256(large).hexdigest()
        grown = largest_rss(url) - before
    assert grown <= 6 * 1024  # kB: a chunk or two; the promise is 20 MB


def post(url: str, data: bytes) -> str:
    """Send one file as a form does; the body of the answer."""
    head = '--batas\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\n'
    body = head.encode() + data + b"\r\n--batas--\r\n"
    request = urllib.request.Request(url, body, {"Content-Type": "multipart/form-data; boundary=batas"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(answer.read().decode())


def largest_rss(url: str) -> int:
    """The high-water mark of the workers' memory in kB, as the kernel tells it."""
    port = url.rpartition(":")[2]
    marks = []
    for folder in Path("/proc").iterdir():
        try:
            command = (folder / "cmdline").read_text()
            status = (folder / "status").read_text()
        except OSError:
            continue
        if f"127.0.0.1:{port}" in command and "gunicorn" in command:
            marks.append(int(status.partition("VmHWM:")[2].split()[0]))
    return max(marks)
