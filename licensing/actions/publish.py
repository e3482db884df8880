"""Documents are planned with the fact that makes them due: row, number and frozen snapshot first, drawing later.

In mode ``oss`` only the office's own papers (receipt, letters) are planned here: the rest are OSS's own bytes
(decisions 4).
"""

from typing import Any

from django.conf import settings
from django.utils import timezone

from foundation.numbers import counter
from foundation.pulse import due
from licensing import portraits
from licensing.documents.snapshots import VERSIONS
from licensing.models import Application, Document
from licensing.rules.numbering import letter_number, technical_number, verification_code
from licensing.terms import CertificateStatus, DocumentKind, DocumentStatus, EnvironmentClass, LicenceType, Risk

DRAW = "document.draw"


def plan(
    application: Application,
    kind: DocumentKind,
    *,
    number: str = "",
    certificate_status: str = "",
    reason: str = "",
    **extra: Any,
) -> Document:
    """Freeze one document and order its drawing. An earlier living one of the kind is superseded by it."""
    earlier = supersede(application, kind, reason)
    revision = earlier.revision + 1 if earlier is not None and earlier.number == number else 0
    code = verification_code()
    document = Document.objects.create(
        code=code,
        application=application,
        kind=kind,
        number=number,
        revision=revision,
        certificate_status=certificate_status,
        template_version=str(VERSIONS[kind]),
        is_simulation=settings.OSS_MODE == "simulasi",
        issued_on=timezone.localdate(),
        replaces=earlier,
        snapshot=portraits.portrait(  # type: ignore[misc]
            kind,
            application,
            code=code,
            number=number,
            certificate_status=certificate_status,
            revision=revision,
            **extra,
        ),
    )
    due.add(DRAW, document.subject)
    return document


def supersede(application: Application, kind: DocumentKind, reason: str) -> Document | None:
    """Close the living document of this kind: of this file, and for a NIB of every file that carries the number."""
    living = Document.objects.filter(kind=kind, status__in=(DocumentStatus.PREPARING, DocumentStatus.VALID))
    if kind is DocumentKind.NIB and application.nib is not None:
        living = living.filter(application__nib=application.nib)
    else:
        living = living.filter(application=application)
    newest = living.order_by("-id").first()
    living.update(status=DocumentStatus.SUPERSEDED, reason=reason or "diperbarui")
    return newest


def after_nib(application: Application) -> None:
    """NIB, SPPL, spatial statement, and the Sertifikat Standar that is not yet verified or self-declared."""
    if settings.OSS_MODE != "simulasi" or application.nib is None or application.proyek is None:
        return
    plan(application, DocumentKind.NIB, number=application.nib.number)
    if application.proyek.environment == EnvironmentClass.SPPL:
        plan(application, DocumentKind.SPPL, number=application.number or "")
    if application.proyek.spatial == "self_statement":
        plan(application, DocumentKind.SPATIAL, number=application.number or "")
    if application.licence_type == LicenceType.SERTIFIKAT_STANDAR:
        declared = application.risk in {Risk.LOW, Risk.MEDIUM_LOW}
        plan(
            application,
            DocumentKind.SERTIFIKAT_STANDAR,
            number=application.permit_number,
            certificate_status=CertificateStatus.DECLARED if declared else CertificateStatus.UNVERIFIED,
        )


def receipt(application: Application) -> None:
    """The receipt of a submission; each new submission has its own."""
    plan(application, DocumentKind.RECEIPT, number=application.number or "", reason="dikirim lagi")


def after_refusal(application: Application) -> None:
    """The Surat Penolakan, once: numbered and frozen here, drawn by the worker, then signed by the head's own hand."""
    if application.documents.filter(kind=DocumentKind.REFUSAL_LETTER).exists() or application.signed_by_id is None:
        return
    year = timezone.localdate().year
    number = letter_number(year, counter.draw("letter", str(year)))
    plan(application, DocumentKind.REFUSAL_LETTER, number=number)


def after_approval(application: Application) -> Document:
    """The agency's letter on its approval, each with a number of its own; drawn by the worker."""
    year = counter.year(timezone.now())
    number = technical_number(year, counter.draw("technical_letter", year))
    return plan(application, DocumentKind.TECHNICAL_LETTER, number=number, reason="persetujuan baru")


def take_back(application: Application, kind: DocumentKind, reason: str) -> None:
    """What this paper says holds no longer, and nothing has taken its place: it stays visible, as taken back."""
    living = (DocumentStatus.PREPARING, DocumentStatus.VALID)
    rows = application.documents.filter(kind=kind, status__in=living)
    rows.update(status=DocumentStatus.REVOKED, reason=reason[:300])


def after_issue(application: Application, *, by_expiry: bool = False) -> None:
    """The verified Sertifikat Standar or the Izin."""
    if settings.OSS_MODE != "simulasi":
        return
    is_izin = application.licence_type == LicenceType.IZIN
    plan(
        application,
        DocumentKind.IZIN if is_izin else DocumentKind.SERTIFIKAT_STANDAR,
        number=application.permit_number,
        certificate_status="" if is_izin else CertificateStatus.VERIFIED,
        reason="telah terverifikasi",
        by_expiry=by_expiry,
    )
