"""Draws a snapshot: the one door from frozen facts to the bytes of a PDF."""

from typing import Any

from foundation.printing import qr, render
from licensing.documents.reading import address_only, clauses, readable
from licensing.documents.shapes import checked
from licensing.documents.snapshots import CHECKLIST, STATEMENTS
from licensing.terms import DocumentKind

SIMULATION = "simulasi"
MARK = "SIMULASI — BUKAN DOKUMEN SAH"

#: Drawn only while OSS is the mock: a real OSS issues and signs these itself (decisions 4).
OF_OSS = frozenset(
    {
        DocumentKind.NIB,
        DocumentKind.SERTIFIKAT_STANDAR,
        DocumentKind.IZIN,
        DocumentKind.SPPL,
        DocumentKind.SPATIAL,
    }
)
#: The office's own papers that no person signs: the office's seal is put on them after drawing.
SEALED_HERE = frozenset({DocumentKind.RECEIPT, DocumentKind.TECHNICAL_LETTER})
#: The checklist holds public facts of the catalogue: nothing in it came through the mock.
UNMARKED = frozenset({CHECKLIST})
NAMES: dict[str, str] = {
    DocumentKind.NIB: "NIB",
    DocumentKind.SERTIFIKAT_STANDAR: "Sertifikat Standar",
    DocumentKind.IZIN: "Izin",
    DocumentKind.SPPL: "SPPL",
    DocumentKind.SPATIAL: "Pernyataan Tata Ruang",
    DocumentKind.RECEIPT: "Tanda Terima",
    DocumentKind.REFERRAL: "Surat Rujukan",
    DocumentKind.REFUSAL_LETTER: "Surat Penolakan",
    DocumentKind.TECHNICAL_LETTER: "Surat Persetujuan Teknis",
    STATEMENTS: "Pernyataan",
    CHECKLIST: "Daftar Periksa KBLI",
}
#: Where the number of a document stands, the first that is filled in.
NUMBERS = ("number", "application", "kbli_code")
#: Where the address stands that its QR code opens, the first that is filled in.
TARGETS = ("tracking_url", "verify_url", "url", "resume_url")


class OnlyOss(RuntimeError):
    """Asked to draw a document that only a real OSS may issue."""


def draw(kind: str, snapshot: dict[str, Any], *, mode: str) -> bytes:
    """The PDF of a snapshot; ``mode`` is the setting OSS_MODE.

    Raises OnlyOss when OSS is real and the document is its own, SnapshotIncomplete when a fact is missing.
    """
    if mode != SIMULATION and kind in OF_OSS:
        raise OnlyOss(f"{NAMES[kind]} is issued by OSS itself; serve the bytes that OSS sent.")
    facts = checked(kind, snapshot)
    mark = MARK if is_marked(kind, mode) else ""
    target = _first(TARGETS, facts)
    context = {
        "it": readable(facts),
        "mark": mark,
        "qr": qr.png_data_uri(target) if target else "",
        "qr_address": address_only(target),
        **clauses(facts),
    }
    return render.pdf(
        f"documents/{kind}-{facts['template_version']}.html",
        context,
        title=title(kind, facts, mode=mode),
        description=facts["office"]["name"],
        keywords=", ".join(filter(None, (NAMES[kind], mark))),
    )


def waits_for_a_hand(kind: str, snapshot: dict[str, Any]) -> bool:
    """Must an official sign it before anybody gets it? The agency's letter: where its official has a certificate."""
    return kind == DocumentKind.REFUSAL_LETTER or bool(snapshot.get("signed_by_hand"))


def is_sealed(kind: str, snapshot: dict[str, Any]) -> bool:
    """Does the office's seal belong on it?"""
    return kind in SEALED_HERE and not waits_for_a_hand(kind, snapshot)


def is_marked(kind: str, mode: str) -> bool:
    """Must every page of this document say that it is a simulation?"""
    return mode == SIMULATION and kind not in UNMARKED


def title(kind: str, snapshot: dict[str, Any], *, mode: str) -> str:
    """The document's title, as windows, lists and the XMP show it."""
    words = f"{NAMES[kind]} {_first(NUMBERS, snapshot)}".strip()
    return f"{MARK}: {words}" if is_marked(kind, mode) else words


def file_name(kind: str, snapshot: dict[str, Any], *, mode: str) -> str:
    """The name under which the document is kept and downloaded."""
    words = f"{NAMES[kind]} {_first(NUMBERS, snapshot)}"
    if is_marked(kind, mode):
        words = f"SIMULASI bukan dokumen sah {words}"
    kept = "".join(sign if sign.isalnum() else " " for sign in words)
    return "-".join(kept.split()) + ".pdf"


def _first(names: tuple[str, ...], snapshot: dict[str, Any]) -> str:
    """The first of these fields that holds something."""
    return next((str(snapshot[name]) for name in names if snapshot.get(name)), "")
