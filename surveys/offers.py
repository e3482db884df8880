"""Offering the survey: one link for each finished service. Other rooms call ``offer`` or ``link``.

The link's token is made from the name of the service episode ("application:12") by HMAC: it is the same whenever it
is asked for, so it need not be stored and nothing joins it to a file. When it is used, its hash is kept as spent.
Voluntary: nothing waits for an answer, and nothing tells who has answered.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from foundation.secrets.index import blind_index
from surveys.models import Offered, OfferTally, ServiceAsked
from surveys.terms import Channel

EPOCH = date(2024, 1, 1)
VALID = timedelta(days=60)
CODES = {Channel.LINK: 1, Channel.DESK: 2, Channel.KIOSK: 3}
HEAD, SEAL = 14, 10  # bytes: service 3, channel 1, day 2, nonce 8; then the seal


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says: which service, by which way, since when; ``hash`` is what is kept once it is used."""

    service_id: int
    channel: Channel
    day: date
    hash: str

    @property
    def is_expired(self) -> bool:
        """Links lose their force after two months."""
        return timezone.localdate() > self.day + VALID


def service_of(slug: str, name: str = "") -> ServiceAsked:
    """The surveyed service with this slug; a new one when it is named for the first time."""
    found, _new = ServiceAsked.objects.get_or_create(slug=slug, defaults={"name": name or slug, "is_asked": bool(name)})
    return found


def link(service: ServiceAsked, channel: Channel = Channel.LINK, *, subject: str, day: date | None = None) -> str:
    """The absolute address of the survey for one finished service; asking twice gives the same one-time token.

    ``subject`` names the episode ("application:12", "visit:7"); ``day`` is the day on which it was finished.
    """
    nonce = bytes.fromhex(blind_index("survey-token", subject))[:8]
    when = ((day or timezone.localdate()) - EPOCH).days
    head = service.pk.to_bytes(3) + CODES[channel].to_bytes(1) + when.to_bytes(2) + nonce
    token = base64.urlsafe_b64encode(head + seal(head)).decode()
    return f"{settings.SITE_URL}{reverse('survey_answer', args=[token])}"


@transaction.atomic
def offer(
    service: ServiceAsked, channel: Channel = Channel.LINK, *, subject: str, day: date | None = None
) -> tuple[str, bool]:
    """Record that the survey was offered for this episode, once, and return (link, was it the first time).

    What is kept is an HMAC of the episode's name and a count of the day; neither leads to the other.
    """
    when = day or timezone.localdate()
    _row, is_first = Offered.objects.get_or_create(mark=blind_index("survey-offered", subject))
    if is_first:
        where: dict[str, Any] = {"day": when, "service": service, "channel": channel}
        OfferTally.objects.get_or_create(**where)
        OfferTally.objects.filter(**where).update(count=F("count") + 1)
    return link(service, channel, subject=subject, day=when), is_first


def seal(head: bytes) -> bytes:
    """Ten bytes that only this house can make."""
    return bytes.fromhex(blind_index("survey-seal", head.hex()))[:SEAL]


def read(token: str) -> Token | None:
    """What a token says; None for one that this house did not make."""
    try:
        data = base64.b64decode(token.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    head, sealed = data[:HEAD], data[HEAD:]
    if len(data) != HEAD + SEAL or not hmac.compare_digest(seal(head), sealed):
        return None
    channel = next(name for name, code in CODES.items() if code == head[3])
    day = EPOCH + timedelta(days=int.from_bytes(head[4:6]))
    spent = hashlib.sha256(b"survey:" + head[6:]).hexdigest()
    return Token(int.from_bytes(head[:3]), channel, day, spent)
