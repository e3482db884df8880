"""The demo's queue: four lines, four windows, machines with known keys, a hall that is open whenever somebody looks.

Only where ``DEMO`` is on. Everything goes through the room's own actions.
"""

import uuid
from contextlib import suppress
from datetime import time

from django.utils import timezone

from accounts.actors import Actor, actor_of
from accounts.models import User
from accounts.roles import Role
from counter.actions import devices, draw, setup
from counter.logbook.terms import Kind
from counter.models import Device, Line, SpecialDay, Ticket, Window
from counter.queries import hours
from counter.queries.devices import of_key
from counter.refusals import Refused
from counter.terms import DeviceKind, Printer, Source

LINES = (
    ("A", "Bantuan perizinan (OSS)", "Dibantu petugas dari pendaftaran sampai terbit.", Kind.LICENCE, 25),
    ("B", "Informasi dan konsultasi", "Syarat, alur, waktu, dan pertanyaan lain.", Kind.INFORMATION, 10),
    ("C", "Pengambilan dokumen", "Mengambil NIB, sertifikat, atau salinan.", Kind.HANDOVER, 5),
    ("D", "Pengaduan", "Menyampaikan keluhan tentang layanan.", Kind.COMPLAINT, 15),
)
WINDOWS = {1: "B", 2: "A", 3: "AC", 4: "D"}
KEYS = (
    ("Mesin antrean lobi", DeviceKind.KIOSK, Printer.WIDE, "C0BAK10SANTREANPAR1AMA"),
    ("Layar antrean lobi", DeviceKind.BOARD, Printer.NONE, "C0BA1AYARANTREANPAR1AM"),
    ("Komputer layanan mandiri", DeviceKind.SELF_SERVICE, Printer.WIDE, "C0BAMAND1R1ANTREANPAR1"),
)
WAITING = ("B", "C")


def seed() -> None:
    """Make what is missing; touches nothing that exists. The hall is open today from now on."""
    admin = User.objects.filter(role=Role.ADMIN).order_by("pk").first()
    if admin is None:
        return
    who = actor_of(admin)
    if not Line.objects.exists():
        furnish(who)
    open_today(who)
    for name, kind, printer, key in KEYS:
        if of_key(key) is None and not Device.objects.filter(name=name).exists():
            devices.add(Device(name=name, kind=kind, printer=printer), key=key, who=who)
    if not Ticket.objects.filter(on_day=timezone.localdate()).exists():
        for line in Line.objects.filter(letter__in=WAITING):
            with suppress(Refused):  # somebody closed this day, or it ends this very moment: nobody waits
                draw.now_in_line(line, who=who, tap=uuid.uuid4(), source=Source.DESK)


def furnish(who: Actor) -> None:
    """Lines and windows."""
    for position, (letter, name, explained, kind, minutes) in enumerate(LINES, start=1):
        line = Line(letter=letter, name=name, explained=explained, kind=kind, minutes_each=minutes, position=position)
        line.last_before_minutes = 0
        setup.keep(line, who=who)
    for number, letters in WINDOWS.items():
        setup.keep(Window(number=number), lines=list(Line.objects.filter(letter__in=letters)), who=who)


def open_today(who: Actor) -> None:
    """Whoever tries the demo at night or on a Sunday finds it open."""
    today = timezone.localdate()
    usual = hours.of(today)
    if SpecialDay.objects.filter(day=today).exists():
        return
    opens = time(timezone.localtime().hour)
    first = min(opens, timezone.localtime(usual.opens).time()) if usual else opens
    day = SpecialDay(day=today, opens_at=first, closes_at=time.max, reason="Peragaan: buka sepanjang hari")
    setup.keep(day, who=who)


def table() -> str:
    """The machines and their keys, as `make run` prints them."""
    rows = [f"{name:<26} {key}" for name, _kind, _printer, key in KEYS]
    return "\n".join(["Machines (type the key at /perangkat/):", *rows])
