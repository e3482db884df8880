"""Surat rujukan: for somebody whom this office cannot serve before another one has done its part."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

from accounts.models import Agency
from foundation.ui.formats import rupiah
from licensing.catalogue import queries as catalogue
from licensing.drafts.readiness import Picture
from licensing.models import Application

FILE = Path(__file__).parent.parent / "texts" / "referrals.toml"
TOPICS: dict[str, dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))


def referral(application: Application, seen: Picture, topic: str) -> dict[str, Any]:
    """The snapshot's own part, from the draft's answers."""
    about = TOPICS[topic]
    agency = Agency.objects.filter(slug=about["agency"]).first() if about["agency"] else None
    person, place = application.answers.get("pemohon", {}), application.answers.get("lokasi", {})
    company = application.answers.get("badan-usaha", {})
    return {
        "number": application.ref,
        "topic": topic if topic != "officer" else "other",
        "title": about["title"],
        "addressee": agency.name if agency else "",
        "addressee_address": "",
        "addressee_contact": agency.email if agency else "",
        "channel": about["channel"],
        "reason": about["reason"],
        "holder_name": company.get("company_name") or person.get("name", ""),
        "facts": facts(application, seen, place),
        "bring": about["bring"],
        "afterwards": about["afterwards"],
        "legal_basis": about["legal_basis"],
        "resume_url": f"{settings.SITE_URL}{application.get_absolute_url()}",
    }


def facts(application: Application, seen: Picture, place: dict[str, Any]) -> list[dict[str, str]]:
    """What the person has already filled in, as labels and values."""
    where = filter(None, (place.get("address", ""), catalogue.place_name(place.get("region_code", ""))))
    rows = [
        ("KBLI", f"{seen.kbli.code} {seen.kbli.title} (KBLI {seen.kbli.edition})" if seen.kbli else ""),
        ("Ruang lingkup", seen.scope.name if seen.scope else ""),
        ("Skala usaha", str(seen.scale.label) if seen.scale else ""),
        ("Lokasi", ", ".join(where)),
        ("Luas lahan", f"{place['land_area']} m²" if place.get("land_area") else ""),
        ("Modal kerja", rupiah(place["working"]) if place.get("working") else ""),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
