"""Freezing: the rules that a file is judged by are copied onto it, so later changes of the law do not move them."""

from datetime import date
from typing import Any

from licensing.catalogue import queries as catalogue
from licensing.catalogue.models import RiskRow
from licensing.terms import Authority, EnvironmentClass, LicenceType


def freeze(row: RiskRow, *, authority: Authority, environment: EnvironmentClass, spatial: str) -> dict[str, Any]:
    """The risk row as it stands today: plain JSON, no personal data."""
    kbli = row.scope.kbli
    return {
        "kbli": {"edition": kbli.edition, "code": kbli.code, "title": kbli.title},
        "scope": {"number": row.scope.number, "name": row.scope.name},
        "scale": row.scale,
        "risk": row.risk,
        "licence_type": licence_of(row),
        "licence_document": row.licence_document,
        "days": row.days,
        "regulation": row.regulation,
        "source": row.source,
        "confidence": row.confidence,
        "effective_from": row.effective_from.isoformat() if isinstance(row.effective_from, date) else "",
        "authority": authority.value,
        "authority_lines": [[line.parameter, line.authority] for line in row.authorities.all()],
        "environment": environment.value,
        "requirements": [
            {"number": item.number, "text": item.wording, "conditional": item.is_conditional}
            for item in catalogue.requirements(row.requirement_set)
        ],
        "obligations": [
            {
                "number": item.number,
                "text": item.wording,
                "due_months": item.due_months,
                "after_months": item.after_months,
                "period_months": item.period_months,
                "supervised_by": item.supervised_by,
                "conditional": item.is_conditional,
            }
            for item in catalogue.obligations(row.obligation_set)
        ],
        "statements": statement_keys(row, environment=environment, spatial=spatial),
    }


def licence_of(row: RiskRow) -> LicenceType:
    """The licence of a row; where OSS's own list was not read, what PP 28/2025 attaches to its risk."""
    return LicenceType(row.licence_type) if row.licence_type else catalogue.product_by_law(row.risk)


def statement_keys(row: RiskRow, *, environment: EnvironmentClass, spatial: str) -> list[str]:
    """Which statements the applicant makes: SPPL only where the environment class is SPPL, the spatial
    self-statement only where it is the basis, the standard where a Sertifikat Standar or Izin follows."""
    keys = ["truth", "k3l"]
    if licence_of(row) != LicenceType.NIB:
        keys.append("standard")
    if environment == EnvironmentClass.SPPL:
        keys.append("environment")
    if spatial == "self_statement":
        keys.append("spatial")
    return keys


def same_checklist(frozen: dict[str, Any], row: RiskRow) -> bool:
    """Does the checklist in force still read as the frozen one?"""
    now = [[item.number, item.wording] for item in catalogue.requirements(row.requirement_set)]
    return now == [[item["number"], item["text"]] for item in frozen.get("requirements", [])]
