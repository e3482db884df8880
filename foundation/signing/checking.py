"""Is this PDF as its signer left it? Signature, coverage of the entire file, changes after it, trust: in words.

pyHanko is imported inside the functions: 17 MB that only a process that signs or checks pays for.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn1crypto import crl, pem, x509
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.signing import authority, seals

if TYPE_CHECKING:
    from pyhanko_certvalidator import ValidationContext

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # a forged file is an answer here, not an incident
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


class Verdict(StrEnum):
    """What can be said of a PDF's signature."""

    VALID = "valid"
    UNTRUSTED = "untrusted"
    BROKEN = "broken"
    UNSIGNED = "unsigned"


SENTENCES: dict[Verdict, str | Promise] = {
    Verdict.VALID: _("Tanda tangan elektronik sah dan mencakup seluruh berkas; tidak ada yang berubah sesudahnya."),
    Verdict.UNTRUSTED: _(
        "Isi berkas utuh, tetapi penanda tangannya tidak dapat dipastikan: sertifikatnya tidak dikenal, dicabut, atau "
        "habis masa berlakunya. Jangan pakai berkas ini sebelum bertanya kepada kantor."
    ),
    Verdict.BROKEN: _("Berkas ini diubah setelah ditandatangani. Jangan dipakai; minta berkas asli dari kantor."),
    Verdict.UNSIGNED: _("Berkas ini tidak memuat tanda tangan elektronik."),
}


SEALED = _(
    "Segel elektronik kantor sah dan mencakup seluruh berkas; tidak ada yang berubah sesudahnya. Segel menyatakan "
    "bahwa berkas ini berasal dari kantor; segel bukan tanda tangan seorang pejabat."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """The verdict on one file; ``signer`` and ``signed_at`` are claims unless the verdict is VALID.

    ``is_seal``: the certificate is (or once was) that of this office's own seal.
    """

    verdict: Verdict
    signer: str = ""
    signed_at: datetime | None = None
    is_seal: bool = False

    @property
    def sentence(self) -> str:
        """The verdict in the reader's words."""
        return str(SEALED if self.is_seal and self.verdict is Verdict.VALID else SENTENCES[self.verdict])


def check(data: bytes) -> Seen:
    """Look at the last signature of a PDF, wholly. Never raises for what a file holds."""
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.general import SigningError  # noqa: PLC0415
    from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415

    try:
        signatures = PdfFileReader(io.BytesIO(data), strict=False).embedded_regular_signatures
        if not signatures:
            return Seen(Verdict.UNSIGNED)
        return _judged(signatures[-1])
    except (PdfError, SignatureValidationError, SigningError, ValueError, KeyError, TypeError, AttributeError, OSError):
        return Seen(Verdict.BROKEN if b"/ByteRange" in data else Verdict.UNSIGNED)


def _judged(signature: Any) -> Seen:
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature  # noqa: PLC0415

    status = validate_pdf_signature(signature, _context())
    signer = str(signature.signer_cert.subject.native.get("common_name", ""))
    is_whole = (
        status.intact
        and status.valid
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and status.modification_level is ModificationLevel.NONE
    )
    if not is_whole:
        return Seen(Verdict.BROKEN, signer, status.signer_reported_dt)
    verdict = Verdict.VALID if status.trusted and status.bottom_line else Verdict.UNTRUSTED
    is_seal = seals.knows(signature.signer_cert.dump())
    return Seen(verdict, signer, status.signer_reported_dt, is_seal)


def _context() -> ValidationContext:
    """Whom we trust: our own CA in development, and the roots that the operator laid into SIGNING_ROOTS."""
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    roots = list(_certificates(Path(settings.SIGNING_ROOTS)))
    if settings.SIGNER == "pengembangan":
        roots.append(x509.Certificate.load(_der((authority.folder() / "ca.pem").read_bytes())) if _has_ca() else None)
    lists = [crl.CertificateList.load(_der(path.read_bytes())) for path in authority.folder().glob("*.crl")]
    known = [root for root in roots if root is not None]
    return ValidationContext(trust_roots=known, crls=lists, allow_fetching=False, revocation_mode="soft-fail")


def _has_ca() -> bool:
    return (authority.folder() / "ca.pem").is_file()


def _certificates(place: Path) -> Iterable[x509.Certificate]:
    """All certificates of a folder of PEM or DER files."""
    for path in sorted(place.glob("*.[pcd]e[mr]*")) if place.is_dir() else ():
        yield x509.Certificate.load(_der(path.read_bytes()))


def _der(data: bytes) -> bytes:
    """The first certificate or list of a PEM file, or DER as it is."""
    return bytes(pem.unarmor(data)[2]) if pem.detect(data) else data
