"""The words of supervision: why a task was opened, how it stands, how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why somebody goes and looks."""

    EXPIRY = "expiry", _("Terbit otomatis oleh OSS (57)")


class State(models.TextChoices):
    """How far a task is."""

    OPEN = "open", _("Belum ada petugas")
    TAKEN = "taken", _("Ditangani")
    DONE = "done", _("Selesai")

    @property
    def tone(self) -> str:
        """How a page should sound when it says this word."""
        return {"open": "action", "taken": "busy", "done": "good"}[self.value]


class Result(models.TextChoices):
    """What was found on the spot."""

    COMPLIES = "complies", _("Sesuai standar")
    MEND = "mend", _("Perlu pembinaan dan perbaikan")
    VIOLATES = "violates", _("Tidak sesuai, diusulkan sanksi")
    NOT_FOUND = "not_found", _("Kegiatan usaha tidak ditemukan di lokasi")


class Paper(models.TextChoices):
    """The two papers of a task."""

    ASSIGNMENT = "assignment", _("Surat tugas")
    REPORT = "report", _("Berita acara pemeriksaan (BAP)")
