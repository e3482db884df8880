"""Documents that are drawn from a frozen snapshot, and the duties that begin when they are issued."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.files.models import StoredFile
from foundation.secrets.fields import EncryptedJSONField
from licensing.models.applicants import PelakuUsaha
from licensing.models.applications import Application
from licensing.rules.numbering import verification_code
from licensing.terms import CertificateStatus, DocumentKind, DocumentStatus


class Document(models.Model):
    """An issued document. Its snapshot is frozen at birth; the worker draws it once; the file is never drawn again."""

    code = models.CharField(_("kode verifikasi"), max_length=22, unique=True, default=verification_code)
    application = models.ForeignKey(
        Application, verbose_name=_("permohonan"), on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(_("jenis"), max_length=20, choices=DocumentKind.choices)
    number = models.CharField(_("nomor"), max_length=50, blank=True, default="")
    revision = models.PositiveSmallIntegerField(_("perubahan ke-"), default=0)
    status = models.CharField(
        _("status"), max_length=12, choices=DocumentStatus.choices, default=DocumentStatus.PREPARING
    )
    certificate_status = models.CharField(
        _("status sertifikat"), max_length=12, choices=CertificateStatus.choices, blank=True, default=""
    )
    snapshot = EncryptedJSONField(_("isi beku"), default=dict)
    template_version = models.CharField(_("versi templat"), max_length=20, blank=True, default="")
    is_simulation = models.BooleanField(_("simulasi"), default=True)
    issued_on = models.DateField(_("tanggal terbit"))
    file = models.ForeignKey(StoredFile, verbose_name=_("berkas"), null=True, blank=True, on_delete=models.PROTECT)
    unsigned_file = models.ForeignKey(
        StoredFile, verbose_name=_("belum ditandatangani"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("penanda tangan"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    signed_at = models.DateTimeField(_("ditandatangani"), null=True, blank=True)
    sealed_at = models.DateTimeField(_("disegel"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, default="")
    replaces = models.ForeignKey("self", verbose_name=_("menggantikan"), null=True, on_delete=models.PROTECT)
    reason = models.CharField(_("alasan"), max_length=300, blank=True, default="")
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    drawn_at = models.DateTimeField(_("digambar"), null=True, blank=True)

    class Meta:
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=models.Q(status__in=["preparing", "valid"]),
                name="one_living_document_of_a_kind_per_application",
            ),
            models.CheckConstraint(
                name="a_valid_document_has_its_file", condition=~models.Q(status="valid") | models.Q(file__isnull=False)
            ),
            models.CheckConstraint(
                name="document_signed_by_with_at",
                condition=models.Q(signed_by__isnull=True, signed_at__isnull=True)
                | models.Q(signed_by__isnull=False, signed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def subject(self) -> str:
        """Name of this document in journal and due work."""
        return f"document:{self.pk}"

    @property
    def has_signature(self) -> bool:
        """Does its file carry an official's signature or the office's seal?"""
        return self.signed_at is not None or self.sealed_at is not None

    @property
    def said(self) -> str:
        """What a page says of it: how far a living certificate has come, that a drawn letter waits for a hand."""
        if self.status == DocumentStatus.PREPARING and self.unsigned_file_id is not None:
            return gettext("Menunggu tanda tangan")
        is_certificate = self.certificate_status and self.status == DocumentStatus.VALID
        return self.get_certificate_status_display() if is_certificate else self.get_status_display()


class Duty(models.Model):
    """An obligation of the holder with its next due day: the calendar after issue."""

    holder = models.ForeignKey(PelakuUsaha, verbose_name=_("pelaku usaha"), on_delete=models.CASCADE)
    application = models.ForeignKey(
        Application, verbose_name=_("permohonan"), on_delete=models.CASCADE, related_name="duties"
    )
    number = models.PositiveSmallIntegerField(_("nomor"))
    text = models.TextField(_("kewajiban"))
    due_on = models.DateField(_("jatuh tempo"), null=True, blank=True)
    period_months = models.PositiveSmallIntegerField(_("setiap (bulan)"), null=True, blank=True)
    reminded_on = models.DateField(_("diingatkan"), null=True, blank=True)
    done_at = models.DateTimeField(_("dilaporkan selesai"), null=True, blank=True)

    class Meta:
        verbose_name = _("kewajiban")
        verbose_name_plural = _("kewajiban")
        ordering: ClassVar = ["due_on", "number"]

    def __str__(self) -> str:
        return self.text[:80]
