"""The development CA: made on first use, in the office's own folder, and named so that nobody takes it for more."""

import datetime
import os
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

from foundation.signing.terms import Signatory

NAME = "CA PENGEMBANGAN Satu Pintu - bukan untuk dokumen sah"
AUTHORITY_YEARS, OFFICIAL_YEARS = 10, 2
NO_PASSWORD = serialization.NoEncryption()


def folder() -> Path:
    """Where the CA and the certificate files of officials lie, readable by the portal alone."""
    path = Path(settings.SIGNING_FOLDER)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def certificate() -> x509.Certificate:
    """The CA's own certificate."""
    _ensure()
    return x509.load_pem_x509_certificate((folder() / "ca.pem").read_bytes())


def enrol(signatory: Signatory, passphrase: str) -> Path:
    """Make a key and a certificate for an official, locked by the passphrase that only this official knows.

    Repeating it replaces the certificate file; what was signed before stays valid.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    issued = _issue(_subject(signatory), key, private_key(), days=365 * OFFICIAL_YEARS, is_authority=False)
    locked = pkcs12.serialize_key_and_certificates(
        signatory.name.encode(),
        key,
        issued,
        [certificate()],
        serialization.BestAvailableEncryption(passphrase.encode()),
    )
    path = folder() / f"{signatory.key}.p12"
    write_privately(path, locked)
    return path


def make_seal(path: Path) -> None:
    """A key and a certificate of the office itself, which the worker opens without anybody's passphrase."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, f"SEGEL ELEKTRONIK CONTOH {settings.OFFICE}"[:64]),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"CONTOH {settings.OFFICE}"[:64]),
        ]
    )
    issued = _issue(name, key, private_key(), days=365 * OFFICIAL_YEARS, is_authority=False)
    write_privately(path, pkcs12.serialize_key_and_certificates(b"segel", key, issued, [certificate()], NO_PASSWORD))


def _ensure() -> None:
    """Make the CA once; two processes that start together end with one."""
    target = folder() / "ca.pem"
    if target.exists():
        return
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    issued = _issue(name, key, key, days=365 * AUTHORITY_YEARS, is_authority=True)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, NO_PASSWORD)
    aside = folder() / f"ca-{os.getpid()}.pem"
    write_privately(aside, issued.public_bytes(serialization.Encoding.PEM) + pem)
    try:
        os.link(aside, target)
    except FileExistsError:
        pass
    finally:
        aside.unlink()


def private_key() -> ec.EllipticCurvePrivateKey:
    """The CA's own key; only this room uses it."""
    _ensure()
    key = serialization.load_pem_private_key((folder() / "ca.pem").read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)  # noqa: S101 - made above
    return key


def _subject(signatory: Signatory) -> x509.Name:
    office = settings.OFFICE
    parts = [(NameOID.COMMON_NAME, signatory.name), (NameOID.ORGANIZATION_NAME, f"CONTOH {office}")]
    if signatory.job_title:
        parts.append((NameOID.TITLE, signatory.job_title[:64]))
    return x509.Name([x509.NameAttribute(kind, text[:64]) for kind, text in parts])


def _issue(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    *,
    days: int,
    is_authority: bool,
) -> x509.Certificate:
    """A certificate under the CA; ``is_authority`` makes the CA's own."""
    now = datetime.datetime.now(datetime.UTC)
    issuer = subject if is_authority else certificate().subject
    usage = x509.KeyUsage(
        digital_signature=not is_authority, content_commitment=not is_authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=is_authority, crl_sign=is_authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    draft = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=5))
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if not is_authority:
        place = x509.DistributionPoint(
            full_name=[x509.UniformResourceIdentifier(f"{settings.SITE_URL}/v/ca.crl")],
            relative_name=None, reasons=None, crl_issuer=None,
        )  # fmt: skip
        draft = draft.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        draft = draft.add_extension(x509.CRLDistributionPoints([place]), critical=False)
    return draft.sign(signer, hashes.SHA256())


def write_privately(path: Path, data: bytes) -> None:
    """Whole or not at all, for this user only."""
    aside = path.with_suffix(f".{os.getpid()}.new")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
