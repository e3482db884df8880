"""How the queue is set up: all of it data of the office, changed by an admin and journalled.

The hours of the week, the break and Friday's own hours are those of the office (foundation.office).
"""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from counter.logbook.terms import Kind
from counter.terms import Leftover


class Line(models.Model):
    """A service of the queue with its letter: "A, Bantuan perizinan". Never deleted: tickets name it."""

    letter = models.CharField(
        _("huruf"),
        max_length=1,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]$", _("Isi satu huruf besar, A sampai Z."))],
    )
    name = models.CharField(_("nama layanan"), max_length=60)
    explained = models.CharField(_("penjelasan singkat"), max_length=120, blank=True, default="")
    kind = models.CharField(_("dicatat di agenda sebagai"), max_length=12, choices=Kind.choices, default=Kind.LICENCE)
    position = models.PositiveSmallIntegerField(_("urutan di layar"), default=10)
    minutes_each = models.PositiveSmallIntegerField(
        _("rata-rata menit per orang"), default=15, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    last_before_minutes = models.PositiveSmallIntegerField(
        _("nomor terakhir, menit sebelum tutup"), default=30, validators=[MaxValueValidator(240)]
    )
    daily_limit = models.PositiveSmallIntegerField(_("nomor terbanyak sehari"), null=True, blank=True)
    slot_minutes = models.PositiveSmallIntegerField(
        _("panjang slot janji temu (menit)"), default=30, validators=[MinValueValidator(10), MaxValueValidator(240)]
    )
    slot_places = models.PositiveSmallIntegerField(_("tempat per slot janji temu"), default=1)
    is_active = models.BooleanField(_("dipakai"), default=True)

    class Meta:
        verbose_name = _("layanan antrean")
        verbose_name_plural = _("layanan antrean")
        ordering: ClassVar = ["position", "letter"]

    def __str__(self) -> str:
        return f"{self.letter} {self.name}"


class Window(models.Model):
    """A loket: which lines it calls. Never deleted: tickets and shifts name it."""

    number = models.PositiveSmallIntegerField(_("nomor loket"), unique=True, validators=[MinValueValidator(1)])
    name = models.CharField(_("keterangan"), max_length=60, blank=True, default="")
    lines = models.ManyToManyField(Line, verbose_name=_("layanan yang dipanggil"), related_name="windows")
    is_active = models.BooleanField(_("dipakai"), default=True)

    class Meta:
        verbose_name = _("loket")
        verbose_name_plural = _("loket")
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return gettext("Loket %(nomor)s") % {"nomor": self.number}


class QueueRules(models.Model):
    """The rules of the house (one row, pk 1)."""

    calls = models.PositiveSmallIntegerField(
        _("panggilan sebelum dilewati"), default=3, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    priority_in_a_row = models.PositiveSmallIntegerField(
        _("prioritas berturut-turut, paling banyak"), default=2, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    leftover = models.CharField(
        _("yang masih menunggu di akhir hari"), max_length=5, choices=Leftover.choices, default=Leftover.CLOSE
    )
    announcement = models.CharField(_("pengumuman di layar"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("aturan antrean")
        verbose_name_plural = _("aturan antrean")

    def __str__(self) -> str:
        return "QueueRules"


class SpecialDay(models.Model):
    """One date with hours of its own: a Saturday, a day until noon, or closed. It wins over week and holiday."""

    day = models.DateField(_("tanggal"), unique=True)
    opens_at = models.TimeField(_("buka"), null=True, blank=True)
    closes_at = models.TimeField(_("tutup"), null=True, blank=True)
    reason = models.CharField(_("alasan"), max_length=120)

    class Meta:
        verbose_name = _("hari khusus")
        verbose_name_plural = _("hari khusus")
        ordering: ClassVar = ["-day"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="special_day_has_both_hours_or_none",
                condition=Q(opens_at__isnull=True, closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("Isi jam buka dan jam tutup sesudahnya, atau kosongkan keduanya bila tutup."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.reason}"
