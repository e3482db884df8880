"""The mirror: what OSS last said of each file, and how that stands to our own status."""

from datetime import datetime, timedelta

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from foundation.outbox.models import OutboxMessage
from licensing.actions import nib
from licensing.models import Application
from licensing.queries.oss import OssKnows
from oss_bridge.contract import statuses
from oss_bridge.models import Difference, OssView
from oss_bridge.reconciling import differences

BELIEVED = timedelta(seconds=5)  # how long OSS's own word stands without asking again
SUBJECT = Concat(Value("application:"), Cast(F("pk"), CharField()))  # of a row of Application, as text


def view_of(application: Application) -> OssView:
    """The mirror's row of a file."""
    return OssView.objects.get_or_create(application=application)[0]


def sent(application: Application, code: str, *, at: datetime | None = None) -> None:
    """We told OSS a code and OSS took it, at that moment or now."""
    told = {"sent_code": code, "sent_at": at or timezone.now()}
    if not OssView.objects.filter(application=application).update(**told):
        OssView.objects.update_or_create(application=application, defaults=told)


def was_told(application: Application, *, since: datetime) -> bool:
    """Had OSS taken news of ours since then, when the file was looked up?"""
    view = getattr(application, "oss_view", None)
    return view is not None and view.sent_at is not None and view.sent_at >= since


def just_heard(application: Application, codes: frozenset[str]) -> bool:
    """Was one of these codes OSS's own word on this permit a moment ago: answered to a question, or taken from us?

    Other people act at OSS too, so what it said is believed for seconds only; then it is asked.
    """
    view = getattr(application, "oss_view", None)
    if view is None:
        return False
    code, heard_at = view.code, view.polled_at
    if view.sent_at is not None and (heard_at is None or view.sent_at >= heard_at):
        code, heard_at = view.sent_code, view.sent_at
    return code in codes and heard_at is not None and heard_at >= timezone.now() - BELIEVED


def saw(application: Application, code: str, meaning: str, *, nib: str = "") -> bool:
    """OSS was asked and said this code. True when it is news."""
    view = view_of(application)
    now = timezone.now()
    if nib and nib != view.nib:
        OssView.objects.filter(pk=view.pk).update(nib=nib)
    if code == view.code:
        OssView.objects.filter(pk=view.pk).update(polled_at=now)
        return False
    OssView.objects.filter(pk=view.pk).update(
        code=code,
        meaning=meaning or statuses.meaning(code),
        first_seen_at=now,
        previous_poll_at=view.polled_at,
        polled_at=now,
    )
    return True


def differ(application: Application, sentence: str, kind: str = Difference.Kind.STATUS, there: str = "") -> bool:
    """Keep (or, with an empty sentence, clear) the difference that a person should look at.

    True when it is another than before. One that a person has settled is not raised again while both sides say
    the same.
    """
    told = view_of(application)
    if not sentence:
        differences.gone(application.subject, *differences.OF_STATUS)
        if told.difference:
            nib.calm(application, told.difference)
    elif differences.is_settled(application.subject, kind, here=application.status, there=there or told.code):
        return False
    else:
        differences.raised(
            application.subject,
            kind,
            application=application,
            here=application.status,
            there=there or told.code,
            sentence=sentence,
        )
    return OssView.objects.filter(pk=told.pk).exclude(difference=sentence[:300]).update(difference=sentence[:300]) > 0


def is_behind(application: Application) -> bool:
    """Does OSS still have to hear of a step of ours? Then its code may be older than our status."""
    waiting = OutboxMessage.objects.filter(channel="oss", subject=application.subject, state__in=("pending", "dead"))
    return waiting.exists()


def knows(application: Application) -> OssKnows:
    """What the file's page shows: OSS's last word, and what still waits to be told."""
    view = OssView.objects.filter(application=application).first()
    waiting = OutboxMessage.objects.filter(
        channel="oss", subject=application.subject, state__in=("pending", "dead")
    ).order_by("id")
    first = waiting.first()
    trouble = ""
    if first is not None and first.state == "dead":
        trouble = f"Butuh tindakan petugas: {first.last_error}"
    elif view is not None and view.difference:
        trouble = view.difference
    return OssKnows(
        said=(f"{view.code} {view.meaning}".strip() if view else ""),
        said_at=view.first_seen_at if view else None,
        waiting=waiting.count(),
        waiting_since=first.created_at if first else None,
        trouble=trouble,
    )
