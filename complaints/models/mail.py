"""Mails of the complaint address that the portal could not take in: a person has to look at them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.secrets.fields import EncryptedTextField


class MailAside(models.Model):
    """One mail that made trouble. It stays unread in the mailbox; from ``set_aside_at`` on the round passes it by.

    ``place`` is where it lies: UIDVALIDITY and UID of the folder ("7:4711"). ``closed_at``: somebody has seen to it,
    or it could be taken in after all.
    """

    class Reason(models.TextChoices):
        """Why."""

        TROUBLE = "trouble", _("Tidak terbaca sistem")
        FLOOD = "flood", _("Lebih dari 20 e-mail sehari dari alamat ini")

    place = models.CharField(_("letak di kotak surat"), max_length=60, unique=True)
    sender = EncryptedTextField(_("pengirim"), blank=True, default="")
    subject = EncryptedTextField(_("perihal"), blank=True, default="")
    reason = models.CharField(_("sebab"), max_length=7, choices=Reason.choices, default=Reason.TROUBLE)
    tries = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    first_at = models.DateTimeField(_("pertama dicoba"), default=timezone.now)
    set_aside_at = models.DateTimeField(_("disisihkan"), null=True, blank=True)
    closed_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    closed_by = models.ForeignKey(
        User, verbose_name=_("diselesaikan oleh"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("e-mail yang disisihkan")
        verbose_name_plural = _("e-mail yang disisihkan")
        ordering: ClassVar = ["-first_at", "-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["-first_at", "-id"],
                name="mail_aside_waits",
                condition=Q(set_aside_at__isnull=False, closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.place
