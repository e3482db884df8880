"""Taking in what OSS pushes: checked, deduplicated and kept at once; processed later, in order, by the worker."""

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from foundation.pulse import due
from foundation.pulse.models import DueTask
from oss_bridge.contract import token
from oss_bridge.contract.lookups import StpwPush
from oss_bridge.contract.methods import TO_OFFICE
from oss_bridge.contract.nib import NibTree, without_unneeded
from oss_bridge.contract.permits import FilePush
from oss_bridge.contract.reading import UnreadableBody, parse
from oss_bridge.models import InboxItem

KEEP_DAYS = 90
UNKNOWN_PERMIT = "Izin yang tidak dikenal:"  # in the problem of a push that waits for its file
PROCESS = "oss.inbox"


class BadToken(Exception):
    """The caller is not OSS, or its clock is far off."""


def take_in(method: str, body: bytes, given_token: str) -> InboxItem:
    """Keep one push. The same bytes again are counted, not kept twice.

    Raises:
        BadToken: the token is not OSS's for this NIB today (± 1 day WIB).
        UnreadableBody: not JSON, or not this method's shape.
    """
    push = TO_OFFICE[method]
    tree = parse(body)
    message = push.read(tree)
    nib = message.nib
    genuine = token.is_genuine(
        given_token,
        username=settings.OSS_USERNAME,
        password=settings.OSS_PASSWORD,
        nib=nib,
        at=timezone.now(),
    )
    if not genuine:
        raise BadToken
    changed_on = message.changed_on if isinstance(message, NibTree) else None
    facts = {"method": method, "nib": nib, "changed_on": changed_on, "sha256": hashlib.sha256(body).hexdigest()}
    return keep(facts, without_unneeded(tree))


def keep(facts: dict[str, Any], tree: Any) -> InboxItem:
    """One row per different push; a repeat only counts."""
    try:
        with transaction.atomic():
            item = InboxItem.objects.create(**facts, body=tree)
            due.add(PROCESS, f"inbox:{item.pk}")
            return item
    except IntegrityError:
        same = InboxItem.objects.filter(method=facts["method"], sha256=facts["sha256"])
        same.update(repeats=F("repeats") + 1)
        return same.get()


def message_of(item: InboxItem) -> NibTree | FilePush | StpwPush:
    """The kept body, read again by its contract."""
    read: NibTree | FilePush | StpwPush = TO_OFFICE[item.method].read(item.body)
    return read


def is_older(item: InboxItem) -> bool:
    """Was newer news of this NIB processed already? Then this one is recorded and ignored."""
    return item.changed_on is not None and processed(item).filter(changed_on__gt=item.changed_on).exists()


def is_ambiguous(item: InboxItem) -> bool:
    """Was other news of this NIB with the same date processed already? The date cannot say which is newer."""
    return item.changed_on is not None and processed(item).filter(changed_on=item.changed_on).exists()


def waits_for_earlier(item: InboxItem) -> bool:
    """Is an earlier push about this NIB still in a worker's hand or line? News of one NIB is taken in order."""
    earlier = InboxItem.objects.filter(nib=item.nib, state=InboxItem.State.NEW, pk__lt=item.pk).exclude(nib="")
    subjects = [f"inbox:{pk}" for pk in earlier.values_list("pk", flat=True)[:50]]
    return DueTask.objects.filter(kind=PROCESS, subject__in=subjects, state="pending").exists()


def wake(nib: str) -> int:
    """News of a NIB was taken: what was parked because its permit was not known yet may be known now."""
    waiting = InboxItem.objects.filter(nib=nib, state=InboxItem.State.PARKED, problem__contains=UNKNOWN_PERMIT)
    woken = 0
    for pk in waiting.values_list("pk", flat=True):
        woken += waiting.filter(pk=pk).update(state=InboxItem.State.NEW)
        due.add(PROCESS, f"inbox:{pk}")
    return woken


def processed(item: InboxItem) -> QuerySet[InboxItem]:
    """Other news of the same NIB that was acted upon, wholly or in part."""
    done = (InboxItem.State.DONE, InboxItem.State.PARKED)
    return InboxItem.objects.filter(method=item.method, nib=item.nib, state__in=done).exclude(pk=item.pk)


def purge(task: DueTask | None = None) -> None:
    """After 90 days the bodies go; hash, method and day stay."""
    limit = timezone.now() - timedelta(days=KEEP_DAYS)
    InboxItem.objects.filter(received_at__lt=limit, purged_at=None).exclude(state=InboxItem.State.PARKED).update(
        body={}, purged_at=timezone.now()
    )


__all__ = ["BadToken", "UnreadableBody", "is_ambiguous", "is_older", "message_of", "purge", "take_in"]
