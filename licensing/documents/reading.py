"""Turns a frozen snapshot into what a template can print: dates, words of the trade, paragraphs."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from licensing.terms import CertificateStatus, Confidence, HolderKind, Investment, LicenceType, Risk, Scale

WIB = ZoneInfo("Asia/Jakarta")
TERMS: dict[str, Any] = {
    "risk": Risk,
    "scale": Scale,
    "investment": Investment,
    "licence_type": LicenceType,
    "certificate_status": CertificateStatus,
    "status": CertificateStatus,
    "confidence": Confidence,
}
BULLET = "- "


def readable(value: Any, key: str = "") -> Any:
    """The same tree with dates, moments and terms as objects; statements gain ``blocks``."""
    if isinstance(value, dict):
        tree = {name: readable(inner, name) for name, inner in value.items()}
        return tree | {"blocks": blocks(value["text"])} if "accepted_at" in value else tree
    if isinstance(value, list):
        return [readable(inner, key) for inner in value]
    return _leaf(key, value) if value and isinstance(value, str) else value


def _leaf(key: str, value: str) -> Any:
    """One filled-in text by the meaning that its name gives it."""
    if key.endswith(("_on", "_until")):
        return date.fromisoformat(value)
    if key.endswith("_at"):
        return datetime.fromisoformat(value).astimezone(WIB)
    if key == "kind" and value in HolderKind.values:
        return HolderKind(value)
    if key == "phone" and value.startswith("+62"):
        return f"+62 {value[3:6]}-{value[6:10]}-{value[10:]}".rstrip("-")
    return TERMS[key](value) if key in TERMS else value


def blocks(text: str) -> list[dict[str, Any]]:
    """Paragraphs and lists of a statement: a run of lines that start with "- " is one list."""
    found: list[dict[str, Any]] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if not line.startswith(BULLET):
            found.append({"text": line, "lines": []})
        elif found and found[-1]["lines"]:
            found[-1]["lines"].append(line.removeprefix(BULLET))
        else:
            found.append({"text": "", "lines": [line.removeprefix(BULLET)]})
    return found


def address_only(url: str) -> str:
    """The part of an address that a person types: no scheme, no query."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}"


def clauses(facts: dict[str, Any]) -> dict[str, bool]:
    """Which of the NIB's clauses hold: single licence for UMK at low risk, limited legality above it."""
    types = [row["licence_type"] for row in facts.get("activities", [])]
    return {
        "limited": any(name != LicenceType.NIB for name in types),
        "single_purpose": LicenceType.NIB in types and Scale(facts["holder"]["scale"]).is_umk,
    }
