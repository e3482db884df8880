"""Which certificates were ever this office's own seal: their public halves stay, whatever becomes of the key."""

import hashlib

from foundation.signing import authority


def remember(der: bytes) -> None:
    """Lay the certificate down, so that papers which it sealed are known when another one has taken its place."""
    path = authority.folder() / f"segel-{_print(der)}.der"
    if not path.exists():
        authority.write_privately(path, der)


def knows(fingerprint: str) -> bool:
    """Was the certificate with this SHA-256 (of its DER, in hex) ever the office's seal?"""
    return (authority.folder() / f"segel-{fingerprint}.der").is_file()


def _print(der: bytes) -> str:
    return hashlib.sha256(der).hexdigest()
