"""What people arrange around the book: saved views, column layouts, exports and imports."""

import secrets
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.secrets.fields import EncryptedTextField
from foundation.ui.formats import tanggal


def new_token() -> str:
    """22 unguessable characters for addresses."""
    return secrets.token_urlsafe(16)


class Layout(models.TextChoices):
    """The two views of the one table."""

    AGENDA = "agenda", _("Agenda layanan bantuan")
    SIGAP = "sigap", _("SIGAP")


class ColumnLayout(models.Model):
    """Which columns a view and its exports have, in which order and under which headings. An admin edits it."""

    layout = models.CharField(_("tampilan"), max_length=8, choices=Layout.choices, unique=True)
    columns = models.JSONField(_("kolom"), default=list)  # [{"key": "started_on", "heading": "Tanggal"}, …]

    class Meta:
        verbose_name = _("susunan kolom")
        verbose_name_plural = _("susunan kolom")

    def __str__(self) -> str:
        return self.get_layout_display()


class SavedView(models.Model):
    """A filter with columns that somebody named. ``query`` is the part of the address after "?"."""

    owner_id = models.BigIntegerField(_("pemilik"))
    name = models.CharField(_("nama"), max_length=60)
    query = EncryptedTextField(_("saringan"), blank=True, default="")
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)

    class Meta:
        verbose_name = _("tampilan tersimpan")
        verbose_name_plural = _("tampilan tersimpan")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner_id", "name"], name="one_saved_view_per_name_and_owner")
        ]

    def __str__(self) -> str:
        return self.name


class Export(models.Model):
    """A large export: asked for, written by the worker in pieces, downloaded until it expires."""

    class Form(models.TextChoices):
        """What is written."""

        XLSX = "xlsx", _("Excel (XLSX)")
        CSV = "csv", _("CSV")
        PDF = "pdf", _("PDF A4 mendatar")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Menunggu giliran")
        RUNNING = "running", _("Sedang disusun")
        READY = "ready", _("Siap diunduh")
        FAILED = "failed", _("Gagal")
        EXPIRED = "expired", _("Kedaluwarsa")

    token = models.CharField(_("kode"), max_length=32, unique=True, default=new_token, editable=False)
    owner_id = models.BigIntegerField(_("pemohon"))
    owner_role = models.CharField(_("peran"), max_length=20)
    owner_agency_id = models.BigIntegerField(_("dinas"), null=True, blank=True)
    owner_name = models.CharField(_("nama"), max_length=200, blank=True, default="")
    form = models.CharField(_("bentuk"), max_length=4, choices=Form.choices)
    query = EncryptedTextField(_("saringan"), blank=True, default="")
    state = models.CharField(_("keadaan"), max_length=8, choices=State.choices, default=State.WAITING)
    last_visit_id = models.BigIntegerField(_("baris terakhir"), default=0)  # rows newer than the request stay out
    total = models.PositiveIntegerField(_("jumlah baris"), default=0)
    done = models.PositiveIntegerField(_("baris selesai"), default=0)
    parts = models.PositiveSmallIntegerField(_("bagian selesai"), default=0)
    cursor = models.CharField(_("sampai"), max_length=80, blank=True, default="")
    size = models.PositiveBigIntegerField(_("ukuran (bita)"), default=0)
    file_name = models.CharField(_("nama berkas"), max_length=120, blank=True, default="")
    created_at = models.DateTimeField(_("diminta"), default=timezone.now)
    ready_at = models.DateTimeField(_("siap"), null=True, blank=True)
    expires_at = models.DateTimeField(_("kedaluwarsa"), null=True, blank=True)

    class Meta:
        verbose_name = _("ekspor")
        verbose_name_plural = _("ekspor")
        indexes: ClassVar = [models.Index(fields=["owner_id", "-created_at", "-id"], name="exports_of_one")]

    def __str__(self) -> str:
        return f"{self.form} {tanggal(self.created_at)}"


class ImportBatch(models.Model):
    """An old book handed in as a workbook: previewed, confirmed, read in by the worker, each row once."""

    class State(models.TextChoices):
        """How far it is."""

        PREVIEW = "preview", _("Menunggu persetujuan")
        RUNNING = "running", _("Sedang dimasukkan")
        DONE = "done", _("Selesai")
        DROPPED = "dropped", _("Dibuang")

    token = models.CharField(_("kode"), max_length=32, unique=True, default=new_token, editable=False)
    owner_id = models.BigIntegerField(_("akun"))
    owner_name = models.CharField(_("nama"), max_length=200, blank=True, default="")
    file_name = EncryptedTextField(_("nama berkas"))
    sha256 = models.CharField(_("sidik"), max_length=64)
    header_row = models.PositiveSmallIntegerField(_("baris judul"), default=1)
    headings = models.JSONField(_("judul kolom"), default=list)
    mapping = models.JSONField(_("padanan kolom"), default=dict)  # field key -> column number from 0
    state = models.CharField(_("keadaan"), max_length=8, choices=State.choices, default=State.PREVIEW)
    total = models.PositiveIntegerField(_("baris dibaca"), default=0)
    done = models.PositiveIntegerField(_("baris diolah"), default=0)
    added = models.PositiveIntegerField(_("baris masuk"), default=0)
    doubles = models.PositiveIntegerField(_("sudah ada"), default=0)
    refused = models.PositiveIntegerField(_("ditolak"), default=0)
    created_at = models.DateTimeField(_("diunggah"), default=timezone.now)
    done_at = models.DateTimeField(_("selesai"), null=True, blank=True)

    class Meta:
        verbose_name = _("impor buku lama")
        verbose_name_plural = _("impor buku lama")
        indexes: ClassVar = [models.Index(fields=["-created_at", "-id"], name="imports_newest")]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {tanggal(self.created_at)}"
