"""Catalogue rows and whole drafts: Pak Budi's training centre, a laundry, PT Bahari."""

from datetime import date
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Agency
from foundation.office.models import Office
from licensing.actions import draft
from licensing.catalogue.models import (
    AgencyRoute,
    AuthorityParameter,
    EnvironmentRule,
    Kbli,
    ObligationItem,
    RequirementItem,
    RiskRow,
    RiskRowAuthority,
    Scope,
)
from licensing.models import Application
from licensing.terms import Authority, Confidence, LicenceType, Risk, Scale
from licensing.texts import loading
from tests.factories.files import NIK

PRODUCTS = {
    Risk.LOW: LicenceType.NIB,
    Risk.MEDIUM_LOW: LicenceType.SERTIFIKAT_STANDAR,
    Risk.MEDIUM_HIGH: LicenceType.SERTIFIKAT_STANDAR,
    Risk.HIGH: LicenceType.IZIN,
}
BEGAN = date(2026, 1, 1)
FACT: dict[str, Any] = {"effective_from": BEGAN, "source": "uji", "confidence": Confidence.HIGH}
VILLAGE = "13.77.01.1001"


def office() -> Office:
    """Kota Pariaman, as far as the rules of a draft ask; all statements and grounds loaded."""
    loading.load()
    row, _new = Office.objects.update_or_create(
        pk=1, defaults={"region_code": "13.77", "region_name": "Kota Pariaman", "name": "DPMPTSP Pariaman"}
    )
    AuthorityParameter.objects.get_or_create(parameter="seluruh", defaults={"test": "always", **FACT})
    return row


def offered(
    code: str,
    title: str,
    risk: Risk,
    *,
    scales: tuple[Scale, ...] = (Scale.SMALL,),
    decided_by: Authority = Authority.REGENT,
    environment: str = "sppl",
    agency: Agency | None = None,
    confidence: Confidence = Confidence.HIGH,
    papers: tuple[str, ...] = ("CV penanggung jawab", "Profil lembaga"),
) -> Scope:
    """An activity that OSS offers: scope, risk rows, checklist, obligations, authority, environment, agency."""
    kbli, _new = Kbli.objects.get_or_create(
        edition="2025", code=code, defaults={"level": 5, "title": title, "effective_from": BEGAN}
    )
    scope = Scope.objects.create(kbli=kbli, number=1, name="Seluruh", **FACT)
    verified = risk in {Risk.MEDIUM_HIGH, Risk.HIGH}
    for number, text in enumerate(papers if verified else (), 1):
        RequirementItem.objects.create(set_code=f"S{code}", number=number, text=text, **FACT)
    ObligationItem.objects.create(set_code=f"K{code}", number=1, text="Laporan tiap 6 bulan", period_months=6, **FACT)
    for scale in scales:
        row = RiskRow.objects.create(
            scope=scope,
            scale=scale,
            risk=risk,
            licence_type=PRODUCTS[risk],
            licence_document=f"{PRODUCTS[risk].label} {title}",
            days=5 if verified else None,
            requirement_set=f"S{code}" if verified else "",
            obligation_set=f"K{code}",
            **{**FACT, "confidence": confidence},
        )
        RiskRowAuthority.objects.create(risk_row=row, number=1, parameter="Seluruh", authority=decided_by)
    if environment:
        EnvironmentRule.objects.create(edition="2025", code=code, environment_class=environment, **FACT)
    if agency is not None:
        AgencyRoute.objects.create(edition="2025", code_prefix=code, agency=agency, **FACT)
    return scope


def answers(scope: Scope, **changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every section of a person's draft, filled; ``changes`` are laid over a section."""
    whole: dict[str, dict[str, Any]] = {
        "pemohon": {
            "kind": "person", "umk": True, "name": "Budi Santoso", "nik": NIK, "phone": "+6281200000001",
            "email": "budi@contoh.id", "address": "Jl. Contoh No. 1", "region_code": "13.77",
            "birth_place": "Pariaman", "npwp": "",
        },
        "kegiatan": {
            "kbli_edition": "2025", "kbli_code": scope.kbli.code, "scope_id": str(scope.pk), "scope_is_single": True,
            "activity_name": "LPK Contoh", "description": "Pelatihan las", "products": "60 orang setahun",
        },
        "lokasi": {
            "address": "Jl. Contoh No. 1", "region_code": VILLAGE, "land_status": "02", "machinery": 400_000_000,
            "other": 100_000_000, "working": 1_000_000_000, "land": 9_000_000_000, "building": 0,
            "spatial": "self_statement",
        },
        "pernyataan": {"accepted": ["truth", "k3l", "standard", "environment", "spatial"]},
    }  # fmt: skip
    for section, fields in changes.items():
        whole.setdefault(section.replace("_", "-"), {}).update(fields)
    return whole


COMPANY: dict[str, Any] = {
    "company_form": "01", "company_name": "PT Bahari Jaya", "deed_number": "AHU-0012345.AH.01.01.TAHUN 2026",
    "company_npwp": "0012345678901000", "position": "Direktur", "company_address": "Jl. Samudra No. 2",
    "company_region_code": "13.77", "investment": "pmdn",
}  # fmt: skip


def draft_of(actor: Actor, whole: dict[str, dict[str, Any]]) -> Application:
    """A draft with these answers, saved section by section as the wizard does."""
    found = draft.start(actor=actor)
    for section, fields in whole.items():
        draft.save(found, section, fields, actor=actor, version=found.answers_version)
    return found


def today() -> date:
    """The day in WIB."""
    return timezone.localdate()
