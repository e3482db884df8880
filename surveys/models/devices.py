"""Kiosks, alarms, and what was imported."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surveys.models.questionnaires import Period, ServiceAsked
from surveys.terms import AlarmKind, Channel

USER = settings.AUTH_USER_MODEL


class Kiosk(models.Model):
    """A tablet that an officer has switched to the survey. Only the SHA-256 of its key is kept."""

    name = models.CharField(_("nama kios"), max_length=80)
    key_hash = models.CharField(_("sidik kunci"), max_length=64, unique=True)
    started_by = models.ForeignKey(USER, verbose_name=_("dinyalakan oleh"), on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("dinyalakan"), default=timezone.now)
    seen_on = models.DateField(_("terakhir mengirim"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("dimatikan"), null=True, blank=True)

    class Meta:
        verbose_name = _("kios survei")
        verbose_name_plural = _("kios survei")
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Name in the journal."""
        return f"survey_kiosk:{self.pk}"


class Alarm(models.Model):
    """Something to look at on a day: counted, never pointing at one sheet."""

    kind = models.CharField(_("jenis"), max_length=6, choices=AlarmKind.choices)
    day = models.DateField(_("tanggal"))
    period = models.ForeignKey(Period, verbose_name=_("periode"), on_delete=models.PROTECT)
    service = models.ForeignKey(ServiceAsked, verbose_name=_("layanan"), on_delete=models.PROTECT)
    channel = models.CharField(_("saluran"), max_length=6, choices=Channel.choices)
    count = models.PositiveIntegerField(_("jumlah lembar"), default=0)
    note = models.TextField(_("hasil pemeriksaan"), blank=True, default="")
    closed_by = models.ForeignKey(
        USER, verbose_name=_("diperiksa oleh"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(_("diperiksa"), null=True, blank=True)

    class Meta:
        verbose_name = _("peringatan survei")
        verbose_name_plural = _("peringatan survei")
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "day", "period", "service", "channel"],
                condition=models.Q(closed_at=None),
                name="open_alarm_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.count}"

    @property
    def subject(self) -> str:
        """Name in the journal."""
        return f"survey_alarm:{self.pk}"


class ImportBatch(models.Model):
    """A recap sheet that was taken in, by the SHA-256 of its bytes: the same file is not taken twice."""

    period = models.ForeignKey(Period, verbose_name=_("periode"), on_delete=models.PROTECT)
    service = models.ForeignKey(ServiceAsked, verbose_name=_("layanan"), on_delete=models.PROTECT)
    sha256 = models.CharField(_("sidik berkas"), max_length=64)
    name = models.CharField(_("nama berkas"), max_length=150)
    rows = models.PositiveIntegerField(_("jumlah lembar"))
    taken_by = models.ForeignKey(USER, verbose_name=_("diimpor oleh"), on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(_("diimpor"), default=timezone.now)

    class Meta:
        verbose_name = _("rekap yang diimpor")
        verbose_name_plural = _("rekap yang diimpor")
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["period", "sha256"], name="recap_taken_once")]

    def __str__(self) -> str:
        return self.name
