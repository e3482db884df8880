"""Signing with a certificate file (PKCS#12) of the official, unlocked by the passphrase of this one signature.

pyHanko is imported inside the functions, as in ``checking``.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.signing import authority
from foundation.signing.terms import Signatory, SignatureRefused, Signed

if TYPE_CHECKING:
    from pyhanko.sign import signers

FIELD = "TandaTangan"


@dataclass(frozen=True, slots=True)
class Words:
    """What a PDF says of a signature: its field, the field's spoken name, who, why, where."""

    field: str
    label: str
    name: str
    reason: str
    place: str


def sign(data: bytes, signatory: Signatory, passphrase: str, *, reason: str, place: str) -> Signed:
    """A PAdES B-B signature that certifies the whole file and allows no change after it. Raises SignatureRefused."""
    from pyhanko.sign import signers  # noqa: PLC0415

    path = authority.folder() / f"{signatory.key}.p12"
    if not path.is_file():
        raise SignatureRefused(_("Sertifikat elektronik Anda belum terpasang. Minta admin memasangnya."))
    hand = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        str(path), passphrase=passphrase.encode()
    )
    if hand is None or hand.signing_cert is None:
        raise SignatureRefused(_("Frasa sandi salah. Ketik lagi frasa sandi sertifikat elektronik Anda."))
    if hand.signing_cert.not_valid_after < timezone.now():  # pyHanko would sign; no reader would believe it
        raise SignatureRefused(
            _("Sertifikat elektronik Anda sudah habis masa berlakunya. Minta admin memasang yang baru.")
        )
    label = _("Tanda tangan elektronik %(name)s") % {"name": signatory.name}
    words = Words(field=FIELD, label=label, name=signatory.name, reason=reason, place=place)
    return Signed(certified(data, hand, words), signatory.name)


def certified(data: bytes, hand: signers.SimpleSigner, words: Words) -> bytes:
    """The same bytes, and after them a PAdES B-B signature over all of them that allows no change."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import fields, signers  # noqa: PLC0415

    class KeepsMetadata(IncrementalPdfFileWriter):
        """Leaves the XMP as it was drawn: pyHanko would write it anew without the schema that PDF/A asks for."""

        def _update_meta(self) -> None:
            """Nothing."""

    facts = signers.PdfSignatureMetadata(
        field_name=words.field,
        reason=words.reason,
        location=words.place,
        name=words.name,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    place_of_it = fields.SigFieldSpec(
        words.field,
        readable_field_name=words.label,
        invis_sig_settings=fields.InvisSigSettings(box_out_of_bounds=True),
    )
    out = io.BytesIO()
    signers.PdfSigner(facts, signer=hand, new_field_spec=place_of_it).sign_pdf(
        KeepsMetadata(io.BytesIO(data)), output=out
    )
    return out.getvalue()
