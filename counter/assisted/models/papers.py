"""What was consented to, scanned, printed and handed over at the window."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counter.assisted.models.assistance import Assistance, Proxy
from counter.assisted.terms import Attendance, ConsentHow, SignatureHow
from foundation.files.models import StoredFile
from foundation.secrets.fields import EncryptedTextField
from licensing.models import Application, Document, Requirement

USER = settings.AUTH_USER_MODEL


class Consent(models.Model):
    """Statements read aloud for one draft, and the yes to them (published assisted step 7).

    ``texts`` maps each statement's key to the version that was read. The code is kept as its HMAC; until
    ``given_at`` is set nothing was consented to.
    """

    assistance = models.ForeignKey(Assistance, models.PROTECT, related_name="consents")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+", verbose_name=_("permohonan"))
    how = models.CharField(_("cara"), max_length=5, choices=ConsentHow.choices)
    texts = models.JSONField(_("naskah yang dibacakan"))
    given_as = models.CharField(_("sebagai"), max_length=10, choices=Attendance.choices)
    given_by = EncryptedTextField(_("yang menyetujui"))
    officer = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("dibacakan oleh"))
    read_at = models.DateTimeField(_("dibacakan"), default=timezone.now)
    given_at = models.DateTimeField(_("disetujui"), null=True, blank=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    code_index = models.CharField(_("sidik kode"), max_length=64, blank=True, default="")
    tries = models.PositiveSmallIntegerField(_("percobaan"), default=0)

    class Meta:
        verbose_name = _("persetujuan di loket")
        verbose_name_plural = _("persetujuan di loket")
        indexes: ClassVar = [models.Index(fields=["application", "-id"], name="consent_of_file")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="consent_on_paper_shows_the_paper",
                condition=~Q(how="paper") | Q(given_at__isnull=True) | Q(paper__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class Scan(models.Model):
    """A scan on the tray of a file: not yet, or by now, the evidence of one requirement."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="+", verbose_name=_("permohonan"))
    assistance = models.ForeignKey(Assistance, models.PROTECT, related_name="scans")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("berkas"))
    requirement = models.ForeignKey(Requirement, models.PROTECT, null=True, blank=True, related_name="+")
    scanned_at = models.DateTimeField(_("dipindai"), default=timezone.now)
    settled_at = models.DateTimeField(_("dipasangkan atau dibuang"), null=True, blank=True)

    class Meta:
        verbose_name = _("pindaian")
        verbose_name_plural = _("pindaian")
        indexes: ClassVar = [models.Index(fields=["application", "id"], name="scan_on_tray")]

    def __str__(self) -> str:
        return f"scan {self.pk}"


class Printing(models.Model):
    """One time that a document came out of the printer of the counter. The first is the document, later ones copies."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("dokumen"))
    assistance = models.ForeignKey(Assistance, models.PROTECT, null=True, blank=True, related_name="printings")
    number = models.PositiveSmallIntegerField(_("cetakan ke-"))
    officer = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("petugas"))
    printed_at = models.DateTimeField(_("dicetak"), default=timezone.now)

    class Meta:
        verbose_name = _("cetakan")
        verbose_name_plural = _("cetakan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="printing_numbers_are_counted")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"


class HandOver(models.Model):
    """Documents given into somebody's hands, with name and signature."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="+", verbose_name=_("permohonan"))
    documents = models.ManyToManyField(Document, related_name="+", verbose_name=_("dokumen"))
    assistance = models.ForeignKey(Assistance, models.PROTECT, null=True, blank=True, related_name="hand_overs")
    taken_as = models.CharField(_("sebagai"), max_length=10, choices=Attendance.choices)
    taken_by = EncryptedTextField(_("diterima oleh"))
    proxy = models.ForeignKey(Proxy, models.PROTECT, null=True, blank=True, related_name="+")
    signature = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("tanda tangan"))
    how = models.CharField(_("cara"), max_length=5, choices=SignatureHow.choices)
    officer = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("petugas"))
    handed_at = models.DateTimeField(_("diserahkan"), default=timezone.now)

    class Meta:
        verbose_name = _("penyerahan dokumen")
        verbose_name_plural = _("penyerahan dokumen")
        indexes: ClassVar = [models.Index(fields=["application", "-id"], name="hand_over_of_file")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="hand_over_to_proxy_has_a_letter", condition=~Q(taken_as="proxy") | Q(proxy__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"
