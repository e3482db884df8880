"""Keys of machines: made once, shown once, revoked for good."""

from django.db import transaction
from django.utils import timezone

from counter.models import Device
from counter.queries.devices import index_of
from foundation.journal import book
from foundation.journal.who import Who
from licensing.rules.numbering import verification_code


@transaction.atomic
def add(device: Device, *, key: str = "", who: Who) -> str:
    """Register a machine; returns its key, which nobody can read again. The demo's machines bring known keys."""
    key = key or verification_code()
    device.key_index, device.made_by_id = index_of(key), who.account
    device.save(force_insert=True)
    told = {"name": device.name, "kind": device.kind, "printer": device.printer}
    book.record("device.added", subject=f"device:{device.pk}", who=who, data=told)
    return key


@transaction.atomic
def change(device: Device, *, who: Who) -> Device:
    """Another name or printer; the key stays."""
    device.save(update_fields=["name", "printer"])
    told = {"name": device.name, "printer": device.printer}
    book.record("device.changed", subject=f"device:{device.pk}", who=who, data=told)
    return device


@transaction.atomic
def revoke(device: Device, *, who: Who) -> None:
    """From now on the machine is a stranger; its next question is refused."""
    if Device.objects.filter(pk=device.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
        book.record("device.revoked", subject=f"device:{device.pk}", who=who, data={"name": device.name})
