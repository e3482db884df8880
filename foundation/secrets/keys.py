"""The keys of the house: a ring that encrypts, and one key that indexes. All come from settings."""

import base64
import binascii
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Ciphers by key id. ``current`` encrypts; every cipher in the ring decrypts."""

    current: str
    ciphers: dict[str, AESGCM]


def decode_key(text: str, *, what: str) -> bytes:
    """A base64 key of 32 bytes. Raises ImproperlyConfigured, never showing the key itself."""
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ImproperlyConfigured(f"{what} is not base64") from None
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"{what} has {len(key)} bytes, {KEY_BYTES} are needed")
    return key


@lru_cache(maxsize=8)
def _ring_from(entries: tuple[str, ...]) -> KeyRing:
    ciphers: dict[str, AESGCM] = {}
    for entry in entries:
        key_id, _, key = entry.partition(":")
        if not key_id.isalnum() or key_id in ciphers:
            raise ImproperlyConfigured("FIELD_KEYS wants distinct entries of the form id:base64key")
        ciphers[key_id] = AESGCM(decode_key(key, what=f"FIELD_KEYS entry {key_id}"))
    if not ciphers:
        raise ImproperlyConfigured("FIELD_KEYS is empty")
    return KeyRing(current=next(iter(ciphers)), ciphers=ciphers)


def ring() -> KeyRing:
    """The ring in ``settings.FIELD_KEYS`` (newest first)."""
    return _ring_from(tuple(settings.FIELD_KEYS))


def index_key() -> bytes:
    """The key in ``settings.INDEX_KEY`` for blind indexes."""
    return decode_key(settings.INDEX_KEY, what="INDEX_KEY")
