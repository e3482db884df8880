"""The link at the foot of a letter that stops letters of its kind, without signing in.

For an account the link is signed and turns the choice of that account off (``notify_email``, ``notify_whatsapp``:
the account can turn it on again at /pesan/saluran/). For an address without an account it carries a code of its
own. Codes and warnings about an account (ALWAYS) have no such link and are always sent.
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36, urlsafe_base64_encode

from foundation.messaging.models import StopAddress, Way
from foundation.secrets.index import blind_index

ALWAYS = frozenset(
    {
        "account_code",
        "account_reset",
        "account_exists",
        "account_unknown",
        "account_changed",
        "account_invited",
        "claim_code",
        "account_proof_code",
        "consent_code",
        "contact_changed",
    }
)
SIGNATURE_BYTES = 12
LETTERS = {Way.EMAIL: "e", Way.WHATSAPP: "w"}
ADDRESS = "a"


@dataclass(frozen=True, slots=True)
class Stop:
    """What a stop link names: a way, and an account or an address."""

    way: Way
    user_id: int | None = None
    address: StopAddress | None = None

    def obey(self) -> None:
        """Send no more. May be asked twice."""
        if self.address is not None:
            StopAddress.objects.filter(pk=self.address.pk, stopped_at=None).update(stopped_at=timezone.now())
        elif self.user_id is not None:
            get_user_model().objects.filter(pk=self.user_id).update(**{choice_of(self.way): False})


def choice_of(way: Way) -> str:
    """The field of the account that says whether this way is wanted."""
    return f"notify_{way.value}"


def link(way: Way, *, user_id: int | None, address: str) -> str:
    """The absolute stop link of a person on a way."""
    token = token_of_user(way, user_id) if user_id else token_of_address(way, address)
    return f"{settings.SITE_URL}{reverse('stop_letters', args=[token])}"


def token_of_user(way: Way, user_id: int) -> str:
    """``e-3k-<16 characters>``."""
    return f"{LETTERS[way]}-{int_to_base36(user_id)}-{signature(way, user_id)}"


def token_of_address(way: Way, address: str) -> str:
    """``a-<22 characters>``, the same for every letter to this address."""
    row, _new = StopAddress.objects.get_or_create(
        way=way, address_index=address_index(address), defaults={"code": secrets.token_urlsafe(16)}
    )
    return f"{ADDRESS}-{row.code}"


def read(token: str) -> Stop | None:
    """What a token names, or None when it was not made by us."""
    kind, _dash, rest = token.partition("-")
    if kind == ADDRESS:
        row = StopAddress.objects.filter(code=rest).first()
        return Stop(Way(row.way), address=row) if row else None
    way = next((way for way, letter in LETTERS.items() if letter == kind), None)
    number, _dash, signed = rest.partition("-")
    try:
        user_id = base36_to_int(number)
    except ValueError:
        return None
    if way is None or not constant_time_compare(signed, signature(way, user_id)):
        return None
    return Stop(way, user_id=user_id)


def is_stopped(way: Way, *, user_id: int | None, address: str) -> bool:
    """Does this person want no letters on this way?"""
    if user_id:
        return not get_user_model().objects.filter(pk=user_id, is_active=True, **{choice_of(way): True}).exists()
    rows = StopAddress.objects.filter(way=way, address_index=address_index(address))
    return rows.exclude(stopped_at=None).exists()


def signature(way: Way, user_id: int) -> str:
    """96 bits over way and account."""
    digest = salted_hmac("foundation.messaging.stop", f"{way.value}:{user_id}", algorithm="sha256").digest()
    return urlsafe_base64_encode(digest[:SIGNATURE_BYTES])


def address_index(address: str) -> str:
    """How an address without an account is found again."""
    return blind_index("stop", address.strip().lower())
