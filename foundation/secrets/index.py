"""Blind index: find a person by number without storing the number readable.

HMAC-SHA-256 over purpose and value with ``settings.INDEX_KEY``: the same number gives
the same 64 characters within one purpose, and nothing can be read back from them.
"""

import hashlib
import hmac

from foundation.secrets.keys import index_key


def blind_index(purpose: str, value: str) -> str:
    """64 hexadecimal characters; empty for an empty value. ``value`` must already be normalised."""
    text = value.strip()
    if not text:
        return ""
    return hmac.new(index_key(), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()
