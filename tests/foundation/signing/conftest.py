"""A signing folder of its own for each test, one enrolled official, one drawn page."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from foundation.printing import render
from foundation.signing import authority
from foundation.signing.terms import Signatory

PASSPHRASE = "frasa-sandi-uji"
HEAD = Signatory("198001012005012001", "Dra. Yulia Contoh, M.Si.", "Kepala Dinas", nik="1377014101800001")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.SIGNER = "pengembangan"
    settings.SIGNING_FOLDER = tmp_path / "signing"
    settings.SEAL_FILE = tmp_path / "signing" / "segel.p12"
    settings.SIGNING_ROOTS = tmp_path / "signing" / "roots"
    return tmp_path / "signing"


@pytest.fixture
def enrolled(folder: Path) -> Signatory:
    authority.enrol(HEAD, PASSPHRASE)
    return HEAD


@pytest.fixture(scope="session")
def paper() -> bytes:
    return render.pdf_of("<html lang='id'><head><title>Surat</title></head><body><p>Isi surat.</p></body></html>")


def with_page_added(data: bytes) -> bytes:
    """What an editor does: another page, all written anew."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()
