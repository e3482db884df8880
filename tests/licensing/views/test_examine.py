"""/v/berkas/: a PDF is handed in, told what it is in words, and thrown away."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from foundation.files import store
from foundation.files.models import StoredFile
from foundation.signing import authority, hand, seal
from foundation.signing.terms import Signatory
from licensing.actions import publish
from licensing.background import printing_press
from licensing.models import Document
from tests.factories.drafts import office
from tests.foundation.files import pdfs
from tests.foundation.signing.conftest import with_page_added
from tests.licensing.actions.test_publish import filed
from tests.people import Town, town

pytestmark = pytest.mark.django_db
PAGE = "/v/berkas/"
OURS = "persis sama"
SEALED = "Segel elektronik kantor sah"
CHANGED = "diubah setelah ditandatangani"
NEITHER = "tidak sama dengan berkas mana pun"


@pytest.fixture
def people(tmp_path: Path, settings: Any) -> Town:
    settings.SIGNER, settings.SIGNING_FOLDER = "pengembangan", tmp_path / "signing"
    settings.SIGNING_ROOTS = tmp_path / "roots"
    office()
    return town()


@pytest.fixture
def receipt(people: Town) -> Document:
    file = filed(people)
    publish.receipt(file)
    document = file.documents.get(kind="receipt")
    printing_press.draw(document)
    document.refresh_from_db()
    return document


def bytes_of(document: Document) -> bytes:
    assert document.file is not None
    with store.open_original(document.file) as opened:
        return opened.read()


def told(data: bytes, *, status: int = 200) -> str:
    answer = Client().post(PAGE, {"berkas": SimpleUploadedFile("surat.pdf", data)})
    assert answer.status_code == status
    return answer.content.decode()


def test_a_sealed_receipt_is_known_and_nobody_reads_its_number_here(receipt: Document) -> None:
    page = told(bytes_of(receipt))
    assert OURS in page
    assert SEALED in page
    assert receipt.number not in page


def test_a_registered_paper_leads_to_its_state(receipt: Document) -> None:
    nib = receipt.application.documents.get(kind="nib")
    printing_press.draw(nib)
    nib.refresh_from_db()
    page = told(bytes_of(nib))
    assert OURS in page
    assert f"/v/{nib.code}/" in page


@pytest.mark.parametrize("status", ["revoked", "suspended", "superseded"])
def test_a_registered_paper_that_holds_no_longer_is_not_told_in_green(status: str, receipt: Document) -> None:
    nib = receipt.application.documents.get(kind="nib")
    printing_press.draw(nib)
    nib.refresh_from_db()
    Document.objects.filter(pk=nib.pk).update(status=status)
    page = told(bytes_of(nib))
    assert "tetapi tidak berlaku" in page
    assert f"/v/{nib.code}/" in page
    assert OURS not in page
    assert "notice good" not in page


def test_a_sealed_paper_that_is_kept_nowhere_is_told_by_its_seal(people: Town) -> None:
    page = told(seal.put(pdfs.good(), reason="Tanda terima pengaduan"))
    assert SEALED in page
    assert OURS not in page


def test_an_officials_signature_is_told_as_one(people: Town) -> None:
    who = Signatory("1", "Nurhayati")
    authority.enrol(who, "frasa-sandi-uji-coba")
    page = told(hand.sign(pdfs.good(), who, "frasa-sandi-uji-coba", reason="x").data)
    assert "Tanda tangan elektronik sah" in page
    assert "Nurhayati" in page


@pytest.mark.parametrize("how", ["bit", "page", "tail", "archive"])
def test_what_was_changed_is_told_as_changed(how: str, receipt: Document) -> None:
    data = bytes_of(receipt)
    at = data.index(b"/Type")
    changed = {
        "bit": data[:at] + b"/tYPE" + data[at + 5 :],
        "page": with_page_added(data),
        "tail": data + b"\nkata tambahan",
        "archive": data + b"PK\x05\x06" + bytes(18),
    }[how]
    page = told(changed)
    assert OURS not in page
    assert SEALED not in page
    assert CHANGED in page or NEITHER in page


def test_an_unknown_unsigned_paper_is_not_called_ours(people: Town) -> None:
    assert NEITHER in told(pdfs.good())


@pytest.mark.parametrize(("data", "status"), [(b"", 422), (b"halo dunia\n" * 20, 422)])
def test_what_is_no_pdf_is_refused_with_advice(data: bytes, status: int, people: Town) -> None:
    assert "unggah" in told(data, status=status).lower()


def test_few_bytes_do_not_keep_the_reader_busy(people: Town) -> None:
    """Forty fields, each twice the parent of the next, are a million million ways for a reader that walks them all."""
    assert NEITHER in told(pdfs.with_crossed_fields(40)), "the child's limits end it"


def test_nothing_is_kept(people: Town, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    told(pdfs.good())
    assert not StoredFile.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_one_address_asks_a_few_times_only(people: Town) -> None:
    client = Client()
    answers = [client.post(PAGE, {}).status_code for _try in range(11)]
    assert answers == [422] * 10 + [429]
