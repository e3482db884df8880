"""Close and open one value: AES-256-GCM, a random nonce, and the place it belongs to as context.

The context (``table.column``) is authenticated with the value: a value copied into another
column does not open. Text form: ``v1.<key id>.<base64url(nonce + ciphertext)>``.
"""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag

from foundation.secrets.keys import ring

VERSION = "v1"
NONCE_BYTES = 12


class CannotOpen(ValueError):
    """The value was altered, belongs elsewhere, or its key left the ring. The message holds no secret."""


def close(value: str, *, context: str) -> str:
    """Encrypt a text with the current key."""
    keys = ring()
    nonce = os.urandom(NONCE_BYTES)
    sealed = keys.ciphers[keys.current].encrypt(nonce, value.encode("utf-8"), context.encode("utf-8"))
    return f"{VERSION}.{keys.current}.{base64.urlsafe_b64encode(nonce + sealed).decode('ascii')}"


def open_(stored: str, *, context: str) -> str:
    """Decrypt what ``close`` made. Raises CannotOpen."""
    version, _, rest = stored.partition(".")
    key_id, _, body = rest.partition(".")
    cipher = ring().ciphers.get(key_id)
    if version != VERSION or cipher is None:
        raise CannotOpen(f"{context}: no key in the ring opens this value")
    try:
        raw = base64.b64decode(body, altchars=b"-_", validate=True)
        return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode("utf-8")).decode("utf-8")
    except (InvalidTag, ValueError, binascii.Error):
        raise CannotOpen(f"{context}: the stored value was altered or belongs to another column") from None


def key_id_of(stored: str) -> str:
    """Which key closed this value; empty when it is not one of ours."""
    version, _, rest = stored.partition(".")
    return rest.partition(".")[0] if version == VERSION else ""
