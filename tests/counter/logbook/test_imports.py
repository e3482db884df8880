"""An old Excel book comes in after a look at it: row by row, each row once, whatever its columns are called."""

import io
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from counter.logbook.imports import reading, rows, work
from counter.logbook.models import DayTotal, ImportBatch, SigapNumber, Visit
from counter.logbook.terms import Channel, Origin, Result
from foundation.pulse import work as pulse
from tests.people import Town, town

pytestmark = pytest.mark.django_db
HEAD = ["No", "Tgl", "Jam Mulai", "Jam selesai", "Nama Pemohon", "Jenis Layanan", "Petugas", "Kanal", "Kode KBLI",
        "NIB", "Hasil", "No. SIGAP", "Keterangan"]  # fmt: skip
GOOD = [1, date(2023, 5, 2), time(8, 30), time(8, 50), "Siti Aminah", "NIB", "wulan sari", "Telp", 1111, 120001234567,
        "Selesai", "S-1", "catatan lama"]  # fmt: skip


@pytest.fixture
def people(settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path
    return town()


def sheet(*lines: list[Any]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)  # type: ignore[union-attr]
    book.save(out)
    return out.getvalue()


def at_work(people: Town) -> Client:
    client = Client()
    client.force_login(people.admin)
    return client


def handed_in(client: Client, data: bytes, name: str = "agenda-2023.xlsx") -> Any:
    return client.post(reverse("logbook_imports"), {"workbook": SimpleUploadedFile(name, data)})


def confirmed(client: Client, address: str) -> Any:
    mapping = {name: str(place) for name, place in ImportBatch.objects.order_by("-id")[0].mapping.items()}
    answer = client.post(address, {**mapping, "act": "confirm"})
    while pulse.drain():
        pass
    return answer


def test_a_book_with_headings_of_its_own_comes_in_whole(people: Town) -> None:
    title = ["BUKU AGENDA LAYANAN BANTUAN 2023"]
    second = [2, "03/05/2023", "09.15", None, "Budi", "Izin toko", "Orang Lama", "WA", None, None, "proses", None, None]
    client = at_work(people)
    address = handed_in(client, sheet(title, [], HEAD, GOOD, second)).url
    page = client.get(address).context
    assert (page["batch"].header_row, page["fine"], page["refused"], page["doubles"]) == (3, 2, 0, 0)
    assert Visit.objects.count() == 0
    confirmed(client, address)
    first, last = Visit.objects.order_by("started_at")
    assert (first.person_name, first.officer_id, first.channel) == ("Siti Aminah", people.wulan.pk, Channel.PHONE)
    assert (first.kbli, first.nib, first.seconds, first.note) == ("01111", "0120001234567", 1200, "catatan lama")
    assert (first.origin, first.result, SigapNumber.objects.get().number) == (Origin.IMPORT, Result.DONE, "S-1")
    assert (last.officer_id, last.officer_name, last.channel) == (None, "Orang Lama", Channel.WHATSAPP)
    assert (last.result, last.seconds) == (Result.CONTINUES, 0)
    assert DayTotal.objects.get(dimension="", day=date(2023, 5, 2)).visits == 1
    assert [row.pk for row in client.get(reverse("logbook"), {"nama": "aminah"}).context["page"].rows] == [first.pk]
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.added, batch.refused) == ("done", 2, 0)
    assert not work.path_of(batch).exists()


def test_every_row_comes_in_once_however_often_it_is_handed_in(people: Town) -> None:
    client = at_work(people)
    confirmed(client, handed_in(client, sheet(HEAD, GOOD, GOOD)).url)
    address = handed_in(client, sheet(HEAD, GOOD, [*GOOD[:4], "Orang Baru", *GOOD[5:]])).url
    page = client.get(address).context
    assert (page["fine"], page["doubles"]) == (1, 1)
    confirmed(client, address)
    assert Visit.objects.count() == 2
    assert list(ImportBatch.objects.order_by("id").values_list("added", "doubles")) == [(1, 1), (1, 1)]
    assert client.post(address, {"act": "confirm"}).status_code == 200  # said again: nothing more happens


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [(1, "kemarin", "Tanggal tidak terbaca"), (1, date(2099, 1, 1), "Tanggal belum tiba"),
     (3, time(7, 0), "lebih awal"),
     (5, "", "Layanan kosong"), (7, "Merpati", "Saluran “Merpati” tidak dikenal"), (8, "855A", "bukan lima angka"),
     (9, "123x", "NIB"), (10, "entah", "Hasil “entah” tidak dikenal"), (5, "x" * 200, "terlalu panjang")],
)  # fmt: skip
def test_a_line_that_does_not_fit_is_named_and_passed_over(people: Town, place: int, value: Any, sentence: str) -> None:
    line = [*GOOD[:place], value, *GOOD[place + 1 :]]
    client = at_work(people)
    address = handed_in(client, sheet(HEAD, line, GOOD)).url
    page = client.get(address)
    assert (page.context["refused"], page.context["fine"]) == (1, 1)
    assert "Baris 2:" in page.content.decode()
    assert sentence in page.content.decode()
    confirmed(client, address)
    assert (Visit.objects.count(), ImportBatch.objects.get().refused) == (1, 1)


@pytest.mark.parametrize("cell", ["²", "8.²", "٨.٣٠", "9" * 5000, "24.00", "8.60", "pagi"])
def test_an_hour_that_only_looks_like_one_is_none(cell: str) -> None:
    assert rows.time_of(cell) is None


def test_wrong_columns_are_said_and_can_be_chosen_by_hand(people: Town) -> None:
    client = at_work(people)
    address = handed_in(client, sheet(["A", "B", "C"], ["5/1/2023", "NIB", "Siti"])).url
    page = client.get(address)
    assert "Kolom tanggal, layanan belum ditemukan" in page.content.decode()
    assert client.post(address, {"act": "confirm", "service": "1"}).status_code == 422
    assert client.post(address, {"act": "preview", "day": "0", "service": "1", "person_name": "2"}).context["fine"] == 1
    confirmed(client, address)
    assert Visit.objects.get().person_name == "Siti"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"Tanggal;Nama\n1;2\n", "bukan buku kerja Excel"),
        (b"PK\x03\x04 broken", "bukan buku kerja Excel"),
        (b"", "kosong"),
    ],
    ids=["csv", "broken", "empty"],
)
def test_what_is_no_workbook_is_refused_with_advice(people: Town, data: bytes, sentence: str) -> None:
    answer = handed_in(at_work(people), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_book_that_is_too_long_is_refused(people: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    monkeypatch.setattr(reading, "LOOKED_AT", 2)
    client = at_work(people)
    answer = handed_in(client, sheet(HEAD, *[GOOD] * 8))
    assert answer.status_code == 422
    assert not ImportBatch.objects.exists()
    assert "20.000 baris" in answer.content.decode()


def test_a_worker_that_dies_half_way_repeats_nothing(people: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "GROUP", 2)
    monkeypatch.setattr(work, "BITE_SECONDS", 0.0)
    client = at_work(people)
    lines = [[*GOOD[:4], f"Orang {number}", *GOOD[5:]] for number in range(5)]
    confirmed(client, handed_in(client, sheet(HEAD, *lines)).url)
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.total, batch.added, Visit.objects.count()) == ("done", 5, 5, 5)


def test_dropping_a_preview_leaves_nothing(people: Town) -> None:
    client = at_work(people)
    address = handed_in(client, sheet(HEAD, GOOD)).url
    client.post(address, {"act": "drop"})
    batch = ImportBatch.objects.get()
    assert (batch.state, work.path_of(batch).exists()) == ("dropped", False)
