"""Mails that cannot be taken in are set aside: a person is told and looks, and the round goes on with the others."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import Role
from complaints.channels.mail import reading
from complaints.models import MailAside
from foundation.journal import book
from foundation.messaging.letters import Recipient, write

MOST_TRIES = 3  # trouble may be ours and pass: a database that restarts, a disk that is full
PIECE = 1000  # mails asked about at once: databases take no more than some ten thousand values in one question
SUBJECT = "complaints:mail"
Reason = MailAside.Reason


def tried(unread: Sequence[str], *, most: int) -> list[str]:
    """The first of these mails that a round tries: not those set aside. Asked in pieces, however full the mailbox."""
    found: list[str] = []
    for start in range(0, len(unread), PIECE):
        piece = unread[start : start + PIECE]
        rows = MailAside.objects.filter(place__in=piece, set_aside_at__isnull=False)
        passed_by = set(rows.values_list("place", flat=True))
        found += [place for place in piece if place not in passed_by]
        if len(found) >= most:
            break
    return found[:most]


@transaction.atomic
def stumbled(place: str, data: bytes | None, reason: Reason = Reason.TROUBLE) -> None:
    """Note the trouble with a mail; the third time, or a flood at once, sets it aside and tells the desk."""
    row, _new = MailAside.objects.get_or_create(place=place, defaults={"reason": reason})
    MailAside.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
    row.refresh_from_db()
    if row.set_aside_at or (reason == Reason.TROUBLE and row.tries < MOST_TRIES):
        return
    row.sender, row.subject = reading.outside(data)
    row.reason, row.set_aside_at = reason, timezone.now()
    row.save(update_fields=["sender", "subject", "reason", "set_aside_at"])
    book.record("complaint.mail_set_aside", subject=SUBJECT, who=book.SYSTEM, data={"reason": reason.value})
    tell()


def tell() -> None:
    """A letter to the complaint officers, once a day."""
    link = urljoin(f"{settings.SITE_URL}/", reverse("complaint_mail"))
    with translation.override(settings.LANGUAGE_CODE):
        for user in User.objects.filter(role=Role.COMPLAINTS, is_active=True):
            to = Recipient(
                user_id=user.pk, name=user.name, email=user.email, phone=user.phone,
                by_email=user.notify_email, by_whatsapp=user.notify_whatsapp and bool(user.phone_verified_at),
            )  # fmt: skip
            key = f"{SUBJECT}:{timezone.localdate()}"
            write("complaint_mail_aside", to=to, context={}, key=key, subject=SUBJECT, link=link)


def taken(place: str) -> None:
    """It could be taken in after all."""
    MailAside.objects.filter(place=place, closed_at=None).update(closed_at=timezone.now())


def waiting() -> QuerySet[MailAside]:
    """Those that a person has to look at."""
    return MailAside.objects.filter(set_aside_at__isnull=False, closed_at=None)


@transaction.atomic
def settle(row: MailAside, *, again: bool, actor: Actor) -> None:
    """Try it once more from the start, or: somebody has written it down by hand."""
    once_more: dict[str, Any] = {"tries": 0, "set_aside_at": None, "closed_at": None}
    by_hand: dict[str, Any] = {"closed_at": timezone.now(), "closed_by_id": actor.account}
    fresh = once_more if again else by_hand
    if MailAside.objects.filter(pk=row.pk, closed_at=None).update(**fresh):
        kind = "complaint.mail_again" if again else "complaint.mail_settled"
        book.record(kind, subject=SUBJECT, who=actor, data={"mail": row.pk})
