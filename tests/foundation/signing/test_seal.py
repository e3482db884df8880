"""The office's seal: put on by a machine, told apart from an official's signature, never claimed falsely."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pytest

from foundation.files import store
from foundation.files.models import StoredFile
from foundation.journal import book
from foundation.office.office import current
from foundation.signing import authority, hand, revoking, seal
from foundation.signing.checking import Verdict, check
from foundation.signing.terms import SealMissing, Signatory
from tests.foundation.signing.conftest import PASSPHRASE, with_page_added

pytestmark = pytest.mark.django_db
SUBJECT = "application:1"


@pytest.fixture
def sealed(paper: bytes) -> bytes:
    return seal.put(paper, reason="Tanda terima")


def test_a_sealed_paper_says_that_it_is_a_seal_and_no_signature(sealed: bytes) -> None:
    seen = check(sealed)
    assert (seen.verdict, seen.is_seal) == (Verdict.VALID, True)
    assert seen.signer.startswith("SEGEL ELEKTRONIK CONTOH")
    assert "Segel elektronik kantor sah" in seen.sentence
    assert "bukan tanda tangan seorang pejabat" in seen.sentence


def test_an_officials_signature_is_no_seal(enrolled: Signatory, paper: bytes) -> None:
    seen = check(hand.sign(paper, enrolled, PASSPHRASE, reason="x").data)
    assert (seen.verdict, seen.is_seal) == (Verdict.VALID, False)
    assert "Segel" not in seen.sentence


def test_what_was_drawn_stays_untouched_and_conforms(sealed: bytes, paper: bytes) -> None:
    assert sealed.startswith(paper)
    faults = [
        f"{profile}: {it.rule_id}"
        for profile in ("3a", "ua1")
        for it in validator.validate_pdf_bytes(sealed, profile=profile).failures
    ]
    before = [
        f"{profile}: {it.rule_id}"
        for profile in ("3a", "ua1")
        for it in validator.validate_pdf_bytes(paper, profile=profile).failures
    ]
    assert faults == before == []


def test_the_field_is_named_as_the_offices_seal(sealed: bytes) -> None:
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        field: Any = pdf.Root.AcroForm.Fields[0]
        assert str(field.T) == seal.FIELD
        assert str(field.TU) == f"Segel elektronik {current().name}"


def test_every_change_after_the_seal_is_seen(sealed: bytes) -> None:
    assert check(with_page_added(sealed)).verdict is not Verdict.VALID
    assert check(sealed + b"\nkata tambahan").verdict is Verdict.BROKEN
    at = sealed.index(b"/FontName") if b"/FontName" in sealed else 400
    assert check(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]).verdict is not Verdict.VALID


def test_a_key_of_the_same_name_is_not_the_office(paper: bytes, folder: Path, settings: Any, tmp_path: Path) -> None:
    settings.SIGNING_FOLDER = tmp_path / "forger"
    forged = seal.put(paper, reason="Tanda terima")
    settings.SIGNING_FOLDER = folder
    seal.put(paper, reason="Tanda terima")
    seen = check(forged)
    assert (seen.verdict, seen.is_seal) == (Verdict.UNTRUSTED, False)


def test_papers_of_an_earlier_seal_are_known_after_a_new_one(sealed: bytes, folder: Path, paper: bytes) -> None:
    (folder / "segel-pengembangan.p12").unlink()
    newer = check(seal.put(paper, reason="x"))
    assert (newer.verdict, newer.is_seal) == (Verdict.VALID, True)
    assert check(sealed).is_seal


def test_a_seal_taken_back_is_not_trusted(sealed: bytes, folder: Path) -> None:
    revoking.revoke(revoking.serial_of("segel-pengembangan", ""))
    assert check(sealed).verdict is Verdict.UNTRUSTED


def test_the_key_is_readable_by_the_portal_alone(sealed: bytes, folder: Path) -> None:
    assert (folder / "segel-pengembangan.p12").stat().st_mode & 0o077 == 0


def test_the_key_of_development_is_never_the_offices_own(sealed: bytes, paper: bytes, settings: Any) -> None:
    settings.SIGNER, settings.SEAL_FILE = "pkcs12", authority.folder() / "segel.p12"
    with pytest.raises(SealMissing, match="SEAL_FILE"):
        seal.put(paper, reason="x")


def test_elsewhere_than_in_development_the_key_is_the_offices_own_file(paper: bytes, settings: Any) -> None:
    settings.SIGNER, settings.SEAL_FILE = "pkcs12", authority.folder() / "segel.p12"
    assert "SEAL_FILE" in seal.trouble()
    authority.enrol(Signatory("segel", "Kantor"), "rahasia-segel")
    settings.SEAL_FILE, settings.SEAL_PASSPHRASE = authority.folder() / "segel.p12", "salah"
    assert "SEAL_PASSPHRASE" in seal.trouble()
    settings.SEAL_PASSPHRASE = "rahasia-segel"
    assert seal.trouble() == ""
    assert check(seal.put(paper, reason="x")).is_seal


def test_without_a_key_the_paper_goes_out_as_it_was_drawn_and_a_person_can_see_why(paper: bytes, settings: Any) -> None:
    settings.SIGNER = "pkcs12"
    kept = seal.keep(paper, purpose="document", subject=SUBJECT, name="tanda-terima.pdf", reason="Tanda terima")
    with store.open_original(kept) as file:
        assert file.read() == paper
    entry = book.of(SUBJECT).get(kind="document.unsealed")
    assert "SEAL_FILE" in entry.note


def test_a_key_that_fails_while_sealing_holds_nothing_up(paper: bytes, monkeypatch: Any) -> None:
    def fails(*_a: Any) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(seal, "certified", fails)
    assert seal.tried(paper, reason="x", subject=SUBJECT) is None
    assert book.of(SUBJECT).filter(kind="document.unsealed").count() == 1


def test_drawn_and_sealed_bytes_are_both_kept(paper: bytes) -> None:
    kept = seal.keep(paper, purpose="document", subject=SUBJECT, name="tanda-terima.pdf", reason="Tanda terima")
    drawn = StoredFile.objects.get(purpose=seal.UNSEALED, subject=SUBJECT)
    with store.open_original(drawn) as one, store.open_original(kept) as other:
        assert one.read() == paper
        assert check(other.read()).is_seal
    assert kept.pages == drawn.pages == 1


def test_an_office_that_wants_no_seal_has_no_alarm(paper: bytes, settings: Any) -> None:
    settings.SEAL, settings.SIGNER = False, "pkcs12"
    assert seal.trouble() == ""
    assert seal.tried(paper, reason="x", subject=SUBJECT) is None
    assert not book.of(SUBJECT).exists()


def test_the_end_of_the_certificate_is_a_day_of_the_office(settings: Any, monkeypatch: Any) -> None:
    settings.SIGNER = "pkcs12"
    until = datetime.now(UTC).replace(hour=20, minute=0) + timedelta(days=3)  # three o'clock at night of the day after
    monkeypatch.setattr(seal, "_hand", lambda: (None, until))
    assert f" {until.date() + timedelta(days=1)}." in seal.trouble()
