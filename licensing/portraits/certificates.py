"""NIB, Sertifikat Standar and Izin as they will be printed."""

from typing import Any

from django.utils import timezone

from licensing.documents.snapshots import ACT_IN_FORCE
from licensing.models import Application, Document
from licensing.portraits.frame import activity, deciding_body, holder, location
from licensing.terms import CertificateStatus, DocumentKind, DocumentStatus, LicenceType, Verdict


def nib(application: Application, **_unused: Any) -> dict[str, Any]:
    """The NIB with one line per project of this business."""
    business, number = application.holder, application.nib
    assert business is not None  # noqa: S101 - set at registration
    assert number is not None  # noqa: S101 - called after the NIB arrived
    files = business.applications.exclude(nib=None).exclude(status="withdrawn").select_related("proyek", "kbli")
    rows = [activity_row(other) for other in files.order_by("id") if other.proyek is not None and other.frozen]
    return {
        "number": number.number,
        "act": ACT_IN_FORCE,
        "holder": holder(business, application.scale),
        "activities": rows,
        "issued_on": number.issued_on.isoformat(),
        "change_number": number.change_count,
        "changed_on": number.changed_on.isoformat() if number.change_count and number.changed_on else "",
    }


def activity_row(application: Application) -> dict[str, Any]:
    """One line of the NIB's lampiran."""
    facts = activity(application)
    is_standard = application.licence_type == LicenceType.SERTIFIKAT_STANDAR
    return {
        "kbli_edition": facts["kbli_edition"],
        "kbli_code": facts["kbli_code"],
        "kbli_title": facts["kbli_title"],
        "location": location(application.proyek) if application.proyek else "",
        "risk": application.risk,
        "licence_type": application.licence_type,
        "licence_document": application.frozen.get("licence_document", ""),
        "certificate_status": certificate_word(application) if is_standard else "",
        "licence_number": application.permit_number,
    }


def certificate_word(application: Application) -> str:
    """How far the Sertifikat Standar of a file has come."""
    if application.status in {"issued", "issued_by_expiry"}:
        return CertificateStatus.VERIFIED if application.needs_verification else CertificateStatus.DECLARED
    return CertificateStatus.UNVERIFIED if application.needs_verification else CertificateStatus.DECLARED


def licence(application: Application, number: str, revision: int, *, by_expiry: bool) -> dict[str, Any]:
    """What Sertifikat Standar and Izin share."""
    business, proyek, nib_row = application.holder, application.proyek, application.nib
    assert business is not None  # noqa: S101 - set at registration
    assert proyek is not None  # noqa: S101 - set at registration
    today = timezone.localdate().isoformat()
    return {
        **activity(application),
        "number": number,
        "act": ACT_IN_FORCE,
        "nomenclature": application.frozen.get("licence_document", ""),
        "nib": nib_row.number if nib_row else "",
        "holder": holder(business, application.scale),
        "location": location(proyek),
        "activity_number": proyek.id_proyek,
        "activity_name": proyek.name,
        "authority": deciding_body(application),
        "duties": lines(application),
        "issued_on": first_issue(application, today),
        "by_expiry": by_expiry,
        "change_number": revision,
        "changed_on": today if revision else "",
    }


def first_issue(application: Application, today: str) -> str:
    """The day on which this certificate was first issued."""
    first = (
        Document.objects.filter(application=application, kind=DocumentKind.SERTIFIKAT_STANDAR).order_by("id").first()
    )
    return first.issued_on.isoformat() if first else today


def sertifikat(
    application: Application, *, number: str, certificate_status: str, revision: int, by_expiry: bool
) -> dict[str, Any]:
    """The Sertifikat Standar in one of its three states."""
    is_verified = certificate_status == CertificateStatus.VERIFIED
    return {
        **licence(application, number, revision, by_expiry=by_expiry),
        "status": certificate_status,
        "verified_on": timezone.localdate().isoformat() if is_verified else "",
    }


def izin(
    application: Application, *, number: str, certificate_status: str, revision: int, by_expiry: bool
) -> dict[str, Any]:
    """The Izin of a high risk activity."""
    return {**licence(application, number, revision, by_expiry=by_expiry), "valid_until": ""}


def lines(application: Application) -> list[dict[str, str]]:
    """The lampiran: requirements with their proof, obligations with their supervisor."""
    body = deciding_body(application)
    found = [
        {
            "text": line.text,
            "duty": "requirement",
            "proof": proof(line),
            "supervisor": body,
            "validity": "",
        }
        for line in application.requirements.filter(retired_at=None).prefetch_related("evidence__file")
    ]
    found += [
        {
            "text": item["text"],
            "duty": "obligation",
            "proof": "",
            "supervisor": item.get("supervised_by") or body,
            "validity": "",
        }
        for item in application.frozen.get("obligations", [])
    ]
    return found


def proof(line: Any) -> str:
    """What showed that a requirement is met, in words."""
    if line.verdict != Verdict.MEETS:
        return "Pernyataan mandiri (sebelum verifikasi)"
    current_files = [e for e in line.evidence.all() if e.replaced_at is None]
    return f"{current_files[0].file.original_name}, sesuai" if current_files else "Sesuai menurut verifikasi"


def living_certificate(application: Application) -> Document | None:
    """The certificate that counts now."""
    return application.documents.filter(kind=DocumentKind.SERTIFIKAT_STANDAR, status=DocumentStatus.VALID).first()


__all__ = ["izin", "living_certificate", "nib", "sertifikat"]
