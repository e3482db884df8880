"""Reports of the worker: asked for once, counted with the asker's eyes, a PDF and a workbook, opened by nobody else."""

import io
from datetime import date
from typing import Any

import openpyxl
import pikepdf
import pypdfium2
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from complaints.models import Complaint, PlanItem, Report
from complaints.reporting import making, spans
from foundation.files import policy, store
from foundation.journal.models import Entry
from foundation.pulse import due
from foundation.pulse.models import DueTask
from foundation.signing.checking import check
from tests.complaints.cases import at_stage, filed
from tests.people import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Town:
    cache.clear()
    return town()


def this_month() -> spans.Span:
    today = timezone.localdate()
    return spans.month(today.year, today.month)


def made(people: Town, name: str = "aduan") -> Report:
    report = making.ask(this_month(), actor=people.actor(name))
    making.make(DueTask.objects.get(kind=making.MAKE, subject=report.mark))
    report.refresh_from_db()
    return report


def words_of(report: Report) -> str:
    assert report.pdf is not None
    with store.open_original(report.pdf) as file:
        document = pypdfium2.PdfDocument(file.read())
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def sheets(report: Report) -> dict[str, list[tuple[Any, ...]]]:
    assert report.workbook is not None
    with store.open_original(report.workbook) as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read()))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_a_report_is_owed_once_and_made_by_the_worker(client: Client, people: Town) -> None:
    client.force_login(people.aduan)
    today = timezone.localdate()
    sent = {"tahun": str(today.year), "bulan": str(today.month)}
    for _twice in range(2):
        assert client.post(reverse("complaint_reports"), sent).status_code == 302
    report = Report.objects.get()
    waiting = client.get(reverse("complaint_reports")).content.decode()
    assert "<progress" in waiting
    making.make(DueTask.objects.get(kind=making.MAKE))
    making.make(DueTask.objects.get(kind=making.MAKE))
    report.refresh_from_db()
    assert (report.progress, report.failed) == (100, False)
    assert Entry.objects.filter(kind="complaint.report_made").count() == 1
    page = client.get(reverse("complaint_reports")).content.decode()
    assert page.count("/asli") == 2


def test_the_pdf_tells_the_figures_the_trend_and_the_plan(people: Town) -> None:
    at_stage("e", people)
    filed(channel="phone")
    first = this_month().starts_on
    PlanItem.objects.create(
        month=first, problem="Loket penuh", action="Tambah petugas", responsible="Sekretaris", due_on=date(2026, 12, 1),
        written_by=people.aduan,
    )  # fmt: skip
    text = words_of(made(people))
    for told in ("Laporan Pengaduan", "Masuk", "Telepon", "Tren dua belas bulan", "Loket penuh", "Tambah petugas",
                 "Sekretaris", "Terbukti"):  # fmt: skip
        assert told in text
    assert "Asap dari usaha" not in text


def test_the_workbook_agrees_with_the_figures_and_holds_text_only_as_text(people: Town) -> None:
    complaint = filed(channel="phone", service="=1+1")
    Complaint.objects.filter(pk=complaint.pk).update(service_name="=HYPERLINK(1)")
    found = sheets(made(people))
    facts = {row[0]: row[1] for row in found["Ringkasan"]}
    assert (facts["Masuk"], facts["Telepon"]) == (1, 1)
    heading, row = found["Register"]
    assert dict(zip(heading, row, strict=True))["Nomor"] == complaint.number
    assert dict(zip(heading, row, strict=True))["Layanan"] == "=HYPERLINK(1)"
    assert len(found["Tren"]) == 13
    assert "Asap" not in repr(found)


def test_no_row_of_another_lane_and_no_secret_row_is_in_somebody_elses_workbook(people: Town) -> None:
    open_, secret = filed(is_secret=False), filed(is_secret=True)
    triage = filed(category="licensing", subject="official")
    whistle = filed(is_whistle=True)
    numbers = {name: repr(sheets(made(people, name))["Register"]) for name in ("aduan", "kadis", "apip")}
    assert [n.number in numbers["aduan"] for n in (open_, secret, triage, whistle)] == [True, True, False, False]
    assert [n.number in numbers["kadis"] for n in (open_, secret, triage, whistle)] == [True, False, False, False]
    assert [n.number in numbers["apip"] for n in (open_, secret, triage, whistle)] == [False, False, True, False]


def test_the_pdf_is_archival_and_accessible(people: Town) -> None:
    report = made(people)
    assert report.pdf is not None
    with store.open_original(report.pdf) as file:
        assert check(file.read()).is_seal, "the office seals its reports"
    with store.open_original(report.pdf) as file, pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "id"
        with pdf.open_metadata() as meta:
            assert meta["pdfaid:part"] == "3"


def test_only_the_asker_opens_a_report_and_only_while_the_role_allows_it(client: Client, people: Town) -> None:
    report = made(people)
    assert report.pdf is not None
    path = reverse("file_original", args=[report.pdf.public_id])
    for name, status in (("aduan", 200), ("kadis", 404), ("admin", 404), ("apip", 404)):
        client.force_login(getattr(people, name))
        answer = client.get(path)
        assert answer.status_code == status, name
        assert not answer.streaming or b"".join(answer.streaming_content).startswith(b"%PDF")
    User.objects.filter(pk=people.aduan.pk).update(role="clerk")
    assert policy.find(people.actor("aduan"), report.pdf.public_id) is not None  # the actor was read before
    people.aduan.refresh_from_db()
    assert policy.find(people.actor("aduan"), report.pdf.public_id) is None


def test_who_lost_the_role_gets_no_report(people: Town) -> None:
    report = making.ask(this_month(), actor=people.actor("aduan"))
    User.objects.filter(pk=people.aduan.pk).update(role="clerk")
    with pytest.raises(due.Never):
        making.make(DueTask.objects.get(kind=making.MAKE))
    report.refresh_from_db()
    assert report.failed


def test_the_plan_is_written_by_the_desk_read_by_the_head_and_journalled(client: Client, people: Town) -> None:
    client.force_login(people.aduan)
    facts = {"month": "2026-11", "problem": "Loket penuh", "action": "Tambah", "responsible": "Sekretaris",
             "due_on": "2026-12-01"}  # fmt: skip
    assert client.post(reverse("complaint_plan_new"), facts).status_code == 302
    item = PlanItem.objects.get()
    assert (item.month, item.written_by) == (date(2026, 11, 1), people.aduan)
    assert client.post(reverse("complaint_plan_new"), {**facts, "problem": ""}).status_code == 422
    done = {**facts, "done_on": "2026-11-30"}
    assert client.post(reverse("complaint_plan_edit", args=[item.pk]), done).status_code == 302
    assert Entry.objects.filter(kind="complaint.plan").count() == 2
    client.force_login(people.kadis)
    assert "Loket penuh" in client.get(reverse("complaint_plan")).content.decode()
    assert client.post(reverse("complaint_plan_new"), facts).status_code == 403
