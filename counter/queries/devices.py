"""Which machine knocks. Its key rests in a cookie of the machine; we keep the HMAC."""

from django.http import HttpRequest
from django.utils import timezone

from accounts.actors import Actor
from counter.models import Device
from counter.terms import DeviceKind
from foundation.secrets.index import blind_index
from licensing.rules.numbering import tidy_code

COOKIE = "perangkat"
COOKIE_DAYS = 400
SEEN_EVERY = 60  # seconds: a poll every two seconds is not a write every two seconds


def index_of(key: str) -> str:
    """What is kept of a key."""
    return blind_index("device", tidy_code(key))


def of_key(key: str) -> Device | None:
    """The machine with this key, unless it was revoked."""
    return Device.objects.filter(key_index=index_of(key), revoked_at__isnull=True).first() if key.strip() else None


def of_request(request: HttpRequest, *kinds: DeviceKind) -> Device | None:
    """The machine that asks, if it is one of these kinds; None for strangers and revoked ones."""
    if not hasattr(request, "machine"):  # asked once per request, whoever wants to know
        request.machine = of_key(request.COOKIES.get(COOKIE, ""))  # type: ignore[attr-defined]
    device: Device | None = request.machine  # type: ignore[attr-defined]
    if device is None or (kinds and device.kind not in kinds):
        return None
    now = timezone.now()
    if device.seen_at is None or (now - device.seen_at).total_seconds() > SEEN_EVERY:
        Device.objects.filter(pk=device.pk).update(seen_at=now)
    return device


def actor(device: Device) -> Actor:
    """A machine as a doer for the journal: no account, no role, no powers."""
    return Actor(role="", name=device.name, channel=device.kind[:20])
