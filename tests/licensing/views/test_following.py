"""Following a file: tracking, verification, receipts, duties, the list and the page of the applicant."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from licensing.actions import duties, publish
from licensing.models import Application, Document
from licensing.terms import DocumentStatus, Status
from licensing.views.applicant.duties import recurrence
from tests.factories.files import stored
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def indonesian() -> Any:
    with override("id"):
        yield


def words(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code)
    return str(answer.content.decode())


def signed_in(people: Town, name: str = "budi") -> Client:
    client = Client()
    client.force_login(getattr(people, name))
    return client


def test_number_and_code_show_the_story_without_an_account(people: Town, client: Client) -> None:
    file = standing_at(Status.VERIFYING, people)
    page = words(client, f"/lacak/{file.number}/?kode={file.tracking_code}")
    assert "Diverifikasi dinas teknis" in page
    for secret in ("Sari Dewi", "1377015708900003", "+6281200000001"):
        assert secret not in page
    typed = file.tracking_code[:5].lower() + "-" + file.tracking_code[5:].lower()
    assert "Diverifikasi" in words(client, f"/lacak/?nomor={str(file.number).lower()}&kode={typed}")


def same(page: str, number: str) -> str:
    """A page without the number that was typed and its form key."""
    return re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", page).replace(number, "X")


def test_unknown_numbers_and_wrong_codes_look_alike(people: Town, client: Client) -> None:
    file = standing_at(Status.VERIFYING, people)
    wrong = words(client, f"/lacak/?nomor={file.number}&kode=AAAAAAAAAA", 422)
    unknown = words(client, "/lacak/?nomor=PB-2099-999999&kode=AAAAAAAAAA", 422)
    assert same(wrong, str(file.number)) == same(unknown, "PB-2099-999999")
    assert "tidak cocok" in wrong


def test_a_number_without_its_code_is_asked_for_it_once_somebody_sent_the_form(client: Client) -> None:
    assert "Isi kode lacak." not in words(client, "/lacak/?nomor=PB-2026-000001")
    assert "Isi kode lacak." in words(client, "/lacak/?nomor=PB-2026-000001&kode=", 422)


def test_a_day_that_another_body_keeps_is_not_called_our_promise(people: Town, client: Client) -> None:
    file = standing_at(Status.ACCOMPANIED, people, overall_due_on=date(2026, 12, 1))
    for page in (
        words(client, f"/lacak/{file.number}/?kode={file.tracking_code}"),
        words(signed_in(people), f"/permohonan/{file.number}/"),
    ):
        assert "Batas waktu menurut peraturan: <strong>Selasa, 1 Desember 2026</strong>" in page
        assert "Janji kami" not in page


def test_guessing_codes_is_stopped_for_the_number_too(people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    for turn in range(10):
        guesser = Client(REMOTE_ADDR=f"10.0.0.{turn}")
        assert guesser.get(f"/lacak/?nomor={file.number}&kode=AAAAAAAAAA").status_code == 422
    answer = Client(REMOTE_ADDR="10.0.1.1").get(f"/lacak/?nomor={file.number}&kode=AAAAAAAAAA")
    assert answer.status_code == 429
    assert "Tunggu sepuluh menit" in answer.content.decode()


def valid(document: Document) -> Document:
    """Drawn, as far as the page asks."""
    document.file = stored(document.application.subject, name="dokumen.pdf")
    document.status = DocumentStatus.VALID
    document.sha256 = document.file.sha256
    document.save()
    return document


def test_a_code_says_whether_a_document_holds(people: Town, client: Client) -> None:
    file = standing_at(Status.FULFILLING, people)
    publish.after_nib(file)
    paper = valid(file.documents.get(kind="nib"))
    page = words(client, f"/v/{paper.code}/")
    assert "SIMULASI" in page
    assert paper.sha256 in page
    assert "Berlaku" in page
    assert "1377015708900003" not in page
    publish.after_nib(file)
    newer = valid(file.documents.exclude(pk=paper.pk).get(kind="nib"))
    old = words(client, f"/v/{paper.code.lower()}/")
    assert "Digantikan" in old
    assert "versi yang lebih baru" in old
    assert newer.code not in old, "the newer one is its holder's to show"
    Document.objects.filter(pk=newer.pk).update(status=DocumentStatus.REVOKED)
    assert "Dicabut" in words(client, f"/v/{newer.code}/")


def test_unknown_and_malformed_codes_and_receipts_answer_alike(people: Town, client: Client) -> None:
    file = standing_at(Status.SUBMITTED, people)
    publish.receipt(file)
    for code in ("A" * 22, "pendek", file.documents.get().code):
        assert "tidak" in words(client, f"/v/{code}/", 404)


def test_the_receipt_shows_number_code_promise_and_when_the_clock_starts(people: Town) -> None:
    file = standing_at(Status.SUBMITTED, people, overall_due_on=date(2026, 12, 1))
    publish.receipt(file)
    page = words(signed_in(people), f"/permohonan/{file.number}/tanda-terima/")
    for part in (str(file.number), file.tracking_code, "1 Desember 2026"):
        assert part in page
    draft = standing_at(Status.FULFILLING, people, number="PB-2026-000002")
    words(signed_in(people), f"/permohonan/{draft.number}/tanda-terima/", 404)


def test_duties_are_a_page_and_a_calendar_file(people: Town) -> None:
    file = standing_at(Status.ISSUED, people)
    duties.begin(file)
    duty = file.duties.get()
    budi = signed_in(people)
    assert "Laporan tiap 6 bulan" in words(budi, f"/permohonan/{file.number}/kewajiban/")
    answer = budi.get(f"/permohonan/{file.number}/kewajiban.ics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert f"DTSTART;VALUE=DATE:{duty.due_on:%Y%m%d}\r\n" in text
    assert f"{recurrence(duty.due_on, 6)}\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    done = budi.post(f"/permohonan/{file.number}/kewajiban/{duty.pk}/selesai/")
    assert done.status_code == 302


def test_duties_without_a_day_offer_no_empty_calendar(people: Town) -> None:
    file = standing_at(Status.ISSUED, people)
    duties.begin(file)
    file.duties.update(due_on=None)
    assert "Pakai data ini untuk permohonan baru" in words(signed_in(people), f"/permohonan/{file.number}/")
    page = words(signed_in(people), f"/permohonan/{file.number}/kewajiban/")
    assert "selama berusaha" in page
    assert ".ics" not in page


def test_the_page_of_a_file_opens_in_every_status(people: Town) -> None:
    budi = signed_in(people)
    for number, status in enumerate(Status):
        file = standing_at(status, people, number=f"PB-2026-0001{number:02d}")
        answer = budi.get(f"/permohonan/{file.ref}/")
        if status == Status.DRAFT:
            assert answer.status_code == 302
            continue
        assert answer.status_code == 200, status
        assert status.public_label in answer.content.decode(), status


def test_my_list_shows_my_files_only_and_asks_few_questions(people: Town, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        standing_at(Status.VERIFYING, people, number=f"PB-2026-0001{number:02d}")
    rina = standing_at(Status.VERIFYING, people, number="PB-2026-000999")
    Application.objects.filter(pk=rina.pk).update(applicant=people.rina)
    rina.refresh_from_db()
    assert rina.holder is not None
    rina.holder.owner = people.rina
    rina.holder.save()
    budi = signed_in(people)
    with django_assert_max_num_queries(14):
        page = words(budi, "/permohonan/")
    assert page.count("PB-2026-0001") >= 12
    assert "PB-2026-000999" not in page


def test_withdrawing_asks_first_and_then_closes(people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    budi = signed_in(people)
    words(budi, f"/permohonan/{file.number}/batal/")
    assert budi.post(f"/permohonan/{file.number}/batal/", {"alasan": "Pindah"}).status_code == 302
    file.refresh_from_db()
    assert file.word == Status.WITHDRAWN
    assert budi.post(f"/permohonan/{file.number}/batal/").status_code == 409


def test_filing_again_is_offered_after_the_end_only(people: Town) -> None:
    budi = signed_in(people)
    running = standing_at(Status.VERIFYING, people)
    assert budi.post(f"/permohonan/{running.number}/ajukan-lagi/").status_code == 409
    closed = standing_at(Status.REFUSED, people, number="PB-2026-000002")
    answer = budi.post(f"/permohonan/{closed.number}/ajukan-lagi/")
    assert answer.status_code == 302
    assert Application.objects.get(copied_from=closed).word == Status.DRAFT
