"""A complaint as it came in. Handling it (stages b-g, clocks, answers) builds on this row."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.terms import Category, Stage, Subject
from foundation.secrets.fields import EncryptedTextField


class Complaint(models.Model):
    """What somebody told the office.

    Text, place and the complainant's name, contact and account rest encrypted or apart: the reported side
    must never find them. ``code`` opens the complaint together with its number; ``digest`` is the SHA-256
    of what was sent (the online counterpart of two signatures on a receipt, UU 25/2009 art. 44);
    ``submission`` makes a repeated sending the same complaint.
    """

    number = models.CharField(_("nomor"), max_length=20, unique=True)
    code = EncryptedTextField(_("kode rahasia"))
    submission = models.UUIDField(_("pengiriman"), unique=True)
    stage = models.CharField(_("tahap"), max_length=1, choices=Stage.choices, default=Stage.RECEIVED)
    service = models.CharField(_("layanan"), max_length=80, blank=True, default="")
    service_name = models.CharField(_("nama layanan"), max_length=250, blank=True, default="")
    category = models.CharField(_("kategori"), max_length=12, choices=Category.choices)
    subject = models.CharField(_("objek"), max_length=12, choices=Subject.choices, blank=True, default="")
    text = EncryptedTextField(_("isi"))
    place = EncryptedTextField(_("tempat dan waktu kejadian"), blank=True, default="")
    is_anonymous = models.BooleanField(_("identitas dirahasiakan"), default=True)
    contact_name = EncryptedTextField(_("nama pengadu"), blank=True, default="")
    contact = EncryptedTextField(_("kontak pengadu"), blank=True, default="")
    digest = models.CharField(_("sidik kiriman"), max_length=64)
    channel = models.CharField(_("saluran"), max_length=12, default="web")
    created_at = models.DateTimeField(_("diterima"), default=timezone.now)

    class Meta:
        verbose_name = _("pengaduan")
        verbose_name_plural = _("pengaduan")
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["-created_at", "-id"], name="complaint_register")]
        constraints: ClassVar = [
            models.CheckConstraint(name="complaint_stage_is_one_of_seven", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="complaint_names_its_object_unless_it_is_an_obstacle",
                condition=~Q(subject="") | Q(category=Category.OBSTACLE),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def code_in_groups(self) -> str:
        """The code as it is printed and read aloud: two groups of five."""
        return f"{self.code[:5]}-{self.code[5:]}"
