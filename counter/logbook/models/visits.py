"""The rows of the book. A row runs while somebody is helped; once it has an end, nothing changes it any more.

There are no foreign keys to other rooms: a row must outlive the ticket, the file and the account that it tells
of. The database refuses what this module forbids (guards of 0002).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counter.logbook.terms import Act, Channel, Kind, Origin, Result
from foundation.journal.models import AppendOnly
from foundation.secrets.classes import DataClass
from foundation.secrets.fields import EncryptedTextField


class Visit(models.Model):
    """One person helped once: one line of the agenda.

    ``number`` is drawn without gaps when the row ends ("2026-000123"). ``started_at``/``ended_at``: when it
    happened; ``recorded_at``: when it came into the book (both are shown when they lie apart).
    ``corrects``: the row that this one replaces; that one stays as it was. ``acts_text`` and ``documents`` are
    finished words, so that a list or an export of a million rows needs no second table.
    """

    data_class = DataClass.TERBATAS

    number = models.CharField(_("nomor agenda"), max_length=20, blank=True, default="")
    corrects = models.OneToOneField(
        "self", verbose_name=_("mengoreksi"), null=True, blank=True, on_delete=models.PROTECT, related_name="correction"
    )
    reason = EncryptedTextField(_("alasan koreksi"), blank=True, default="")
    origin = models.CharField(_("asal baris"), max_length=10, choices=Origin.choices, default=Origin.ACT)
    started_at = models.DateTimeField(_("mulai"), default=timezone.now)
    ended_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("dicatat"), default=timezone.now)
    seconds = models.PositiveIntegerField(_("lama (detik)"), default=0)

    officer_id = models.BigIntegerField(_("akun petugas"), null=True, blank=True)
    officer_name = models.CharField(_("petugas"), max_length=200, blank=True, default="")
    window = models.CharField(_("loket"), max_length=60, blank=True, default="")
    channel = models.CharField(_("saluran"), max_length=10, choices=Channel.choices)
    kind = models.CharField(_("keperluan"), max_length=10, choices=Kind.choices, default=Kind.LICENCE)
    service = models.CharField(_("layanan"), max_length=150)
    ticket_id = models.BigIntegerField(_("antrean"), null=True, blank=True)
    ticket_label = models.CharField(_("nomor antrean"), max_length=20, blank=True, default="")
    mobile_day = models.ForeignKey(
        "logbook.MobileDay", verbose_name=_("hari pelayanan"), null=True, blank=True, on_delete=models.PROTECT
    )
    place = models.CharField(_("tempat"), max_length=120, blank=True, default="")

    person_id = models.BigIntegerField(_("akun orang"), null=True, blank=True)
    person_name = EncryptedTextField(_("nama orang"), blank=True, default="")
    application_id = models.BigIntegerField(_("berkas"), null=True, blank=True)
    file_number = models.CharField(_("nomor permohonan"), max_length=20, blank=True, default="")
    nib = models.CharField(_("NIB"), max_length=13, blank=True, default="")
    kbli = models.CharField(_("KBLI"), max_length=5, blank=True, default="")
    kbli_edition = models.CharField(_("edisi KBLI"), max_length=4, blank=True, default="")
    agency_id = models.BigIntegerField(_("kode dinas teknis"), null=True, blank=True)
    agency_name = models.CharField(_("dinas teknis"), max_length=60, blank=True, default="")

    result = models.CharField(_("hasil"), max_length=10, choices=Result.choices, blank=True, default="")
    acts_text = models.CharField(_("tindakan"), max_length=500, blank=True, default="")
    documents = models.CharField(_("dokumen diserahkan"), max_length=500, blank=True, default="")
    document_count = models.PositiveSmallIntegerField(_("jumlah dokumen"), default=0)
    survey_offered = models.BooleanField(_("survei ditawarkan"), default=False)
    note = EncryptedTextField(_("catatan"), blank=True, default="")
    import_digest = models.CharField(_("sidik baris lama"), max_length=64, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("baris agenda")
        verbose_name_plural = _("baris agenda")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="visit_number_is_given_once"),
            models.UniqueConstraint(
                fields=["import_digest"], condition=~Q(import_digest=""), name="visit_is_imported_once"
            ),
            models.CheckConstraint(
                name="visit_that_ended_has_number_and_result",
                condition=Q(ended_at__isnull=True) | ~Q(number="") & ~Q(result=""),
            ),
            models.CheckConstraint(
                name="visit_ends_after_it_starts",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("started_at")),
            ),
        ]
        indexes: ClassVar = [  # each filter of /agenda/ walks its own index in the order of the list
            models.Index(fields=["-started_at", "-id"], name="visit_newest"),
            models.Index(fields=["officer_id", "-started_at", "-id"], name="visit_of_officer"),
            models.Index(fields=["agency_id", "-started_at", "-id"], name="visit_of_agency"),
            models.Index(fields=["service", "-started_at", "-id"], name="visit_of_service"),
            models.Index(fields=["window", "-started_at", "-id"], name="visit_at_window"),
            models.Index(fields=["channel", "-started_at", "-id"], name="visit_by_channel"),
            models.Index(fields=["result", "-started_at", "-id"], name="visit_by_result"),
            models.Index(fields=["kbli", "-started_at", "-id"], name="visit_of_kbli"),
            models.Index(fields=["application_id"], condition=Q(application_id__isnull=False), name="visit_of_file"),
            models.Index(fields=["person_id"], condition=Q(person_id__isnull=False), name="visit_of_person"),
            models.Index(fields=["ticket_id"], condition=Q(ticket_id__isnull=False), name="visit_of_ticket"),
            models.Index(fields=["started_at"], condition=Q(ended_at__isnull=True), name="visit_running"),
        ]

    def __str__(self) -> str:
        return self.number or f"#{self.pk}"

    @property
    def subject(self) -> str:
        """Name of this row in the journal."""
        return f"visit:{self.pk}"

    @property
    def is_running(self) -> bool:
        """Is the person still being helped?"""
        return self.ended_at is None


class VisitAct(AppendOnly):
    """One thing done for the person, in the order in which it was done."""

    visit = models.ForeignKey(Visit, verbose_name=_("baris"), on_delete=models.PROTECT, related_name="acts")
    at = models.DateTimeField(_("waktu"), default=timezone.now)
    kind = models.CharField(_("tindakan"), max_length=12, choices=Act.choices, default=Act.OTHER)
    text = EncryptedTextField(_("keterangan"), blank=True, default="")
    file_number = models.CharField(_("nomor permohonan"), max_length=20, blank=True, default="")
    user_id = models.BigIntegerField(_("akun"), null=True, blank=True)
    name = models.CharField(_("petugas"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("tindakan")
        verbose_name_plural = _("tindakan")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.get_kind_display()


class VisitWord(models.Model):
    """A blind index of one word (or pair of words of a name) in one row: what search finds, nobody can read.

    ``token``: 63 bits of an HMAC. ``started_at`` repeats the row's, so that hits come in the order of the list.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="words", db_index=False)
    token = models.BigIntegerField()
    started_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kata pencarian")
        verbose_name_plural = _("kata pencarian")
        indexes: ClassVar = [
            models.Index(fields=["token", "-started_at", "-visit"], name="word_newest"),  # one word, in list order
            models.Index(fields=["visit", "token"], name="word_of_visit"),  # does this row hold the second word too?
        ]

    def __str__(self) -> str:
        return str(self.token)


class SigapNumber(AppendOnly):
    """The number that the office's own SIGAP gave to a row. Typed later than the row; the latest one counts."""

    visit = models.ForeignKey(Visit, verbose_name=_("baris"), on_delete=models.PROTECT, related_name="sigap_numbers")
    number = models.CharField(_("nomor entri SIGAP"), max_length=40)
    noted_at = models.DateTimeField(_("dicatat"), default=timezone.now)
    noted_by_id = models.BigIntegerField(_("oleh"), null=True, blank=True)

    class Meta:
        verbose_name = _("nomor entri SIGAP")
        verbose_name_plural = _("nomor entri SIGAP")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.number
