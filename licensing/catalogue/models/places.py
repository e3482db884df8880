"""Where a business stands, which agency verifies it there, and which environment class it falls in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from licensing.catalogue.models.facts import STILL, Fact, ends_after_it_starts
from licensing.catalogue.models.kbli import Kbli
from licensing.terms import EnvironmentClass, Scale


class Region(models.Model):
    """A province, regency/city, district or village; dotted code PP.KK.CC.VVVV (Kepmendagri 300.2.2-2430/2025).

    BPS uses other numbers for the same places (BPS 1405 is Siak, 14.05 here is Pelalawan).
    """

    class Level(models.IntegerChoices):
        """How deep in the tree."""

        PROVINCE = 1, _("Provinsi")
        REGENCY = 2, _("Kabupaten/Kota")
        DISTRICT = 3, _("Kecamatan")
        VILLAGE = 4, _("Desa/Kelurahan")

    code = models.CharField(_("kode"), max_length=13, primary_key=True)
    level = models.PositiveSmallIntegerField(_("tingkat"), choices=Level.choices)
    parent = models.ForeignKey(
        "self", verbose_name=_("induk"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name = models.CharField(_("nama"), max_length=100)
    kind = models.CharField(_("jenis"), max_length=10, blank=True, default="")
    regulation = models.CharField(_("peraturan"), max_length=200, blank=True, default="")
    effective_to = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("wilayah")
        verbose_name_plural = _("wilayah")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(level=1) | Q(parent__isnull=False), name="region_lies_in_its_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def oss_code(self) -> str:
        """kd_daerah: dots removed, filled with zeros to ten digits."""
        return self.code.replace(".", "").ljust(10, "0")


class AgencyRoute(Fact):
    """Which agency of this office verifies what. The longest prefix wins, then the sector; no agency = back office."""

    edition = models.CharField(_("edisi"), max_length=4, choices=Kbli.Edition.choices)
    code_prefix = models.CharField(_("awal kode KBLI"), max_length=5, blank=True, default="")
    sector = models.CharField(_("kode sektor"), max_length=3, blank=True, default="")
    agency = models.ForeignKey(
        Agency, verbose_name=_("dinas teknis"), null=True, blank=True, on_delete=models.PROTECT, related_name="routes"
    )
    edited_by = models.CharField(_("disunting oleh"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("rute dinas teknis")
        verbose_name_plural = _("rute dinas teknis")
        ordering: ClassVar = ["edition", "code_prefix", "sector"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "code_prefix", "sector"], condition=STILL, name="agency_route_is_single_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(code_prefix="") | ~Q(sector=""), name="agency_route_has_a_prefix_or_a_sector"
            ),
            ends_after_it_starts("agency_route"),
        ]

    def __str__(self) -> str:
        return f"{self.code_prefix or self.sector} → {self.agency or '-'}"


class EnvironmentRule(Fact):
    """Persetujuan lingkungan of an activity, by KBLI, scope and scale; never by risk. No rule = unknown.

    A rule with scope and scale beats one without. The strictest class wins where several activities meet.
    """

    edition = models.CharField(_("edisi"), max_length=4, choices=Kbli.Edition.choices)
    code = models.CharField(_("kode KBLI"), max_length=5)
    scope_number = models.PositiveSmallIntegerField(_("nomor ruang lingkup (0 = semua)"), default=0)
    scale = models.CharField(_("skala usaha"), max_length=6, choices=Scale.choices, blank=True, default="")
    environment_class = models.CharField(_("kelas lingkungan"), max_length=7, choices=EnvironmentClass.choices)
    edited_by = models.CharField(_("disunting oleh"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("aturan lingkungan")
        verbose_name_plural = _("aturan lingkungan")
        ordering: ClassVar = ["edition", "code", "scope_number", "scale"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "code", "scope_number", "scale"],
                condition=STILL,
                name="environment_rule_is_single_at_a_time",
            ),
            ends_after_it_starts("environment_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.edition}): {self.get_environment_class_display()}"
