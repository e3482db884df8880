"""The office that this deployment serves: one row, its opening hours and its doors for complaints.

Source of the first values: the two published service standards (SIPPN pages) in
``licensing/catalogue/data/offices/<slug>/office.toml``. What a page does not say is
blank and shown as "belum ditetapkan". An admin changes all of it at ``/kelola/kantor/``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.office import colours
from foundation.office.logo import check_logo

SIX_DIGITS = r"^#[0-9a-f]{6}$"
HEX = RegexValidator(SIX_DIGITS, _("Tulis warna sebagai # dan enam angka heksadesimal, misalnya #0b4f5e."))
REGION = RegexValidator(r"^\d{2}\.\d{2}$", _("Tulis kode wilayah kabupaten/kota seperti 13.77."))
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def check_primary(value: str) -> None:
    """The main colour carries white text, so it must be dark enough (WCAG 2.2, 1.4.3). Of what is none, HEX tells."""
    if re.match(SIX_DIGITS, value) and colours.contrast(value, "#ffffff") < colours.READABLE:
        raise ValidationError(
            _("Pilih warna yang lebih gelap: tulisan putih di atasnya harus terbaca (kontras 4,5:1).")
        )


def days(label: Any, default: int, help_text: Any) -> models.PositiveSmallIntegerField[int, int]:
    """A limit in working days, 1 to 90."""
    limits = [MinValueValidator(1), MaxValueValidator(90)]
    return models.PositiveSmallIntegerField(label, default=default, validators=limits, help_text=help_text)


def percent(label: Any, default: int) -> models.PositiveSmallIntegerField[int, int]:
    """A share of a limit that has passed, in percent."""
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )


class Office(models.Model):
    """One row per deployment (decisions 25: one deployment serves one office)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    slug = models.SlugField(_("kode kantor"), default="kantor")
    name = models.CharField(_("nama resmi"), max_length=250, default="Kantor belum ditetapkan")
    short_name = models.CharField(_("nama singkat"), max_length=80, default="DPMPTSP")
    portal_name = models.CharField(_("nama portal"), max_length=60, default="Satu Pintu")
    government = models.CharField(_("pemerintah daerah"), max_length=150, blank=True, default="")
    region_name = models.CharField(_("nama wilayah"), max_length=100, blank=True, default="")
    region_code = models.CharField(
        _("kode wilayah (Kemendagri)"), max_length=5, blank=True, default="", validators=[REGION]
    )
    place = models.CharField(_("tempat pada surat"), max_length=100, blank=True, default="")
    letterhead = models.JSONField(_("baris kop surat"), default=list, blank=True)

    address = models.CharField(_("alamat"), max_length=300, blank=True, default="")
    postal_code = models.CharField(
        _("kode pos"),
        max_length=5,
        blank=True,
        default="",
        validators=[RegexValidator(r"^\d{5}$", _("Isi lima angka."))],
    )
    phone = models.CharField(_("telepon"), max_length=30, blank=True, default="")
    whatsapp = models.CharField(_("WhatsApp"), max_length=30, blank=True, default="")
    email = models.EmailField(_("e-mail"), blank=True, default="")
    website = models.CharField(_("situs"), max_length=120, blank=True, default="")
    oss_url = models.URLField(_("alamat OSS"), default="https://oss.go.id")
    lapor_url = models.URLField(_("alamat LAPOR!"), default="https://www.lapor.go.id")

    logo_svg = models.TextField(_("tanda kantor (SVG)"), blank=True, default="")
    colour_primary = models.CharField(_("warna utama"), max_length=7, default="#0b4f5e", validators=[HEX])
    colour_accent = models.CharField(_("warna aksen"), max_length=7, default="#e8a317", validators=[HEX])

    hours_note = models.CharField(_("catatan jam layanan"), max_length=250, blank=True, default="")
    timezone = models.CharField(_("zona waktu"), max_length=40, default="Asia/Jakarta", choices=tuple(ZONES.items()))
    kbli_2025_from = models.DateField(
        _("kode dari OSS dibaca sebagai KBLI 2025 sejak"),
        default=date(2026, 6, 15),
        help_text=_("Peraturan BPS 7/2025 memberi waktu enam bulan sejak Desember 2025: pertengahan Juni 2026."),
    )

    completeness_days = days(_("periksa kelengkapan"), 1, _("hari kerja sejak berkas diterima (OSS 09 ke 10)"))
    issue_days = days(
        _("penerbitan"), 1, _("hari kerja sejak disetujui dinas teknis (45 ke 50), di dalam janji layanan")
    )
    nib_days = days(_("menunggu NIB"), 1, _("hari kerja sebelum petugas diperingatkan bahwa NIB belum datang"))
    correction_days = days(_("waktu perbaikan"), 5, _("hari kerja bagi pemohon untuk setiap putaran perbaikan"))
    correction_rounds = models.PositiveSmallIntegerField(
        _("putaran perbaikan"), default=2, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    applicant_days = days(_("waktu melengkapi"), 10, _("hari kerja bagi pemohon untuk melengkapi berkas (OSS 11)"))
    warn_early = percent(_("peringatan pertama (persen)"), 60)
    warn_soon = percent(_("peringatan kedua (persen)"), 80)
    warn_late = percent(_("terlambat (persen)"), 100)

    pledge_text = models.TextField(_("maklumat pelayanan"), blank=True, default="")
    pledge_decree = models.CharField(_("nomor penetapan maklumat"), max_length=150, blank=True, default="")
    pledge_set_on = models.DateField(_("maklumat ditetapkan tanggal"), null=True, blank=True)

    sources = models.JSONField(_("sumber data"), default=dict, blank=True, editable=False)
    edited = models.JSONField(_("isian yang diubah kantor"), default=list, blank=True, editable=False)
    version = models.PositiveIntegerField(_("versi"), default=1, editable=False)
    updated_at = models.DateTimeField(_("diubah"), auto_now=True)

    class Meta:
        verbose_name = _("kantor")
        verbose_name_plural = _("kantor")
        constraints: ClassVar = [
            models.CheckConstraint(name="office_is_one_row", condition=Q(id=1)),
            models.CheckConstraint(
                name="office_warnings_rise",
                condition=Q(warn_early__lt=F("warn_soon")) & Q(warn_soon__lte=F("warn_late")),
                violation_error_message=_("Urutkan persen peringatan dari yang kecil ke yang besar."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The mark holds only shapes, and white text can be read on the main colour."""
        faults: dict[str, ValidationError] = {}
        for field, check in (("logo_svg", check_logo), ("colour_primary", check_primary)):
            try:
                if getattr(self, field):
                    check(getattr(self, field))
            except ValidationError as error:
                faults[field] = error
        if faults:
            raise ValidationError(faults)

    @property
    def warn_percents(self) -> tuple[int, int, int]:
        """When desks are warned, in percent of a limit: (60, 80, 100)."""
        return self.warn_early, self.warn_soon, self.warn_late

    @property
    def zone_label(self) -> str:
        """WIB, WITA or WIT."""
        return ZONES.get(self.timezone, "")

    @property
    def kd_daerah(self) -> str:
        """The region as OSS writes it: dots removed, padded with 0 to ten digits."""
        return self.region_code.replace(".", "").ljust(10, "0") if self.region_code else ""

    @property
    def pledge_is_draft(self) -> bool:
        """The maklumat was not yet established by the head of office."""
        return self.pledge_set_on is None

    def kbli_edition_on(self, day: date) -> str:
        """Edition of a code that OSS sends without one on that day: "2020" or "2025" (decisions 5)."""
        return "2025" if day >= self.kbli_2025_from else "2020"

    def source_of(self, field: str) -> str:
        """Where a value comes from; blank when nobody said."""
        return str(self.sources.get(field, ""))

    def as_printed(self) -> dict[str, Any]:
        """What a document keeps of the office: plain values for a frozen snapshot."""
        fields = ("name", "short_name", "government", "region_name", "region_code", "place", "address")
        more = ("postal_code", "phone", "whatsapp", "email", "website", "logo_svg", "colour_primary")
        return {"letterhead": list(self.letterhead), **{field: getattr(self, field) for field in fields + more}}


class OpeningHours(models.Model):
    """One weekday on which the counters are open. No row means closed."""

    class Weekday(models.IntegerChoices):
        """Monday is 0, as in ``date.weekday()``."""

        MONDAY = 0, _("Senin")
        TUESDAY = 1, _("Selasa")
        WEDNESDAY = 2, _("Rabu")
        THURSDAY = 3, _("Kamis")
        FRIDAY = 4, _("Jumat")
        SATURDAY = 5, _("Sabtu")
        SUNDAY = 6, _("Minggu")

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("hari"), choices=Weekday.choices)
    opens_at = models.TimeField(_("buka"))
    closes_at = models.TimeField(_("tutup"))
    break_from = models.TimeField(_("istirahat mulai"), null=True, blank=True)
    break_until = models.TimeField(_("istirahat selesai"), null=True, blank=True)

    class Meta:
        verbose_name = _("jam layanan")
        verbose_name_plural = _("jam layanan")
        ordering: ClassVar = ["weekday"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="opening_hours_once_per_weekday", fields=["office", "weekday"]),
            models.CheckConstraint(
                name="opening_hours_close_after_opening",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("Jam tutup harus sesudah jam buka."),
            ),
            models.CheckConstraint(
                name="opening_hours_break_within_the_day",
                condition=Q(break_from__isnull=True, break_until__isnull=True)
                | Q(break_from__isnull=False, break_until__isnull=False)
                & Q(break_from__gt=F("opens_at"), break_until__gt=F("break_from"), closes_at__gt=F("break_until")),
                violation_error_message=_("Isi jam mulai dan selesai istirahat, di antara jam buka dan tutup."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.spoken}"

    @property
    def spoken(self) -> str:
        """The day's hours in words: "07.30-12.00 dan 13.00-16.00"."""
        if self.break_from is None or self.break_until is None:
            return f"{self.opens_at:%H.%M}–{self.closes_at:%H.%M}"
        morning = f"{self.opens_at:%H.%M}–{self.break_from:%H.%M}"
        afternoon = f"{self.break_until:%H.%M}–{self.closes_at:%H.%M}"
        return gettext("%(pagi)s dan %(sore)s") % {"pagi": morning, "sore": afternoon}


class Channel(models.Model):
    """A door for complaints, suggestions and requests, in the order that the office prints them."""

    class Kind(models.TextChoices):
        """By what way a person reaches the office."""

        ROOM = "room", _("Ruang pengaduan")
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Telepon")
        WHATSAPP = "whatsapp", _("WhatsApp")
        FACEBOOK = "facebook", _("Facebook")
        INSTAGRAM = "instagram", _("Instagram")
        WEBSITE = "website", _("Situs")
        LAPOR = "lapor", _("LAPOR!")
        OSS = "oss", _("OSS")

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="channels")
    order = models.PositiveSmallIntegerField(_("urutan"))
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind.choices)
    label = models.CharField(_("nama"), max_length=120)
    address = models.CharField(_("alamat atau akun"), max_length=200, blank=True, default="")
    source = models.CharField(_("sumber"), max_length=200, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("saluran pengaduan")
        verbose_name_plural = _("saluran pengaduan")
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="channel_order_once_per_office", fields=["office", "order"]),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.address}" if self.address else self.label

    @property
    def link(self) -> str:
        """Where a tap leads; blank when the channel has no address a browser understands."""
        if self.kind == self.Kind.EMAIL:
            return f"mailto:{self.address}"
        if self.kind == self.Kind.PHONE and self.address:
            return f"tel:{self.address.replace(' ', '')}"
        return self.address if self.address.startswith("https://") else ""

    @property
    def bare_address(self) -> str:
        """The address as people write it, without the scheme of a link."""
        return self.address.removeprefix("https://").removeprefix("www.")
