"""What people were told: the inbox of the portal, what went out, and who wants no more of it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.secrets.fields import EncryptedTextField


class Way(models.TextChoices):
    """How a letter reaches somebody. The value is also the endpoint of the outbox, so one may fail alone."""

    EMAIL = "email", _("E-mail")
    WHATSAPP = "whatsapp", _("WhatsApp")


class InboxItem(models.Model):
    """One message inside the portal. ``key`` makes it unique per person; ``path`` is where it leads, on this site."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("penerima"), on_delete=models.CASCADE, related_name="inbox"
    )
    key = models.CharField(_("kunci"), max_length=200)
    about = models.CharField(_("tentang"), max_length=100)
    template = models.CharField(_("jenis"), max_length=40)
    title = EncryptedTextField(_("judul"))
    body = EncryptedTextField(_("isi"))
    path = models.CharField(_("alamat"), max_length=300, blank=True, default="")
    created_at = models.DateTimeField(_("dikirim"), default=timezone.now)
    read_at = models.DateTimeField(_("dibaca"), null=True, blank=True)

    class Meta:
        verbose_name = _("pesan")
        verbose_name_plural = _("pesan")
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="inbox_item_is_written_once")]
        indexes: ClassVar = [
            models.Index(fields=["user", "-id"], name="inbox_of_a_person"),  # /pesan/
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="inbox_unread"),  # the menu
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.about}"


class SentLetter(models.Model):
    """A letter that left. ``reference`` stays the same on every retry, so none leaves twice.

    The row back end keeps the whole letter here, to be read at /uji/kotak-keluar/; other back ends leave ``to``,
    ``title`` and ``body`` empty.
    """

    reference = models.UUIDField(_("rujukan"), default=uuid.uuid4, unique=True, editable=False)
    way = models.CharField(_("saluran"), max_length=10, choices=Way.choices)
    to = EncryptedTextField(_("kepada"), blank=True, default="")
    title = EncryptedTextField(_("judul"), blank=True, default="")
    body = EncryptedTextField(_("isi"), blank=True, default="")
    is_kept = models.BooleanField(_("isi disimpan"), default=False)
    sent_at = models.DateTimeField(_("dikirim"), default=timezone.now, db_index=True)  # the nightly forgetting

    class Meta:
        verbose_name = _("surat terkirim")
        verbose_name_plural = _("surat terkirim")

    def __str__(self) -> str:
        return f"{self.way} {self.reference}"


class StopAddress(models.Model):
    """An address without an account: the code in its stop link, and since when it wants no letters."""

    way = models.CharField(_("saluran"), max_length=10, choices=Way.choices)
    address_index = models.CharField(_("sidik alamat"), max_length=64)
    code = models.CharField(_("kode"), max_length=24, unique=True)
    stopped_at = models.DateTimeField(_("berhenti sejak"), null=True, blank=True)

    class Meta:
        verbose_name = _("alamat tanpa akun")
        verbose_name_plural = _("alamat tanpa akun")
        constraints: ClassVar = [models.UniqueConstraint(fields=["way", "address_index"], name="one_stop_per_address")]

    def __str__(self) -> str:
        return f"{self.way} {self.code}"
