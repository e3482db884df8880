"""Loading one office: its row, its agencies and its service standards, from ``data/offices/<slug>/``."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Agency
from foundation.office import loading
from licensing.catalogue.models.services import (
    LegalBasis,
    ServiceComponent,
    ServiceCoverage,
    ServiceStandard,
    ServiceStep,
)
from licensing.terms import Confidence

DATA = Path(__file__).parent.parent / "data"
PLAIN = ("name", "summary", "decree", "sector", "risk", "days", "fee_text", "products")
NOTES = ("closing_note", "law_note", "source", "regulation")


def available() -> list[str]:
    """Slugs of the offices that have a folder of data."""
    return sorted(path.parent.name for path in DATA.glob("offices/*/office.toml"))


def read(path: Path) -> dict[str, Any]:
    """A TOML file as a dictionary."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@transaction.atomic
def load_office(slug: str) -> list[str]:
    """Load everything about one office; answers the diff, one line per change (none: nothing changed).

    Raises ``FileNotFoundError`` for an office without a folder, ``ValidationError`` for values that cannot be.
    """
    folder = DATA / "offices" / slug
    logo = folder / "logo.svg"
    facts = read(folder / "office.toml")
    diff = loading.load(facts, logo=logo.read_text(encoding="utf-8").strip() if logo.exists() else "")
    diff += load_agencies(read(folder / "agencies.toml"))
    laws = read(DATA / "laws.toml")
    files = sorted((folder / "services").glob("*.toml"))
    for path in files:
        diff += load_standard(read(path), laws)
    return diff + close_missing({read(path)["slug"] for path in files})


def load_agencies(rows: dict[str, dict[str, Any]]) -> list[str]:
    """Add the agencies that are missing; what the office changed stays."""
    diff = []
    for slug, row in rows.items():
        defaults = {key: value for key, value in row.items() if key != "source"}
        _agency, created = Agency.objects.get_or_create(slug=slug, defaults=defaults)
        if created:
            diff.append(_("dinas teknis: %(slug)s ditambahkan") % {"slug": slug})
    return diff


def load_standard(facts: dict[str, Any], laws: dict[str, Any]) -> list[str]:
    """A new version when the file changed; a version written by the office itself is left alone."""
    mark = fingerprint(facts, laws)
    current = ServiceStandard.objects.current().filter(slug=facts["slug"]).first()
    if current and current.fingerprint in {"", mark}:
        return []
    last = ServiceStandard.objects.filter(slug=facts["slug"]).order_by("-version").first()
    if current:
        current.effective_to = timezone.localdate()
        current.state = ServiceStandard.State.CLOSED
        current.save(update_fields=["effective_to", "state"])
    standard = ServiceStandard.objects.create(
        slug=facts["slug"],
        version=last.version + 1 if last else 1,
        state=facts["status"],
        supervision=facts.get("supervision", "").strip(),
        effective_from=timezone.localdate() if last else None,
        confidence=Confidence.OFFICE,
        fingerprint=mark,
        **{field: facts[field] for field in (*PLAIN, *NOTES) if field in facts},
    )
    add_components(standard, facts.get("components", {}))
    add_steps(standard, facts)
    add_coverage(standard, facts.get("coverage", {}))
    add_laws(standard, facts, laws)
    return [_("standar layanan: %(slug)s versi %(version)d") % {"slug": standard.slug, "version": standard.version}]


def fingerprint(facts: dict[str, Any], laws: dict[str, Any]) -> str:
    """SHA-256 over what the file says and over the laws that it names."""
    named = {key: laws[key] for key in facts.get("laws", [])}
    return hashlib.sha256(repr((facts, named)).encode()).hexdigest()


def add_components(standard: ServiceStandard, texts: dict[str, str]) -> None:
    """All 14, also those of which the page says nothing."""
    ServiceComponent.objects.bulk_create(
        ServiceComponent(standard=standard, number=number, text=texts.get(str(number), "").strip())
        for number in ServiceComponent.Number.values
    )


def add_steps(standard: ServiceStandard, facts: dict[str, Any]) -> None:
    """The step lists in the order of the file."""
    ServiceStep.objects.bulk_create(
        ServiceStep(
            standard=standard,
            procedure=procedure,
            number=number,
            text=row.get("text", ""),
            plain=row.get("plain", ""),
            screen=row.get("screen", ""),
            screen_label=row.get("label", ""),
            is_published=row.get("published", True),
        )
        for procedure in ServiceStep.Procedure.values
        for number, row in enumerate(facts.get(procedure, []), 1)
    )


def add_coverage(standard: ServiceStandard, codes: dict[str, list[str]]) -> None:
    """The KBLI codes, by edition."""
    ServiceCoverage.objects.bulk_create(
        ServiceCoverage(standard=standard, edition=edition, code=code)
        for edition, listed in codes.items()
        for code in listed
    )


def add_laws(standard: ServiceStandard, facts: dict[str, Any], laws: dict[str, Any]) -> None:
    """The dated legal basis."""
    LegalBasis.objects.bulk_create(
        LegalBasis(
            standard=standard,
            number=number,
            short=laws[key]["short"],
            title=laws[key]["title"],
            topic=laws[key].get("topic", ""),
            effective_from=laws[key].get("from"),
            effective_to=laws[key].get("until"),
            replaced_by=laws[key].get("replaced_by", ""),
            note=laws[key].get("note", ""),
            is_cited=key in facts.get("cited", []),
        )
        for number, key in enumerate(facts.get("laws", []), 1)
    )


def close_missing(slugs: set[str]) -> list[str]:
    """A standard whose file is gone is closed, never deleted."""
    gone = ServiceStandard.objects.current().exclude(slug__in=slugs).exclude(fingerprint="")
    diff = [_("standar layanan: %(slug)s ditutup") % {"slug": standard.slug} for standard in gone]
    gone.update(effective_to=timezone.localdate(), state=ServiceStandard.State.CLOSED)
    return diff
