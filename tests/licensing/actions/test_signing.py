"""Surat Penolakan: frozen when OSS took the 90, drawn unsigned, signed by the one who decided, told once."""

from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.utils import timezone

from accounts.demo import secret_of
from accounts.models import SigningTerm, User
from foundation.files import store
from foundation.files.policy import may_open
from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from foundation.signing import authority
from foundation.signing.checking import Verdict
from foundation.signing.terms import Signatory, SignatureRefused
from licensing.actions import outcome, sign
from licensing.background import printing_press
from licensing.models import Application, Document, RefusalGround
from licensing.queries.signing import awaiting_signature, signature_of
from licensing.terms import DocumentKind, DocumentStatus, Status
from tests.factories.drafts import office
from tests.licensing.documents.reading import whole
from tests.licensing.table import standing_at
from tests.people import Town, town

pytestmark = pytest.mark.django_db
PASSPHRASE = "frasa-sandi-uji-coba"
PAGE = "/persetujuan/tandatangan/"


@pytest.fixture
def people(tmp_path: Path, settings: Any) -> Town:
    settings.SIGNER, settings.SIGNING_FOLDER = "pengembangan", tmp_path / "signing"
    office()
    return town()


@pytest.fixture
def letter(people: Town) -> Document:
    """A refusal that OSS has taken, its letter drawn, the head's certificate in place."""
    file = standing_at(Status.REFUSED, people)
    RefusalGround.objects.update_or_create(
        code="SYARAT",
        defaults={
            "title": "Persyaratan tidak terpenuhi", "article": "PP 28/2025 Pasal 23", "remedy": "Ganti dokumennya.",
            "effective_from": "2025-06-05",
        },
    )  # fmt: skip
    Application.objects.filter(pk=file.pk).update(
        ground_code="SYARAT", ground_note="Profil lembaga tidak memuat izin bangunan.", signed_by=people.kadis,
        signed_at=timezone.now(),
    )  # fmt: skip
    file.refresh_from_db()
    outcome.refusal_taken(file)
    document = Document.objects.get(kind=DocumentKind.REFUSAL_LETTER)
    printing_press.draw(document)
    document.refresh_from_db()
    authority.enrol(signatory(document, people), PASSPHRASE)
    return document


def signatory(document: Document, people: Town) -> Signatory:
    return Signatory(document.snapshot["official_nip"] or f"akun-{people.kadis.pk}", people.kadis.name)


def text_of(document: Document) -> str:
    file = document.file or document.unsigned_file
    assert file is not None
    with store.open_original(file) as opened:
        return whole(opened.read())


def test_the_letter_says_why_on_what_ground_what_to_change_and_how_to_object(letter: Document) -> None:
    words = text_of(letter)
    assert letter.number == f"SP-{timezone.localdate().year}-000001"
    for said in ("Persyaratan tidak terpenuhi", "PP 28/2025 Pasal 23", "Ganti dokumennya.", "izin bangunan"):
        assert said in words
    for way in ("Keberatan", "Banding", "Ombudsman", "PTUN", "SIMULASI"):
        assert way in words


def test_nobody_gets_it_before_it_is_signed(letter: Document, people: Town) -> None:
    assert (letter.status, letter.file) == (DocumentStatus.PREPARING, None)
    assert letter.said == "Menunggu tanda tangan", "nobody is making it any more"
    assert letter.unsigned_file is not None
    can = {name: may_open(people.actor(name), letter.unsigned_file) for name in ("budi", "kadis", "sari", "hendra")}
    assert can == {"budi": False, "kadis": True, "sari": False, "hendra": False}


def test_signing_publishes_it_once_and_tells_the_applicant(letter: Document, people: Town) -> None:
    actor = people.actor("kadis")
    sign.sign(letter, actor=actor, passphrase=PASSPHRASE)
    letter.refresh_from_db()
    assert (letter.status, letter.signed_by) == (DocumentStatus.VALID, people.kadis)
    seen = signature_of(letter)
    assert seen is not None
    assert (seen.verdict, seen.signer) == (Verdict.VALID, people.kadis.name)
    assert OutboxMessage.objects.filter(kind="letter_signed").count() == 2  # e-mail and WhatsApp
    assert [entry.kind for entry in book.of(letter.application.subject)].count("document.signed") == 1
    with pytest.raises(SignatureRefused, match="sudah ditandatangani"):
        sign.sign(letter, actor=actor, passphrase=PASSPHRASE)


def test_a_wrong_passphrase_changes_nothing_and_leaves_no_trace_of_it(letter: Document, people: Town) -> None:
    with pytest.raises(SignatureRefused, match="Frasa sandi salah"):
        sign.sign(letter, actor=people.actor("kadis"), passphrase="rahasia-yang-salah")
    letter.refresh_from_db()
    assert letter.file is None
    assert not any("rahasia-yang-salah" in str(entry.data) for entry in book.of(letter.application.subject))


@pytest.mark.parametrize("name", ["dedi", "sari", "budi", "admin"])
def test_only_the_one_who_decided_signs(name: str, letter: Document, people: Town) -> None:
    with pytest.raises(SignatureRefused):
        sign.sign(letter, actor=people.actor(name), passphrase=PASSPHRASE)
    assert not awaiting_signature(people.actor(name)).exists()


def test_an_acting_head_does_not_sign_what_another_decided(letter: Document, people: Town) -> None:
    today = timezone.localdate()
    SigningTerm.objects.create(user=people.dedi, capacity="plh", starts_on=today, ends_on=today)
    with pytest.raises(SignatureRefused, match="pejabat yang memutuskannya"):
        sign.sign(letter, actor=people.actor("dedi"), passphrase=PASSPHRASE)


def test_telling_twice_makes_one_letter(letter: Document) -> None:
    outcome.refusal_taken(letter.application)
    assert Document.objects.filter(kind=DocumentKind.REFUSAL_LETTER).count() == 1


def code_of(official: User) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret_of(official.email), counter)))


def test_the_head_signs_a_batch_with_passphrase_and_code(letter: Document, people: Town) -> None:
    client = Client()
    client.force_login(people.kadis)
    assert letter.number in client.get(PAGE).content.decode()
    code = code_of(people.kadis)
    wrong = client.post(PAGE, {"letters": [letter.code], "passphrase": "salah-salah-salah", "code": code})
    assert (wrong.status_code, "Frasa sandi salah" in wrong.content.decode()) == (409, True)
    again = client.post(PAGE, {"letters": [letter.code], "passphrase": PASSPHRASE, "code": code})
    assert (again.status_code, "sudah dipakai" in again.content.decode()) == (422, True)


def test_nobody_guesses_codes_beside_a_stolen_session(letter: Document, people: Town) -> None:
    client = Client()
    client.force_login(people.kadis)
    sent = {"letters": [letter.code], "passphrase": PASSPHRASE}
    for guess in range(10):
        client.post(PAGE, {**sent, "code": f"{guess:05d}x"})
    assert client.post(PAGE, {**sent, "code": code_of(people.kadis)}).status_code == 422


def test_a_signed_letter_says_so_on_its_verification_page(letter: Document, people: Town) -> None:
    client = Client()
    client.force_login(people.kadis)
    sent = {"letters": [letter.code], "passphrase": PASSPHRASE, "code": code_of(people.kadis)}
    assert client.post(PAGE, sent).status_code == 302
    page = Client().get(f"/v/{letter.code}/").content.decode()
    assert "Tanda tangan elektronik sah" in page
    assert people.kadis.name in page


def test_nothing_ticked_or_no_code_is_said_beside_the_field(letter: Document, people: Town) -> None:
    client = Client()
    client.force_login(people.kadis)
    answer = client.post(PAGE, {"passphrase": PASSPHRASE, "code": "000000"})
    assert answer.status_code == 422
    assert "Pilih sedikitnya satu surat." in answer.content.decode()
    assert PASSPHRASE not in answer.content.decode()
