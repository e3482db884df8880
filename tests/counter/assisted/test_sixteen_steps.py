"""The 16 published assisted steps (SK 22/KEP/DPMPTSP&NAKER/2021), page by page as the clerk's browser asks for them."""

from typing import Any

import pikepdf
import pytest
from django.conf import settings as live
from django.test import Client
from django.utils import timezone

from accounts.actors import OSS
from counter.assisted.models import Assistance, HandOver, Person, Printing
from counter.logbook.models import Visit
from foundation.journal import book
from foundation.journal.models import Entry
from foundation.messaging.models import Way
from foundation.outbox.models import OutboxMessage
from licensing.actions import check, decide, nib, outcome, verify
from licensing.background import printing_press
from licensing.life.storytelling import told
from licensing.models import Application
from licensing.portraits.declarations import accepted
from licensing.terms import Status, Verdict
from tests.counter.assisted.conftest import RATNA_NIK, RATNA_PHONE, Counter, scan
from tests.factories.drafts import VILLAGE

pytestmark = pytest.mark.django_db
PAGES: list[tuple[str, dict[str, Any]]] = [
    ("pemohon/jenis", {"kind": "person", "umk": "ya"}),
    ("pemohon/diri", {"name": "Ratna Dewi", "nik": RATNA_NIK, "birth_place": "Pariaman", "npwp": ""}),
    ("pemohon/kontak", {"phone": RATNA_PHONE, "email": ""}),
    ("pemohon/alamat", {"address": "Jl. Contoh 1", "region_code": "13.77", "postal_code": ""}),
    ("kegiatan/kbli", {"kbli": "2025:85571"}),
    ("kegiatan/uraian", {"activity_name": "LPK Maju", "description": "Pelatihan las", "products": ""}),
    ("kegiatan/nib", {"existing_nib": ""}),
    ("lokasi/alamat", {"address": "Jl. Contoh 1", "region_code": VILLAGE, "latitude": "-0,6264", "longitude": ""}),
    ("lokasi/tempat", {"land_status": "02", "land_area": "120"}),
    ("lokasi/modal", {"machinery": "400.000.000", "other": "100.000.000", "working": "1.000.000.000"}),
    ("lokasi/ruang", {"spatial": "self_statement"}),
    ("lokasi/lingkungan", {}),
]
KEYS = ("truth", "k3l", "standard", "environment", "spatial")


def post(client: Client, url: str, data: dict[str, Any] | None = None, status: int = 302) -> Any:
    """POST and say what went wrong."""
    answer = client.post(url, data or {})
    assert answer.status_code == status, (url, answer.status_code, answer.content.decode()[-3000:])
    return answer


def test_the_sixteen_steps_from_the_window_to_the_agenda(desk: Counter) -> None:
    wulan = desk.at()
    person = step_3_registered(wulan)
    ref = steps_4_to_6_filled_in(wulan)
    file = steps_7_and_8_consent_and_nib(wulan, ref)
    step_9_papers(file)
    step_10_uploads(wulan, file)
    steps_11_to_14_agency_and_office(desk, file)
    step_15_printed_and_handed_over(wulan, file)
    step_16_agenda(wulan, person, file)


def step_3_registered(wulan: Client) -> Person:
    """3. Petugas Loket membantu mendaftarkan, perorangan UMK, tanpa kata sandi."""
    assert wulan.get("/loket/pemohon/baru/").status_code == 200
    facts = {"name": "Ratna Dewi", "nik": RATNA_NIK, "phone": "0813-7777-0001", "email": "", "ktp_seen": "on"}
    where = post(wulan, "/loket/pemohon/baru/", facts)["Location"]
    person = Person.objects.get()
    assert (person.account, person.get_identity_level_display()) == (None, "KTP-el dilihat petugas")
    assert wulan.get(where).status_code == 200
    post(wulan, where, {"attendance": "owner", "ktp_seen": "on", "stranger": "on"})
    page = wulan.get("/loket/bantu/").content.decode()
    assert "Atas nama: Ratna Dewi" in page
    assert RATNA_NIK not in page
    return person


def steps_4_to_6_filled_in(wulan: Client) -> str:
    """4. Akun dari OSS lewat WhatsApp; 5. data pelaku usaha; 6. data usaha dan KBLI, lewat wizard yang sama."""
    post(wulan, "/loket/bantu/permohonan-baru/")
    file = Application.objects.get()
    letter = OutboxMessage.objects.get(channel="oss", kind="step.open_account")
    assert letter.payload == {"application": file.pk}
    for page, data in PAGES:
        url = f"/permohonan/{file.ref}/langkah/{page}/"
        shown = wulan.get(url)
        assert "Atas nama: Ratna Dewi" in shown.content.decode(), url
        post(wulan, url, {**data, "versi": shown.context["version"]})
    return file.ref


def steps_7_and_8_consent_and_nib(wulan: Client, ref: str) -> Application:
    """7. Membacakan dan meminta persetujuan; 8. menyelesaikan tata cara penerbitan."""
    assert wulan.get(f"/permohonan/{ref}/langkah/pernyataan/setuju/")["Location"] == f"/loket/bantu/{ref}/pernyataan/"
    page = wulan.get(f"/loket/bantu/{ref}/pernyataan/")
    assert "Saya menyatakan bahwa semua data" in page.content.decode()
    read = {**dict.fromkeys(KEYS, "on"), "data": page.context["form"].initial["data"]}
    post(wulan, f"/permohonan/{ref}/ajukan-nib/", status=409)  # nobody consented yet
    post(wulan, f"/loket/bantu/{ref}/pernyataan/", {**read, "cara": "kertas"}, status=422)  # no paper shown
    post(wulan, f"/loket/bantu/{ref}/pernyataan/", {**read, "cara": "kertas", "paper": scan("ttd.pdf")})
    post(wulan, f"/permohonan/{ref}/ajukan-nib/")
    file = Application.objects.get()
    assert (file.status, file.applicant, file.holder and file.holder.identity_level) == (
        Status.NIB_REQUESTED, None, "ktp_seen"
    )  # fmt: skip
    said = accepted(file, "environment")[0]
    assert (said["accepted_by"], said["read_by"], said["channel"]) == ("Ratna Dewi", "Wulan Sari", "counter")
    assert said["consent"] == "tanda tangan di kertas"
    return file


def step_9_papers(file: Application) -> None:
    """9. OSS menerbitkan NIB dan pernyataan; who consented through which channel stands on the paper."""
    news = nib.NibNews(
        number="2211260000001", issued_on=timezone.localdate(), id_izin="I-1", kd_izin="026000000021", oss_id="P-1"
    )
    nib.receive(file, news)
    for document in file.documents.all():
        printing_press.draw(document)
    sppl = file.documents.get(kind="sppl")
    assert sppl.snapshot["statements"][0]["consent"] == "tanda tangan di kertas"
    assert file.holder is not None
    file.holder.refresh_from_db()
    assert file.holder.identity_level == "matched"


def step_10_uploads(wulan: Client, file: Application) -> None:
    """10. Petugas mengunggah berkas: several scans at once, then each to its requirement."""
    tray = f"/loket/bantu/{file.number}/pindai/"
    post(wulan, f"{tray}unggah/", {"berkas": [scan("satu.pdf", "CV"), scan("dua.pdf", "Profil")]})
    form = wulan.get(tray).context["form"]
    first, second = (f"scan_{row.pk}" for row in form.scans)
    post(wulan, f"{tray}pasangkan/", {first: "1", second: "1"}, status=409)
    post(wulan, f"{tray}pasangkan/", {first: "2", second: "1"})
    names = [line.evidence.get().file.original_name for line in file.requirements.order_by("number")]
    assert names == ["dua.pdf", "satu.pdf"]
    post(wulan, f"/permohonan/{file.number}/kirim/")
    file.refresh_from_db()
    assert file.status == Status.SUBMITTED


def steps_11_to_14_agency_and_office(desk: Counter, file: Application) -> None:
    """11. diteruskan; 12. dinas menilai; 13. menyetujui; 14. PTSP dan pemohon diberi tahu."""
    naker, dedi = desk.people.actor("sari"), desk.people.actor("dedi")
    check.complete(file, actor=dedi)
    verify.claim(file, actor=naker)
    for line in file.requirements.all():
        verify.assess(line, Verdict.MEETS, actor=naker)
    verify.approve(file, actor=naker)
    decide.issue(file, actor=desk.people.actor("kadis"))
    outcome.issued(file, number="22112600000010001", actor=OSS)
    told_by = OutboxMessage.objects.filter(channel="message", endpoint=Way.WHATSAPP, kind="issued")
    assert [row.payload["to"] for row in told_by if row.payload["to"] == RATNA_PHONE], "she has no account but a phone"
    for document in file.documents.filter(file=None):
        printing_press.draw(document)


def step_15_printed_and_handed_over(wulan: Client, file: Application) -> None:
    """15. Petugas mencetak izin dan memberikannya kepada pemohon."""
    certificate = file.documents.get(kind="sertifikat_standar", status="valid")
    before = certificate.sha256
    page = f"/loket/cetak/{certificate.code}/"
    assert post(wulan, page)["Location"] == f"/dokumen/{certificate.code}.pdf"
    assert post(wulan, page)["Location"] == f"/loket/bantu/{file.number}/cetak/"
    again = Printing.objects.get(number=2)
    cover = wulan.get(f"/loket/salinan/{again.pk}.pdf")
    assert cover["Content-Type"] == "application/pdf"
    with pikepdf.open(__import__("io").BytesIO(cover.content)) as sheet:
        assert "SALINAN" in str(sheet.docinfo["/Title"])
    certificate.refresh_from_db()
    assert certificate.sha256 == before, "a reprint leaves the file alone"
    hand = f"/loket/serah/{file.number}/"
    assert wulan.get("/loket/serah/").status_code == 200
    assert wulan.get(hand).status_code == 200
    post(wulan, hand, {"documents": [certificate.pk]}, status=422)  # no signature
    post(wulan, hand, {"documents": [certificate.pk], "paper": scan("tanda-terima.pdf")})
    given = HandOver.objects.get()
    assert (given.taken_by, list(given.documents.all())) == ("Ratna Dewi", [certificate])


def step_16_agenda(wulan: Client, person: Person, file: Application) -> None:
    """16. Agenda layanan bantuan, written by the acts; then the survey is offered, once."""
    first = post(wulan, "/loket/bantu/survei/", {"cara": "qr"}, status=200).content.decode()
    assert f"{live.SITE_URL}/survei/" in first
    post(wulan, "/loket/bantu/survei/", {"cara": "qr"}, status=200)
    post(wulan, "/loket/bantu/selesai/", {"result": "selesai", "remark": "Lancar"})
    row = Visit.objects.get()
    assert (row.person_id, row.person_name, row.result, row.survey_offered) == (
        person.pk, "Ratna Dewi", "selesai", True
    )  # fmt: skip
    assert [act.kind for act in row.acts.all()] == [
        "identity", "registered", "read", "consent", "uploaded", "printed", "reprinted", "handed", "survey"
    ]  # fmt: skip
    assert (row.file_number, row.nib, row.kbli) == (file.number, "2211260000001", "85571")
    assert "Sertifikat Standar" in row.documents
    assert Assistance.objects.get().ended_at is not None
    assert "Atas nama" not in wulan.get("/loket/cari/").content.decode()
    acted = Entry.objects.filter(user_id=row.officer_id, channel="counter")
    assert acted.count() > 10
    assert {entry.on_behalf_of for entry in acted} == {person.subject}, "every act names whom it was for"
    assert told(file, to_desk=True)
    assert book.of(person.subject).exists()
