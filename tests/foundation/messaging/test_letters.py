"""A letter is written once, in the words of its template, to the ways that a person has chosen."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.template import TemplateDoesNotExist

from foundation.messaging import wording
from foundation.messaging.letters import Recipient, write
from foundation.messaging.models import InboxItem, StopAddress
from foundation.outbox.models import OutboxMessage
from licensing.notices import NOTICES

pytestmark = pytest.mark.django_db
FOLDER = Path(settings.BASE_DIR) / "templates" / "mail"
NAMES = sorted(path.name.removesuffix(".subject.txt") for path in FOLDER.glob("*.subject.txt"))
LINK = f"{settings.SITE_URL}/permohonan/PB-2026-000123/"
FACTS: dict[str, Any] = {
    "number": "PB-2026-000123",
    "holder": "Perkumpulan Penyelenggara Pelatihan Kerja Terampil Mandiri Sejahtera Pesisir",
    "kbli": "85571",
    "activity": "Pelatihan Kerja Teknik Swasta",
    "status": "Diverifikasi dinas teknis",
    "status_desk": "Perbaikan (ulang)",
    "note": "Profil lembaga belum memuat daftar instruktur bersertifikat dan rencana program tiga tahun. " * 4,
    "nib": "2211260000001",
    "permit_number": "22112600000010001",
    "promised_on": date(2026, 12, 1),
    "technical_due_on": date(2026, 11, 30),
    "applicant_due_on": date(2026, 11, 27),
    "due_on": date(2026, 11, 30),
    "percent": 80,
    "hours": 24,
    "role": "Verifikator dinas teknis",
    "what": "Kata sandi akun Anda diubah.",
    "decides": "Menteri/Kepala Badan",
    "agency": "Dinas Tenaga Kerja Kota Pariaman",
    "is_ours": True,
    "duty": "Laporkan realisasi pelatihan kepada kabupaten/kota setiap enam bulan. " * 4,
    "code": "123456",
    "minutes": 15,
}

OPTIONAL = ("note", "permit_number", "promised_on", "technical_due_on", "applicant_due_on", "agency")


def budi(**changes: Any) -> Recipient:
    """Somebody with an account, an e-mail and a phone."""
    user = get_user_model().objects.create_user("budi@contoh.id", "rahasia", name="Budi", phone="+6281200000001")
    facts = {"email": user.email, "phone": user.phone, "by_email": True, "by_whatsapp": True}
    return Recipient(**{"user_id": user.pk, "name": user.name, **facts, **changes})


def write_to(to: Recipient, template: str = "issued", key: str = "application:12:7", **facts: Any) -> None:
    """One letter about one application."""
    write(template, to=to, context={**FACTS, **facts}, key=key, subject="application:12", link=LINK)


def payloads() -> dict[str, dict[str, Any]]:
    """What is owed, by way."""
    return {row.payload["way"]: row.payload for row in OutboxMessage.objects.order_by("id")}


def test_a_letter_goes_to_the_inbox_and_to_each_chosen_way() -> None:
    to = budi()
    write_to(to)
    item = InboxItem.objects.get(user_id=to.user_id)
    assert item.title == "Perizinan untuk permohonan PB-2026-000123 terbit"
    assert item.path == "/permohonan/PB-2026-000123/"
    owed = payloads()
    assert set(owed) == {"email", "whatsapp"}
    assert owed["email"]["to"] == "budi@contoh.id"
    assert owed["whatsapp"]["to"] == "+6281200000001"
    assert "Yth. Budi," in owed["email"]["body"]
    assert LINK in owed["email"]["body"]
    assert LINK in owed["whatsapp"]["body"]


def test_the_same_event_is_told_once() -> None:
    to = budi()
    write_to(to)
    write_to(to)
    assert InboxItem.objects.count() == 1
    assert OutboxMessage.objects.count() == 2
    write_to(to, key="application:12:8")
    assert InboxItem.objects.count() == 2
    assert OutboxMessage.objects.count() == 4


def test_one_event_reaches_two_people_without_accounts() -> None:
    for email in ("satu@contoh.id", "dua@contoh.id"):
        write_to(Recipient(None, "Pemilik", email, "", by_email=True, by_whatsapp=True))
    assert OutboxMessage.objects.count() == 2
    assert InboxItem.objects.count() == 0


def test_who_wants_no_letters_reads_the_inbox_only(settings: Any) -> None:
    to = budi(by_email=False, by_whatsapp=False)
    write_to(to)
    assert InboxItem.objects.count() == 1
    assert OutboxMessage.objects.count() == 0


def test_an_office_without_a_gateway_owes_no_whatsapp(settings: Any) -> None:
    settings.WHATSAPP_BACKEND = "off"
    write_to(budi())
    assert set(payloads()) == {"email"}


def test_each_way_has_a_line_and_an_endpoint_of_its_own() -> None:
    write_to(budi())
    rows = {(row.subject, row.endpoint) for row in OutboxMessage.objects.all()}
    assert rows == {("application:12:email", "email"), ("application:12:whatsapp", "whatsapp")}


def test_an_unknown_letter_is_an_error() -> None:
    with pytest.raises(TemplateDoesNotExist):
        write_to(budi(), template="tidak_ada")


def test_a_code_has_no_stop_link_and_stays_out_of_the_inbox() -> None:
    write_to(budi(), template="account_code")
    assert InboxItem.objects.count() == 0
    for letter in payloads().values():
        assert letter["always"] is True
        assert "/berhenti/" not in letter["body"]
        assert "123456" in letter["body"]
    assert StopAddress.objects.count() == 0


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_fits_whatsapp_and_keeps_its_links(name: str) -> None:
    to = Recipient(None, "Pemilik Usaha", "pemilik@contoh.id", "+6281200000009", by_email=True, by_whatsapp=True)
    write_to(to, template=name)
    owed = payloads()
    body = owed["whatsapp"]["body"]
    assert len(body) <= 300
    assert LINK in body
    if not owed["whatsapp"]["always"]:
        assert body.endswith(owed["whatsapp"]["stop"])
    assert owed["email"]["title"] == " ".join(owed["email"]["title"].split())
    assert len(owed["email"]["title"]) <= 100
    for words in (body, owed["email"]["body"], owed["email"]["title"]):
        assert "{{" not in words
        assert "{%" not in words
        assert "\n\n\n" not in words


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_reads_well_without_its_optional_facts(name: str) -> None:
    words = wording.compose(name, {"name": "Suharti", **FACTS, **dict.fromkeys(OPTIONAL, "")})
    assert "None" not in words.title + words.email + words.whatsapp
    assert not re.search(r"lambat\s*\.|  |\bdiputus\s*;", words.email)


def test_words_are_plain_text_and_never_markup() -> None:
    words = wording.compose("issued", {**FACTS, "name": "Budi", "holder": 'Toko "A&B" <script>'})
    assert 'Toko "A&B" <script>' in words.email


def test_a_personal_number_in_a_note_does_not_travel() -> None:
    to = budi()
    write_to(to, template="incomplete", note="NIK 1377015708900003 pada KTP berbeda.")
    told = InboxItem.objects.get().body + "".join(letter["body"] for letter in payloads().values())
    assert "1377015708900003" not in told
    assert "[nomor disamarkan]" in told


def test_dates_are_written_in_indonesian_whatever_the_reader_of_the_page_speaks() -> None:
    from django.utils import translation  # noqa: PLC0415

    with translation.override("en"):
        words = wording.compose("submitted", {**FACTS, "name": "Budi"})
    assert "1 Desember 2026" in words.email


def test_shortened_words_end_between_words() -> None:
    assert wording.shortened("satu dua tiga", 13) == "satu dua tiga"
    assert wording.shortened("satu dua tiga", 12) == "satu dua…"
    assert len(wording.shortened("kata " * 100, 50)) <= 50


def test_a_link_to_another_site_is_not_kept_in_the_inbox() -> None:
    to = budi()
    write("issued", to=to, context=FACTS, key="k", subject="application:12", link="https://lain.example/x")
    assert InboxItem.objects.get().path == ""


def test_every_letter_that_a_notice_names_has_been_written() -> None:
    named = {letter for notice in NOTICES.values() for letter in (notice.applicant, notice.desks) if letter}
    assert named | {"deadline_warning", "obligation_due", "claim_code", "account_code"} <= set(NAMES)
    for name in NAMES:
        assert all((FOLDER / f"{name}.{kind}.txt").is_file() for kind in ("subject", "email", "wa"))
