"""SPPL, the spatial self-statement and the printout of all statements."""

from typing import Any

from django.utils import timezone

from licensing.models import Application, StatementAcceptance, StatementText
from licensing.portraits.frame import activity, holder, location
from licensing.terms import HolderKind

LAND_STATUS = {"01": "Sewa", "02": "Milik sendiri", "03": "Pinjam pakai"}


def statement(acceptance: StatementAcceptance) -> dict[str, str]:
    """One accepted statement with its wording of that version."""
    text = StatementText.objects.filter(key=acceptance.key, version=acceptance.text_version).first()
    return {
        "code": acceptance.key,
        "title": text.title if text else acceptance.key,
        "text": text.text if text else "",
        "version": acceptance.text_version,
        "accepted_at": timezone.localtime(acceptance.accepted_at).isoformat(),
        "accepted_by": acceptance.consented_by or (acceptance.accepted_by.name if acceptance.accepted_by else ""),
        "channel": acceptance.channel,
        "read_by": acceptance.read_by.name if acceptance.read_by else "",
        "consent": acceptance.consent_how,
    }


def accepted(application: Application, *keys: str) -> list[dict[str, str]]:
    """The accepted statements of a file, all of them or some keys."""
    rows = application.statements.select_related("accepted_by", "read_by").order_by("id")
    return [statement(row) for row in rows if not keys or row.key in keys]


def declaration(application: Application, *keys: str) -> dict[str, Any]:
    """A statement about one place, made by its holder."""
    business, proyek = application.holder, application.proyek
    assert business is not None  # noqa: S101 - set at registration
    assert proyek is not None  # noqa: S101 - set at registration
    has_point = proyek.latitude is not None and proyek.longitude is not None
    return {
        **{k: v for k, v in activity(application).items() if k != "risk"},
        "nib": application.nib.number if application.nib else "",
        "application": application.number or "",
        "holder": holder(business, application.scale),
        "responsible_name": business.details.get("person_name") or business.name,
        "responsible_title": business.details.get("position", "") if business.kind == HolderKind.COMPANY else "",
        "activity_name": proyek.name,
        "location": location(proyek),
        "region": "",  # the address names it already
        "land_area": f"{proyek.land_area} m²" if proyek.land_area else "",
        "land_status": LAND_STATUS.get(proyek.land_status, ""),
        "coordinates": f"{proyek.latitude}, {proyek.longitude}" if has_point else "",
        "statements": accepted(application, *keys),
        "issued_on": timezone.localdate().isoformat(),
    }


def sppl(application: Application, **_unused: Any) -> dict[str, Any]:
    """Surat pernyataan kesanggupan pengelolaan dan pemantauan lingkungan hidup."""
    return declaration(application, "environment")


def spatial(application: Application, **_unused: Any) -> dict[str, Any]:
    """Pernyataan mandiri kesesuaian tata ruang (UMK)."""
    return declaration(application, "spatial")


def statements(application: Application) -> dict[str, Any]:
    """Every statement of a file, to print."""
    own = declaration(application)
    wanted = ("nib", "application", "holder", "activity_name", "kbli_edition", "kbli_code", "kbli_title", "location")
    return {**{name: own[name] for name in wanted}, "statements": own["statements"]}
