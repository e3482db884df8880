"""How much a web process grows when a file of almost 20 MB comes in. Prints JSON: megabytes.

Run as ``python -m bench.upload URL PARENT`` in the environment of a running office whose processes descend from
PARENT: an applicant sends a scan for a requirement over HTTP; the kernel tells the high-water marks.
"""

import json
import sys
from pathlib import Path

import django
import urllib3
from django.test import Client

MB = 1024  # of the kernel's kB
WARM = 12


def main(url: str, parent: int) -> dict[str, float]:
    """Growth of the largest web process, and the size of the file."""
    django.setup()
    from accounts.models import User  # noqa: PLC0415 - the rooms come after the settings
    from licensing.terms import Status  # noqa: PLC0415
    from tests.factories import files  # noqa: PLC0415
    from tests.foundation.files import pdfs  # noqa: PLC0415

    applicant = User.objects.get(email="budi@contoh.id")
    holder = files.business(applicant, name="Budi Unggah")
    application = files.application_in(
        Status.FULFILLING,
        applicant=applicant,
        agency=None,
        number="PB-2026-700001",
        holder=holder,
        id_izin="I-unggah",
    )
    path = f"{application.get_absolute_url()}dokumen/"
    client = Client(headers={"host": url.partition("://")[2]})
    client.force_login(applicant)
    client.get(path)
    cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())
    scan = pdfs.scanned(4, width=1900, quality=93, noise=True)
    for pages in range(1, WARM + 1):  # every process has taken one in: what is imported once is not counted
        send(f"{url}{path}1/unggah/", pdfs.good(pages), cookies)
    before = high_water(parent)
    send(f"{url}{path}2/unggah/", scan, cookies)
    after = high_water(parent)
    grown = max(after[pid] - before.get(pid, after[pid]) for pid in after)
    return {"grown": grown / MB, "size": len(scan) / MB / MB}


def send(url: str, data: bytes, cookies: str) -> None:
    """As a form does it; the token stands in the cookie and in the header."""
    token = next(part.partition("=")[2] for part in cookies.split("; ") if part.startswith("csrf="))
    headers = {"Cookie": cookies, "X-CSRFToken": token}
    fields = {"berkas": ("pindai.pdf", data, "application/pdf")}
    answer = urllib3.request("POST", url, fields=fields, headers=headers, redirect=False, timeout=60)
    if answer.status != 302:
        raise SystemExit(f"{url} answered {answer.status}")


def high_water(parent: int) -> dict[int, int]:
    """Peak resident memory in kB of every web process beneath this one."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and beneath(int(folder.name), parent):
            words = (folder / "cmdline").read_bytes()
            status = (folder / "status").read_text()
            if b"gunicorn" in words and "VmHWM:" in status:
                found[int(folder.name)] = int(status.partition("VmHWM:")[2].split()[0])
    if not found:
        raise SystemExit("no web process found")
    return found


def beneath(pid: int, parent: int) -> bool:
    """Does this process descend from that one?"""
    while pid > 1:
        if pid == parent:
            return True
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            return False
    return False


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
