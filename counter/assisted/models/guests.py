"""Layanan mandiri di kantor: somebody uses a computer of the office for a while."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counter.assisted.terms import GuestEnd


class Guest(models.Model):
    """One visit at a computer of layanan mandiri; device and row of the agenda are plain ids.

    Everything that the browser holds of the guest hangs on this row's session and is wiped when it ends.
    """

    device_id = models.BigIntegerField(_("perangkat"))
    device_name = models.CharField(_("nama perangkat"), max_length=60, blank=True, default="")
    visit_id = models.BigIntegerField(_("baris agenda"), null=True, blank=True)
    started_at = models.DateTimeField(_("mulai"), default=timezone.now)
    seen_at = models.DateTimeField(_("terakhir dipakai"), default=timezone.now)
    ended_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    ended_how = models.CharField(_("berakhir karena"), max_length=8, choices=GuestEnd.choices, blank=True, default="")
    help_asked_at = models.DateTimeField(_("memanggil bantuan"), null=True, blank=True)
    helped_at = models.DateTimeField(_("dibantu"), null=True, blank=True)
    helped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("tamu layanan mandiri")
        verbose_name_plural = _("tamu layanan mandiri")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["device_id"], condition=Q(ended_at__isnull=True), name="guest_one_per_device"
            )
        ]

    def __str__(self) -> str:
        return f"guest {self.pk}"
