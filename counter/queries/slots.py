"""Appointment slots that a phone can still book."""

from collections import Counter
from datetime import date, datetime, timedelta

from django.utils import timezone

from counter.models import Line, Ticket
from counter.queries import hours
from counter.rules.slots import starts
from counter.terms import TicketState

DAYS_AHEAD = 5  # open days, today included
NOTICE = timedelta(minutes=15)  # nobody arrives sooner


def open_slots(line: Line, day: date) -> list[datetime]:
    """When appointments of a day begin that have a place left; none in the past."""
    open_hours = hours.of(day)
    if open_hours is None or not line.slot_places:
        return []
    earliest = timezone.now() + NOTICE
    booked = Ticket.objects.filter(line=line, on_day=day, slot_at__isnull=False)
    counts = Counter(booked.exclude(state=TicketState.CANCELLED).values_list("slot_at", flat=True))
    every = starts(open_hours, line.slot_minutes, line.last_before_minutes)
    return [at for at in every if at >= earliest and counts[at] < line.slot_places]


def days_with_slots(line: Line) -> list[tuple[date, list[datetime]]]:
    """The coming open days, each with its free slots; days without one are left out."""
    coming = hours.coming(timezone.localdate(), DAYS_AHEAD)
    found = [(day, open_slots(line, day)) for day, _hours in coming]
    return [(day, free) for day, free in found if free]
