"""Surat Penolakan: what was refused, on which ground, what would have to change, and the ways to object."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import SigningTerm
from licensing.models import Application, RefusalGround
from licensing.portraits.frame import activity, holder, location
from licensing.portraits.receipts import product

WAYS = Path(__file__).parent.parent / "texts" / "objections.toml"


def refusal_letter(application: Application, *, number: str, **_unused: Any) -> dict[str, Any]:
    """The letter as it will be signed; the ground and the ways to object as in force on the day of the decision."""
    business, proyek, official = application.holder, application.proyek, application.signed_by
    assert business is not None  # noqa: S101 - set at registration
    assert proyek is not None  # noqa: S101 - set at registration
    assert official is not None  # noqa: S101 - a refusal has its signatory
    day = timezone.localdate(application.signed_at) if application.signed_at else timezone.localdate()
    ground = ground_of(application.ground_code, day)
    term = SigningTerm.of(official.pk, day)
    facts = activity(application)
    return {
        "number": number,
        "application": application.number or "",
        "submitted_on": timezone.localdate(application.submitted_at).isoformat() if application.submitted_at else "",
        "holder": holder(business, application.scale),
        "nib": application.nib.number if application.nib else "",
        "kbli_edition": facts["kbli_edition"],
        "kbli_code": facts["kbli_code"],
        "kbli_title": facts["kbli_title"],
        "location": location(proyek),
        "product": product(application),
        "agency": application.agency.name if application.agency else "",
        "ground": ground.title if ground else "",
        "article": ground.article if ground else "",
        "remedy": ground.remedy if ground else "",
        "note": application.ground_note,
        "ways": ways(day),
        "decided_on": day.isoformat(),
        "official": official.name,
        "official_nip": official.nip,
        "official_capacity": str(term.get_capacity_display()) if term else official.job_title,
    }


def ground_of(code: str, day: date) -> RefusalGround | None:
    """The ground's text as it was in force on that day."""
    rows = RefusalGround.objects.filter(code=code, effective_from__lte=day)
    return rows.exclude(effective_to__lt=day).order_by("-effective_from").first()


def ways(day: date) -> list[dict[str, str]]:
    """The ways to object that stood open on that day."""
    rows = tomllib.loads(WAYS.read_text(encoding="utf-8"))["way"]
    open_ways = [row for row in rows if row["effective_from"] <= day <= row.get("effective_to", day)]
    return [{"title": row["title"], "text": row["text"], "source": row["source"]} for row in open_ways]
