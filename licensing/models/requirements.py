"""What must be shown, what was shown, and what the reviewer said of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.files.models import StoredFile
from licensing.models.applications import Application
from licensing.terms import Verdict

USER = settings.AUTH_USER_MODEL


class Requirement(models.Model):
    """One line of the checklist, copied from the risk row when it was frozen.

    ``verdict`` is the newest word; ``is_open`` says that the applicant may change its evidence now.
    """

    application = models.ForeignKey(
        Application, verbose_name=_("permohonan"), on_delete=models.CASCADE, related_name="requirements"
    )
    number = models.PositiveSmallIntegerField(_("nomor"))
    text = models.TextField(_("persyaratan"))
    source = models.CharField(_("asal"), max_length=60, blank=True, default="")
    is_required = models.BooleanField(_("wajib"), default=True)
    is_open = models.BooleanField(_("terbuka untuk pemohon"), default=True)
    verdict = models.CharField(_("penilaian"), max_length=10, choices=Verdict.choices, blank=True, default="")
    verdict_note = models.TextField(_("catatan penilaian"), blank=True, default="")
    retired_at = models.DateTimeField(_("tidak berlaku sejak"), null=True, blank=True)

    class Meta:
        verbose_name = _("persyaratan permohonan")
        verbose_name_plural = _("persyaratan permohonan")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "number"],
                condition=models.Q(retired_at__isnull=True),
                name="requirement_numbers_are_unique_in_a_file",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Evidence(models.Model):
    """A file shown for a requirement. A newer one replaces it; the old version stays readable."""

    requirement = models.ForeignKey(
        Requirement, verbose_name=_("persyaratan"), on_delete=models.CASCADE, related_name="evidence"
    )
    file = models.ForeignKey(StoredFile, verbose_name=_("berkas"), on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(_("putaran"), default=0)
    uploaded_at = models.DateTimeField(_("diunggah"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        USER, verbose_name=_("oleh"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replaced_at = models.DateTimeField(_("diganti"), null=True, blank=True)
    reused_from = models.ForeignKey("self", verbose_name=_("dipakai ulang dari"), null=True, on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("bukti")
        verbose_name_plural = _("bukti")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["requirement"],
                condition=models.Q(replaced_at__isnull=True),
                name="one_current_evidence_per_requirement",
            )
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id}/{self.pk}"


class Assessment(models.Model):
    """One verdict on one piece of evidence, kept for ever."""

    requirement = models.ForeignKey(
        Requirement, verbose_name=_("persyaratan"), on_delete=models.CASCADE, related_name="assessments"
    )
    evidence = models.ForeignKey(Evidence, verbose_name=_("bukti"), null=True, on_delete=models.PROTECT)
    verdict = models.CharField(_("penilaian"), max_length=10, choices=Verdict.choices)
    note = models.TextField(_("catatan"), blank=True, default="")
    round = models.PositiveSmallIntegerField(_("putaran"), default=0)
    assessed_at = models.DateTimeField(_("dinilai"), default=timezone.now)
    assessed_by = models.ForeignKey(USER, verbose_name=_("oleh"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("penilaian")
        verbose_name_plural = _("penilaian")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="repair_and_fails_carry_a_note",
                condition=models.Q(verdict=Verdict.MEETS) | ~models.Q(note=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id}: {self.verdict}"
