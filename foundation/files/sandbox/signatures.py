"""What the last signature of a PDF says: whole, changed, trusted, by whose certificate.

Called in the child for what a stranger hands in, and in place for what this house has just made. pyHanko is imported
inside the functions: 17 MB that only a process that signs or checks pays for.
"""

import io
import json
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn1crypto import crl, pem, x509

if TYPE_CHECKING:
    from pyhanko_certvalidator import ValidationContext

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # a forged file is an answer here, not an incident
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

UNSIGNED, BROKEN, UNTRUSTED, VALID = "unsigned", "broken", "untrusted", "valid"


def read(data: bytes, roots: Iterable[str], revoked: Iterable[str]) -> dict[str, Any]:
    """``verdict``; with it ``signer``, ``signed_at`` (ISO) and ``certificate`` (SHA-256 of its DER) where there is one.

    ``roots``: files of trusted certificates, ``revoked``: files of revocation lists. Never raises for what a PDF holds.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    trust = context(roots, revoked)
    try:
        signatures = PdfFileReader(io.BytesIO(data), strict=False).embedded_regular_signatures
        return judged(signatures[-1], trust) if signatures else {"verdict": UNSIGNED}
    except Exception:  # noqa: BLE001 - whatever a hostile file provokes is an answer about that file
        return {"verdict": verdict_of_unreadable(data)}


def verdict_of_unreadable(data: bytes) -> str:
    """A PDF that cannot be read: was it ever signed?"""
    return BROKEN if b"/ByteRange" in data else UNSIGNED


def judged(signature: Any, trust: "ValidationContext") -> dict[str, Any]:
    """The answer on one signature."""
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature  # noqa: PLC0415

    status = validate_pdf_signature(signature, trust)
    is_whole = (
        status.intact
        and status.valid
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and status.modification_level is ModificationLevel.NONE
    )
    good = VALID if status.trusted and status.bottom_line else UNTRUSTED
    signed_at = status.signer_reported_dt
    return {
        "verdict": good if is_whole else BROKEN,
        "signer": str(signature.signer_cert.subject.native.get("common_name", "")),
        "signed_at": signed_at.isoformat() if signed_at else "",
        "certificate": signature.signer_cert.sha256.hex(),
    }


def context(roots: Iterable[str], revoked: Iterable[str]) -> "ValidationContext":
    """Whom we trust."""
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    known = [x509.Certificate.load(_der(path)) for path in roots]
    lists = [crl.CertificateList.load(_der(path)) for path in revoked]
    return ValidationContext(trust_roots=known, crls=lists, allow_fetching=False, revocation_mode="soft-fail")


def _der(path: str) -> bytes:
    """The first certificate or list of a PEM file, or DER as it is."""
    data = Path(path).read_bytes()
    return bytes(pem.unarmor(data)[2]) if pem.detect(data) else data


def in_child(path: str, trust: str) -> dict[str, Any]:
    """The child's command: ``trust`` is ``{"roots": […], "revoked": […]}`` in JSON."""
    said = json.loads(trust)
    return read(Path(path).read_bytes(), said["roots"], said["revoked"])
