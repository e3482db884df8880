"""Issued documents are read again every night: a file that was changed or lost is found and journalled."""

import io

import pytest
from django.core.management import CommandError, call_command

from accounts.actors import SYSTEM
from foundation.files import store
from foundation.files.models import StoredFile, path_of
from foundation.journal import book
from foundation.printing import render
from foundation.pulse.models import DueTask
from licensing.background.issued import check_every_night, findings
from licensing.models import Document
from licensing.terms import DocumentKind, Status
from tests.factories.drafts import office
from tests.licensing.table import standing_at
from tests.people import town

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    office()
    file = standing_at(Status.ISSUED, town())
    kept = store.keep_bytes(
        render.pdf_of("<html lang='id'><title>x</title><p>x</p></html>"), purpose="document", subject=file.subject,
        name="tanda-terima.pdf", kind="pdf", who=SYSTEM,
    )  # fmt: skip
    return Document.objects.create(
        application=file, kind=DocumentKind.RECEIPT, number="X", issued_on="2026-11-22", file=kept, sha256=kept.sha256,
        status="valid",
    )  # fmt: skip


def test_what_is_whole_is_counted(document: Document) -> None:
    out = io.StringIO()
    call_command("check_documents", stdout=out)
    assert out.getvalue().startswith(f"{Document.objects.exclude(file=None).count()} dokumen utuh")


def test_one_changed_byte_is_found_told_and_journalled(document: Document) -> None:
    assert document.file is not None
    place = path_of(document.file.sha256)
    before = place.read_bytes()
    place.chmod(0o640)
    place.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
    try:
        assert [it.text for it in findings()] == ["berkas hilang atau berubah"]
        with pytest.raises(CommandError, match="1 dokumen tidak utuh"):
            call_command("check_documents", stderr=io.StringIO())
        check_every_night(DueTask(kind="documents.check"))
        assert "document.damaged" in [entry.kind for entry in book.of(document.application.subject)]
    finally:
        place.write_bytes(before)


def test_a_row_that_names_another_file_is_found(document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(sha256="0" * 64)
    assert [it.text for it in findings()] == ["sidik pada dokumen berbeda dari sidik berkas"]
    assert StoredFile.objects.filter(pk=document.file_id).exists()
