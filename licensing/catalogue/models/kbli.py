"""KBLI: what a business does, in two editions, and how one edition became the other."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from licensing.catalogue.models.facts import STILL, Fact, ends_after_it_starts


class Kbli(Fact):
    """One code of one edition. Never speak of a code without its edition: 146 numbers changed their meaning."""

    class Edition(models.TextChoices):
        """Which classification (Peraturan BPS 2/2020, 7/2025)."""

        KBLI_2020 = "2020", _("KBLI 2020")
        KBLI_2025 = "2025", _("KBLI 2025")

    class Level(models.IntegerChoices):
        """How deep in the tree; only a kelompok is a business activity."""

        CATEGORY = 1, _("Kategori")
        DIVISION = 2, _("Golongan pokok")
        GROUP = 3, _("Golongan")
        SUBGROUP = 4, _("Subgolongan")
        ACTIVITY = 5, _("Kelompok")

    class Coverage(models.TextChoices):
        """What the catalogue knows of the licensing of this code."""

        READ = "read", _("Baris risiko lengkap dibaca dari data publik OSS")
        RISK_ONLY = "risk_only", _("Tingkat risiko dibaca dari data publik OSS; rincian belum")
        INDICATIVE = "indicative", _("Tingkat risiko indikatif, perlu konfirmasi petugas")
        NO_SCOPE = "no_scope", _("OSS tidak menawarkan ruang lingkup perizinan untuk kode ini")
        CONVERTED = "converted", _("Lihat padanan KBLI 2025")
        UNKNOWN = "unknown", _("Belum ada data risiko")

    edition = models.CharField(_("edisi"), max_length=4, choices=Edition.choices)
    code = models.CharField(_("kode"), max_length=5)
    level = models.PositiveSmallIntegerField(_("tingkat"), choices=Level.choices)
    parent_code = models.CharField(_("kode induk"), max_length=5, blank=True, default="")
    title = models.CharField(_("judul"), max_length=400)
    coverage = models.CharField(_("cakupan data"), max_length=12, choices=Coverage.choices, blank=True, default="")
    note = models.CharField(_("catatan"), max_length=400, blank=True, default="")

    class Meta:
        verbose_name = _("KBLI")
        verbose_name_plural = _("KBLI")
        ordering: ClassVar = ["edition", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "code"], name="kbli_code_is_unique_in_its_edition"),
            models.CheckConstraint(condition=Q(edition__in=["2020", "2025"]), name="kbli_edition_is_2020_or_2025"),
            models.CheckConstraint(condition=~Q(title=""), name="kbli_has_a_title"),
            ends_after_it_starts("kbli"),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.edition}) {self.title}"

    @property
    def is_activity(self) -> bool:
        """Can a business be registered under it?"""
        return self.level == self.Level.ACTIVITY


class KbliConversion(Fact):
    """One pair of the official 2020 → 2025 correspondence; many to many."""

    old = models.ForeignKey(Kbli, verbose_name=_("kode 2020"), on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey(Kbli, verbose_name=_("kode 2025"), on_delete=models.PROTECT, related_name="origins")
    change = models.CharField(_("jenis perubahan"), max_length=100, blank=True, default="")

    class Meta:
        verbose_name = _("padanan KBLI")
        verbose_name_plural = _("padanan KBLI")
        ordering: ClassVar = ["old_id", "new_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["old", "new"], name="kbli_conversion_pair_is_listed_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="kbli_conversion_joins_two_editions"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class KbliNotice(Fact):
    """A notice that OSS shows on a code: allocation for small business, limits for foreign capital."""

    kbli = models.ForeignKey(Kbli, verbose_name=_("KBLI"), on_delete=models.PROTECT, related_name="notices")
    number = models.PositiveSmallIntegerField(_("nomor"))
    text = models.TextField(_("isi sumber"))
    office_text = models.TextField(_("naskah kantor"), blank=True, default="")
    is_hidden = models.BooleanField(_("disembunyikan"), default=False)

    class Meta:
        verbose_name = _("pemberitahuan KBLI")
        verbose_name_plural = _("pemberitahuan KBLI")
        ordering: ClassVar = ["kbli_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kbli", "number"], condition=STILL, name="kbli_notice_number_is_used_once_at_a_time"
            ),
            ends_after_it_starts("kbli_notice"),
        ]

    def __str__(self) -> str:
        return self.wording

    @property
    def wording(self) -> str:
        """What people read: the office's copy where there is one."""
        return self.office_text or self.text


class EverydayWord(Fact):
    """How people call an activity: "warung", "penatu", "kursus menjahit". Feeds the search, proves nothing."""

    kbli = models.ForeignKey(Kbli, verbose_name=_("KBLI"), on_delete=models.PROTECT, related_name="everyday_words")
    phrase = models.CharField(_("kata sehari-hari"), max_length=100)

    class Meta:
        verbose_name = _("kata sehari-hari")
        verbose_name_plural = _("kata sehari-hari")
        ordering: ClassVar = ["kbli_id", "phrase"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kbli", "phrase"], name="everyday_word_is_listed_once_per_kbli"),
            models.CheckConstraint(condition=~Q(phrase=""), name="everyday_word_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.phrase
