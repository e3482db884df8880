"""Surat persetujuan teknis: what the agency checked, line by line, and that it approves (45)."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from foundation.signing import hand
from licensing.models import Application
from licensing.portraits.frame import activity, deciding_body, holder, location
from licensing.portraits.receipts import product
from licensing.terms import Verdict


def technical_letter(application: Application, *, number: str, **_unused: Any) -> dict[str, Any]:
    """The letter as it stands on the day of the approval; its official is the one who gave it."""
    business, proyek, official = application.holder, application.proyek, application.decided_by
    assert business is not None  # noqa: S101 - set at registration
    assert proyek is not None  # noqa: S101 - set at registration
    assert official is not None  # noqa: S101 - an approval has its official
    facts = activity(application)
    visit = application.visits.order_by("-scheduled_on", "-id").first()
    opinion = application.opinions.order_by("-id").first()
    return {
        "number": number,
        "application": application.number or "",
        "submitted_on": day(application.submitted_at),
        "complete_on": day(application.complete_at),
        "visited_on": visit.scheduled_on.isoformat() if visit and visit.scheduled_on <= timezone.localdate() else "",
        "holder": holder(business, application.scale),
        "nib": application.nib.number if application.nib else "",
        "kbli_edition": facts["kbli_edition"],
        "kbli_code": facts["kbli_code"],
        "kbli_title": facts["kbli_title"],
        "scope": facts["scope"],
        "risk": application.risk,
        "location": location(proyek),
        "product": product(application),
        "agency": deciding_body(application),
        "lines": lines(application),
        "note": opinion.note if opinion else "",
        "decided_on": day(application.decided_at) or timezone.localdate().isoformat(),
        "official": official.name,
        "official_nip": official.nip,
        "official_capacity": official.job_title or "Verifikator",
        "signed_by_hand": hand.has_certificate(official.nip or f"akun-{official.pk}"),
    }


def day(at: datetime | None) -> str:
    """A moment's day in WIB; "" for none."""
    return timezone.localdate(at).isoformat() if at else ""


def lines(application: Application) -> list[dict[str, Any]]:
    """Each requirement with the agency's word on it."""
    return [
        {
            "number": line.number,
            "text": line.text,
            "verdict": str(Verdict(line.verdict).label) if line.verdict else "",
            "note": line.verdict_note,
        }
        for line in application.requirements.filter(retired_at=None).order_by("number")
    ]
