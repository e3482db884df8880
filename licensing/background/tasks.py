"""Work that no person waits for. Thin: fetch, call, return."""

from datetime import datetime, timedelta

from django.utils import timezone

from foundation.calendar import days
from foundation.journal import book
from foundation.office.office import current
from foundation.pulse.models import DueTask
from licensing import notices
from licensing.actions import clocks, correct
from licensing.actions.duties import begun_on, months_later
from licensing.models import Application, Duty
from licensing.queries.desks import RUNNING
from licensing.rules.deadlines import share_used
from licensing.terms import Status
from licensing.workflow import Refused


def watch_deadlines(task: DueTask | None = None) -> None:
    """Warn the desks at 60, 80 and 100 % of each promise (the percents are data), once each."""
    today = timezone.localdate()
    office = current()
    for application in Application.objects.filter(status__in=RUNNING, is_ours=True).exclude(submitted_at=None):
        whole, due_day = clocks.ticking(application)
        if due_day is None:
            continue
        used = share_used(whole, due_day, today, days.holidays())
        reached = [p for p in (office.warn_early, office.warn_soon, office.warn_late) if used >= p]
        if not reached:
            continue
        key = f"{application.subject}:warn:{due_day}:{reached[-1]}"
        notices.warn(application, percent=reached[-1], due_on=due_day, key=key)


def watch_applicants(task: DueTask | None = None) -> None:
    """Corrections past the applicant's days go back to the reviewer; waiting ones get a reminder."""
    today = timezone.localdate()
    late = Application.objects.filter(
        status__in=(Status.CORRECTION, Status.CORRECTION_RESET), applicant_due_on__lt=today
    )
    for application in late:
        try:
            correct.lapse(application)
        except Refused as no:
            book.record("application.lapse_refused", subject=application.subject, who=book.SYSTEM, note=str(no))
    soon = today + timedelta(days=2)
    waiting = Application.objects.filter(
        status__in=(Status.INCOMPLETE, Status.CORRECTION, Status.CORRECTION_RESET), applicant_due_on__lte=soon
    )
    for application in waiting:
        due_on = application.applicant_due_on
        weeks = max((today - due_on).days, 0) // 7 if due_on else 0  # an incomplete file waits on: once a week
        key = f"{application.subject}:remind:{application.version}:{due_on}"
        notices.tell(application, "reminder", key=f"{key}:{weeks}" if weeks else key)


def next_morning() -> datetime:
    """Tomorrow at 06.00 WIB."""
    tomorrow = timezone.localtime() + timedelta(days=1)
    return tomorrow.replace(hour=6, minute=0, second=0, microsecond=0)


def watch_duties(task: DueTask | None = None) -> None:
    """Remind holders of duties two weeks before they fall due; a periodic duty gets its next day."""
    today = timezone.localdate()
    soon = Duty.objects.filter(due_on__lte=today + timedelta(days=14), reminded_on=None, done_at=None)
    for duty in soon.select_related("holder", "application"):
        notices.remind_duty(duty, key=f"duty:{duty.pk}:{duty.due_on}")
        Duty.objects.filter(pk=duty.pk).update(reminded_on=today)
    past = Duty.objects.filter(due_on__lt=today).exclude(period_months=None)
    for duty in past.select_related("application"):
        day, begun = duty.due_on, begun_on(duty.application)
        while day is not None and day < today:
            day = months_later(day, duty.period_months or 1, begun=begun)
        Duty.objects.filter(pk=duty.pk).update(due_on=day, reminded_on=None, done_at=None)


def calendar_changed(*_args: object) -> None:
    """The calendar changed: promises of running files are computed anew, journalled and told."""
    clocks.recompute_all()
