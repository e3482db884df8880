"""What OSS sent us and what OSS last said: the inbox and the mirror."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.outbox.models import OutboxMessage
from foundation.secrets.fields import EncryptedJSONField
from foundation.ui.formats import tanggal_jam
from licensing.models import Application


class InboxItem(models.Model):
    """One call from OSS, answered at once and processed later. The body is kept without unneeded keys, encrypted.

    ``sha256`` is of the original bytes: it deduplicates. ``changed_on`` orders news of one NIB. Purged after 90 days.
    """

    class State(models.TextChoices):
        """How far it came."""

        NEW = "new", _("Menunggu diproses")
        DONE = "done", _("Diproses")
        IGNORED = "ignored", _("Dicatat, tidak mengubah apa pun")
        PARKED = "parked", _("Menunggu petugas")

    method = models.CharField(_("metode"), max_length=40)
    received_at = models.DateTimeField(_("diterima"), default=timezone.now)
    sha256 = models.CharField(_("sidik isi asli"), max_length=64)
    nib = models.CharField(_("NIB"), max_length=13, blank=True, default="")
    changed_on = models.DateField(_("tanggal perubahan"), null=True, blank=True)
    body = EncryptedJSONField(_("isi"), default=dict)
    state = models.CharField(_("keadaan"), max_length=8, choices=State.choices, default=State.NEW)
    repeats = models.PositiveIntegerField(_("diulang"), default=0)
    problem = models.TextField(_("masalah"), blank=True, default="")
    processed_at = models.DateTimeField(_("diproses"), null=True, blank=True)
    purged_at = models.DateTimeField(_("isi dihapus"), null=True, blank=True)

    class Meta:
        verbose_name = _("kiriman OSS")
        verbose_name_plural = _("kiriman OSS")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["method", "sha256"], name="the_same_push_is_kept_once"),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="inbox_waiting")]  # the sweep

    def __str__(self) -> str:
        return f"{self.method} {self.nib} {tanggal_jam(self.received_at)}"


class OssView(models.Model):
    """The mirror: what OSS last said of a permit. Codes are kept raw; only the contract knows their meaning.

    The answer carries no time, so ``first_seen_at`` is when this code was first observed (teramati) and
    ``previous_poll_at`` the last look before it.
    """

    application = models.OneToOneField(
        Application, verbose_name=_("permohonan"), on_delete=models.CASCADE, related_name="oss_view"
    )
    code = models.CharField(_("kd_status"), max_length=10, blank=True, default="")
    meaning = models.CharField(_("arti"), max_length=255, blank=True, default="")
    first_seen_at = models.DateTimeField(_("pertama teramati"), null=True, blank=True)
    previous_poll_at = models.DateTimeField(_("poll sebelumnya"), null=True, blank=True)
    polled_at = models.DateTimeField(_("poll terakhir"), null=True, blank=True)
    sent_code = models.CharField(_("terakhir kita kirim"), max_length=10, blank=True, default="")
    sent_at = models.DateTimeField(_("dikirim"), null=True, blank=True)
    difference = models.CharField(_("perbedaan"), max_length=300, blank=True, default="")
    handed_nib = models.CharField(_("NIB dari serahan"), max_length=13, blank=True, default="")
    nib = models.CharField(_("NIB menurut OSS"), max_length=13, blank=True, default="")

    class Meta:
        verbose_name = _("cermin OSS")
        verbose_name_plural = _("cermin OSS")

    def __str__(self) -> str:
        return f"{self.application}: {self.code}"

    @property
    def last_known(self) -> str:
        """The newest code on either side's word."""
        if self.sent_at and (self.first_seen_at is None or self.sent_at > self.first_seen_at):
            return self.sent_code
        return self.code


class Difference(models.Model):
    """Where both sides do not say the same. Repaired by the reconciliation, gone by itself, or settled by a person.

    ``subject`` is ``application:12``, ``permit:I-…`` (a permit that has no file here) or ``nib:…``. A settled one is
    not raised again while both sides go on saying ``here`` and ``there``.
    """

    class Kind(models.TextChoices):
        """What differs."""

        STATUS = "status", _("Status tidak cocok")
        BEHIND = "behind", _("OSS tertinggal")
        MISSING_THERE = "missing_there", _("Tidak ada di OSS")
        MISSING_HERE = "missing_here", _("Tidak ada di sini")
        NIB = "nib", _("NIB berbeda")
        NUMBER = "number", _("Nomor izin berbeda")

    class State(models.TextChoices):
        """Does anybody still have to look?"""

        OPEN = "open", _("Perlu dilihat")
        REPAIRED = "repaired", _("Dibereskan rekonsiliasi")
        GONE = "gone", _("Sudah cocok kembali")
        SETTLED = "settled", _("Diselesaikan petugas")

    subject = models.CharField(_("tentang"), max_length=100)
    application = models.ForeignKey(
        Application, verbose_name=_("permohonan"), on_delete=models.CASCADE, null=True, related_name="differences"
    )
    kind = models.CharField(_("jenis"), max_length=14, choices=Kind.choices)
    here = models.CharField(_("di sini"), max_length=60, blank=True, default="")
    there = models.CharField(_("di OSS"), max_length=60, blank=True, default="")
    sentence = models.CharField(_("perbedaan"), max_length=300)
    state = models.CharField(_("keadaan"), max_length=8, choices=State.choices, default=State.OPEN)
    first_seen_at = models.DateTimeField(_("pertama terlihat"), default=timezone.now)
    last_seen_at = models.DateTimeField(_("terakhir terlihat"), default=timezone.now)
    closed_at = models.DateTimeField(_("ditutup"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("oleh"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(_("alasan"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("perbedaan dengan OSS")
        verbose_name_plural = _("perbedaan dengan OSS")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "kind"], condition=models.Q(state="open"), name="one_open_difference_of_a_kind"
            ),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["state", "first_seen_at"], name="difference_desk")]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind}: {self.here} / {self.there}"


class Comparison(models.Model):
    """One run of the reconciliation: every 15 minutes what moved, at night everything. Kept for 90 days."""

    class Scope(models.TextChoices):
        """How much is looked at."""

        RECENT = "recent", _("yang bergerak")
        ALL = "all", _("semua")

    scope = models.CharField(_("lingkup"), max_length=6, choices=Scope.choices)
    started_at = models.DateTimeField(_("mulai"), default=timezone.now)
    finished_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    cursor = models.BigIntegerField(_("sampai"), default=0)
    looked = models.PositiveIntegerField(_("dilihat"), default=0)
    repaired = models.PositiveIntegerField(_("dibereskan"), default=0)
    alarms = models.PositiveIntegerField(_("perlu petugas"), default=0)
    trouble = models.CharField(_("hambatan"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("rekonsiliasi")
        verbose_name_plural = _("rekonsiliasi")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["scope", "-finished_at"], name="last_good_comparison")]

    def __str__(self) -> str:
        return f"{self.scope} {tanggal_jam(self.started_at)}"


class SignedFile(models.Model):
    """A file that OSS signed: where it lies, and that it was fetched. In simulation only recorded."""

    application = models.ForeignKey(
        Application, verbose_name=_("permohonan"), on_delete=models.CASCADE, related_name="oss_files"
    )
    url = models.CharField(_("alamat"), max_length=500)
    told_at = models.DateTimeField(_("diberitahukan"), default=timezone.now)
    fetched_at = models.DateTimeField(_("diambil"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, default="")

    class Meta:
        verbose_name = _("berkas dari OSS")
        verbose_name_plural = _("berkas dari OSS")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "url"], name="one_signed_file_per_address")
        ]

    def __str__(self) -> str:
        return self.url


class SkipRequest(models.Model):
    """One officer wants a dead message to OSS left out; it happens when a second officer agrees."""

    message = models.OneToOneField(
        OutboxMessage, verbose_name=_("pesan keluar"), on_delete=models.CASCADE, related_name="skip_request"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("diminta oleh"), on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("alasan"), max_length=300)
    asked_at = models.DateTimeField(_("diminta"), default=timezone.now)

    class Meta:
        verbose_name = _("permintaan melewati pesan")
        verbose_name_plural = _("permintaan melewati pesan")

    def __str__(self) -> str:
        return f"{self.message_id}: {self.reason}"


class Import(models.Model):
    """An Excel export of the OSS dashboard: read, shown row by row, and carried out when an officer says so."""

    class Sheet(models.TextChoices):
        """Which of the dashboard's exports."""

        PERMITS = "permits", _("Izin")
        PROJECTS = "projects", _("Proyek")

    sheet = models.CharField(_("lembar"), max_length=8, choices=Sheet.choices)
    name = models.CharField(_("nama berkas"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    read_at = models.DateTimeField(_("dibaca"), default=timezone.now)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("dibaca oleh"), on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(_("dijalankan"), null=True, blank=True)

    class Meta:
        verbose_name = _("impor dasbor OSS")
        verbose_name_plural = _("impor dasbor OSS")
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """One row of an export and what it means here. Persons' names, e-mail and telephone numbers are not kept."""

    class Finding(models.TextChoices):
        """What carrying it out would do."""

        SAME = "same", _("Sudah sama")
        DIFFERENT = "different", _("Berbeda, OSS akan ditanya")
        NEW = "new", _("Belum ada, diambil dari OSS")
        ELSEWHERE = "elsewhere", _("Bukan urusan kantor ini")
        FAULTY = "faulty", _("Tidak terbaca")

    belongs_to = models.ForeignKey(Import, verbose_name=_("impor"), on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("baris"))
    finding = models.CharField(_("temuan"), max_length=9, choices=Finding.choices)
    sentence = models.CharField(_("keterangan"), max_length=300, blank=True, default="")
    nib = models.CharField(_("NIB"), max_length=13, blank=True, default="")
    mark = models.CharField(_("id izin atau proyek"), max_length=30, blank=True, default="")
    label = models.CharField(_("nama usaha"), max_length=255, blank=True, default="")
    application = models.ForeignKey(
        Application, verbose_name=_("permohonan"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("baris impor")
        verbose_name_plural = _("baris impor")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["belongs_to", "number"], name="one_import_row_per_line")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.finding}"
