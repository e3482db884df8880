"""The passage through the stages, and the limits that run meanwhile. Three laws, three ways of counting."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from complaints.models.complaints import Complaint
from complaints.terms import Kind, Stage, Unit, Weight
from foundation.secrets.fields import EncryptedTextField


class StagePassage(models.Model):
    """One stay in a stage: from when to when, until when it should last, who moved it there.

    A reopened complaint passes a stage again, in a new row. ``due_on`` is the earliest limit among the clocks
    that end when the stage is left (blank: no law sets one).
    """

    complaint = models.ForeignKey(
        Complaint, verbose_name=_("pengaduan"), on_delete=models.PROTECT, related_name="passages"
    )
    stage = models.CharField(_("tahap"), max_length=1, choices=Stage.choices)
    entered_at = models.DateTimeField(_("masuk"), default=timezone.now)
    left_at = models.DateTimeField(_("keluar"), null=True, blank=True)
    due_on = models.DateField(_("paling lambat"), null=True, blank=True)
    by = models.ForeignKey(
        User, verbose_name=_("oleh"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = EncryptedTextField(_("catatan"), blank=True, default="")

    class Meta:
        verbose_name = _("tahap pengaduan")
        verbose_name_plural = _("tahap pengaduan")
        ordering: ClassVar = ["entered_at", "id"]
        indexes: ClassVar = [models.Index(fields=["stage", "entered_at"], name="passage_by_stage")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="complaint_stands_in_one_stage", fields=["complaint"], condition=Q(left_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.stage}"


class ClockRule(models.Model):
    """A limit as the law sets it. An admin can close a row and add another; no code knows a number of days.

    The clock starts when ``starts`` is entered and ends when ``ends`` is entered. ``kind`` and ``weight`` blank:
    for all. ``is_senders``: the limit is the complainant's (completing the material), ``notice_days`` before its
    end the complainant is warned. ``extension`` may be added once, with reasons (PPID: 7 working days).
    """

    slug = models.SlugField(_("kode"), max_length=40)
    name = models.CharField(_("batas waktu"), max_length=150)
    law = models.CharField(_("dasar hukum"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=13, choices=Kind.choices, blank=True, default="")
    weight = models.CharField(_("bobot"), max_length=11, choices=Weight.choices, blank=True, default="")
    starts = models.CharField(_("mulai saat masuk tahap"), max_length=1, choices=Stage.choices)
    ends = models.CharField(_("berakhir saat masuk tahap"), max_length=1, choices=Stage.choices)
    value = models.PositiveSmallIntegerField(_("lamanya"))
    unit = models.CharField(_("satuan"), max_length=12, choices=Unit.choices)
    extension = models.PositiveSmallIntegerField(_("perpanjangan"), default=0)
    is_senders = models.BooleanField(_("batas bagi pengadu"), default=False)
    notice_days = models.PositiveSmallIntegerField(_("diingatkan sebelum (hari)"), default=1)
    source = models.CharField(_("sumber"), max_length=200, blank=True, default="")
    confidence = models.CharField(_("keyakinan"), max_length=20, blank=True, default="")
    effective_from = models.DateField(_("berlaku mulai"))
    effective_to = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("aturan batas waktu")
        verbose_name_plural = _("aturan batas waktu")
        ordering: ClassVar = ["starts", "ends", "slug"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="clock_rule_once_a_day", fields=["slug", "effective_from"]),
            models.CheckConstraint(name="clock_rule_value_is_positive", condition=Q(value__gt=0)),
            models.CheckConstraint(
                name="clock_rule_ends_after_it_starts",
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Clock(models.Model):
    """A limit that runs for one complaint: ``length`` units from ``started_at`` (grown by pauses and extension).

    ``due_at`` is the last moment, worked out again when the calendar changes; paused while ``paused_at`` is set.
    """

    complaint = models.ForeignKey(
        Complaint, verbose_name=_("pengaduan"), on_delete=models.PROTECT, related_name="clocks"
    )
    rule = models.ForeignKey(ClockRule, verbose_name=_("aturan"), on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("mulai"))
    length = models.PositiveIntegerField(_("lamanya, dengan jeda dan perpanjangan"))
    due_at = models.DateTimeField(_("paling lambat"))
    paused_at = models.DateTimeField(_("dijeda"), null=True, blank=True)
    ended_at = models.DateTimeField(_("berakhir"), null=True, blank=True)
    is_extended = models.BooleanField(_("diperpanjang"), default=False)
    remind_at = models.DateTimeField(_("diingatkan mulai"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("sudah diingatkan"), null=True, blank=True)
    alarmed_at = models.DateTimeField(_("keterlambatan diberitahukan"), null=True, blank=True)

    class Meta:
        verbose_name = _("batas waktu")
        verbose_name_plural = _("batas waktu")
        ordering: ClassVar = ["due_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["complaint"], name="clock_of_complaint"),
            models.Index(
                fields=["due_at"], name="clock_running", condition=Q(ended_at__isnull=True, paused_at__isnull=True)
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="clock_runs_once", fields=["complaint", "rule"], condition=Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.rule_id}"

    @property
    def is_late(self) -> bool:
        """Did it end, or does it run, after its last moment?"""
        return (self.ended_at or timezone.now()) > self.due_at and not (self.paused_at and not self.ended_at)
