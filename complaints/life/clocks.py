"""Limits start and end with the stages, pause while the complainant completes, grow by an extension."""

from datetime import date, datetime

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from complaints.models import Clock, ClockRule, Complaint, StagePassage
from complaints.rules import limits
from complaints.terms import Lane, Stage
from foundation.calendar import days
from foundation.journal.who import Who

RUNNING = Q(ended_at__isnull=True)


def in_force(complaint: Complaint, on: date) -> QuerySet[ClockRule]:
    """The rules that bind the office or the sender for this complaint. A whistle-blower's report has none."""
    if complaint.lane == Lane.WHISTLE:
        return ClockRule.objects.none()
    rows = ClockRule.objects.filter(effective_from__lte=on).exclude(effective_to__lt=on)
    return rows.filter(kind__in=["", complaint.kind], weight__in=["", complaint.weight])


def run(complaint: Complaint, rule: ClockRule, now: datetime) -> None:
    """Start a clock, unless the same one runs already."""
    due = limits.last_moment(now, rule.value, rule.unit, days.holidays())
    remind = limits.reminder(due, now, rule.notice_days, rule.unit)
    facts = {"started_at": now, "length": rule.value, "due_at": due, "remind_at": remind}
    Clock.objects.get_or_create(complaint=complaint, rule=rule, ended_at=None, defaults=facts)


def enter(complaint: Complaint, stage: str, now: datetime) -> None:
    """A stage is entered: clocks that end here (or should have before) end, clocks that begin here begin."""
    Clock.objects.filter(RUNNING, complaint=complaint, rule__ends__lte=stage, rule__is_senders=False).update(
        ended_at=now
    )
    for rule in in_force(complaint, timezone.localdate(now)).filter(starts=stage, is_senders=False):
        run(complaint, rule, now)


def take_up(complaint: Complaint, now: datetime) -> None:
    """It runs again at its stage (out of the archive, after a new classification): missing clocks begin now."""
    rules = in_force(complaint, timezone.localdate(now)).filter(is_senders=False)
    wanted = list(rules.filter(starts__lte=complaint.stage, ends__gt=complaint.stage))
    Clock.objects.filter(RUNNING, complaint=complaint, rule__is_senders=False).exclude(
        rule__slug__in=[rule.slug for rule in wanted]
    ).update(ended_at=now)
    kept = set(Clock.objects.filter(complaint=complaint).filter(RUNNING).values_list("rule__slug", flat=True))
    for rule in wanted:
        if rule.slug not in kept:
            run(complaint, rule, now)


def pause(complaint: Complaint, now: datetime) -> None:
    """The complainant's turn: the office's clocks stop, the complainant's begins."""
    Clock.objects.filter(RUNNING, complaint=complaint, paused_at=None, rule__is_senders=False).update(paused_at=now)
    for rule in in_force(complaint, timezone.localdate(now)).filter(is_senders=True):
        run(complaint, rule, now)


def resume(complaint: Complaint, now: datetime) -> None:
    """The office's turn again: each clock grows by what the pause took."""
    running = Clock.objects.filter(RUNNING, complaint=complaint).select_related("rule")
    running.filter(rule__is_senders=True).update(ended_at=now)
    for clock in running.filter(paused_at__isnull=False):
        pause_took = limits.elapsed(clock.paused_at or now, now, clock.rule.unit, days.holidays())
        stretch(clock, pause_took, paused_at=None)


def extend(complaint: Complaint) -> bool:
    """Add the extension that the rule allows, once. False when no running rule allows one."""
    allowed = Clock.objects.filter(RUNNING, complaint=complaint, is_extended=False, rule__extension__gt=0)
    clocks = list(allowed.select_related("rule"))
    for clock in clocks:
        stretch(clock, clock.rule.extension, is_extended=True)
    return bool(clocks)


def stretch(clock: Clock, more: int, **changes: object) -> None:
    """Lengthen one clock by so many of its units."""
    length = clock.length + more
    due = limits.last_moment(clock.started_at, length, clock.rule.unit, days.holidays())
    remind = limits.reminder(due, clock.started_at, clock.rule.notice_days, clock.rule.unit)
    fresh = {"length": length, "due_at": due, "remind_at": remind, "reminded_at": None, "alarmed_at": None}
    Clock.objects.filter(pk=clock.pk).update(**fresh, **changes)


def end_all(complaint: Complaint, now: datetime) -> None:
    """Nobody is waited for any more."""
    Clock.objects.filter(RUNNING, complaint=complaint).update(ended_at=now)


def earliest(complaint: Complaint) -> date | None:
    """The nearest limit of the office, as a date in WIB."""
    rows = Clock.objects.filter(RUNNING, complaint=complaint, paused_at=None, rule__is_senders=False)
    found = rows.aggregate(first=Min("due_at"))["first"]
    return timezone.localdate(found) if found else None


def begin_passage(complaint: Complaint, now: datetime, who: Who, note: str = "") -> None:
    """Leave the stage that it stood in and enter the one that it stands in."""
    StagePassage.objects.filter(complaint=complaint, left_at=None).update(left_at=now)
    StagePassage.objects.create(
        complaint=complaint, stage=Stage(complaint.stage), entered_at=now, by_id=who.user_id, note=note
    )


def write_due(complaint: Complaint) -> None:
    """Keep the passage's limit true after clocks moved."""
    StagePassage.objects.filter(complaint=complaint, left_at=None).update(due_on=earliest(complaint))


@days.on_change
def calendar_changed(_version: int, _who: Who) -> None:
    """Working days moved: work the running limits out again."""
    touched = Clock.objects.filter(RUNNING, rule__unit="working_day").select_related("rule", "complaint")
    for clock in touched:
        stretch(clock, 0)
    for complaint in {clock.complaint for clock in touched}:
        write_due(complaint)
