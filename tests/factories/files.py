"""Applications in any status, with a business, a project, a checklist and a frozen risk row."""

import hashlib
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import Agency, User
from foundation.files.models import StoredFile
from licensing.catalogue.models import Kbli, RiskRow, Scope
from licensing.models import Application, Evidence, Nib, PelakuUsaha, Proyek, Requirement
from licensing.terms import Authority, Confidence, LicenceType, Risk, Scale, Status

NIK = "1377015708900003"


def kbli(code: str = "85571", title: str = "Pelatihan Kerja Teknik Swasta") -> Kbli:
    """An activity of KBLI 2025."""
    row, _created = Kbli.objects.get_or_create(
        edition="2025", code=code, defaults={"level": 5, "title": title, "effective_from": date(2025, 12, 24)}
    )
    return row


def risk_row(code: str = "85571", risk: Risk = Risk.MEDIUM_HIGH, days: int | None = 5) -> RiskRow:
    """One row for the small scale."""
    scope, _created = Scope.objects.get_or_create(
        kbli=kbli(code), number=1, defaults={"name": "Seluruh", "effective_from": date(2026, 1, 1)}
    )
    row, _made = RiskRow.objects.get_or_create(
        scope=scope,
        scale=Scale.SMALL,
        defaults={
            "risk": risk,
            "licence_type": LicenceType.SERTIFIKAT_STANDAR,
            "licence_document": "Sertifikat Standar Pelatihan Kerja Teknik Swasta",
            "days": days,
            "confidence": Confidence.HIGH,
            "source": "uji",
            "effective_from": date(2026, 1, 1),
        },
    )
    return row


def business(owner: User | None, *, nik: str = NIK, name: str = "Budi Santoso") -> PelakuUsaha:
    """A person who does business."""
    return PelakuUsaha.objects.create(
        owner=owner,
        kind="person",
        name=name,
        nik=nik,
        phone="+6281200000001",
        email="budi@contoh.id",
        address="Jl. Contoh No. 1",
        region_code="13.77.01.1001",
    )


def project(holder: PelakuUsaha, row: RiskRow) -> Proyek:
    """A training centre in Pariaman."""
    return Proyek.objects.create(
        holder=holder,
        kbli=row.scope.kbli,
        scope=row.scope,
        name="LPK Contoh",
        region_code="13.77.01.1001",
        address="Jl. Contoh No. 1",
        machinery=400_000_000,
        other=100_000_000,
        working=1_000_000_000,
        scale=Scale.SMALL,
        spatial="self_statement",
        environment="sppl",
    )


def frozen(row: RiskRow) -> dict[str, Any]:
    """The rules of a file, as freezing.freeze writes them."""
    return {
        "kbli": {"edition": "2025", "code": row.scope.kbli.code, "title": row.scope.kbli.title},
        "scope": {"number": 1, "name": "Seluruh"},
        "scale": row.scale,
        "risk": row.risk,
        "licence_type": row.licence_type,
        "licence_document": row.licence_document,
        "days": row.days,
        "requirements": [
            {"number": 1, "text": "CV penanggung jawab", "conditional": False},
            {"number": 2, "text": "Profil lembaga", "conditional": False},
        ],
        "obligations": [
            {"number": 1, "text": "Laporan tiap 6 bulan", "period_months": 6, "due_months": None, "after_months": None}
        ],
        "statements": [],
    }


def application_in(
    status: Status, *, applicant: User | None, agency: Agency | None, number: str = "PB-2026-000001", **columns: Any
) -> Application:
    """An application that has come this far; columns that a status implies are filled in."""
    row = columns.pop("row", None) or risk_row()
    holder = columns.pop("holder", None) or business(applicant)
    now = timezone.now()
    nib = None
    if status not in {Status.DRAFT, Status.NIB_REQUESTED}:
        nib = holder.nibs.first() or Nib.objects.create(
            holder=holder, number=f"22112600{holder.pk:05d}", issued_on=timezone.localdate()
        )
    values: dict[str, Any] = {
        "number": None if status == Status.DRAFT else number,
        "applicant": applicant,
        "holder": holder,
        "proyek": project(holder, row),
        "nib": nib,
        "kbli": row.scope.kbli,
        "scope": row.scope,
        "risk_row": row,
        "frozen": frozen(row),
        "scale": row.scale,
        "risk": row.risk,
        "licence_type": row.licence_type,
        "working_days": row.days,
        "authority": Authority.REGENT,
        "is_ours": True,
        "agency": agency,
        "id_izin": f"I-{holder.pk:021d}",
        "submitted_at": now if status not in {Status.DRAFT, Status.NIB_REQUESTED, Status.FULFILLING} else None,
    }
    application = Application.objects.create(status=status, **{**values, **columns})
    for item in application.frozen["requirements"]:
        Requirement.objects.create(application=application, number=item["number"], text=item["text"])
    return application


def stored(subject: str, data: bytes = b"%PDF-1.7 uji", name: str = "bukti.pdf") -> StoredFile:
    """A stored file row without bytes on disk: enough for rules that only ask whether it exists."""
    digest = hashlib.sha256(data + name.encode()).hexdigest()
    return StoredFile.objects.create(
        purpose="evidence", subject=subject, original_name=name, kind="pdf", size=len(data), sha256=digest
    )


def show_everything(application: Application, *, round_number: int | None = None) -> None:
    """Evidence for every line."""
    for line in application.requirements.filter(retired_at=None):
        line.evidence.filter(replaced_at=None).update(replaced_at=timezone.now())
        Evidence.objects.create(
            requirement=line,
            file=stored(application.subject, name=f"bukti-{line.pk}-{round_number}.pdf"),
            round=application.correction_round if round_number is None else round_number,
        )
