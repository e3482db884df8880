"""Proyek: one KBLI at one location."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from licensing.catalogue.models import Kbli, Scope
from licensing.models.applicants import PelakuUsaha
from licensing.rules.scale import Capital
from licensing.terms import EnvironmentClass, Scale


class Proyek(models.Model):
    """A business activity (KBLI and scope) at a place, with the capital that decides its scale."""

    class Spatial(models.TextChoices):
        """On what the use of the place rests."""

        SELF_STATEMENT = "self_statement", _("Pernyataan mandiri (UMK)")
        KKPR = "kkpr", _("KKPR/PKKPR")
        WAITING = "waiting", _("Menunggu KKPR")

    holder = models.ForeignKey(
        PelakuUsaha, verbose_name=_("pelaku usaha"), on_delete=models.PROTECT, related_name="projects"
    )
    kbli = models.ForeignKey(Kbli, verbose_name=_("KBLI"), on_delete=models.PROTECT)
    scope = models.ForeignKey(Scope, verbose_name=_("ruang lingkup"), null=True, blank=True, on_delete=models.PROTECT)
    name = models.CharField(_("nama kegiatan usaha"), max_length=255)
    description = models.CharField(_("uraian kegiatan"), max_length=255, blank=True, default="")
    products = models.CharField(_("produk/jasa dan kapasitas"), max_length=255, blank=True, default="")
    id_proyek = models.CharField(_("id_proyek"), max_length=30, blank=True, default="")
    region_code = models.CharField(_("kode wilayah"), max_length=13)
    address = models.TextField(_("alamat lokasi usaha"), max_length=1000)
    postal_code = models.CharField(_("kode pos"), max_length=5, blank=True, default="")
    latitude = models.DecimalField(_("lintang"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("bujur"), max_digits=9, decimal_places=6, null=True, blank=True)
    land_area = models.PositiveIntegerField(_("luas tanah (m²)"), null=True, blank=True)
    land_status = models.CharField(_("status tanah"), max_length=2, blank=True, default="")
    land = models.BigIntegerField(_("pembelian dan pematangan tanah"), default=0)
    building = models.BigIntegerField(_("bangunan dan gedung"), default=0)
    machinery = models.BigIntegerField(_("mesin dan peralatan"), default=0)
    other = models.BigIntegerField(_("investasi lain"), default=0)
    working = models.BigIntegerField(_("modal kerja"), default=0)
    scale = models.CharField(_("skala usaha"), max_length=6, choices=Scale.choices)
    workers_male = models.PositiveIntegerField(_("tenaga kerja laki-laki"), default=0)
    workers_female = models.PositiveIntegerField(_("tenaga kerja perempuan"), default=0)
    spatial = models.CharField(_("kesesuaian tata ruang"), max_length=15, choices=Spatial.choices)
    kkpr_number = models.CharField(_("nomor KKPR"), max_length=100, blank=True, default="")
    environment = models.CharField(
        _("kelas lingkungan"), max_length=8, choices=EnvironmentClass.choices, default=EnvironmentClass.UNKNOWN
    )
    environment_number = models.CharField(_("nomor PKPLH/SKKL"), max_length=100, blank=True, default="")

    class Meta:
        verbose_name = _("proyek")
        verbose_name_plural = _("proyek")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="capital_is_never_negative",
                condition=models.Q(land__gte=0, building__gte=0, machinery__gte=0, other__gte=0, working__gte=0),
            ),
            models.CheckConstraint(
                name="kkpr_has_a_number", condition=~models.Q(spatial="kkpr") | ~models.Q(kkpr_number="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def capital(self) -> Capital:
        """The investment figures as one value."""
        return Capital(
            land=self.land, building=self.building, machinery=self.machinery, other=self.other, working=self.working
        )
