"""Recurring: reminders before each limit, alarms after it, notice before a withdrawal, silence after an answer.

Each round takes rows by a conditional UPDATE, so it may run twice and miss nothing.
"""

import logging

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.actors import SYSTEM
from accounts.roles import Role
from complaints import workflow
from complaints.life import letters, talk
from complaints.models import Clock, Complaint
from complaints.rules import limits
from complaints.rules.steps import Step
from complaints.terms import Ending, MessageKind, Side, State
from foundation.journal import book
from foundation.pulse.models import DueTask
from foundation.ui.formats import tanggal

log = logging.getLogger(__name__)
MOST = 200  # rows of one kind in one round; the rest come ten minutes later


@translation.override(settings.LANGUAGE_CODE)
def watch(_task: DueTask | None = None) -> None:
    """One round."""
    notify_senders()
    lapse()
    remind()
    alarm()
    close_silent()


def running() -> QuerySet[Clock]:
    """Clocks of complaints that still run."""
    states = [State.OPEN, State.WAITING, State.CLOSED]
    rows = Clock.objects.filter(ended_at=None, paused_at=None, complaint__state__in=states)
    return rows.select_related("complaint__handler", "rule").order_by("due_at")


def notify_senders() -> None:
    """Before it is deemed withdrawn, the complainant is told so, in the dialogue and by letter."""
    now = timezone.now()
    for clock in running().filter(rule__is_senders=True, remind_at__lte=now, reminded_at=None)[:MOST]:
        with transaction.atomic():
            if Clock.objects.filter(pk=clock.pk, reminded_at=None).update(reminded_at=now) != 1:
                continue
            limit = limits.after_notice(clock.due_at, now, clock.rule.notice_days)
            words = _("Lengkapi pengaduan ini paling lambat %(day)s. Setelah itu pengaduan dianggap dicabut.") % {
                "day": tanggal(limit)
            }
            message = talk.add(clock.complaint, side=Side.SYSTEM, kind=MessageKind.NOTICE, text=words)
            book.record("complaint.notice", subject=clock.complaint.mark, who=SYSTEM)
            letters.tell(clock.complaint, "complaint_notice", step="notice", message=message)


def lapse() -> None:
    """Deemed withdrawn: not completed within the limit, after notice (UU 25/2009 art. 44)."""
    late = running().filter(rule__is_senders=True, due_at__lt=timezone.now(), reminded_at__isnull=False)
    for clock in late[:MOST]:
        step(clock.complaint, Step.LAPSE, Ending.LAPSED)


def remind() -> None:
    """Before a limit of the office: whoever has it in hand."""
    now = timezone.now()
    for clock in running().filter(rule__is_senders=False, remind_at__lte=now, reminded_at=None)[:MOST]:
        with transaction.atomic():
            if Clock.objects.filter(pk=clock.pk, reminded_at=None).update(reminded_at=now) == 1:
                tell_desk(clock, "complaint_reminder", letters.desk(clock.complaint))


def alarm() -> None:
    """After a limit of the office: the desk and, where it may see it, the head."""
    now = timezone.now()
    for clock in running().filter(rule__is_senders=False, due_at__lt=now, alarmed_at=None)[:MOST]:
        with transaction.atomic():
            if Clock.objects.filter(pk=clock.pk, alarmed_at=None).update(alarmed_at=now) == 1:
                book.record("complaint.late", subject=clock.complaint.mark, who=SYSTEM, data={"rule": clock.rule.slug})
                tell_desk(clock, "complaint_late", {*letters.desk(clock.complaint), Role.HEAD})


def tell_desk(clock: Clock, letter: str, roles: set[str]) -> None:
    """A letter about one limit."""
    key = f"{clock.complaint.mark}:{letter}:{clock.pk}:{clock.length}"
    letters.warn(clock.complaint, letter, key=key, roles=roles, limit=clock.rule.name, due_on=clock.due_at)


def close_silent() -> None:
    """No reply within ten working days: the dialogue is closed."""
    silent = Complaint.objects.filter(
        state=State.OPEN, stage__in="efg", reply_until__lt=timezone.localdate(), answered_at__isnull=False
    )
    for complaint in silent.order_by("reply_until")[:MOST]:
        step(complaint, Step.SILENCE, Ending.SILENCE)


def step(complaint: Complaint, name: Step, ending: Ending) -> None:
    """The system's own step; refused when somebody was faster."""
    try:
        workflow.advance(Complaint.objects.get(pk=complaint.pk), name, actor=SYSTEM, ending=ending)
    except workflow.Refused:
        log.info("complaint_step_not_open", extra={"complaint": complaint.pk, "step": name.value})
