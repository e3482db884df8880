"""What is asked before a licence (requirements), after it (obligations), and beside it (PB UMKU).

The source's text is kept as it stands, with its repeats and editors' notes; the office cleans a
working copy beside it (``office_text``, ``is_hidden``). Every edit is a new version.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from licensing.catalogue.models.facts import STILL, Fact, ends_after_it_starts
from licensing.catalogue.models.kbli import Kbli
from licensing.terms import Authority


class SetItem(Fact):
    """One line of a numbered list that risk rows share by its set code."""

    set_code = models.CharField(_("daftar"), max_length=20, db_index=True)
    number = models.PositiveSmallIntegerField(_("nomor"))
    text = models.TextField(_("isi sumber"))
    office_text = models.TextField(_("naskah kantor"), blank=True, default="")
    is_hidden = models.BooleanField(_("disembunyikan"), default=False)
    hidden_because = models.CharField(_("alasan disembunyikan"), max_length=200, blank=True, default="")
    edited_by = models.CharField(_("disunting oleh"), max_length=200, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.set_code}.{self.number} {self.wording}"

    @property
    def wording(self) -> str:
        """What people read: the office's copy where there is one."""
        return self.office_text or self.text


class RequirementItem(SetItem):
    """Persyaratan: one thing to show before the licence is verified."""

    class LegalForm(models.TextChoices):
        """A line that asks for a kind of holder, not (only) for a document."""

        PT = "pt", _("Perseroan Terbatas (PT)")
        COMPANY = "company", _("badan usaha, bukan perorangan")

    is_conditional = models.BooleanField(_("hanya bila berlaku"), default=False)
    legal_form = models.CharField(
        _("bentuk badan yang diminta"), max_length=7, choices=LegalForm.choices, blank=True, default=""
    )

    class Meta:
        verbose_name = _("persyaratan")
        verbose_name_plural = _("persyaratan")
        ordering: ClassVar = ["set_code", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["set_code", "number"], condition=STILL, name="requirement_number_is_used_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(is_hidden=False) | ~Q(hidden_because=""), name="requirement_hidden_with_a_reason"
            ),
            ends_after_it_starts("requirement"),
        ]


class ObligationItem(SetItem):
    """Kewajiban: a duty of the holder after issue.

    ``due_months`` = once, at the latest so many months after issue; ``after_months`` = from so
    many months after issue on; ``period_months`` = again and again. All None = at all times, or
    the wording gives no period (the source's item deadline is a copy of the row's days, not a
    due date, and is not kept).
    """

    due_months = models.PositiveSmallIntegerField(_("paling lambat (bulan sejak terbit)"), null=True, blank=True)
    after_months = models.PositiveSmallIntegerField(_("mulai (bulan sejak terbit)"), null=True, blank=True)
    period_months = models.PositiveSmallIntegerField(_("berulang tiap (bulan)"), null=True, blank=True)
    supervised_by = models.CharField(_("lembaga pengawas menurut naskah"), max_length=150, blank=True, default="")
    is_conditional = models.BooleanField(_("hanya bila berlaku"), default=False)

    class Meta:
        verbose_name = _("kewajiban")
        verbose_name_plural = _("kewajiban")
        ordering: ClassVar = ["set_code", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["set_code", "number"], condition=STILL, name="obligation_number_is_used_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(is_hidden=False) | ~Q(hidden_because=""), name="obligation_hidden_with_a_reason"
            ),
            models.CheckConstraint(
                condition=(Q(due_months__isnull=True) | Q(due_months__gt=0))
                & (Q(after_months__isnull=True) | Q(after_months__gt=0))
                & (Q(period_months__isnull=True) | Q(period_months__gt=0)),
                name="obligation_months_are_positive",
            ),
            ends_after_it_starts("obligation"),
        ]


class PbUmku(Fact):
    """Perizinan Berusaha untuk Menunjang Kegiatan Usaha: an extra permit for running the business."""

    code = models.CharField(_("kode OSS"), max_length=12)
    name = models.CharField(_("nama"), max_length=300)
    sector = models.CharField(_("kode sektor"), max_length=3, blank=True, default="")
    sector_name = models.CharField(_("sektor"), max_length=60, blank=True, default="")
    days_text = models.CharField(_("waktu menurut sumber"), max_length=60, blank=True, default="")
    requirement_set = models.CharField(_("daftar persyaratan"), max_length=20, blank=True, default="")
    obligation_set = models.CharField(_("daftar kewajiban"), max_length=20, blank=True, default="")

    class Meta:
        verbose_name = _("PB UMKU")
        verbose_name_plural = _("PB UMKU")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], condition=STILL, name="pb_umku_code_is_used_once_at_a_time"),
            ends_after_it_starts("pb_umku"),
        ]

    def __str__(self) -> str:
        return self.name


class PbUmkuAuthority(models.Model):
    """One line of a PB UMKU's authority list."""

    pb_umku = models.ForeignKey(PbUmku, on_delete=models.CASCADE, related_name="authorities")
    number = models.PositiveSmallIntegerField(_("nomor"))
    parameter = models.CharField(_("parameter"), max_length=200, blank=True, default="")
    authority = models.CharField(_("kewenangan"), max_length=8, choices=Authority.choices)

    class Meta:
        verbose_name = _("kewenangan PB UMKU")
        verbose_name_plural = _("kewenangan PB UMKU")
        ordering: ClassVar = ["pb_umku_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pb_umku", "parameter", "authority"], name="pb_umku_authority_line_is_listed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter}: {self.get_authority_display()}"


class KbliPbUmku(Fact):
    """OSS lists this PB UMKU under this code; ``note`` marks those that look misplaced."""

    kbli = models.ForeignKey(Kbli, verbose_name=_("KBLI"), on_delete=models.PROTECT, related_name="pb_umku_links")
    pb_umku_code = models.CharField(_("kode PB UMKU"), max_length=12)
    note = models.CharField(_("catatan"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("PB UMKU pada KBLI")
        verbose_name_plural = _("PB UMKU pada KBLI")
        ordering: ClassVar = ["kbli_id", "pb_umku_code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kbli", "pb_umku_code"], name="pb_umku_is_listed_once_per_kbli"),
        ]

    def __str__(self) -> str:
        return f"{self.kbli}: {self.pb_umku_code}"
