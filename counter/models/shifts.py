"""Who works at which window, from when to when, and what the next one should know."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counter.models.setup import Window
from foundation.secrets.fields import EncryptedTextField
from foundation.ui.formats import tanggal_jam


class Shift(models.Model):
    """One clerk at one window. A window has one open shift, and so has a clerk."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="shifts", verbose_name=_("loket"))
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("petugas"))
    started_at = models.DateTimeField(_("mulai"), default=timezone.now)
    ended_at = models.DateTimeField(_("selesai"), null=True, blank=True)

    class Meta:
        verbose_name = _("giliran jaga")
        verbose_name_plural = _("giliran jaga")
        ordering: ClassVar = ["-started_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["window"], condition=Q(ended_at__isnull=True), name="shift_one_open_per_window"
            ),
            models.UniqueConstraint(
                fields=["clerk"], condition=Q(ended_at__isnull=True), name="shift_one_open_per_clerk"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window} {tanggal_jam(self.started_at)}"


class HandoverNote(models.Model):
    """What one shift tells the next. Stays on every console until somebody says that it was read."""

    window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("loket"))
    text = EncryptedTextField(_("catatan"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("ditulis"), default=timezone.now)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(_("dibaca"), null=True, blank=True)

    class Meta:
        verbose_name = _("catatan serah terima")
        verbose_name_plural = _("catatan serah terima")
        ordering: ClassVar = ["-written_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["read_at", "-written_at"], name="note_unread")]

    def __str__(self) -> str:
        return f"note {self.pk}"
