"""The queue of the furnished house: a line, a window, a ticket, a note, machines, a special day."""

import uuid
from datetime import time
from typing import Any

from django.utils import timezone

from counter.actions import devices, draw, shifts
from counter.models import Device, Line, SpecialDay, Window
from counter.terms import DeviceKind, Source
from tests.people import Town


def hall_things(people: Town) -> dict[str, Any]:
    """Build them; returns what stands behind the one argument of each door of the queue."""
    day = SpecialDay.objects.create(day=timezone.localdate(), opens_at=time(0), closes_at=time.max, reason="Uji")
    line = Line.objects.create(letter="A", name="Bantuan perizinan", last_before_minutes=0)
    window = Window.objects.create(number=1)
    window.lines.add(line)
    device = Device(name="Layar", kind=DeviceKind.BOARD)
    devices.add(device, who=people.actor("admin"))
    ticket = draw.now_in_line(line, who=people.actor("ijah"), tap=uuid.UUID(int=7), source=Source.DESK)
    note = shifts.leave_note("Pencetak macet.", window=window, who=people.actor("wulan"))
    by_code = ("queue_ticket", "queue_ticket_state", "queue_ticket_act", "queue_slip", "queue_slip_pdf")
    return {
        **dict.fromkeys((*by_code, "kiosk_ticket", "desk_ticket"), ticket.code),
        "console_act": "panggil",
        "console_come_back": ticket.pk,
        "console_note_read": note.pk,
        "queue_line": line.pk,
        "queue_window": window.pk,
        "queue_special_day": day.pk,
        "queue_special_day_drop": day.pk,
        "machine": device.pk,
        "machine_revoke": device.pk,
    }
