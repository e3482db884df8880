"""The words of the agenda: channels, kinds, results, acts.

Source of channels: the three modes of PP 6/2021 (mandiri, berbantuan, bergerak) and the ways in which an office
helps from afar. The acts are the steps of the published assisted service that leave a trace at the window.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How the person was helped."""

    SELF = "mandiri", _("Mandiri di kantor")
    ASSISTED = "berbantuan", _("Berbantuan")
    MOBILE = "bergerak", _("Bergerak")
    WHATSAPP = "whatsapp", _("WhatsApp")
    PHONE = "telepon", _("Telepon")
    INFORMATION = "informasi", _("Meja informasi")


class Kind(models.TextChoices):
    """What was asked for."""

    LICENCE = "perizinan", _("Perizinan berusaha")
    INFORMATION = "informasi", _("Informasi dan konsultasi")
    HANDOVER = "penyerahan", _("Pengambilan dokumen")
    COMPLAINT = "pengaduan", _("Pengaduan")
    OTHER = "lain", _("Lainnya")


class Result(models.TextChoices):
    """How it ended."""

    DONE = "selesai", _("Selesai")
    CONTINUES = "berlanjut", _("Dilanjutkan lain waktu")
    REFERRED = "dirujuk", _("Diarahkan ke instansi lain")
    INCOMPLETE = "kurang", _("Berkas belum lengkap")
    ABANDONED = "batal", _("Batal atau ditinggalkan")
    NO_SHOW = "absen", _("Tidak datang")


class Act(models.TextChoices):
    """What was done for the person."""

    INFORMED = "informed", _("Memberi informasi")
    CARD = "card", _("Memberi kartu informasi")
    SERVED = "served", _("Melayani di loket")
    REGISTERED = "registered", _("Mendaftarkan pemohon")
    IDENTITY = "identity", _("Melihat KTP-el")
    FILLED = "filled", _("Mengisi data")
    KBLI = "kbli", _("Mencarikan KBLI")
    READ = "read", _("Membacakan pernyataan")
    CONSENT = "consent", _("Mencatat persetujuan")
    UPLOADED = "uploaded", _("Mengunggah persyaratan")
    SUBMITTED = "submitted", _("Mengirim permohonan")
    NIB = "nib", _("Menarik NIB dari OSS")
    PRINTED = "printed", _("Mencetak dokumen")
    REPRINTED = "reprinted", _("Mencetak salinan")
    HANDED = "handed", _("Menyerahkan dokumen")
    TRANSFERRED = "transferred", _("Memindahkan ke loket lain")
    HELPED = "helped", _("Membantu pemohon mandiri")
    SURVEY = "survey", _("Menawarkan survei")
    OTHER = "other", _("Tindakan lain")


class Origin(models.TextChoices):
    """How the row came into the book."""

    ACT = "act", _("Dari tindakan")
    HAND = "hand", _("Ditulis tangan")
    IMPORT = "import", _("Dari buku lama")
    CORRECTION = "correction", _("Koreksi")
