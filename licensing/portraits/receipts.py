"""Tanda terima: what was received, what is promised, how to follow it."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from foundation.office.office import current
from licensing.models import Application
from licensing.portraits.frame import activity, deciding_body, location
from licensing.terms import LicenceType


def receipt(application: Application, **_unused: Any) -> dict[str, Any]:
    """The receipt of the newest submission."""
    office, business, proyek = current(), application.holder, application.proyek
    assert business is not None  # noqa: S101 - set at registration
    assert proyek is not None  # noqa: S101 - set at registration
    facts = activity(application)
    submitted = application.submitted_at or timezone.now()
    licence = LicenceType(application.licence_type).label if application.licence_type else ""
    code = application.tracking_code
    return {
        "number": application.number or "",
        "tracking_code": code,
        "tracking_url": f"{settings.SITE_URL}/lacak/{application.number}/?kode={code}",
        "submitted_at": timezone.localtime(submitted).isoformat(),
        "channel": "oss" if application.master == "oss" else "counter" if application.assisted_by_id else "web",
        "filed_by": application.assisted_by.name if application.assisted_by else "",
        "holder_name": business.name,
        "nib": application.nib.number if application.nib else "",
        "service": application.frozen.get("licence_document") or str(licence),
        "kbli_edition": facts["kbli_edition"],
        "kbli_code": facts["kbli_code"],
        "kbli_title": facts["kbli_title"],
        "location": location(proyek),
        "risk": application.risk,
        "product": product(application),
        "agency": application.agency.name if application.agency else "",
        "decides": office.name if application.is_ours else deciding_body(application),
        "is_ours": application.is_ours,
        "promised_on": application.overall_due_on.isoformat() if application.overall_due_on else "",
        "completeness_days": office.completeness_days,
        "technical_days": application.working_days or 0,
        "issue_days": office.issue_days,
        "correction_days": office.correction_days,
        "correction_rounds": office.correction_rounds,
        "items": items(application),
        "is_copy": False,
    }


def product(application: Application) -> str:
    """What the applicant gets in the end; for low risk the NIB is all."""
    if application.licence_type in {"", LicenceType.NIB}:
        return str(LicenceType.NIB.label)
    return f"NIB dan {LicenceType(application.licence_type).label}"


def items(application: Application) -> list[dict[str, Any]]:
    """What was received for each requirement."""
    found = []
    for line in application.requirements.filter(retired_at=None).prefetch_related("evidence__file"):
        current_files = [e for e in line.evidence.all() if e.replaced_at is None]
        file = current_files[0].file if current_files else None
        found.append(
            {
                "text": line.text,
                "file_name": file.original_name if file else "",
                "sha256": file.sha256 if file else "",
                "round": (current_files[0].round if current_files else 0) + 1,
            }
        )
    return found
