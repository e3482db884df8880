"""A queue with four lines and three windows, on a Tuesday morning."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.actors import Actor
from counter.actions import draw, shifts
from counter.logbook.terms import Kind
from counter.models import Line, Shift, SpecialDay, Ticket, Window
from counter.terms import Priority, Source
from foundation.journal.who import Who
from tests.people import Town, town

MORNING = "2026-11-24T09:00:00+07:00"
KIOSK = Who(role="", name="Mesin 1", channel="kiosk")


@dataclass
class Hall:
    """The hall of the office: lines, windows, people, and hands to draw numbers."""

    people: Town
    lines: dict[str, Line] = field(default_factory=dict)
    windows: dict[int, Window] = field(default_factory=dict)

    def draw(self, letter: str = "A", priority: Priority = Priority.NONE, source: Source = Source.KIOSK) -> Ticket:
        """One number at the kiosk."""
        return draw.now_in_line(self.lines[letter], who=KIOSK, tap=uuid4(), source=source, priority=priority)

    def sit(self, number: int, name: str = "wulan") -> Shift:
        """This person begins at this window."""
        return shifts.begin(self.windows[number], who=self.people.actor(name))

    @property
    def wulan(self) -> Actor:
        """The clerk."""
        return self.people.actor("wulan")

    @property
    def ijah(self) -> Actor:
        """The information officer."""
        return self.people.actor("ijah")


def open_today(opens: time = time(7, 30), closes: time = time(16, 0)) -> None:
    """Today is open, whatever the calendar says."""
    SpecialDay.objects.update_or_create(
        day=timezone.localdate(), defaults={"opens_at": opens, "closes_at": closes, "reason": "Uji"}
    )


def furnish() -> Hall:
    """Build the hall."""
    hall = Hall(town())
    kinds = {"A": Kind.LICENCE, "B": Kind.INFORMATION, "C": Kind.HANDOVER, "D": Kind.COMPLAINT}
    for position, (letter, kind) in enumerate(kinds.items()):
        hall.lines[letter] = Line.objects.create(
            letter=letter, name=str(kind.label), kind=kind, position=position, slot_places=2
        )
    for number, letters in {1: "B", 2: "AC", 3: "AC"}.items():
        hall.windows[number] = Window.objects.create(number=number)
        hall.windows[number].lines.set(hall.lines[letter] for letter in letters)
    open_today()
    return hall


@pytest.fixture
def hall(db: None, time_machine: Callable[..., None]) -> Hall:
    """The hall on Tuesday 24 November 2026, nine o'clock."""
    time_machine.move_to(MORNING, tick=True)
    return furnish()
