"""A canary goes the whole way from sign-in to her certificate; then nothing that rests or leaves shows her numbers.

NIK, NPWP and telephone number are typed on the pages, travel to OSS and back, are judged and printed. What is
searched: every row of every table, the bytes of SQLite's file, log lines at the level of production, what the
broker was handed, mails and letters (decisions 16, reliability.md C52-C53). OSS's own books are OSS's.
"""

import time
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from accounts.models import User
from foundation.outbox import delivery
from foundation.pulse import doorbell
from licensing.models import Application, PelakuUsaha
from licensing.terms import Status
from oss_bridge.fake import FakeOss
from tests.foundation.files import pdfs
from tests.house.furniture import House
from tests.house.test_access_matrix import Visit
from tests.oss_bridge.integration.bridge import Bridge
from tests.oss_bridge.integration.conftest import oss  # noqa: F401 - whoever asks for OSS gets this one
from tests.people import person

NIK, NPWP, PHONE = "1377014505880007", "731234567201000", "+6281377700017"
NEEDLES = (NIK, NPWP, PHONE.removeprefix("+62"), NIK[4:], NPWP[3:], "81377700017")
PAGES: list[tuple[str, dict[str, Any]]] = [
    ("pemohon/jenis", {"kind": "person", "umk": "ya"}),
    ("pemohon/diri", {"name": "Kenari Uji", "nik": NIK, "birth_place": "Pariaman", "npwp": NPWP}),
    ("pemohon/kontak", {"phone": "0813-7770-0017", "email": "kenari@contoh.id"}),
    ("pemohon/alamat", {"address": "Jl. Kenari No. 1", "region_code": "13.77"}),
    ("kegiatan/kbli", {"kbli": "2025:85571"}),
    ("kegiatan/uraian", {"activity_name": "LPK Kenari", "description": "Pelatihan las", "products": "60 orang"}),
    ("kegiatan/nib", {}),
    ("lokasi/alamat", {"address": "Jl. Kenari No. 2", "region_code": "13.77.01.1001"}),
    ("lokasi/tempat", {"land_status": "02"}),
    ("lokasi/modal", {"machinery": "400.000.000", "other": "0", "working": "700.000.000"}),
    ("lokasi/ruang", {"spatial": "self_statement"}),
    ("lokasi/lingkungan", {}),
]


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the broker is handed."""
    words: list[str] = []
    monkeypatch.setattr(doorbell, "send", lambda name, *args: words.append(repr((name, args))))
    monkeypatch.setattr(settings, "DOORBELL", True)
    return words


@pytest.fixture
def journey(house: House, visit: Visit, oss: FakeOss) -> "Journey":  # noqa: F811
    """The canary at her own browser, the officers at theirs."""
    return Journey(house, visit, Bridge(house.people, oss))


class Journey:
    """One file from its first page to its certificate, by HTTP; OSS and the worker take their turns between."""

    def __init__(self, house: House, visit: Visit, bridge: Bridge) -> None:
        self.house, self.bridge, self.visit = house, bridge, visit
        self.canary: User = person("kenari", "Kenari Uji", phone=PHONE)
        self.browser: Client = visit(self.canary)
        self.home = ""

    def file(self) -> Application:
        """The file as it stands now."""
        return Application.objects.get(applicant=self.canary)

    def send(self, client: Client, path: str, data: dict[str, Any], code: int = 302) -> Any:
        """A form is sent and taken."""
        answer = client.post(path, data)
        assert answer.status_code == code, (path, answer.status_code, answer.content.decode()[-3000:])
        return answer

    def fill_in(self) -> None:
        """Every page of the draft, every statement, and the first submission."""
        self.home = self.send(self.browser, "/permohonan/baru/", {})["Location"].split("/langkah/")[0]
        for page, fields in PAGES:
            self.answer(page, fields)
        asked = self.browser.get(f"{self.home}/langkah/pernyataan/setuju/").context["form"].fields
        self.answer("pernyataan/setuju", dict.fromkeys(asked, "on"))
        self.send(self.browser, f"{self.home}/ajukan-nib/", {})
        self.bridge.carry()
        self.bridge.bring()

    def answer(self, page: str, fields: dict[str, Any]) -> None:
        """One page; those that this draft is not asked are passed by."""
        path = f"{self.home}/langkah/{page}/"
        if self.browser.get(path).status_code != 404:
            self.send(self.browser, path, {**fields, "versi": self.file().answers_version})

    def upload_and_send(self) -> None:
        """A paper for each requirement, then the second submission."""
        home = self.file().get_absolute_url()
        for line in self.file().requirements.filter(retired_at=None):
            paper = SimpleUploadedFile(f"bukti-{line.number}.pdf", pdfs.good(), "application/pdf")
            self.send(self.browser, f"{home}dokumen/{line.number}/unggah/", {"berkas": paper})
        self.send(self.browser, f"{home}kirim/", {})

    def verify_and_issue(self) -> None:
        """Back office, agency, head; then OSS answers with the number."""
        ref, people = self.file().ref, self.house.people
        self.send(self.visit(people.dedi), f"/proses/{ref}/lengkap/", {})
        reviewer = self.visit(people.sari)
        self.send(reviewer, f"/tinjau/{ref}/ambil/", {})
        for line in self.file().requirements.filter(retired_at=None):
            self.send(reviewer, f"/tinjau/{ref}/dokumen/{line.number}/", {"verdict": "meets", "note": ""})
        self.send(reviewer, f"/tinjau/{ref}/hasil/", {"hasil": "approve"})
        self.send(self.visit(people.kadis), f"/persetujuan/{ref}/", {"putusan": "terbitkan"})
        self.bridge.carry()
        self.bridge.bring()
        self.bridge.poll(self.file())
        self.bridge.work("document.draw")
        delivery.drain("message")


def everything_kept() -> str:
    """Every row of every table as the database hands it out, and on SQLite the bytes of its file."""
    words = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            words += [repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor.fetchall()]
    if connection.vendor == "sqlite":
        words.append(connection.connection.serialize().decode("latin-1"))
    return "\n".join(words)


def shown_in(text: str) -> list[str]:
    """Which of her numbers a text shows."""
    return [needle for needle in NEEDLES if needle in text]


def wait_for(words: list[str]) -> bool:
    """The bell is rung by a thread of its own, a moment later."""
    ends_at = time.monotonic() + 10
    while not words and time.monotonic() < ends_at:
        time.sleep(0.05)
    return bool(words)


def test_her_numbers_rest_closed_and_leave_only_to_oss(
    journey: Journey,
    rung: list[str],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    django_capture_on_commit_callbacks: Any,
) -> None:
    caplog.set_level("INFO")  # as in production; the scrubber of the tests raises besides
    with django_capture_on_commit_callbacks(execute=True):
        journey.fill_in()
        journey.upload_and_send()
        journey.verify_and_issue()
    file = journey.file()
    holder = PelakuUsaha.objects.get(applications=file)
    assert (file.status, holder.nik, holder.phone) == (Status.ISSUED, NIK, PHONE)
    assert {row.kind for row in file.documents.exclude(file=None)} >= {"nib", "sertifikat_standar"}
    assert NIK in repr(vars(journey.bridge.oss.books)), "she did travel to OSS"
    kept = everything_kept()
    assert "Kenari Uji" in kept, "the search does see her"
    assert shown_in(kept) == []
    lines = "".join(capfd.readouterr()) + caplog.text
    assert file.ref in lines, "her file's requests were logged"
    assert shown_in(lines) == []
    assert wait_for(rung), "the bell rang"
    assert shown_in(" ".join(rung)) == []
    letters = [f"{letter.subject} {letter.body}" for letter in mail.outbox]
    assert letters
    assert shown_in(" ".join(letters)) == []
    assert file.tracking_code not in lines
