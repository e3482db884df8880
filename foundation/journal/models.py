"""The rows of the journal. Nothing here is ever changed or removed: the database itself refuses (guards.py).

An ``Entry`` is written with the act it tells of, in the same transaction. Its place in the chain is a
row of its own, the ``Seal``, written shortly after by one sweeper (seals.py), so that many acts at the
same moment never wait for each other.
"""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.secrets.fields import EncryptedJSONField, EncryptedTextField


class Immutable(Exception):
    """Somebody tried to change or remove what may only be added."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Reads and inserts; nothing else."""

    def update(self, **kwargs: Any) -> int:
        """Refused: raises Immutable."""
        raise Immutable("Catatan jurnal tidak dapat diubah.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused: raises Immutable."""
        raise Immutable("Catatan jurnal tidak dapat dihapus.")


class AppendOnly(models.Model):
    """A row that can be added and read."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a second save raises Immutable."""
        if not self._state.adding:
            raise Immutable("Catatan jurnal tidak dapat diubah.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: raises Immutable."""
        raise Immutable("Catatan jurnal tidak dapat dihapus.")


class Entry(AppendOnly):
    """One thing that happened: what, to what, when, by whom, through which door. No foreign keys, on purpose."""

    at = models.DateTimeField(_("waktu"), default=timezone.now)
    kind = models.CharField(_("kejadian"), max_length=80)
    subject = models.CharField(_("tentang"), max_length=100)  # "application:12"
    user_id = models.BigIntegerField(_("akun"), null=True, blank=True)
    role = models.CharField(_("peran"), max_length=30, blank=True)
    name = models.CharField(_("nama"), max_length=200, blank=True)
    channel = models.CharField(_("saluran"), max_length=20, blank=True)
    on_behalf_of = models.CharField(_("atas nama"), max_length=100, blank=True)
    data = EncryptedJSONField(_("rincian"), default=dict)
    note = EncryptedTextField(_("catatan"), blank=True, default="")

    class Meta:
        verbose_name = _("catatan jurnal")
        verbose_name_plural = _("catatan jurnal")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject", "id"], name="journal_of_one_subject"),  # timelines: book.of
            models.Index(fields=["user_id", "at"], name="journal_of_one_person"),  # what did this account do?
            models.Index(fields=["kind", "at"], name="journal_of_one_kind"),  # reports
            models.Index(fields=["at", "id"], name="journal_by_time"),  # the auditor's page, newest first
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Seal(AppendOnly):
    """The place of one entry in the chain: ``hash`` covers the entry as stored and ``previous_hash``."""

    sequence = models.BigIntegerField(_("urutan"), primary_key=True)
    entry_id = models.BigIntegerField(_("catatan"), unique=True)
    previous_hash = models.CharField(_("hash sebelumnya"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64)
    sealed_at = models.DateTimeField(_("disegel pada"), default=timezone.now)

    class Meta:
        verbose_name = _("segel jurnal")
        verbose_name_plural = _("segel jurnal")
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash[:12]}"


class Head(models.Model):
    """The end of the chain (one row, pk 1). It is the sealer's lock, and shows when a tail was cut off.

    ``floor``: every entry with an id up to here was sealed at least an hour ago, so the sealer looks above it only.
    """

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    floor = models.BigIntegerField(default=0)
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ujung jurnal")
        verbose_name_plural = _("ujung jurnal")

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash[:12]}"
