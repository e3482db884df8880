"""Alarms: somebody wrote that he paid; somebody filled in too many sheets. Counted by day, service and channel."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import Role
from foundation.journal import book
from foundation.messaging.letters import write
from licensing.notices import recipient
from surveys.actions import periods, tallies
from surveys.models import Alarm, Sheet
from surveys.refusals import Refused
from surveys.terms import AlarmKind

HEARERS = (Role.COMPLAINTS, Role.HEAD)


def raise_one(kind: AlarmKind, sheet: Sheet, *, count: int = 1) -> None:
    """So many sheets more (of this one's kind) in the alarm of its day; a new alarm is told to those who must look."""
    where = {
        "kind": kind, "day": sheet.day, "period": sheet.period, "service": sheet.service, "channel": sheet.channel
    }  # fmt: skip
    open_ones = Alarm.objects.filter(closed_at=None, **where)
    if open_ones.update(count=F("count") + count):
        return
    try:
        with transaction.atomic():
            alarm = Alarm.objects.create(count=count, **where)
    except IntegrityError:
        open_ones.update(count=F("count") + count)
        return
    book.record("survey.alarm", subject=alarm.subject, who=book.SYSTEM, data={"kind": kind.value, "day": sheet.day})
    tell(alarm)


def tell(alarm: Alarm) -> None:
    """A letter to the complaint officers and the head; it says on which day, never who."""
    context = {"what": str(alarm.get_kind_display()), "service": alarm.service.name, "day": alarm.day}
    for user in User.objects.filter(role__in=HEARERS, is_active=True).order_by("pk"):
        write(
            "survey_alarm",
            to=recipient(user),
            context=context,
            key=f"{alarm.subject}:{user.pk}",
            subject=alarm.subject,
            link=f"{settings.SITE_URL}{reverse('survey_desk')}",
        )


@transaction.atomic
def close(alarm: Alarm, *, note: str, count_them: bool, actor: Actor) -> None:
    """An officer has looked and says what was found. ``count_them``: held sheets of a burst are counted after all.

    Raises:
        Refused: without a finding, closed by somebody else meanwhile, or to be counted into published figures.
    """
    if not note.strip():
        raise Refused(_("Tulis hasil pemeriksaan."))
    if count_them:
        periods.must_be_open(alarm.period)
    now = timezone.now()
    rows = Alarm.objects.filter(pk=alarm.pk, closed_at=None)
    if not rows.update(closed_at=now, closed_by=actor.user_id, note=note.strip()):
        raise Refused(_("Peringatan ini sudah diperiksa."))
    if alarm.kind == AlarmKind.BURST and count_them:
        held = Sheet.objects.filter(
            period=alarm.period, day=alarm.day, service=alarm.service, channel=alarm.channel, is_held=True
        )
        held.update(is_held=False)
        tallies.owe(alarm.period, alarm.day)
    book.record(
        "survey.alarm_closed", subject=alarm.subject, who=actor, data={"counted": count_them}, note=note.strip()
    )
