"""A really signed PDF, with a certificate made on the spot."""

import io
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers

NAME = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Pejabat Contoh")])


def signed(data: bytes) -> bytes:
    """The document with an electronic signature behind it, as officials and e-Meterai send it."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(NAME)
        .issuer_name(NAME)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    packed = pkcs12.serialize_key_and_certificates(b"a", key, certificate, None, BestAvailableEncryption(b"x"))
    signer = signers.SimpleSigner.load_pkcs12_data(packed, [], passphrase=b"x")
    assert signer is not None
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(data)),
        PdfSignatureMetadata(field_name="ttd", md_algorithm="sha256"),
        signer,
    )
    return out.getvalue()
