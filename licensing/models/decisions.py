"""Opinions, visits, the grounds that a refusal may rest on, and the texts that people agree to."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.files.models import StoredFile
from licensing.models.applications import Application

USER = settings.AUTH_USER_MODEL


class Opinion(models.Model):
    """The technical word on the whole file, perhaps with a letter. Kept even when 57 overtakes it."""

    class Kind(models.TextChoices):
        """Which word."""

        APPROVE = "approve", _("Disetujui")
        REJECT = "reject", _("Tidak disetujui")

    application = models.ForeignKey(
        Application, verbose_name=_("permohonan"), on_delete=models.CASCADE, related_name="opinions"
    )
    kind = models.CharField(_("putusan teknis"), max_length=10, choices=Kind.choices)
    note = models.TextField(_("catatan"), blank=True, default="")
    ground_code = models.CharField(_("dasar"), max_length=20, blank=True, default="")
    letter = models.ForeignKey(
        StoredFile, verbose_name=_("surat persetujuan teknis"), null=True, blank=True, on_delete=models.PROTECT
    )
    given_at = models.DateTimeField(_("diberikan"), default=timezone.now)
    given_by = models.ForeignKey(USER, verbose_name=_("oleh"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("putusan teknis")
        verbose_name_plural = _("putusan teknis")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_kind_display()}"


class FieldVisit(models.Model):
    """A visit to the place of business: when, by whom, what was seen."""

    application = models.ForeignKey(
        Application, verbose_name=_("permohonan"), on_delete=models.CASCADE, related_name="visits"
    )
    scheduled_on = models.DateField(_("tanggal"))
    note = models.TextField(_("keterangan"), blank=True, default="")
    findings = models.TextField(_("hasil"), blank=True, default="")
    report = models.ForeignKey(
        StoredFile, verbose_name=_("berita acara"), null=True, blank=True, on_delete=models.PROTECT
    )
    planned_by = models.ForeignKey(USER, verbose_name=_("oleh"), on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(_("dijadwalkan"), default=timezone.now)

    class Meta:
        verbose_name = _("peninjauan lapangan")
        verbose_name_plural = _("peninjauan lapangan")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.application}: {self.scheduled_on}"


class RefusalGround(models.Model):
    """A coded ground for refusing: the article and what would have to change. Data, dated."""

    code = models.CharField(_("kode"), max_length=20)
    title = models.CharField(_("dasar"), max_length=200)
    article = models.CharField(_("pasal"), max_length=300)
    remedy = models.TextField(_("yang harus berubah"))
    after_approval = models.BooleanField(_("dapat dipakai setelah disetujui dinas"), default=False)
    effective_from = models.DateField(_("berlaku sejak"))
    effective_to = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("dasar penolakan")
        verbose_name_plural = _("dasar penolakan")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="one_ground_per_code_and_start")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class StatementText(models.Model):
    """The wording of a statement, by version."""

    key = models.CharField(_("pernyataan"), max_length=30)
    version = models.CharField(_("versi"), max_length=20)
    title = models.CharField(_("judul"), max_length=200)
    text = models.TextField(_("isi"))
    source = models.CharField(_("sumber"), max_length=300, blank=True, default="")
    effective_from = models.DateField(_("berlaku sejak"))

    class Meta:
        verbose_name = _("teks pernyataan")
        verbose_name_plural = _("teks pernyataan")
        ordering: ClassVar = ["key", "effective_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "version"], name="one_statement_text_per_key_and_version")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
