"""Rows of exchange and reporting: the words of LAPOR!'s sheet, reports that the worker draws, the plan of follow-up."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.files.models import StoredFile
from foundation.secrets.fields import EncryptedTextField


class LaporWord(models.Model):
    """A word of LAPOR!: a heading of its sheet, a status, or a class of reports. The office may correct it.

    ``key`` is ours and fixed; ``word`` is what we write; ``also`` are other spellings that we read (one a line).
    """

    class Kind(models.TextChoices):
        """What the word is."""

        COLUMN = "column", _("Kolom")
        STATUS = "status", _("Status")
        KIND = "kind", _("Klasifikasi")

    kind = models.CharField(_("jenis"), max_length=6, choices=Kind.choices)
    key = models.CharField(_("kunci"), max_length=20)
    word = models.CharField(_("kata di LAPOR!"), max_length=80)
    also = models.TextField(_("ejaan lain yang dibaca (satu per baris)"), blank=True, default="")
    position = models.PositiveSmallIntegerField(_("urutan"))
    source = models.CharField(_("sumber"), max_length=200, blank=True, default="")
    confidence = models.CharField(_("keyakinan"), max_length=20, blank=True, default="")

    class Meta:
        verbose_name = _("kata LAPOR!")
        verbose_name_plural = _("kata LAPOR!")
        ordering: ClassVar = ["kind", "position"]
        constraints: ClassVar = [models.UniqueConstraint(name="lapor_word_once", fields=["kind", "key"])]

    def __str__(self) -> str:
        return self.word

    @property
    def spellings(self) -> list[str]:
        """What we read as this word, what we write first."""
        return [self.word, *(line.strip() for line in self.also.splitlines() if line.strip())]


class Report(models.Model):
    """A report over a span of days, drawn by the worker with the eyes of whoever asked for it.

    ``progress`` runs from 0 to 100; the two files come when it is done. Opened by the asker alone.
    """

    asked_by = models.ForeignKey(User, verbose_name=_("diminta oleh"), on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("diminta"), default=timezone.now)
    starts_on = models.DateField(_("dari"))
    ends_on = models.DateField(_("sampai"))
    progress = models.PositiveSmallIntegerField(_("kemajuan (persen)"), default=0)
    failed = models.BooleanField(_("gagal"), default=False)
    done_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    pdf = models.ForeignKey(
        StoredFile, verbose_name=_("PDF"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    workbook = models.ForeignKey(
        StoredFile, verbose_name=_("XLSX"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("laporan pengaduan")
        verbose_name_plural = _("laporan pengaduan")
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["asked_by", "-asked_at", "-id"], name="complaint_reports_of")]
        constraints: ClassVar = [
            models.CheckConstraint(name="complaint_report_has_days", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="complaint_report_progress", condition=Q(progress__range=(0, 100))),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"

    @property
    def mark(self) -> str:
        """How files, due work and the journal name it."""
        return f"complaint_report:{self.pk}"

    @property
    def is_year(self) -> bool:
        """A whole year?"""
        return (self.starts_on.month, self.starts_on.day, self.ends_on.month, self.ends_on.day) == (1, 1, 12, 31)


class PlanItem(models.Model):
    """Rencana tindak lanjut: what the office changes because of the complaints of a month. Printed in its reports."""

    month = models.DateField(_("bulan (tanggal 1)"))
    problem = models.CharField(_("masalah"), max_length=300)
    action = EncryptedTextField(_("tindak lanjut"))
    responsible = models.CharField(_("penanggung jawab"), max_length=150)
    due_on = models.DateField(_("paling lambat"))
    done_on = models.DateField(_("selesai"), null=True, blank=True)
    written_by = models.ForeignKey(User, verbose_name=_("ditulis oleh"), on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("ditulis"), default=timezone.now)

    class Meta:
        verbose_name = _("rencana tindak lanjut")
        verbose_name_plural = _("rencana tindak lanjut")
        ordering: ClassVar = ["-month", "due_on", "id"]
        indexes: ClassVar = [models.Index(fields=["-month", "due_on", "id"], name="complaint_plan")]
        constraints: ClassVar = [
            models.CheckConstraint(name="complaint_plan_month_begins", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return self.problem

    @property
    def mark(self) -> str:
        """How the journal names it."""
        return f"complaint_plan:{self.pk}"
