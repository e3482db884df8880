"""The dialogue between complainant and office, and what was sent along."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from complaints.models.complaints import Complaint
from complaints.terms import MessageKind, Side
from foundation.files.models import StoredFile
from foundation.secrets.fields import EncryptedTextField
from foundation.ui.formats import tanggal_jam


class Message(models.Model):
    """One message. ``author`` is the officer (the public reads "Petugas pengaduan"); never the complainant.

    Internal notes (``MessageKind.INTERNAL``) are read at the desk only: ask ``queries.dialogue``.
    ``external_id`` keeps a fetched e-mail from becoming two messages.
    """

    complaint = models.ForeignKey(
        Complaint, verbose_name=_("pengaduan"), on_delete=models.PROTECT, related_name="messages"
    )
    side = models.CharField(_("pihak"), max_length=6, choices=Side.choices)
    kind = models.CharField(_("jenis"), max_length=8, choices=MessageKind.choices, default=MessageKind.MESSAGE)
    author = models.ForeignKey(
        User, verbose_name=_("petugas"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = EncryptedTextField(_("isi"), blank=True, default="")
    sent_at = models.DateTimeField(_("dikirim"), default=timezone.now)
    external_id = models.CharField(_("tanda luar"), max_length=250, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = _("pesan")
        verbose_name_plural = _("pesan")
        ordering: ClassVar = ["sent_at", "id"]
        indexes: ClassVar = [models.Index(fields=["complaint", "sent_at", "id"], name="message_of_complaint")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {tanggal_jam(self.sent_at)}"


class MessageFile(models.Model):
    """A photo or document that came with a message. Opened through the policy of purpose "complaint" only."""

    message = models.ForeignKey(Message, verbose_name=_("pesan"), on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, verbose_name=_("berkas"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lampiran")
        verbose_name_plural = _("lampiran")
        constraints: ClassVar = [
            models.UniqueConstraint(name="message_file_once", fields=["message", "file"]),
        ]

    def __str__(self) -> str:
        return str(self.file)
