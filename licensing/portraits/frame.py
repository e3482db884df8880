"""What every document carries: the office, the holder, the place, the activity."""

from typing import Any

from django.conf import settings
from django.utils import timezone

import licensing.catalogue.queries as catalogue
from foundation.office.office import current
from licensing.documents.snapshots import VERSIONS
from licensing.models import Application, PelakuUsaha, Proyek
from licensing.terms import Scale


def frame(kind: str, code: str) -> dict[str, Any]:
    """Kind, version, verification address, day and office."""
    return {
        "kind": str(kind),
        "template_version": VERSIONS[kind],
        "code": code,
        "verify_url": f"{settings.SITE_URL}/v/{code}/" if code else "",
        "made_on": timezone.localdate().isoformat(),
        "office": office(),
    }


def office() -> dict[str, str]:
    """The office as printed."""
    row = current()
    return {"name": row.name, "address": row.address, "phone": row.phone, "email": row.email, "website": row.website}


def holder(business: PelakuUsaha, scale: str) -> dict[str, str]:
    """The pelaku usaha as printed."""
    return {
        "name": business.name,
        "kind": business.kind,
        "office_address": place(business.address, business.region_code),
        "postal_code": business.postal_code,
        "phone": business.phone,
        "email": business.email,
        "investment": business.investment,
        "scale": scale or Scale.MICRO,
    }


def place(address: str, region_code: str) -> str:
    """An address with its village, district, regency and province, on one line."""
    return ", ".join(part for part in (address.strip(), catalogue.place_name(region_code)) if part)


def location(proyek: Proyek) -> str:
    """The full address of the business place."""
    return place(proyek.address, proyek.region_code)


def activity(application: Application) -> dict[str, str]:
    """Code, title and scope as frozen on the file."""
    frozen = application.frozen
    return {
        "kbli_edition": frozen["kbli"]["edition"],
        "kbli_code": frozen["kbli"]["code"],
        "kbli_title": frozen["kbli"]["title"],
        "scope": frozen["scope"]["name"],
        "risk": application.risk,
    }


def deciding_body(application: Application) -> str:
    """Who decides, as a name."""
    if application.is_ours:
        return application.agency.name if application.agency else current().name
    return str(application.get_authority_display())
