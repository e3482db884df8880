"""A crash between any two steps of issuing: the same number, the same unsigned bytes, one file that wins."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foundation.files import store
from foundation.files.models import StoredFile
from foundation.journal import book
from foundation.signing import seal
from foundation.signing.checking import check
from licensing.actions import publish
from licensing.background import printing_press
from licensing.documents import drawing
from licensing.models import Document
from licensing.terms import DocumentStatus
from tests.factories.drafts import office
from tests.licensing.actions.test_publish import filed, task_of
from tests.people import Town, town

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The worker is gone; nothing catches this."""


@pytest.fixture
def people(tmp_path: Path, settings: Any) -> Town:
    settings.SIGNER, settings.SIGNING_FOLDER = "pengembangan", tmp_path / "signing"
    office()
    return town()


def after(real: Callable[..., Any], times: int = 1) -> Callable[..., Any]:
    """Does its work and dies, the n-th time that it is called."""
    left = [times]

    def dying(*words: Any, **more: Any) -> Any:
        done = real(*words, **more)
        left[0] -= 1
        if left[0] == 0:
            raise Killed
        return done

    return dying


def killed_after(document: Document, monkeypatch: Any, where: Any, name: str, times: int = 1) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(where, name, after(getattr(where, name), times))
        with pytest.raises(Killed):
            printing_press.draw_document(task_of(document))


def unsigned_of(document: Document) -> bytes:
    document.refresh_from_db()
    assert document.unsigned_file is not None
    with store.open_original(document.unsigned_file) as opened:
        return opened.read()


POINTS = [
    pytest.param(drawing, "draw", 1, id="after drawing"),
    pytest.param(store, "keep", 1, id="after the drawn bytes have their name"),
    pytest.param(store, "keep_bytes", 1, id="after the drawn bytes are registered"),
    pytest.param(seal, "put", 1, id="after sealing"),
    pytest.param(store, "keep", 2, id="after the sealed bytes have their name"),
    pytest.param(store, "keep_bytes", 2, id="before they are published"),
]


@pytest.mark.parametrize(("where", "name", "times"), POINTS)
def test_a_sealed_paper_goes_on_with_its_number_and_its_unsigned_bytes(
    where: Any, name: str, times: int, people: Town, monkeypatch: Any
) -> None:
    file = filed(people)
    publish.receipt(file)
    document = file.documents.get(kind="receipt")
    number, expected = document.number, drawing.draw("receipt", document.snapshot, mode="simulasi")
    killed_after(document, monkeypatch, where, name, times)
    document.refresh_from_db()
    assert (document.file, document.status) == (None, DocumentStatus.PREPARING)
    printing_press.draw_document(task_of(document))
    assert unsigned_of(document) == expected
    assert (document.number, document.status) == (number, DocumentStatus.VALID)
    assert document.file is not None
    with store.open_original(document.file) as opened:
        data = opened.read()
    assert data.startswith(expected)
    assert check(data).is_seal
    assert book.of(file.subject).filter(kind="document.published", data__isnull=False).count() == 1


@pytest.mark.parametrize(("where", "name"), [(drawing, "draw"), (store, "keep"), (store, "keep_bytes")])
def test_a_certificate_goes_on_with_its_number_and_its_bytes(
    where: Any, name: str, people: Town, monkeypatch: Any
) -> None:
    document = filed(people).documents.get(kind="nib")
    number = document.number
    expected = hashlib.sha256(drawing.draw("nib", document.snapshot, mode="simulasi")).hexdigest()
    killed_after(document, monkeypatch, where, name)
    printing_press.draw_document(task_of(document))
    document.refresh_from_db()
    assert (document.number, document.sha256, document.status) == (number, expected, DocumentStatus.VALID)
    assert StoredFile.objects.filter(purpose="document", subject=document.application.subject).count() == 1


def test_two_workers_that_draw_one_paper_publish_one_file(people: Town, monkeypatch: Any) -> None:
    file = filed(people)
    publish.receipt(file)
    document = file.documents.get(kind="receipt")
    real = seal.put

    def overtaken(data: bytes, **words: Any) -> bytes:
        monkeypatch.setattr(seal, "put", real)
        printing_press.draw_document(task_of(document))  # the other worker is faster
        return real(data, **words)

    monkeypatch.setattr(seal, "put", overtaken)
    printing_press.draw_document(task_of(document))
    document.refresh_from_db()
    published = [e for e in book.of(file.subject) if e.kind == "document.published" and e.data["kind"] == "receipt"]
    assert len(published) == 1
    assert published[0].data["sha256"] == document.sha256
