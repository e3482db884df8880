"""Risk rows: for a scope of activity and a scale, how risky, which licence, how long, decided by whom."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from licensing.catalogue.models.facts import STILL, Fact, ends_after_it_starts
from licensing.catalogue.models.kbli import Kbli
from licensing.terms import Authority, Confidence, Investment, LicenceType, Risk, Scale


class Scope(Fact):
    """Ruang lingkup kegiatan: the applicant chooses one. Number 0 = "not split by scope", for indicative data.

    ``is_partly_read``: a missing scale of this scope means "nobody has read it", not "not offered".
    ``investment``: only for this kind of capital (PMA, PMDN), where the source names the scope so; "" = for all.
    """

    kbli = models.ForeignKey(Kbli, verbose_name=_("KBLI"), on_delete=models.PROTECT, related_name="scopes")
    number = models.PositiveSmallIntegerField(_("nomor urut di OSS"))
    name = models.TextField(_("nama"))
    is_abridged = models.BooleanField(_("nama dipendekkan"), default=False)
    sector = models.CharField(_("kode sektor"), max_length=3, blank=True, default="")
    is_partly_read = models.BooleanField(_("baru sebagian skala yang dibaca"), default=False)
    investment = models.CharField(
        _("hanya untuk penanaman modal"), max_length=4, choices=Investment.choices, blank=True, default=""
    )
    gap = models.CharField(_("yang belum diketahui"), max_length=400, blank=True, default="")

    class Meta:
        verbose_name = _("ruang lingkup")
        verbose_name_plural = _("ruang lingkup")
        ordering: ClassVar = ["kbli_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kbli", "number"], name="scope_number_is_unique_in_its_kbli"),
            models.CheckConstraint(condition=~Q(name=""), name="scope_has_a_name"),
            ends_after_it_starts("scope"),
        ]

    def __str__(self) -> str:
        return self.name


class RiskRow(Fact):
    """What one scope takes at one scale. A missing row means: not offered, never "take the next scale".

    ``days`` None = the source prints no time; ``licence_type`` "" = not read, so ask an officer
    (it is never derived from the risk: 55909 is Rendah with a Sertifikat Standar). ``gap`` says in
    words what the source leaves open. Indicative rows (confidence low) may stand side by side until an
    officer settles them; ``edited_by`` then names who did, and no load changes the row.
    """

    class DayUnit(models.TextChoices):
        """ "Hari" means working days; "hari kalender" is written out (PP 28/2025)."""

        WORKING = "working", _("hari kerja")
        CALENDAR = "calendar", _("hari kalender")

    scope = models.ForeignKey(
        Scope, verbose_name=_("ruang lingkup"), on_delete=models.PROTECT, related_name="risk_rows"
    )
    scale = models.CharField(_("skala usaha"), max_length=6, choices=Scale.choices)
    risk = models.CharField(_("tingkat risiko"), max_length=11, choices=Risk.choices)
    licence_type = models.CharField(
        _("jenis perizinan"), max_length=18, choices=LicenceType.choices, blank=True, default=""
    )
    licence_document = models.CharField(_("nama dokumen"), max_length=250, blank=True, default="")
    days = models.PositiveSmallIntegerField(_("jangka waktu"), null=True, blank=True)
    day_unit = models.CharField(_("satuan"), max_length=8, choices=DayUnit.choices, default=DayUnit.WORKING)
    requirement_set = models.CharField(_("daftar persyaratan"), max_length=20, blank=True, default="", db_index=True)
    obligation_set = models.CharField(_("daftar kewajiban"), max_length=20, blank=True, default="", db_index=True)
    gap = models.CharField(_("yang belum diketahui"), max_length=400, blank=True, default="")
    edited_by = models.CharField(_("dipastikan oleh"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("baris risiko")
        verbose_name_plural = _("baris risiko")
        ordering: ClassVar = ["scope_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scope", "scale"],
                condition=STILL & ~Q(confidence=Confidence.LOW),
                name="risk_row_is_single_per_scope_and_scale",
            ),
            models.UniqueConstraint(
                fields=["scope", "scale", "risk"], condition=STILL, name="risk_row_states_a_risk_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(days__isnull=True) | Q(days__gt=0), name="risk_row_days_are_positive"),
            ends_after_it_starts("risk_row"),
        ]

    def __str__(self) -> str:
        return f"{self.scope.kbli.code}/{self.scope.number} {self.get_scale_display()}: {self.get_risk_display()}"


class RiskRowAuthority(models.Model):
    """One line of a row's authority list: under this parameter (free text of the source), this body decides."""

    risk_row = models.ForeignKey(RiskRow, on_delete=models.CASCADE, related_name="authorities")
    number = models.PositiveSmallIntegerField(_("nomor"))
    parameter = models.CharField(_("parameter"), max_length=200)
    authority = models.CharField(_("kewenangan"), max_length=8, choices=Authority.choices)

    class Meta:
        verbose_name = _("kewenangan baris risiko")
        verbose_name_plural = _("kewenangan baris risiko")
        ordering: ClassVar = ["risk_row_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["risk_row", "parameter", "authority"], name="risk_row_authority_line_is_listed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter}: {self.get_authority_display()}"


class AuthorityParameter(Fact):
    """What a free-text parameter of an authority line asks. An unlisted parameter is for an officer to decide."""

    class Test(models.TextChoices):
        """The question behind the words."""

        ALWAYS = "always", _("berlaku untuk semua")
        FOREIGN = "foreign", _("penanaman modal asing (PMA)")
        DOMESTIC = "domestic", _("bukan penanaman modal asing")
        REGENCY = "regency", _("lokasi di kabupaten/kota, di luar DK Jakarta")
        JAKARTA = "jakarta", _("lokasi di Provinsi Daerah Khusus Jakarta")
        IN_ONE_REGENCY = "in_one_regency", _("lokasi seluruhnya di satu kabupaten/kota")
        ACROSS_REGENCIES = "across_regencies", _("satu hamparan melintasi kabupaten/kota")
        IN_ONE_PROVINCE = "in_one_province", _("lokasi seluruhnya di satu provinsi")
        ACROSS_PROVINCES = "across_provinces", _("satu hamparan melintasi provinsi")
        OFFICER = "officer", _("hanya petugas yang dapat memastikan")

    parameter = models.CharField(_("parameter (huruf kecil, spasi tunggal)"), max_length=200, unique=True)
    test = models.CharField(_("arti"), max_length=20, choices=Test.choices)

    class Meta:
        verbose_name = _("parameter kewenangan")
        verbose_name_plural = _("parameter kewenangan")
        ordering: ClassVar = ["parameter"]

    def __str__(self) -> str:
        return self.parameter
