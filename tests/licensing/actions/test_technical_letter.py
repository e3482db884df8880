"""Surat persetujuan teknis: frozen with the approval, signed by the reviewer or sealed by the office."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from foundation.files import store
from foundation.files.policy import may_open
from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from foundation.signing import authority, hand, seal
from foundation.signing.checking import Verdict as Seal
from foundation.signing.checking import check
from foundation.signing.terms import Signatory, SignatureRefused
from licensing.actions import decide, sign, verify
from licensing.background import printing_press
from licensing.models import Application, Document
from licensing.queries.signing import awaiting_signature, signature_of
from licensing.terms import DocumentStatus, Status, Verdict
from oss_bridge.outbound.outward import attachment
from tests.factories.drafts import office
from tests.factories.files import stored
from tests.licensing.actions.test_signing import code_of
from tests.licensing.actions.test_verification import at_review, judge
from tests.licensing.documents.reading import whole
from tests.people import Town, town

pytestmark = pytest.mark.django_db
PASSPHRASE = "frasa-sandi-uji-coba"
PAGE = "/persetujuan/tandatangan/"


@pytest.fixture
def people(tmp_path: Path, settings: Any) -> Town:
    settings.SIGNER, settings.SIGNING_FOLDER = "pengembangan", tmp_path / "signing"
    settings.SIGNING_ROOTS, settings.SEAL_FILE = tmp_path / "roots", tmp_path / "segel.p12"
    office()
    return town()


def enrolled(user: User) -> None:
    authority.enrol(Signatory(user.nip or f"akun-{user.pk}", user.name), PASSPHRASE)


def approved(people: Town, **changes: Any) -> Application:
    file = at_review(people)
    judge(file, people, Verdict.MEETS, Verdict.MEETS)
    return verify.approve(file, actor=people.actor("sari"), note="Layak diterbitkan.", **changes)


def drawn(file: Application) -> Document:
    document = file.documents.filter(kind="technical_letter").latest("id")
    printing_press.draw(document)
    document.refresh_from_db()
    return document


def bytes_of(document: Document) -> bytes:
    file = document.file or document.unsigned_file
    assert file is not None
    with store.open_original(file) as opened:
        return opened.read()


def test_an_approval_has_a_letter_with_a_number_and_every_line_that_was_judged(people: Town) -> None:
    file = approved(people)
    document = drawn(file)
    words = whole(bytes_of(document))
    assert document.number == f"PT-{timezone.localdate().year}-000001"
    for said in (document.number, str(file.number), "Dinas Tenaga Kerja", "Layak diterbitkan.", "Sari Dewi"):
        assert said in words
    assert words.count("Sesuai") == file.requirements.count()
    for line in file.requirements.all():
        assert line.text[:30] in words
    assert "SIMULASI" in words
    assert "bukan perizinan berusaha" in words


def test_the_agencys_own_letter_takes_its_place(people: Town) -> None:
    file = at_review(people)
    judge(file, people, Verdict.MEETS, Verdict.MEETS)
    verify.approve(file, actor=people.actor("sari"), letter=stored(file.subject, name="surat.pdf"))
    assert not file.documents.filter(kind="technical_letter").exists()


def test_without_a_certificate_of_the_reviewer_it_is_sealed_by_the_office_and_says_so(people: Town) -> None:
    document = drawn(approved(people))
    assert (document.status, document.signed_at) == (DocumentStatus.VALID, None)
    assert document.sealed_at is not None
    seen = signature_of(document)
    assert seen is not None
    assert (seen.verdict, seen.is_seal) == (Seal.VALID, True)
    words = whole(bytes_of(document))
    assert "tanpa tanda tangan elektronik pejabat" in words
    assert "tersimpan di dalam berkas PDF" not in words
    page = Client().get(f"/v/{document.code}/").content.decode()
    assert "Segel elektronik kantor sah" in page
    assert "Ditandatangani oleh" not in page


def test_without_a_seal_it_goes_out_and_claims_none(people: Town, settings: Any) -> None:
    settings.SIGNER = "pkcs12"
    document = drawn(approved(people))
    assert (document.status, document.sealed_at) == (DocumentStatus.VALID, None)
    assert check(bytes_of(document)).verdict is Seal.UNSIGNED
    assert "egel" not in Client().get(f"/v/{document.code}/").content.decode()
    assert book.of(document.application.subject).filter(kind="document.unsealed").exists()


def test_with_a_certificate_it_waits_for_the_reviewers_hand(people: Town) -> None:
    enrolled(people.sari)
    document = drawn(approved(people))
    assert (document.status, document.file) == (DocumentStatus.PREPARING, None)
    assert document.said == "Menunggu tanda tangan", "nobody is making it any more"
    assert document.unsigned_file is not None
    can = {name: may_open(people.actor(name), document.unsigned_file) for name in ("sari", "hendra", "budi", "kadis")}
    assert can == {"sari": True, "hendra": False, "budi": False, "kadis": True}
    assert [it.pk for it in awaiting_signature(people.actor("sari"))] == [document.pk]
    assert not awaiting_signature(people.actor("kadis")).exists()
    sign.sign(document, actor=people.actor("sari"), passphrase=PASSPHRASE)
    document.refresh_from_db()
    seen = signature_of(document)
    assert seen is not None
    assert (seen.verdict, seen.signer, seen.is_seal) == (Seal.VALID, people.sari.name, False)
    assert not OutboxMessage.objects.filter(kind="letter_signed").exists(), "that letter tells of a refusal"


@pytest.mark.parametrize("name", ["tono", "hendra", "kadis", "dedi", "budi"])
def test_nobody_else_signs_it(name: str, people: Town) -> None:
    enrolled(people.sari)
    document = drawn(approved(people))
    with pytest.raises(SignatureRefused):
        sign.sign(document, actor=people.actor(name), passphrase=PASSPHRASE)


def test_the_reviewer_signs_on_the_page_with_passphrase_and_code(people: Town) -> None:
    enrolled(people.sari)
    document = drawn(approved(people))
    client = Client()
    client.force_login(people.sari)
    assert document.number in client.get(PAGE).content.decode()
    sent = {"letters": [document.code], "passphrase": PASSPHRASE, "code": code_of(people.sari)}
    assert client.post(PAGE, sent).status_code == 302
    document.refresh_from_db()
    assert document.signed_by == people.sari


def test_sent_back_the_letter_is_taken_back_stays_visible_and_is_signed_no_more(people: Town) -> None:
    enrolled(people.sari)
    file = approved(people)
    document = drawn(file)
    decide.send_back(file, actor=people.actor("kadis"), note="Kedaluwarsa")
    document.refresh_from_db()
    assert document.status == DocumentStatus.REVOKED
    with pytest.raises(SignatureRefused):
        sign.sign(document, actor=people.actor("sari"), passphrase=PASSPHRASE)
    page = Client().get(f"/v/{document.code}/").content.decode()
    assert document.number in page
    assert "Dicabut" in page
    verify.approve(file, actor=people.actor("sari"))
    numbers = list(file.documents.filter(kind="technical_letter").order_by("id").values_list("number", "status"))
    assert [number[-6:] for number, _status in numbers] == ["000001", "000002"]
    assert file.word == Status.APPROVED


def test_a_letter_taken_back_while_its_official_signs_is_not_published(people: Town, monkeypatch: Any) -> None:
    enrolled(people.sari)
    file = approved(people)
    document = drawn(file)
    real = hand.sign

    def slow(*words: Any, **more: Any) -> Any:
        decide.send_back(file, actor=people.actor("kadis"), note="Kedaluwarsa")
        return real(*words, **more)

    monkeypatch.setattr(hand, "sign", slow)
    with pytest.raises(SignatureRefused, match="baru saja dicabut"):
        sign.sign(document, actor=people.actor("sari"), passphrase=PASSPHRASE)
    document.refresh_from_db()
    assert (document.status, document.file) == (DocumentStatus.REVOKED, None)


def test_oss_gets_the_letter_with_the_45_when_it_is_there(people: Town) -> None:
    file = approved(people)
    message = OutboxMessage.objects.get(kind="step.approve")
    assert attachment(file, message) == "", "not drawn yet"
    drawn(file)
    assert "/berkas/oss/" in attachment(file, message)


def test_drawn_and_sealed_bytes_of_a_letter_are_kept_apart(people: Town) -> None:
    document = drawn(approved(people))
    assert document.unsigned_file is not None
    assert document.file is not None
    assert document.unsigned_file.purpose == seal.UNSEALED
    assert not may_open(people.actor("sari"), document.unsigned_file)
    with store.open_original(document.unsigned_file) as opened:
        assert bytes_of(document).startswith(opened.read())
