"""What is computed from sheets, and what the office says about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.files.models import StoredFile
from surveys.models.questionnaires import Period, ServiceAsked
from surveys.terms import Channel, Unsur


class Tally(models.Model):
    """How many sheets gave ``value`` to ``question`` (an unsur, an extra question or a trait)."""

    period = models.ForeignKey(Period, verbose_name=_("periode"), on_delete=models.CASCADE)
    service = models.ForeignKey(ServiceAsked, verbose_name=_("layanan"), on_delete=models.PROTECT)
    channel = models.CharField(_("saluran"), max_length=6, choices=Channel.choices)
    question = models.CharField(_("pertanyaan"), max_length=40)
    value = models.CharField(_("jawaban"), max_length=6)
    count = models.PositiveIntegerField(_("jumlah"))

    class Meta:
        abstract = True


class DayTally(Tally):
    """One day, counted from the sheets of that day; counting again writes the same rows."""

    day = models.DateField(_("tanggal"))

    class Meta:
        verbose_name = _("rekap harian")
        verbose_name_plural = _("rekap harian")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["period", "day", "service", "channel", "question", "value"], name="day_tally_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.question}={self.value}: {self.count}"


class PeriodTally(Tally):
    """The whole period, added up from its days: what pages read."""

    class Meta:
        verbose_name = _("rekap periode")
        verbose_name_plural = _("rekap periode")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["period", "service", "channel", "question", "value"], name="period_tally_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.question}={self.value}: {self.count}"


class Users(models.Model):
    """N: how many people used a service in a period, as the office counted them."""

    period = models.ForeignKey(Period, verbose_name=_("periode"), on_delete=models.CASCADE, related_name="users")
    service = models.ForeignKey(ServiceAsked, verbose_name=_("layanan"), on_delete=models.PROTECT)
    count = models.PositiveIntegerField(_("jumlah pengguna layanan"))

    class Meta:
        verbose_name = _("jumlah pengguna layanan")
        verbose_name_plural = _("jumlah pengguna layanan")
        constraints: ClassVar = [models.UniqueConstraint(fields=["period", "service"], name="users_once")]

    def __str__(self) -> str:
        return f"{self.service_id}: {self.count}"


class FollowUp(models.Model):
    """Rencana tindak lanjut for one unsur of a period."""

    period = models.ForeignKey(Period, verbose_name=_("periode"), on_delete=models.CASCADE, related_name="plans")
    unsur = models.CharField(_("unsur"), max_length=12, choices=Unsur.choices)
    plan = models.TextField(_("rencana"), max_length=1000)
    due_on = models.DateField(_("selesai paling lambat"), null=True, blank=True)
    responsible = models.CharField(_("penanggung jawab"), max_length=150, blank=True, default="")

    class Meta:
        verbose_name = _("rencana tindak lanjut")
        verbose_name_plural = _("rencana tindak lanjut")
        constraints: ClassVar = [models.UniqueConstraint(fields=["period", "unsur"], name="one_plan_per_unsur")]

    def __str__(self) -> str:
        return f"{self.unsur}: {self.plan[:40]}"


class Report(models.Model):
    """A report that the worker draws. ``progress`` in percent."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Menunggu")
        DRAWING = "drawing", _("Disusun")
        READY = "ready", _("Siap")
        FAILED = "failed", _("Gagal")

    period = models.ForeignKey(Period, verbose_name=_("periode"), on_delete=models.PROTECT, related_name="reports")
    service = models.ForeignKey(
        ServiceAsked, verbose_name=_("layanan"), null=True, blank=True, on_delete=models.PROTECT
    )
    state = models.CharField(_("keadaan"), max_length=8, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(_("kemajuan (persen)"), default=0)
    file = models.ForeignKey(StoredFile, verbose_name=_("berkas"), null=True, blank=True, on_delete=models.PROTECT)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("diminta oleh"), on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("diminta"), default=timezone.now)
    ready_at = models.DateTimeField(_("siap"), null=True, blank=True)

    class Meta:
        verbose_name = _("laporan SKM")
        verbose_name_plural = _("laporan SKM")
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.period} ({self.state})"

    @property
    def subject(self) -> str:
        """Name in the journal, of the due row and of the file."""
        return f"survey_report:{self.pk}"
