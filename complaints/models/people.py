"""Who told it, and whom it is about. Both stand apart from the complaint itself."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from complaints.models.complaints import Complaint
from foundation.secrets.fields import EncryptedTextField


class Complainant(models.Model):
    """Pengadu: identity and contact. No list joins it; every read goes through ``actions.identity`` and is
    journalled. Absent when nobody said who they are. ``contact`` is the one line of the web form; ``email`` and
    ``phone`` ("+628…") what an answer is sent to. ``user`` is the account of a signed-in sender.
    """

    complaint = models.OneToOneField(
        Complaint, verbose_name=_("pengaduan"), on_delete=models.PROTECT, related_name="complainant"
    )
    user = models.ForeignKey(
        User, verbose_name=_("akun"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = EncryptedTextField(_("nama pengadu"), blank=True, default="")
    address = EncryptedTextField(_("alamat pengadu"), blank=True, default="")
    contact = EncryptedTextField(_("kontak pengadu"), blank=True, default="")
    email = EncryptedTextField(_("e-mail pengadu"), blank=True, default="")
    phone = EncryptedTextField(_("nomor HP/WA pengadu"), blank=True, default="")

    class Meta:
        verbose_name = _("pengadu")
        verbose_name_plural = _("pengadu")

    def __str__(self) -> str:
        return str(self.complaint)


class Accused(models.Model):
    """Teradu: somebody whom a complaint is about. With an account, that person never finds the complaint, and
    neither does the queue of ``agency``. ``description`` is how the complainant or the inspector calls them.
    """

    complaint = models.ForeignKey(
        Complaint, verbose_name=_("pengaduan"), on_delete=models.PROTECT, related_name="accused"
    )
    user = models.ForeignKey(
        User, verbose_name=_("akun"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(
        Agency, verbose_name=_("dinas teknis"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    description = EncryptedTextField(_("keterangan"), blank=True, default="")
    named_by = models.ForeignKey(User, verbose_name=_("ditetapkan oleh"), on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(_("ditetapkan"), default=timezone.now)

    class Meta:
        verbose_name = _("teradu")
        verbose_name_plural = _("teradu")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="accused_once_per_complaint",
                fields=["complaint", "user"],
                condition=models.Q(user__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.complaint)
