"""A WhatsApp gateway over HTTPS: one JSON body from a template, signed with HMAC, one host, hard time limits.

Settings: WHATSAPP_URL, WHATSAPP_SECRET, WHATSAPP_HOSTS (allow-list of host names), WHATSAPP_BODY (a JSON object whose
texts may hold {to}, {text} and {reference}). The signature stands in ``X-Signature`` as ``v1=`` and the hex
HMAC-SHA256 of ``<X-Timestamp, in seconds>.<body>``; ``Idempotency-Key`` is the letter's reference.
"""

import hashlib
import hmac
import json
import re
import time
import uuid
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError

from foundation.identity.digits import whole_number
from foundation.outbox.outcomes import Outcome

LIMIT = urllib3.Timeout(connect=2.0, read=5.0)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PLACE = re.compile(r"\{(to|text|reference)\}")
TAKEN_BEFORE = 409  # our reference is known there: it was sent


def send(letter: dict[str, Any], reference: uuid.UUID) -> Outcome:
    """Hand one letter to the gateway."""
    if not is_allowed(settings.WHATSAPP_URL):
        return Outcome.permanent("alamat gerbang WhatsApp tidak ada dalam WHATSAPP_HOSTS")
    body = filled_in(settings.WHATSAPP_BODY, letter, reference)
    try:
        # Only the status is read: a body that drips for minutes cannot hold the worker.
        answer = pool().request(
            "POST", settings.WHATSAPP_URL, body=body, headers=headers(body, reference), preload_content=False
        )
        answer.close()
    except (ConnectTimeoutError, NewConnectionError) as trouble:
        return Outcome.transient(f"gerbang WhatsApp tidak terhubung ({type(trouble).__name__})")
    except (ReadTimeoutError, HTTPError, OSError) as trouble:
        return Outcome.unknown(f"gerbang WhatsApp tidak menjawab ({type(trouble).__name__})")
    return judged(answer.status, answer.headers.get("Retry-After", ""))


def is_allowed(url: str) -> bool:
    """HTTPS to a listed host; plain HTTP only to this machine."""
    parts = urlsplit(url)
    return parts.hostname in settings.WHATSAPP_HOSTS and (parts.scheme == "https" or parts.hostname in LOOPBACK)


def judged(status: int, retry_after: str) -> Outcome:
    """What the gateway's answer means for the letter."""
    if 200 <= status < 300 or status == TAKEN_BEFORE:
        return Outcome.ok()
    if status == 429:
        return Outcome.throttled("gerbang WhatsApp meminta menunggu", retry_after=whole_number(retry_after))
    if status in {401, 403}:
        return Outcome.auth(f"gerbang WhatsApp menolak tanda tangan (kode {status})")
    if status >= 500 or status == 408:
        return Outcome.transient(f"gerbang WhatsApp sedang terganggu (kode {status})")
    return Outcome.permanent(f"gerbang WhatsApp menolak pesan (kode {status}): periksa nomor penerima")


def filled_in(pattern: dict[str, Any], letter: dict[str, Any], reference: uuid.UUID) -> bytes:
    """The body: the pattern's texts with address, words and reference put in."""
    facts = {"to": letter["to"].lstrip("+"), "text": letter["body"], "reference": str(reference)}

    def fill(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: fill(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [fill(inner) for inner in value]
        return PLACE.sub(lambda found: facts[found[1]], value) if isinstance(value, str) else value

    return json.dumps(fill(pattern), ensure_ascii=False).encode()


def headers(body: bytes, reference: uuid.UUID) -> dict[str, str]:
    """Type, key and signature."""
    moment = str(int(time.time()))
    signed = hmac.new(settings.WHATSAPP_SECRET.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "Idempotency-Key": str(reference),
        "X-Timestamp": moment,
        "X-Signature": f"v1={signed}",
    }


@cache
def pool() -> urllib3.PoolManager:
    """Certificates are checked, redirects are not followed, proxies of the environment are not asked."""
    return urllib3.PoolManager(num_pools=2, timeout=LIMIT, retries=False, cert_reqs="CERT_REQUIRED")
