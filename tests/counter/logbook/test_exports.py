"""Exports hold exactly what is filtered: real days and numbers, text NIB, no formula; large ones grow in the worker."""

import csv
import io
import os
import time
import zipfile
from datetime import datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from counter.logbook import book, corrections
from counter.logbook.columns import OFFICE_TIME
from counter.logbook.exports import reading, work
from counter.logbook.exports.writers import period
from counter.logbook.models import Export, Visit
from counter.logbook.queries.asking import of_query
from counter.logbook.terms import Channel
from foundation.journal.models import Entry
from foundation.pulse import due
from foundation.pulse import work as pulse
from foundation.pulse.models import DueTask
from tests.people import Town, town

pytestmark = pytest.mark.django_db
EVIL = ["=HYPERLINK(1)", "+6281", "-1+1", "@SUM(A1)", " =1+1"]


@pytest.fixture
def people(settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path
    return town()


def at_work(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def row(people: Town, **changes: Any) -> Visit:
    start = timezone.now().replace(microsecond=0) - timedelta(hours=2)
    facts: dict[str, Any] = {"channel": Channel.PHONE, "service": "NIB", "person_name": "Siti Aminah"}
    return book.by_hand(who=people.actor("wulan"), **{"started_at": start, "ended_at": start, **facts, **changes})


def taken(client: Client, form: str, **query: Any) -> HttpResponse:
    words = "&".join(f"{name}={value}" for name, values in query.items() for value in
                     (values if isinstance(values, list) else [values]))  # fmt: skip
    return client.post(reverse("logbook_exports"), {"form": form, "query": words})


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_workbook_has_real_days_numbers_and_text_with_zeros(people: Town) -> None:
    visit = row(people, handed_over=["NIB", "SS"])
    corrections.correct(visit, who=people.actor("wulan"), reason="NIB ditambahkan", nib="0120001234567")
    columns = ["day", "start", "minutes", "document_count", "nib", "person_name", "recorded"]
    answer = taken(at_work(people.kadis), "xlsx", kolom=columns)
    sheet = load_workbook(io.BytesIO(content(answer))).worksheets[0]
    head, line = list(sheet.iter_rows())
    assert [cell.value for cell in head][:3] == ["Tanggal", "Mulai", "Lama (menit)"]
    values = [cell.value for cell in line]
    local = timezone.localtime(visit.started_at)
    assert values[0] == datetime.combine(local.date(), clock.min)
    assert values[1] == local.time()
    assert values[2:6] == [1, 2, "0120001234567", "Siti Aminah"]
    assert isinstance(values[6], datetime)
    assert line[4].number_format == "@"
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("evil", EVIL)
def test_no_cell_is_a_formula(people: Town, evil: str) -> None:
    row(people, service=evil, person_name=evil, note=evil)
    client, columns = at_work(people.kadis), ["service", "person_name", "note"]
    sheet = load_workbook(io.BytesIO(content(taken(client, "xlsx", kolom=columns)))).worksheets[0]
    cells = next(iter(sheet.iter_rows(min_row=2)))
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.value for cell in cells} == {evil.strip()}
    lines = list(csv.reader(io.StringIO(content(taken(client, "csv", kolom=columns)).decode("utf-8-sig"))))
    assert lines[1] == [f"'{evil.strip()}"] * 3


def test_an_export_holds_exactly_what_is_filtered(people: Town) -> None:
    row(people)
    wanted = row(people, channel=Channel.WHATSAPP)
    old = row(people, channel=Channel.WHATSAPP)
    newer = corrections.correct(old, who=people.actor("wulan"), reason="x", service="Lain")
    data = content(taken(at_work(people.kadis), "csv", saluran="whatsapp", kolom="number")).decode("utf-8-sig")
    assert data.splitlines() == ["Nomor agenda", wanted.number, newer.number]
    assert Entry.objects.get(kind="logbook.exported").data == {
        "form": "csv",
        "rows": 2,
        "filters": ["kolom", "saluran"],
    }


def test_row_rules_and_masks_hold_in_exports(people: Town) -> None:
    visit = row(people)
    assert "Aminah" in content(taken(at_work(people.wulan), "csv")).decode()
    assert "Aminah" not in content(taken(at_work(people.auditor), "csv")).decode()
    assert visit.number not in content(taken(at_work(people.dedi), "csv")).decode()


def test_the_paper_is_landscape_with_office_head_and_signatures(people: Town) -> None:
    row(people)
    data = content(taken(at_work(people.kadis), "pdf"))
    with pikepdf.open(io.BytesIO(data)) as paper:
        box = [float(side) for side in paper.pages[0].mediabox]
        assert box[2] > box[3]
        assert round(box[2]) == 842


def large(monkeypatch: pytest.MonkeyPatch, rows: int, people: Town) -> None:
    """Small bounds, so that a few rows are many."""
    monkeypatch.setattr(work, "AT_ONCE", {"csv": 3, "xlsx": 3, "pdf": 3})
    monkeypatch.setattr(reading, "PIECE", 2)
    for number in range(rows):
        row(people, person_name=f"Orang {number}")


def worked() -> None:
    """Let the worker do what is due, until nothing is."""
    for _ in range(20):
        if not pulse.drain():
            return


def test_a_large_csv_grows_in_bites_and_survives_a_crash(people: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    large(monkeypatch, 7, people)
    monkeypatch.setattr(work, "BITE_SECONDS", 0.0)  # every piece is a bite
    client = at_work(people.kadis)
    page = taken(client, "csv", kolom=["number", "person_name"])
    export = Export.objects.get()
    task = DueTask.objects.get(kind=work.KIND)
    assert page.url == reverse("logbook_export", args=[export.token])
    assert work.write_piece(task) is not None
    with work.path_of(export, 0).open("ab") as half:
        half.write(b"half a line that a killed worker left")
    row(people, person_name="Datang sesudah diminta")
    assert b"2 dari 7 baris" in client.get(page.url).content
    worked()
    export.refresh_from_db()
    assert (export.state, export.done, export.total) == ("ready", 7, 7)
    data = content(client.get(reverse("logbook_export_file", args=[export.token]))).decode("utf-8-sig")
    assert [line[1] for line in csv.reader(io.StringIO(data))][1:] == [f"Orang {number}" for number in range(7)]
    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_ten_years_are_written_in_the_background_and_the_page_says_how_far_it_is(
    people: Town, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    large(monkeypatch, 0, people)
    for year in range(2014, 2027):
        start = datetime(year, 6, 1, 9, tzinfo=OFFICE_TIME)
        row(people, started_at=start, ended_at=start, person_name=f"Orang {year}")
    client = at_work(people.kadis)
    page = taken(client, form, dari="2016-06-01", sampai="2026-05-31", kolom=["day", "person_name"])
    assert page.status_code == 302
    assert b"0 dari 10 baris" in client.get(page.url).content
    assert client.get(f"{page.url}unduh/").status_code == 410, "there is no half a file"
    worked()
    data = content(client.get(f"{page.url}unduh/"))
    if form == "csv":
        names = [line[1] for line in csv.reader(io.StringIO(data.decode("utf-8-sig")))][1:]
    else:
        names = [line[1] for line in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)][1:]
    assert names == [f"Orang {year}" for year in range(2016, 2026)]


@pytest.mark.parametrize(
    ("since", "until"), [("2026-11-24", "2016-11-24"), ("0000-01-01", "2026-11-24"), ("kemarin", "")]
)
def test_days_that_are_none_are_refused_on_the_page(people: Town, since: str, until: str) -> None:
    row(people)
    answer = at_work(people.kadis).get(reverse("logbook"), {"dari": since, "sampai": until})
    assert answer.status_code == 422
    assert not answer.context["page"].rows


def test_a_large_workbook_becomes_several_in_one_archive(people: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    large(monkeypatch, 6, people)
    monkeypatch.setattr(work, "PART", 2)
    client = at_work(people.kadis)
    taken(client, "xlsx", kolom="person_name")
    worked()
    export = Export.objects.get()
    assert (export.state, export.parts) == ("ready", 3)
    answer = client.get(reverse("logbook_export_file", args=[export.token]))
    with zipfile.ZipFile(io.BytesIO(content(answer))) as archive:
        books = [load_workbook(io.BytesIO(archive.read(name))).worksheets[0] for name in archive.namelist()]
    found = [line[0] for sheet in books for line in sheet.iter_rows(min_row=2, values_only=True)]
    assert found == [f"Orang {number}" for number in range(6)]
    assert sorted(path.name for path in work.folder().iterdir()) == [f"{export.token}.xlsx"]


def test_paper_of_more_than_it_can_hold_is_refused_with_advice(people: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    large(monkeypatch, 5, people)
    monkeypatch.setattr(work, "MOST_ON_PAPER", 4)
    answer = taken(at_work(people.kadis), "pdf")
    assert answer.status_code == 409
    assert "Persempit tanggalnya" in answer.content.decode()


def test_a_download_is_its_owners_and_expires(people: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    large(monkeypatch, 4, people)
    client = at_work(people.kadis)
    taken(client, "csv")
    worked()
    export = Export.objects.get()
    file_url = reverse("logbook_export_file", args=[export.token])
    assert at_work(people.admin).get(file_url).status_code == 404
    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(file_url).status_code == 410
    work.expire()
    assert not work.path_of(export).exists()
    assert Export.objects.get().state == "expired"


def test_who_lost_the_role_gets_no_export(people: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    large(monkeypatch, 4, people)
    taken(at_work(people.kadis), "csv")
    User.objects.filter(pk=people.kadis.pk).update(role="applicant")
    with pytest.raises(due.Never):
        work.write_piece(DueTask.objects.get(kind=work.KIND))
    assert Export.objects.get().state == "failed"


def test_three_large_exports_wait_at_most(people: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    large(monkeypatch, 4, people)
    client = at_work(people.kadis)
    assert [taken(client, "csv").status_code for _ in range(4)] == [302, 302, 302, 409]


def test_forgotten_files_are_swept(people: Town) -> None:
    stray = work.folder() / "lama.part0"
    stray.write_bytes(b"x")
    old = time.time() - 3 * 86400
    os.utime(stray, (old, old))
    work.expire()
    assert not stray.exists()


def test_the_days_of_a_question_in_words(people: Town) -> None:
    assert period(of_query("dari=2026-11-01&sampai=2026-11-30")) == "1 November 2026 – 30 November 2026"
    assert period(of_query("")) == "semua tanggal"
