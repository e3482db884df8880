"""Taking back a certificate of the development CA: its number goes into the CA's list, which every check reads."""

import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from foundation.signing import authority


def serial_of(key: str, passphrase: str) -> int:
    """The serial number of an official's certificate file."""
    data = (authority.folder() / f"{key}.p12").read_bytes()
    certificate = pkcs12.load_pkcs12(data, passphrase.encode()).cert
    assert certificate is not None  # noqa: S101 - enrol writes one
    return certificate.certificate.serial_number


def revoke(serial: int) -> None:
    """Write the list of revoked certificates anew, with this one in it."""
    target = authority.folder() / "ca.crl"
    now = datetime.datetime.now(datetime.UTC)
    draft = x509.CertificateRevocationListBuilder().issuer_name(authority.certificate().subject)
    own = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.private_key().public_key())
    draft = draft.add_extension(own, critical=False).add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
    draft = draft.last_update(now).next_update(now + datetime.timedelta(days=3650))
    earlier = x509.load_pem_x509_crl(target.read_bytes()) if target.exists() else ()
    entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now).build()
    for row in [*earlier, entry]:
        draft = draft.add_revoked_certificate(row)
    signed = draft.sign(authority.private_key(), hashes.SHA256())
    authority.write_privately(target, signed.public_bytes(serialization.Encoding.PEM))
