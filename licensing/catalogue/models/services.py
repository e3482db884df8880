"""Published service standards: what the office promises, in the words of its own page.

The form has the 14 components of UU 25/2009 art. 21 and PermenPANRB 15/2014. A component
that the page does not state stays blank and is shown as "belum ditetapkan". A standard has
versions; the law behind it is a dated list, with what was replaced and by what.
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from licensing.catalogue.models.facts import STILL, Fact, ends_after_it_starts
from licensing.catalogue.models.kbli import Kbli
from licensing.terms import Risk


class ServiceStandard(Fact):
    """One version of one service's standard. ``regulation`` is the decree as cited, ``decree`` the printed No. SK.

    ``days`` None = the page prints no time: then the time is the risk row's, shown with that source.
    ``fingerprint``: SHA-256 of the file that it was loaded from; blank = written by the office itself.
    """

    class State(models.TextChoices):
        """How far the standard has come."""

        DRAFT = "draft", _("Konsep")
        PUBLISHED = "published", _("Diterbitkan")
        CLOSED = "closed", _("Tidak berlaku lagi")

    slug = models.SlugField(_("alamat halaman"), max_length=80)
    version = models.PositiveSmallIntegerField(_("versi"), default=1)
    name = models.CharField(_("nama layanan"), max_length=250)
    summary = models.CharField(_("ringkasan"), max_length=250, blank=True, default="")
    decree = models.CharField(_("No. SK"), max_length=150, blank=True, default="")
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.DRAFT)
    sector = models.CharField(_("sektor"), max_length=100, blank=True, default="")
    risk = models.CharField(_("tingkat risiko"), max_length=11, choices=Risk.choices, blank=True, default="")
    days = models.PositiveSmallIntegerField(_("waktu penyelesaian (hari kerja)"), null=True, blank=True)
    fee_text = models.CharField(_("biaya"), max_length=100, blank=True, default="")
    products = models.JSONField(_("produk pelayanan"), default=list, blank=True)
    supervision = models.TextField(_("pengawasan"), blank=True, default="")
    closing_note = models.CharField(_("penutup prosedur"), max_length=250, blank=True, default="")
    law_note = models.CharField(_("catatan dasar hukum"), max_length=250, blank=True, default="")
    fingerprint = models.CharField(_("sidik berkas asal"), max_length=64, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("standar layanan")
        verbose_name_plural = _("standar layanan")
        ordering: ClassVar = ["name", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug", "version"], name="service_standard_version_is_unique"),
            models.UniqueConstraint(fields=["slug"], condition=STILL, name="service_standard_is_single_at_a_time"),
            models.CheckConstraint(condition=Q(days__isnull=True) | Q(days__gt=0), name="service_days_are_positive"),
            ends_after_it_starts("service_standard"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceComponent(models.Model):
    """One of the 14 components, in the page's own words; a blank text means "belum ditetapkan"."""

    class Number(models.IntegerChoices):
        """The components: 1-6 must be published, 7-14 are the office's own."""

        REQUIREMENTS = 1, _("Persyaratan")
        PROCEDURE = 2, _("Sistem, mekanisme, dan prosedur")
        TIME = 3, _("Jangka waktu penyelesaian")
        FEE = 4, _("Biaya/tarif")
        PRODUCT = 5, _("Produk pelayanan")
        COMPLAINTS = 6, _("Penanganan pengaduan, saran, dan masukan")
        LAW = 7, _("Dasar hukum")
        FACILITIES = 8, _("Sarana, prasarana, dan/atau fasilitas")
        COMPETENCE = 9, _("Kompetensi pelaksana")
        INTERNAL_CONTROL = 10, _("Pengawasan internal")
        STAFFING = 11, _("Jumlah pelaksana")
        GUARANTEE = 12, _("Jaminan pelayanan")
        SAFETY = 13, _("Jaminan keamanan dan keselamatan pelayanan")
        EVALUATION = 14, _("Evaluasi kinerja pelaksana")

    standard = models.ForeignKey(ServiceStandard, on_delete=models.CASCADE, related_name="components")
    number = models.PositiveSmallIntegerField(_("komponen"), choices=Number.choices)
    text = models.TextField(_("isi"), blank=True, default="")

    class Meta:
        verbose_name = _("komponen standar layanan")
        verbose_name_plural = _("komponen standar layanan")
        ordering: ClassVar = ["standard_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["standard", "number"], name="service_component_is_stated_once"),
            models.CheckConstraint(condition=Q(number__range=(1, 14)), name="service_component_is_one_of_fourteen"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.get_number_display()}"

    @property
    def lines(self) -> list[str]:
        """The text, line by line."""
        return [line for line in self.text.splitlines() if line.strip()]


class ServiceStep(models.Model):
    """One step of a procedure: the published sentence, plain words, and the screen (a URL name) where it happens."""

    class Procedure(models.TextChoices):
        """The step lists. ``MECHANISM`` is a page that describes how OSS works instead of steps."""

        SELF_SERVICE = "self_service", _("Mandiri")
        ASSISTED = "assisted", _("Berbantuan")
        MECHANISM = "mechanism", _("Mekanisme")

    standard = models.ForeignKey(ServiceStandard, on_delete=models.CASCADE, related_name="steps")
    procedure = models.CharField(_("prosedur"), max_length=12, choices=Procedure.choices)
    number = models.PositiveSmallIntegerField(_("langkah"))
    text = models.TextField(_("teks yang diterbitkan"), blank=True, default="")
    plain = models.CharField(_("bahasa sehari-hari"), max_length=300, blank=True, default="")
    screen = models.CharField(_("halaman portal"), max_length=100, blank=True, default="")
    screen_label = models.CharField(_("nama halaman portal"), max_length=80, blank=True, default="")
    is_published = models.BooleanField(_("tertulis di standar"), default=True)

    class Meta:
        verbose_name = _("langkah layanan")
        verbose_name_plural = _("langkah layanan")
        ordering: ClassVar = ["standard_id", "procedure", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["standard", "procedure", "number"], name="service_step_number_is_unique"),
            models.CheckConstraint(
                condition=Q(is_published=False) | ~Q(text=""), name="service_step_published_has_its_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text or self.plain}"


class ServiceCoverage(models.Model):
    """A KBLI code that the standard speaks of; what the forms ask by ``standard_for``."""

    standard = models.ForeignKey(ServiceStandard, on_delete=models.CASCADE, related_name="coverage")
    edition = models.CharField(_("edisi"), max_length=4, choices=Kbli.Edition.choices)
    code = models.CharField(_("kode KBLI"), max_length=5)

    class Meta:
        verbose_name = _("kegiatan dalam standar")
        verbose_name_plural = _("kegiatan dalam standar")
        ordering: ClassVar = ["standard_id", "-edition", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["standard", "edition", "code"], name="service_covers_a_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.edition})"


class LegalBasis(Fact):
    """One law behind one standard: in force from when, until when, and what came after it.

    ``is_cited``: the published page itself names it, even if it no longer holds.
    """

    standard = models.ForeignKey(ServiceStandard, on_delete=models.CASCADE, related_name="laws")
    number = models.PositiveSmallIntegerField(_("urutan"))
    short = models.CharField(_("nama pendek"), max_length=80)
    title = models.CharField(_("judul"), max_length=300)
    topic = models.CharField(_("perihal"), max_length=100, blank=True, default="")
    replaced_by = models.CharField(_("diganti oleh"), max_length=120, blank=True, default="")
    is_cited = models.BooleanField(_("disebut di halaman standar"), default=False)
    note = models.CharField(_("catatan"), max_length=250, blank=True, default="")

    class Meta:
        verbose_name = _("dasar hukum")
        verbose_name_plural = _("dasar hukum")
        ordering: ClassVar = ["standard_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["standard", "number"], name="legal_basis_order_is_unique"),
            ends_after_it_starts("legal_basis"),
        ]

    def __str__(self) -> str:
        return self.title

    def holds_on(self, day: date) -> bool:
        """Was it in force on that day? A replaced law whose last day was not read counts as no longer in force."""
        if self.effective_to is None and self.replaced_by:
            return False
        started = self.effective_from is None or self.effective_from <= day
        return started and (self.effective_to is None or day < self.effective_to)
