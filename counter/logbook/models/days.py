"""What belongs to a day: mobile service days, the daily close, and the running totals."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.journal.models import AppendOnly


class MobileDay(models.Model):
    """A day of pelayanan bergerak at a village: where, when, which team."""

    day = models.DateField(_("tanggal"), default=timezone.localdate)
    place = models.CharField(_("tempat"), max_length=120)
    team = models.CharField(_("tim"), max_length=250, blank=True, default="")
    opened_by_id = models.BigIntegerField(_("dibuka oleh"), null=True)
    opened_by_name = models.CharField(_("nama"), max_length=200, blank=True, default="")
    opened_at = models.DateTimeField(_("dibuka"), default=timezone.now)
    closed_at = models.DateTimeField(_("ditutup"), null=True, blank=True)

    class Meta:
        verbose_name = _("hari pelayanan bergerak")
        verbose_name_plural = _("hari pelayanan bergerak")
        indexes: ClassVar = [models.Index(fields=["-day", "-id"], name="mobile_days_newest")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "place"], name="one_mobile_day_per_place")]

    def __str__(self) -> str:
        return f"{self.place}, {self.day:%Y-%m-%d}"


class DayClose(AppendOnly):
    """The signature of the officer in charge under one day of the book.

    ``digest``: SHA-256 over the rows as they were. A day with later corrections may be signed again (``round``).
    """

    day = models.DateField(_("tanggal"))
    round = models.PositiveSmallIntegerField(_("penutupan ke-"), default=1)
    closed_at = models.DateTimeField(_("ditandatangani"), default=timezone.now)
    last_visit_id = models.BigIntegerField(_("baris terakhir"), default=0)
    row_count = models.PositiveIntegerField(_("jumlah baris"), default=0)
    seconds = models.PositiveBigIntegerField(_("jumlah detik"), default=0)
    digest = models.CharField(_("sidik"), max_length=64)
    signed_by_id = models.BigIntegerField(_("akun"), null=True)
    signed_by_name = models.CharField(_("penanggung jawab"), max_length=200)
    signed_by_role = models.CharField(_("peran"), max_length=20, blank=True, default="")
    note = models.CharField(_("catatan"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("penutupan hari")
        verbose_name_plural = _("penutupan hari")
        ordering: ClassVar = ["-day", "-round"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "round"], name="each_round_of_a_day_is_signed_once")
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} ({self.round})"


class DayTotal(models.Model):
    """How many rows of one day have one value of one dimension: totals over a million rows without counting them.

    ``dimension`` is "" (all rows) or a column of Visit that a filter may name; ``value`` is its text.
    Rows that were corrected count as corrected.
    """

    day = models.DateField()
    dimension = models.CharField(max_length=12, blank=True)
    value = models.CharField(max_length=150, blank=True)
    visits = models.IntegerField(default=0)
    seconds = models.BigIntegerField(default=0)
    documents = models.IntegerField(default=0)
    surveys = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("jumlah harian")
        verbose_name_plural = _("jumlah harian")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dimension", "value", "day"], name="one_total_per_day_and_value")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.dimension} {self.value}"
