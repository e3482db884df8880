"""With a real OSS only OSS's own bytes are documents: a signed file becomes the document it is, byte for byte."""

from django.db import transaction
from django.utils import timezone

from accounts.actors import OSS, Actor
from foundation.files import store
from foundation.files.models import StoredFile
from foundation.journal import book
from licensing.actions.publish import supersede
from licensing.documents import drawing
from licensing.models import Application, Document
from licensing.terms import CertificateStatus, DocumentKind, DocumentStatus, LicenceType, Status

GRANTED = frozenset({Status.ISSUED, Status.ISSUED_BY_EXPIRY})


def kind_of(application: Application) -> DocumentKind:
    """What the permit of this file is, as a document."""
    return DocumentKind(LicenceType(application.licence_type).value)


@transaction.atomic
def serve(application: Application, data: bytes, *, kind: DocumentKind, actor: Actor = OSS) -> Document:
    """Keep OSS's signed PDF unchanged and publish it. The same bytes twice are the same document."""
    is_nib = kind is DocumentKind.NIB
    number = application.nib.number if is_nib and application.nib else application.permit_number
    name = drawing.file_name(kind, {"number": number}, mode="oss")
    kept = store.keep_bytes(data, purpose="document", subject=application.subject, name=name, kind="pdf", who=actor)
    known = Document.objects.filter(application=application, kind=kind, sha256=kept.sha256).first()
    return known or publish(application, kind, number, kept, actor=actor)


def publish(application: Application, kind: DocumentKind, number: str, kept: StoredFile, *, actor: Actor) -> Document:
    """Write the document's row; an earlier one of the kind is superseded, never deleted."""
    earlier = supersede(application, kind, "ditandatangani ulang oleh OSS")
    now = timezone.now()
    document = Document.objects.create(
        application=application,
        kind=kind,
        number=number,
        revision=earlier.revision + 1 if earlier is not None and earlier.number == number else 0,
        status=DocumentStatus.VALID,
        certificate_status=certificate_status(application, kind),
        is_simulation=False,
        issued_on=timezone.localdate(application.closed_at or now),
        file=kept,
        sha256=kept.sha256,
        replaces=earlier,
        drawn_at=now,
    )
    data = {"kind": kind, "number": number, "sha256": kept.sha256}
    book.record("document.received", subject=application.subject, who=actor, data=data)
    return document


def certificate_status(application: Application, kind: DocumentKind) -> str:
    """How far a Sertifikat Standar has come; nothing for other documents."""
    if kind is not DocumentKind.SERTIFIKAT_STANDAR:
        return ""
    if not application.needs_verification:
        return CertificateStatus.DECLARED
    return CertificateStatus.VERIFIED if application.word in GRANTED else CertificateStatus.UNVERIFIED
