"""Signing with a certificate file (PKCS#12) of the official, unlocked by the passphrase of this one signature."""

import io

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from foundation.signing import authority
from foundation.signing.terms import Signatory, SignatureRefused, Signed

FIELD = "TandaTangan"


class KeepsMetadata(IncrementalPdfFileWriter):
    """Leaves the XMP as it was drawn: pyHanko would write it anew without the schema that PDF/A asks for."""

    def _update_meta(self) -> None:
        """Nothing."""


def sign(data: bytes, signatory: Signatory, passphrase: str, *, reason: str, place: str) -> Signed:
    """A PAdES B-B signature that certifies the whole file and allows no change after it. Raises SignatureRefused."""
    path = authority.folder() / f"{signatory.key}.p12"
    if not path.is_file():
        raise SignatureRefused(_("Sertifikat elektronik Anda belum terpasang. Minta admin memasangnya."))
    hand = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        str(path), passphrase=passphrase.encode()
    )
    if hand is None:
        raise SignatureRefused(_("Frasa sandi salah. Ketik lagi frasa sandi sertifikat elektronik Anda."))
    facts = signers.PdfSignatureMetadata(
        field_name=FIELD,
        reason=reason,
        location=place,
        name=signatory.name,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    place_of_it = fields.SigFieldSpec(
        FIELD,
        readable_field_name=_("Tanda tangan elektronik %(name)s") % {"name": signatory.name},
        invis_sig_settings=fields.InvisSigSettings(box_out_of_bounds=True),
    )
    out = io.BytesIO()
    signers.PdfSigner(facts, signer=hand, new_field_spec=place_of_it).sign_pdf(
        KeepsMetadata(io.BytesIO(data)), output=out
    )
    return Signed(out.getvalue(), signatory.name)
