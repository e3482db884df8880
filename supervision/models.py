"""A supervision task: a permit that nobody here decided, and who goes to look at it."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.files.models import StoredFile
from foundation.secrets.fields import EncryptedTextField
from licensing.models import Application
from licensing.terms import Confidence, Status
from supervision.terms import Reason, Result, State


class Limit(models.Model):
    """How many working days a task may take, from a day on. A change closes the row and adds another."""

    days = models.PositiveSmallIntegerField(_("hari kerja"), validators=[MinValueValidator(1), MaxValueValidator(250)])
    source = models.CharField(_("sumber"), max_length=200)
    confidence = models.CharField(_("keyakinan"), max_length=10, choices=Confidence.choices)
    effective_from = models.DateField(_("berlaku mulai"), unique=True)
    effective_to = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("batas waktu pengawasan")
        verbose_name_plural = _("batas waktu pengawasan")
        ordering: ClassVar = ["-effective_from"]
        constraints: ClassVar = [
            models.CheckConstraint(name="supervision_limit_is_positive", condition=Q(days__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.days} ({self.effective_from})"


class Task(models.Model):
    """One permit to look at. ``stood_at``: where the file stood here when OSS issued; an opinion given until then
    (45, 93) is kept with the file. ``due_on`` is the office's own promise, no regulation's.
    """

    application = models.ForeignKey(
        Application, verbose_name=_("permohonan"), on_delete=models.PROTECT, related_name="supervision_tasks"
    )
    reason = models.CharField(_("sebab"), max_length=10, choices=Reason.choices, default=Reason.EXPIRY)
    stood_at = models.CharField(_("status saat itu"), max_length=20, choices=Status.choices, blank=True, default="")
    state = models.CharField(_("keadaan"), max_length=6, choices=State.choices, default=State.OPEN)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("petugas"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(_("dibuka"), default=timezone.now)
    due_on = models.DateField(_("paling lambat"))
    assignment_number = models.CharField(_("nomor surat tugas"), max_length=100, blank=True, default="")
    assignment = models.ForeignKey(
        StoredFile, verbose_name=_("surat tugas"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    report = models.ForeignKey(StoredFile, verbose_name=_("BAP"), on_delete=models.PROTECT, null=True, related_name="+")
    visited_on = models.DateField(_("tanggal pemeriksaan"), null=True)
    result = models.CharField(_("hasil"), max_length=10, choices=Result.choices, blank=True, default="")
    note = EncryptedTextField(_("catatan"), blank=True, default="")
    closed_at = models.DateTimeField(_("selesai"), null=True)

    class Meta:
        verbose_name = _("tugas pengawasan")
        verbose_name_plural = _("tugas pengawasan")
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "reason"], name="one_supervision_task_per_reason"),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, owner=None) | Q(owner__isnull=False) & ~Q(state=State.OPEN),
                name="a_supervision_task_has_an_owner_once_taken",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DONE) | ~Q(result="") & Q(closed_at__isnull=False),
                name="a_finished_supervision_task_has_a_result",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on", "id"], name="supervision_desk")]

    def __str__(self) -> str:
        return f"{self.application} {self.reason}"

    @property
    def subject(self) -> str:
        """How journal and files name it."""
        return f"supervision:{self.pk}"

    @property
    def word(self) -> State:
        """The state as a word that knows its label and tone."""
        return State(self.state)

    @property
    def is_late(self) -> bool:
        """Has the promise passed?"""
        return self.state != State.DONE and self.due_on < timezone.localdate()
