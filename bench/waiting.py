"""How long after the commit a NIB's PDF can be downloaded, in an office that has nothing else to do. Prints JSON.

Run as ``python -m bench.waiting TIMES URL`` in the environment of a running office: the NIB is received here, as
OSS's push does it, and the office's own worker draws; the applicant's download is asked for over HTTP.
"""

import json
import sys
import time

import django
import urllib3
from django.conf import settings
from django.test import Client

LOOK_EVERY, PATIENCE = 0.02, 60.0


def main(times: int, url: str) -> list[float]:
    """Seconds from commit to download, one per NIB, each begun only when the last is done."""
    django.setup()
    from accounts.models import User  # noqa: PLC0415 - the rooms come after the settings
    from licensing.actions import nib  # noqa: PLC0415
    from licensing.terms import DocumentKind, Status  # noqa: PLC0415
    from tests.factories import files  # noqa: PLC0415

    applicant = User.objects.get(email="budi@contoh.id")
    cookie = signed_in(applicant)
    row, waited = files.risk_row(), []
    for number in range(times):
        holder = files.business(applicant, name=f"Budi {number}")
        application = files.application_in(
            Status.NIB_REQUESTED,
            applicant=applicant,
            agency=None,
            number=f"PB-2026-8{number:05d}",
            row=row,
            holder=holder,
        )
        nib.receive(application, nib.NibNews(number=f"88{number:011d}", issued_on=application.created_at.date()))
        began = time.monotonic()
        code = application.documents.get(kind=DocumentKind.NIB).code
        download(f"{url}/dokumen/{code}.pdf", cookie, began)
        waited.append(time.monotonic() - began)
        while application.documents.filter(file=None).exists():
            time.sleep(LOOK_EVERY)  # the others of this file: the next one starts at rest
    return waited


def signed_in(user: object) -> str:
    """A session of this person, as a cookie that the running office knows."""
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def download(url: str, cookie: str, began: float) -> None:
    """Ask until the PDF comes."""
    while time.monotonic() - began < PATIENCE:
        answer = urllib3.request("GET", url, headers={"Cookie": cookie}, redirect=False)
        if answer.status == 200 and answer.data.startswith(b"%PDF"):
            return
        if answer.status != 404:
            raise SystemExit(f"{url} answered {answer.status}")
        time.sleep(LOOK_EVERY)
    raise SystemExit(f"{url} did not come within {PATIENCE:g} s")


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2])))
