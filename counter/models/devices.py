"""Machines of the office. A machine is no person: it signs in with a key of its own, which can be revoked."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counter.terms import DeviceKind, Printer


class Device(models.Model):
    """A kiosk, a board or a computer of layanan mandiri. Only the HMAC of its key is kept; the key is shown once."""

    name = models.CharField(_("nama"), max_length=60)
    kind = models.CharField(_("jenis"), max_length=12, choices=DeviceKind.choices)
    printer = models.CharField(_("pencetak"), max_length=4, choices=Printer.choices, default=Printer.NONE)
    key_index = models.CharField(_("sidik kunci"), max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(_("didaftarkan"), default=timezone.now, editable=False)
    seen_at = models.DateTimeField(_("terakhir terlihat"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("dicabut"), null=True, editable=False)

    class Meta:
        verbose_name = _("perangkat")
        verbose_name_plural = _("perangkat")
        ordering: ClassVar = ["kind", "name", "id"]

    def __str__(self) -> str:
        return self.name
