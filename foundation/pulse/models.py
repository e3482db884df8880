"""Signs of life, and the work that the house owes itself."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.pulse.leases import Leased, State
from foundation.secrets.fields import EncryptedJSONField
from foundation.ui.formats import tanggal_jam


class Heartbeat(models.Model):
    """One process and when it last said that it lives. A worker says so every ten seconds."""

    process = models.CharField(_("proses"), max_length=120, unique=True)  # "worker:host:pid"
    role = models.CharField(_("jenis"), max_length=20)
    beat_at = models.DateTimeField(_("detak terakhir"), default=timezone.now)
    started_at = models.DateTimeField(_("mulai"), default=timezone.now)

    class Meta:
        verbose_name = _("detak proses")
        verbose_name_plural = _("detak proses")
        indexes = [models.Index(fields=["role", "-beat_at"], name="latest_beat_of_a_role")]  # /sehat/

    def __str__(self) -> str:
        return f"{self.process} {tanggal_jam(self.beat_at)}"


class DueTask(Leased):
    """One piece of work of our own, due at ``next_at``: a document to draw, a status to ask, a reminder to send.

    One row per (kind, subject). ``again_at``: the work was asked for once more, for this moment, while a worker had
    it in hand; when that worker finishes, it is due again then.
    """

    kind = models.CharField(_("jenis"), max_length=60)
    subject = models.CharField(_("tentang"), max_length=100, blank=True)
    payload = EncryptedJSONField(_("isi"), default=dict)
    again_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("pekerjaan latar")
        verbose_name_plural = _("pekerjaan latar")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="one_due_task_per_kind_and_subject")]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state=State.PENDING), name="due_work"),  # the sweep
            models.Index(fields=["id"], condition=Q(state=State.DEAD), name="dead_work"),  # the desk
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
