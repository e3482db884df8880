"""Signed by the official's own hand, readable by others, and every forgery told from the real thing."""

import datetime
import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
import time_machine
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from foundation.signing import authority, hand, revoking
from foundation.signing.checking import Verdict, check
from foundation.signing.terms import Signatory, SignatureRefused
from tests.foundation.signing.conftest import HEAD, PASSPHRASE, with_page_added


@pytest.fixture
def signed(enrolled: Signatory, paper: bytes) -> bytes:
    return hand.sign(paper, enrolled, PASSPHRASE, reason="Surat Penolakan", place="Pariaman").data


def test_a_signed_paper_is_valid_and_names_its_signer(signed: bytes) -> None:
    seen = check(signed)
    assert (seen.verdict, seen.signer) == (Verdict.VALID, HEAD.name)
    assert seen.signed_at is not None


def test_signing_leaves_what_was_drawn_untouched(signed: bytes, paper: bytes) -> None:
    assert signed.startswith(paper)
    with pikepdf.open(io.BytesIO(signed)) as pdf, pdf.open_metadata() as facts:
        assert (facts["pdfaid:part"], facts["pdfuaid:part"]) == ("3", "1")


def test_another_program_calls_it_valid_too(signed: bytes, tmp_path: Path) -> None:
    told = tmp_path / "surat.pdf"
    told.write_bytes(signed)
    words = subprocess.run(["pdfsig", "-nocert", str(told)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in words
    assert "Total document signed" in words


def test_a_wrong_passphrase_signs_nothing(enrolled: Signatory, paper: bytes) -> None:
    with pytest.raises(SignatureRefused, match="Frasa sandi salah"):
        hand.sign(paper, enrolled, "salah", reason="x")


def test_without_a_certificate_the_official_is_told_whom_to_ask(paper: bytes) -> None:
    with pytest.raises(SignatureRefused, match="Minta admin"):
        hand.sign(paper, HEAD, PASSPHRASE, reason="x")


def test_an_unsigned_paper_claims_nothing(paper: bytes) -> None:
    assert check(paper).verdict is Verdict.UNSIGNED
    assert check(b"bukan PDF").verdict is Verdict.UNSIGNED


def test_one_flipped_bit_breaks_it(signed: bytes) -> None:
    place = signed.index(b"stream") + 40
    assert check(signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]).verdict is Verdict.BROKEN


def test_a_page_added_breaks_it(signed: bytes) -> None:
    assert check(with_page_added(signed)).verdict is not Verdict.VALID
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root["/Lang"] = writer.root["/Type"]
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    assert check(out.getvalue()).verdict is Verdict.BROKEN


def test_words_appended_after_the_signature_break_it(signed: bytes) -> None:
    assert check(signed + b"\n% tambahan").verdict is Verdict.BROKEN


def test_a_ca_of_the_same_name_is_not_ours(signed: bytes, folder: Path, paper: bytes) -> None:
    ours = folder.with_name("ours")
    folder.rename(ours)
    authority.enrol(HEAD, PASSPHRASE)
    forged = hand.sign(paper, HEAD, PASSPHRASE, reason="x").data
    assert check(forged).verdict is Verdict.VALID, "in the forger's own house"
    shutil.rmtree(folder)
    ours.rename(folder)
    assert check(forged).verdict is Verdict.UNTRUSTED
    assert check(signed).verdict is Verdict.VALID


def test_a_revoked_signer_is_not_trusted(signed: bytes) -> None:
    revoking.revoke(revoking.serial_of(HEAD.key, PASSPHRASE))
    assert check(signed).verdict is Verdict.UNTRUSTED


def test_an_expired_certificate_is_not_trusted(enrolled: Signatory, paper: bytes) -> None:
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=365 * authority.OFFICIAL_YEARS + 2)
    signed = hand.sign(paper, enrolled, PASSPHRASE, reason="x").data
    with time_machine.travel(later):
        assert check(signed).verdict is Verdict.UNTRUSTED


def test_nobody_signs_with_an_expired_certificate(enrolled: Signatory, paper: bytes) -> None:
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=365 * authority.OFFICIAL_YEARS + 2)
    with time_machine.travel(later), pytest.raises(SignatureRefused, match="habis masa berlakunya"):
        hand.sign(paper, enrolled, PASSPHRASE, reason="x")


def test_the_ca_says_what_it_is_and_is_made_once(folder: Path) -> None:
    first = authority.certificate()
    assert "bukan untuk dokumen sah" in first.subject.rfc4514_string()
    assert authority.certificate() == first
    assert (folder / "ca.pem").stat().st_mode & 0o077 == 0


def test_only_one_signature_stands_in_it(signed: bytes) -> None:
    assert len(PdfFileReader(io.BytesIO(signed)).embedded_regular_signatures) == 1
