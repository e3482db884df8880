"""Letters that leave the house: a complaint that belongs to another institution."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from complaints.models.complaints import Complaint
from foundation.secrets.fields import EncryptedTextField


class Forwarding(models.Model):
    """Surat pengantar: to whom, why, under which number. The PDF is drawn from this row alone."""

    complaint = models.ForeignKey(
        Complaint, verbose_name=_("pengaduan"), on_delete=models.PROTECT, related_name="forwardings"
    )
    number = models.CharField(_("nomor surat"), max_length=40, unique=True)
    institution = models.CharField(_("instansi tujuan"), max_length=200)
    address = models.CharField(_("alamat atau saluran instansi"), max_length=300, blank=True, default="")
    reason = EncryptedTextField(_("alasan"))
    with_identity = models.BooleanField(_("identitas pengadu disertakan"), default=False)
    forwarded_by = models.ForeignKey(User, verbose_name=_("oleh"), on_delete=models.PROTECT, related_name="+")
    forwarded_at = models.DateTimeField(_("diteruskan"), default=timezone.now)

    class Meta:
        verbose_name = _("penerusan pengaduan")
        verbose_name_plural = _("penerusan pengaduan")

    def __str__(self) -> str:
        return self.number
