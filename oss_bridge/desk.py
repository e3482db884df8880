"""What the desk of the bridge shows and does: the line to OSS, what OSS sent and nobody could place, differences."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor, actor_of
from foundation.journal import book
from foundation.outbox import acts, circuits
from foundation.outbox.acts import NotPossible
from foundation.outbox.models import Circuit, OutboxMessage
from foundation.pulse import due
from licensing.life.steps import Step
from licensing.models import Application
from oss_bridge.inbound import inbox
from oss_bridge.models import InboxItem, OssView, SkipRequest

MOST = 50  # rows of each list; the counts above them say how many there are
WAITING = ("pending", "dead")


@dataclass(frozen=True, slots=True)
class Line:
    """One message that OSS should hear, in words."""

    message: OutboxMessage
    application: Application | None
    words: str
    needs_person: bool
    skip: SkipRequest | None


def queue() -> list[Line]:
    """The oldest messages that wait or are stuck, the oldest first."""
    rows = OutboxMessage.objects.filter(channel="oss", state__in=WAITING).order_by("created_at", "id")
    messages = list(rows.select_related("skip_request__asked_by")[:MOST])
    files = Application.objects.in_bulk({message.payload.get("application") for message in messages} - {None})
    return [
        Line(
            message=message,
            application=files.get(message.payload.get("application")),
            words=in_words(message.kind),
            needs_person=message.state == "dead",
            skip=getattr(message, "skip_request", None),
        )
        for message in messages
    ]


def in_words(kind: str) -> str:
    """``step.approve`` as the button that caused it."""
    step = kind.removeprefix("step.")
    return str(Step(step).label) if step in Step.values else kind


def counts() -> dict[str, int]:
    """How much waits, is stuck, is parked, differs."""
    line = OutboxMessage.objects.filter(channel="oss")
    return {
        "pending": line.filter(state="pending").count(),
        "dead": line.filter(state="dead").count(),
        "parked": InboxItem.objects.filter(state=InboxItem.State.PARKED).count(),
        "different": OssView.objects.exclude(difference="").count(),
    }


def parked() -> list[InboxItem]:
    """What OSS sent and only a person can place, oldest first."""
    return list(InboxItem.objects.filter(state=InboxItem.State.PARKED).order_by("received_at", "id")[:MOST])


def differences() -> list[OssView]:
    """Files whose status here and there do not fit."""
    return list(
        OssView.objects.exclude(difference="").select_related("application").order_by("-polled_at", "-id")[:MOST]
    )


def broken() -> list[Circuit]:
    """Ways to OSS that rest because they failed."""
    return circuits.broken("oss")


def last_poll() -> datetime | None:
    """When OSS was last asked of any file."""
    newest = OssView.objects.exclude(polled_at=None).order_by("-polled_at").first()
    return newest.polled_at if newest else None


def mode() -> str:
    """Which OSS this deployment speaks to, in words."""
    return _("OSS tiruan (simulasi)") if settings.OSS_MODE == "simulasi" else _("OSS sesungguhnya")


def message_of(pk: int) -> OutboxMessage | None:
    """A message to OSS, if it exists."""
    return OutboxMessage.objects.filter(channel="oss", pk=pk).first()


def item_of(pk: int) -> InboxItem | None:
    """Something OSS sent, if it exists."""
    return InboxItem.objects.filter(pk=pk).first()


@transaction.atomic
def retry(message: OutboxMessage, *, actor: Actor, reason: str) -> None:
    """Send a stuck message again. Raises NotPossible with the sentence."""
    acts.retry(message, who=actor, reason=reason)
    SkipRequest.objects.filter(message=message).delete()


@transaction.atomic
def skip(message: OutboxMessage, *, actor: Actor, reason: str) -> bool:
    """Leave a stuck message out: the first officer asks, a second one agrees. True when it is left out now.

    Raises:
        NotPossible: no reason, not stuck, or the same officer again.
    """
    acts.demand_reason(reason)
    asked = SkipRequest.objects.filter(message=message).select_related("asked_by").first()
    if asked is not None:
        acts.skip(message, who=actor_of(asked.asked_by), second=actor, reason=f"{asked.reason} · {reason}")
        return True
    if message.state != "dead" or actor.user_id is None:
        raise NotPossible(_("Hanya pesan yang butuh tindakan yang dapat dilewati."))
    SkipRequest.objects.create(message=message, asked_by_id=actor.user_id, reason=reason[:300])
    book.record("outbox.skip_asked", subject=message.subject, who=actor, data={"message": message.pk}, note=reason)
    return False


@transaction.atomic
def process_again(item: InboxItem, *, actor: Actor, reason: str) -> None:
    """Let the worker try a parked push once more, after somebody mended what was in its way."""
    move(item, InboxItem.State.NEW, actor=actor, reason=reason)
    due.add(inbox.PROCESS, f"inbox:{item.pk}")


@transaction.atomic
def settle(item: InboxItem, *, actor: Actor, reason: str) -> None:
    """A person did by hand what was needed: the push is done with."""
    move(item, InboxItem.State.IGNORED, actor=actor, reason=reason)


def move(item: InboxItem, state: InboxItem.State, *, actor: Actor, reason: str) -> None:
    """From parked to another state, once, journalled. Raises NotPossible."""
    acts.demand_reason(reason)
    rows = InboxItem.objects.filter(pk=item.pk, state=InboxItem.State.PARKED)
    if rows.update(state=state, processed_at=timezone.now()) != 1:
        raise NotPossible(_("Kiriman ini tidak lagi menunggu petugas."))
    book.record(f"oss.inbox_{state.value}", subject=f"inbox:{item.pk}", who=actor, note=reason)
