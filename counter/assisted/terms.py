"""Words of assistance: who stands at the window, how consent was given, how papers were signed for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attendance(models.TextChoices):
    """Who stands at the window."""

    OWNER = "owner", _("Pemohon sendiri")
    WITNESSED = "witnessed", _("Pemohon dengan saksi")
    PROXY = "proxy", _("Penerima kuasa")


class ProxyScope(models.TextChoices):
    """What a surat kuasa lets somebody do."""

    FILE = "file", _("Mengajukan dan menyetujui pernyataan")
    COLLECT = "collect", _("Mengambil dokumen")
    BOTH = "both", _("Mengajukan, menyetujui pernyataan, dan mengambil dokumen")

    @property
    def may_file(self) -> bool:
        """Does it cover filling in and consent?"""
        return self in {ProxyScope.FILE, ProxyScope.BOTH}

    @property
    def may_collect(self) -> bool:
        """Does it cover taking documents home?"""
        return self in {ProxyScope.COLLECT, ProxyScope.BOTH}


class ConsentHow(models.TextChoices):
    """How somebody said yes to statements that were read aloud."""

    PAPER = "paper", _("tanda tangan di kertas")
    CODE = "code", _("kode ke HP pemohon")


class SignatureHow(models.TextChoices):
    """How documents were signed for."""

    PAD = "pad", _("tanda tangan di layar")
    PAPER = "paper", _("tanda tangan di kertas")


class MergeState(models.TextChoices):
    """What became of a proposal to join two entries of one person."""

    PROPOSED = "proposed", _("Menunggu petugas kedua")
    DONE = "done", _("Digabung")
    REFUSED = "refused", _("Tidak disetujui")
    UNDONE = "undone", _("Dipisah lagi")


class GuestEnd(models.TextChoices):
    """Why a guest session of layanan mandiri di kantor was wiped."""

    LEFT = "left", _("Selesai")
    IDLE = "idle", _("Ditinggalkan")
    REVOKED = "revoked", _("Perangkat dicabut")
