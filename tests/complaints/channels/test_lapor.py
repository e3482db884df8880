"""LAPOR!'s reports in and out: each once, each line told its fate, nothing closed leaves."""

import csv
import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from complaints.actions import file
from complaints.channels.lapor import importing, words
from complaints.models import Complaint, LaporWord, Message
from complaints.terms import Channel, Kind, Lane
from foundation.journal.models import Entry
from tests.people import person, town

pytestmark = pytest.mark.django_db
SHEET = (
    b"Tracking ID;Judul Laporan;Isi Laporan Awal;Tanggal Laporan Masuk;Klasifikasi Laporan;Kategori Laporan;Status\r\n"
    b"#1916449;Loket tutup;Loket 2 tutup pukul 10.;24/11/2026 10:42;Pengaduan;Perizinan;Belum ditindaklanjuti\r\n"
    b"1916450;Saran;Tambah kursi tunggu.;kemarin;Aspirasi;;Proses\r\n"
    b"1916451;Tanya;Berapa biayanya?;;Permintaan Informasi;;Proses\r\n"
    b";Kosong;x;;;;\r\n"
)


@pytest.fixture(autouse=True)
def lapor_words() -> None:
    words.load()


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(person("ayu", "Ayu", Role.COMPLAINTS))
    return client


def upload(client: Client, data: bytes = SHEET, name: str = "lapor.csv") -> Any:
    return client.post(reverse("complaint_lapor"), {"berkas": SimpleUploadedFile(name, data)})


def test_a_sheet_is_taken_in_and_each_line_told_its_fate(officer: Client) -> None:
    answer = upload(officer)
    assert [fate.state for fate in answer.context["fates"]] == ["new", "refused", "new", "refused"]
    assert "tidak terbaca" in answer.content.decode()
    first = Complaint.objects.get(lapor_id="1916449")
    assert (first.channel, first.kind, first.text) == (
        Channel.LAPOR,
        Kind.COMPLAINT,
        "Loket tutup\n\nLoket 2 tutup pukul 10.",
    )
    assert first.entered_by is not None
    assert Complaint.objects.get(lapor_id="1916451").kind == Kind.INFORMATION
    assert "24/11/2026 10:42" in Message.objects.get(complaint=first).text
    assert Entry.objects.get(kind="complaint.lapor_imported").data == {"new": 2, "known": 0, "refused": 2}


def test_the_same_sheet_again_adds_nothing_whatever_the_spelling_of_the_id(officer: Client) -> None:
    upload(officer)
    again = upload(officer, SHEET.replace(b"#1916449", b" 1916449 ").replace(b"kemarin", b"23/11/2026"))
    assert [fate.state for fate in again.context["fates"]] == ["known", "new", "known", "refused"]
    assert Complaint.objects.count() == 3


def test_two_lines_with_one_id_are_one_complaint(officer: Client) -> None:
    twice = b"Tracking ID,Isi Laporan\n77,satu\n77,dua\n"
    assert [fate.state for fate in upload(officer, twice).context["fates"]] == ["new", "known"]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"a,b\n1,2", b""])
def test_a_wrong_file_is_refused_with_a_sentence_and_nothing_is_kept(officer: Client, data: bytes) -> None:
    answer = upload(officer, data)
    assert answer.status_code == 422
    assert answer.context["form"].errors["berkas"]
    assert Complaint.objects.count() == 0


def test_a_heading_that_the_office_corrects_is_read_and_written(officer: Client) -> None:
    word = LaporWord.objects.get(kind="column", key="lapor_id")
    facts = {"word": "Kode Laporan", "also": "kode", "source": "unduhan kantor", "confidence": "tinggi"}
    assert officer.post(reverse("complaint_lapor_word", args=[word.pk]), facts).status_code == 302
    assert Entry.objects.filter(kind="complaint.lapor_word").exists()
    assert [fate.state for fate in upload(officer, b"KODE,Isi Laporan\n9,x\n").context["fates"]] == ["new"]
    assert exported(officer)[0][0] == "Kode Laporan"
    assert words.load() == 0


def exported(client: Client, query: str = "") -> list[list[str]]:
    answer = client.get(reverse("complaint_lapor_export") + query)
    assert answer["Content-Disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def put(actor: Any, **facts: Any) -> Complaint:
    return file({"text": "x", "category": "licensing", **facts}, submission=uuid.uuid4(), actor=actor)


def test_the_export_holds_what_the_desk_sees_masked_and_without_names_or_secret_words(officer: Client) -> None:
    people = town()
    budi = people.actor("budi")
    open_ = put(
        budi,
        text="Telepon saya 081277776666, =HYPERLINK()",
        is_secret=False,
        contact_name="Tuti Canaria",
        subject="holder",
    )
    secret = put(budi, text="Rahasia besar", is_secret=True, subject="holder")
    triage = put(budi, text="Tentang petugas", subject="official")
    whistle = file({"text": "Suap"}, submission=uuid.uuid4(), actor=budi, is_whistle=True)
    assert triage.lane == Lane.TRIAGE
    rows = exported(officer)
    told = repr(rows)
    assert {row[1] for row in rows[1:]} == {open_.number, secret.number}
    for word in ("Rahasia besar", "Tentang petugas", "Suap", "Tuti", "081277776666", triage.number, whistle.number):
        assert word not in told
    assert "[nomor ditutup]" in told
    assert Entry.objects.get(kind="complaint.lapor_exported").data == {"rows": 2}


def test_the_export_follows_the_filter_of_the_register_and_comes_back_as_a_sheet(officer: Client) -> None:
    upload(officer)
    put(town().actor("budi"), text="lain", subject="holder")
    rows = exported(officer, "?saluran=lapor")
    assert {row[0] for row in rows[1:]} == {"1916449", "1916451"}
    back = exported(officer, "?saluran=lapor")
    data = "\n".join(",".join(f'"{cell}"' for cell in row) for row in back).encode()
    assert [fate.state for fate in upload(officer, data).context["fates"]] == ["known", "known"]


def test_an_admin_finds_the_words_and_mends_them_but_carries_no_report(client: Client) -> None:
    """Headings come from indirect sources: they are rows with a source and how sure it is, never code."""
    client.force_login(person("admin", "Admin", Role.ADMIN))
    page = client.get(reverse("complaint_lapor")).content.decode()
    word = LaporWord.objects.get(kind="column", key="text")
    door = reverse("complaint_lapor_word", args=[word.pk])
    assert f'href="{door}"' in page
    assert word.source in page
    assert reverse("complaint_lapor_export") not in page
    facts = {"word": "Isi Aduan", "also": "", "source": "unduhan kantor", "confidence": "tinggi"}
    assert client.post(door, facts, follow=True).status_code == 200
    assert LaporWord.objects.get(pk=word.pk).word == "Isi Aduan"
    assert upload(client).status_code == 403
    assert f'href="{reverse("complaint_lapor")}"' in client.get("/kelola/batas-pengaduan/").content.decode()


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.HEAD, Role.ADMIN, Role.AUDITOR, Role.CLERK])
def test_no_other_role_imports_or_exports(client: Client, role: Role) -> None:
    client.force_login(person("lain", "Lain", role))
    assert client.get(reverse("complaint_lapor_export")).status_code == 403
    assert upload(client).status_code == 403
    assert Complaint.objects.count() == 0


def test_tracking_ids_are_one_in_every_spelling() -> None:
    assert {importing.tracking_id(said) for said in ("#19a", " 19A ", "# 19a")} == {"19A"}
