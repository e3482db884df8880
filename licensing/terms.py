"""The words of the trade. A word has one home: label, public label, tone and meaning belong to the member.

Source of the statuses: the office's list of decisions, drawn from the integration manual PIA 4.3.22,
Lampiran 10. Codes of OSS are spelled only in ``oss_bridge.contract``.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scale(models.TextChoices):
    """Skala usaha by capital without land and building (PP 7/2021 art. 35)."""

    MICRO = "micro", _("Mikro")
    SMALL = "small", _("Kecil")
    MEDIUM = "medium", _("Menengah")
    LARGE = "large", _("Besar")

    @property
    def is_umk(self) -> bool:
        """Usaha mikro dan kecil."""
        return self in {Scale.MICRO, Scale.SMALL}


class Risk(models.TextChoices):
    """Tingkat risiko (PP 28/2025)."""

    LOW = "low", _("Rendah")
    MEDIUM_LOW = "medium_low", _("Menengah Rendah")
    MEDIUM_HIGH = "medium_high", _("Menengah Tinggi")
    HIGH = "high", _("Tinggi")


class LicenceType(models.TextChoices):
    """Jenis Perizinan Berusaha of a risk row; never derived from the risk."""

    NIB = "nib", _("NIB")
    SERTIFIKAT_STANDAR = "sertifikat_standar", _("Sertifikat Standar")
    IZIN = "izin", _("Izin")


class Authority(models.TextChoices):
    """Kewenangan: who decides."""

    MINISTER = "minister", _("Menteri/Kepala Badan")
    GOVERNOR = "governor", _("Gubernur")
    REGENT = "regent", _("Bupati/Walikota")
    UNKNOWN = "unknown", _("Belum dipastikan")


AUTOMATIC = _("Terbit otomatis melalui OSS, tanpa verifikasi")  # in the place of who decides: low and medium-low risk


class EnvironmentClass(models.TextChoices):
    """Persetujuan lingkungan that an activity needs; decided by KBLI and size, never by risk."""

    SPPL = "sppl", _("SPPL")
    UKL_UPL = "ukl_upl", _("UKL-UPL")
    AMDAL = "amdal", _("AMDAL")
    UNKNOWN = "unknown", _("Belum dipastikan")


class Confidence(models.TextChoices):
    """How sure a fact of the catalogue is."""

    HIGH = "high", _("Dibaca dari data publik OSS")
    LOW = "low", _("Indikatif, perlu konfirmasi petugas")
    OFFICE = "office", _("Ditetapkan kantor ini")


class HolderKind(models.TextChoices):
    """Jenis pelaku usaha (PIA Lampiran 18)."""

    PERSON = "person", _("Perorangan")
    COMPANY = "company", _("Badan usaha")


class Investment(models.TextChoices):
    """Status penanaman modal (PIA Lampiran 1)."""

    PMDN = "pmdn", _("PMDN (penanaman modal dalam negeri)")
    PMA = "pma", _("PMA (penanaman modal asing)")


class Master(models.TextChoices):
    """Where a file is mastered: the side where its data is corrected."""

    PORTAL = "portal", _("Diisi di portal ini")
    OSS = "oss", _("Diisi di OSS")


class Status(models.TextChoices):
    """The life of an application as our desks see it."""

    DRAFT = "draft", _("Draf")
    NIB_REQUESTED = "nib_requested", _("Menunggu NIB")
    FULFILLING = "fulfilling", _("Melengkapi persyaratan")
    SUBMITTED = "submitted", _("Persyaratan dikirim")
    INCOMPLETE = "incomplete", _("Belum lengkap")
    COMPLETE = "complete", _("Berkas lengkap")
    VERIFYING = "verifying", _("Diverifikasi")
    SITE_VISIT = "site_visit", _("Peninjauan lapangan")
    CORRECTION = "correction", _("Perbaikan (jeda)")
    CORRECTION_RESET = "correction_reset", _("Perbaikan (ulang)")
    APPROVED = "approved", _("Disetujui dinas teknis")
    REJECTED = "rejected", _("Tidak disetujui dinas teknis")
    ISSUING = "issuing", _("Penerbitan di OSS")
    ISSUED = "issued", _("Terbit")
    ISSUED_BY_EXPIRY = "issued_by_expiry", _("Terbit otomatis")
    REFUSED = "refused", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Dibatalkan pemohon")
    ACCOMPANIED = "accompanied", _("Diputus instansi lain")

    @property
    def public_label(self) -> str:
        """What the applicant reads."""
        return str(PUBLIC_LABELS[self])

    @property
    def tone(self) -> str:
        """How a page should sound when it says this word: neutral, busy, action, good or bad."""
        return TONES.get(self, "neutral")

    @property
    def is_final(self) -> bool:
        """Nothing follows."""
        return self in FINAL

    @property
    def waits_for_applicant(self) -> bool:
        """The next step is the applicant's."""
        return self in APPLICANT_TURN


PUBLIC_LABELS = {
    Status.DRAFT: _("Draf, belum dikirim"),
    Status.NIB_REQUESTED: _("Data diproses OSS"),
    Status.FULFILLING: _("Unggah persyaratan"),
    Status.SUBMITTED: _("Diperiksa kelengkapannya"),
    Status.INCOMPLETE: _("Perlu dilengkapi"),
    Status.COMPLETE: _("Menunggu verifikasi dinas teknis"),
    Status.VERIFYING: _("Diverifikasi dinas teknis"),
    Status.SITE_VISIT: _("Petugas meninjau lokasi"),
    Status.CORRECTION: _("Perlu diperbaiki"),
    Status.CORRECTION_RESET: _("Perlu diperbaiki"),
    Status.APPROVED: _("Menunggu penerbitan"),
    Status.REJECTED: _("Tidak disetujui, menunggu keputusan akhir"),
    Status.ISSUING: _("Sedang diterbitkan"),
    Status.ISSUED: _("Terbit"),
    Status.ISSUED_BY_EXPIRY: _("Terbit"),
    Status.REFUSED: _("Ditolak"),
    Status.WITHDRAWN: _("Dibatalkan"),
    Status.ACCOMPANIED: _("Diproses instansi lain"),
}
FINAL = frozenset({Status.ISSUED, Status.ISSUED_BY_EXPIRY, Status.REFUSED, Status.WITHDRAWN})
APPLICANT_TURN = frozenset(
    {Status.DRAFT, Status.FULFILLING, Status.INCOMPLETE, Status.CORRECTION, Status.CORRECTION_RESET}
)
TONES = {
    **dict.fromkeys(APPLICANT_TURN, "action"),
    Status.NIB_REQUESTED: "busy",
    Status.SUBMITTED: "busy",
    Status.COMPLETE: "busy",
    Status.VERIFYING: "busy",
    Status.SITE_VISIT: "busy",
    Status.APPROVED: "busy",
    Status.ISSUING: "busy",
    Status.ACCOMPANIED: "busy",
    Status.ISSUED: "good",
    Status.ISSUED_BY_EXPIRY: "good",
    Status.REJECTED: "bad",
    Status.REFUSED: "bad",
    Status.DRAFT: "neutral",
    Status.WITHDRAWN: "neutral",
}


class Verdict(models.TextChoices):
    """The reviewer's word on one requirement."""

    MEETS = "meets", _("Sesuai")
    REPAIR = "repair", _("Perbaiki")
    FAILS = "fails", _("Tidak sesuai")


class DocumentKind(models.TextChoices):
    """What the worker draws or OSS sends."""

    NIB = "nib", _("Nomor Induk Berusaha (NIB)")
    SERTIFIKAT_STANDAR = "sertifikat_standar", _("Sertifikat Standar")
    IZIN = "izin", _("Izin")
    SPPL = "sppl", _("SPPL")
    SPATIAL = "spatial", _("Pernyataan mandiri kesesuaian tata ruang")
    RECEIPT = "receipt", _("Tanda terima")
    REFERRAL = "referral", _("Surat rujukan")
    REFUSAL_LETTER = "refusal_letter", _("Surat Penolakan")
    TECHNICAL_LETTER = "technical_letter", _("Surat persetujuan teknis")


class DocumentStatus(models.TextChoices):
    """Validity of a document; NIB and certificates have statuses of their own."""

    PREPARING = "preparing", _("Sedang dibuat")
    VALID = "valid", _("Berlaku")
    SUPERSEDED = "superseded", _("Digantikan")
    SUSPENDED = "suspended", _("Dibekukan")
    REVOKED = "revoked", _("Dicabut")


class NibStatus(models.TextChoices):
    """Status of a NIB (PIA Lampiran 14)."""

    ACTIVE = "active", _("Aktif")
    INACTIVE = "inactive", _("Belum aktif")
    SUSPENDED = "suspended", _("Dibekukan")
    REVOKED = "revoked", _("Dicabut")


class CertificateStatus(models.TextChoices):
    """How far a Sertifikat Standar has come."""

    DECLARED = "declared", _("Pernyataan mandiri")
    UNVERIFIED = "unverified", _("Belum terverifikasi")
    VERIFIED = "verified", _("Telah terverifikasi")
