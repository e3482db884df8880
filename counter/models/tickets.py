"""A number in the queue. It holds no name and no personal number; the visit that it becomes does (logbook)."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counter.models.devices import Device
from counter.models.setup import Line, Window
from counter.terms import IN_HAND, Priority, Source, TicketState


class Ticket(models.Model):
    """One person who waits, is called, is served.

    ``day`` and ``number`` are gap-free per line (foundation.numbers); ``on_day`` is the day on which it waits, the
    same unless the rule of the house carried it over. ``place`` orders the queue: when it was drawn, the start of
    the appointment, or when a no-show came back. ``tap`` makes a repeated tap the same ticket. ``code`` opens the
    page of the ticket. ``version`` rises with every change: acts say which version they saw.
    """

    day = models.DateField(_("hari nomor"))
    line = models.ForeignKey(Line, models.PROTECT, related_name="tickets", verbose_name=_("layanan"))
    number = models.PositiveIntegerField(_("nomor"))
    on_day = models.DateField(_("hari antre"))
    code = models.CharField(_("kode"), max_length=22, unique=True)
    tap = models.UUIDField(_("ketukan"), unique=True)
    source = models.CharField(_("diambil di"), max_length=5, choices=Source.choices)
    priority = models.CharField(_("prioritas"), max_length=10, choices=Priority.choices, blank=True, default="")
    device = models.ForeignKey(Device, models.PROTECT, null=True, blank=True, related_name="+")
    slot_at = models.DateTimeField(_("janji temu"), null=True, blank=True)
    place = models.DateTimeField(_("urutan"))
    state = models.CharField(_("keadaan"), max_length=10, choices=TicketState.choices, default=TicketState.WAITING)
    calls = models.PositiveSmallIntegerField(_("panggilan"), default=0)
    window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True, related_name="tickets")
    for_window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True, related_name="+")
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    drawn_at = models.DateTimeField(_("diambil"), default=timezone.now)
    first_called_at = models.DateTimeField(_("pertama dipanggil"), null=True, blank=True)
    called_at = models.DateTimeField(_("terakhir dipanggil"), null=True, blank=True)
    served_at = models.DateTimeField(_("mulai dilayani"), null=True, blank=True)
    finished_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    returned_at = models.DateTimeField(_("kembali ke antrean"), null=True, blank=True)
    visit_id = models.BigIntegerField(_("baris agenda"), null=True, blank=True)
    version = models.PositiveIntegerField(_("versi"), default=0)

    class Meta:
        verbose_name = _("nomor antrean")
        verbose_name_plural = _("nomor antrean")
        ordering: ClassVar = ["place", "id"]
        indexes: ClassVar = [
            models.Index(fields=["on_day", "state", "line", "place"], name="ticket_waiting"),
            models.Index(fields=["on_day", "called_at"], name="ticket_last_calls"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "day", "number"], name="ticket_number_once_per_line_and_day"),
            models.UniqueConstraint(
                fields=["window"], condition=Q(state__in=IN_HAND), name="ticket_one_in_hand_per_window"
            ),
            models.CheckConstraint(
                name="ticket_in_hand_has_a_window", condition=~Q(state__in=IN_HAND) | Q(window__isnull=False)
            ),
            models.CheckConstraint(name="ticket_number_starts_at_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="ticket_state_is_known", condition=Q(state__in=TicketState.values)),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What is printed and called: "A012"; carried over from another day "A012/23" (day of the month)."""
        return label_of(self.line.letter, self.number, self.day, self.on_day)

    @property
    def state_word(self) -> TicketState:
        """The state as an enum member, for badges."""
        return TicketState(self.state)

    @property
    def priority_word(self) -> str:
        """Why it goes before others; blank in the ordinary queue."""
        return str(Priority(self.priority).label) if self.priority else ""

    @property
    def can_return(self) -> bool:
        """A no-show may come back once, to the end, on the same day."""
        return self.state == TicketState.SKIPPED and self.returned_at is None


def label_of(letter: str, number: int, day: date, on_day: date) -> str:
    """The name of a ticket from its parts."""
    return f"{letter}{number:03d}" + (f"/{day:%d}" if day != on_day else "")


class QueueVersion(models.Model):
    """How often anything that people see of the queue has changed (one row, pk 1): the ETag of board and phones.

    Raised in the transaction of the change. Whoever calls raises it first, so calls come one after another.
    """

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("versi antrean")
        verbose_name_plural = _("versi antrean")

    def __str__(self) -> str:
        return str(self.number)
