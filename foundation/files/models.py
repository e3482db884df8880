"""The register of stored files: one row per file that somebody handed in or that the house made."""

import secrets
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.secrets.classes import DataClass
from foundation.secrets.fields import EncryptedTextField


def new_public_id() -> str:
    """22 unguessable characters for URLs (128 bits)."""
    return secrets.token_urlsafe(16)


def path_of(sha256: str) -> Path:
    """Where bytes with this hash live: ``<MEDIA_ROOT>/sha256/ab/cd/abcd…``."""
    return Path(settings.MEDIA_ROOT) / "sha256" / sha256[:2] / sha256[2:4] / sha256


class StoredFile(models.Model):
    """A file, known by what its bytes are, never by its name.

    Bytes live once per content, outside the database. ``sha256`` is the original as it came,
    kept closed; ``viewing_sha256`` is the metadata-free copy that people see (photos only;
    blank when the original itself is shown, as with PDF). ``subject`` is the thing it belongs
    to, such as ``application:12``; ``purpose`` picks the policy that decides who may open it.
    """

    class Kind(models.TextChoices):
        """What the bytes are."""

        PDF = "pdf", _("PDF")
        JPEG = "jpeg", _("Foto JPEG")
        PNG = "png", _("Gambar PNG")
        WEBP = "webp", _("Gambar WebP")
        OGG = "ogg", _("Rekaman suara OGG")
        M4A = "m4a", _("Rekaman suara M4A")
        MP3 = "mp3", _("Rekaman suara MP3")
        XLSX = "xlsx", _("Buku kerja XLSX")  # only what the house itself writes

    class State(models.TextChoices):
        """May it be used? Only CLEAN may."""

        CLEAN = "clean", _("Siap dipakai")
        WAITING = "waiting", _("Menunggu pemeriksaan virus")
        QUARANTINE = "quarantine", _("Dikarantina")
        REFUSED = "refused", _("Ditolak petugas")

    data_class = DataClass.PRIBADI

    public_id = models.CharField(_("kode berkas"), max_length=32, unique=True, default=new_public_id, editable=False)
    purpose = models.CharField(_("keperluan"), max_length=30)
    subject = models.CharField(_("milik"), max_length=60)
    original_name = EncryptedTextField(_("nama berkas"))  # people put names and numbers into file names
    kind = models.CharField(_("jenis"), max_length=4, choices=Kind.choices)
    size = models.PositiveBigIntegerField(_("ukuran (bita)"))
    sha256 = models.CharField(_("sidik SHA-256"), max_length=64)
    viewing_sha256 = models.CharField(_("sidik salinan baca"), max_length=64, blank=True, default="")
    pages = models.PositiveIntegerField(_("jumlah halaman"), default=1)
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices, default=State.CLEAN)
    uploaded_by_id = models.BigIntegerField(_("diunggah oleh"), null=True, blank=True)
    uploaded_at = models.DateTimeField(_("diunggah"), default=timezone.now)
    checked_at = models.DateTimeField(_("terakhir diperiksa"), null=True, blank=True)

    class Meta:
        verbose_name = _("berkas")
        verbose_name_plural = _("berkas")
        indexes: ClassVar = [
            models.Index(fields=["subject"], name="file_of_subject"),  # what belongs to one application
            models.Index(fields=["sha256"], name="file_by_content"),  # is this content still needed?
            models.Index(fields=["viewing_sha256"], name="file_by_viewing_copy"),  # the same, for copies
            models.Index(fields=["id"], name="file_not_clean", condition=~Q(state="clean")),  # waiting for the scanner
            models.Index(fields=["checked_at"], name="file_last_checked"),  # the hash check takes the oldest first
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="file_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(name="file_has_pages", condition=Q(pages__gt=0)),
        ]

    def get_absolute_url(self) -> str:
        """The viewer."""
        return f"/berkas/{self.public_id}/"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.public_id}"

    @property
    def is_usable(self) -> bool:
        """Checked and free to be opened, submitted and sent on."""
        return self.state == self.State.CLEAN

    @property
    def held_sentence(self) -> str:
        """What its owner reads while it may not be used; "" when it may."""
        if self.is_usable:
            return ""
        said = str(HELD[self.State(self.state)])
        hold = Hold.objects.filter(file=self).first() if self.state == self.State.REFUSED else None
        return f"{said} {hold.sentence}".strip() if hold else said

    @property
    def is_photo(self) -> bool:
        """A picture: shown through its viewing copy."""
        return self.kind in {self.Kind.JPEG, self.Kind.PNG, self.Kind.WEBP}

    @property
    def is_sound(self) -> bool:
        """A voice note: played from its copy without tags."""
        return self.kind in {self.Kind.OGG, self.Kind.M4A, self.Kind.MP3}

    @property
    def has_pages(self) -> bool:
        """Can the viewer show pictures of its pages?"""
        return self.is_photo or self.kind == self.Kind.PDF

    @property
    def path(self) -> Path:
        """The original bytes. Open them through ``store``, which checks them."""
        return path_of(self.sha256)

    @property
    def viewing_path(self) -> Path:
        """The bytes that people see."""
        return path_of(self.viewing_sha256 or self.sha256)


HELD = {
    StoredFile.State.WAITING: _(
        "Tersimpan, menunggu pemeriksaan virus. Tidak perlu diunggah lagi; dapat dikirim setelah pemeriksaan selesai."
    ),
    StoredFile.State.QUARANTINE: _(
        "Ditahan: pemeriksa virus menemukan sesuatu. Petugas akan melihatnya; berkas lain boleh diunggah sekarang."
    ),
    StoredFile.State.REFUSED: _("Ditolak petugas, jadi tidak dipakai. Unggah berkas lain."),
}


class Hold(models.Model):
    """Why a file was kept from use, since when, and what a person decided about it. Rows stay as the record.

    Where the scanner found something, one person asks to release it (``asked_by_id``) and another one does.
    """

    class Reason(models.TextChoices):
        """What kept it."""

        SILENT = "silent", _("Pemeriksa virus tidak menjawab")
        FOUND = "found", _("Pemeriksa virus menemukan sesuatu")

    class Decision(models.TextChoices):
        """How it ended."""

        OPEN = "", _("Belum diputus")
        CLEARED = "cleared", _("Dinyatakan bersih oleh pemeriksa virus")
        RELEASED = "released", _("Dilepas petugas")
        REFUSED = "refused", _("Ditolak petugas")

    file = models.OneToOneField(StoredFile, verbose_name=_("berkas"), on_delete=models.CASCADE, related_name="hold")
    reason = models.CharField(_("sebab"), max_length=10, choices=Reason.choices)
    found = models.CharField(_("temuan"), max_length=100, blank=True, default="")
    since = models.DateTimeField(_("sejak"), default=timezone.now)
    decision = models.CharField(_("putusan"), max_length=10, choices=Decision.choices, blank=True, default="")
    sentence = EncryptedTextField(_("alasan"), blank=True, default="")
    asked_by_id = models.BigIntegerField(_("pelepasan diusulkan oleh"), null=True, blank=True)
    asked_at = models.DateTimeField(_("pelepasan diusulkan"), null=True, blank=True)
    decided_by_id = models.BigIntegerField(_("diputus oleh"), null=True, blank=True)
    decided_at = models.DateTimeField(_("diputus"), null=True, blank=True)

    data_class = DataClass.PRIBADI

    class Meta:
        verbose_name = _("berkas yang ditahan")
        verbose_name_plural = _("berkas yang ditahan")
        indexes: ClassVar = [models.Index(fields=["-since", "-id"], name="file_holds_newest")]

    def __str__(self) -> str:
        return f"{self.file}: {self.get_reason_display()}"
