"""One clerk helps one person for a while; who stands at the window in that person's place."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counter.assisted.models.people import Person
from counter.assisted.terms import Attendance, ProxyScope
from counter.logbook.terms import Channel, Result
from foundation.files.models import StoredFile
from foundation.secrets.fields import EncryptedTextField

USER = settings.AUTH_USER_MODEL


class Proxy(models.Model):
    """A surat kuasa: who may do what in whose place, until when. The letter itself is kept as a scan."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="proxies", verbose_name=_("pemberi kuasa"))
    name = EncryptedTextField(_("nama penerima kuasa"))
    letter_number = models.CharField(_("nomor surat kuasa"), max_length=100, blank=True, default="")
    letter_on = models.DateField(_("tanggal surat kuasa"))
    ends_on = models.DateField(_("berlaku sampai"))
    scope = models.CharField(_("lingkup kuasa"), max_length=7, choices=ProxyScope.choices)
    letter = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("dicatat"), default=timezone.now)
    revoked_at = models.DateTimeField(_("dicabut"), null=True, blank=True)

    class Meta:
        verbose_name = _("surat kuasa")
        verbose_name_plural = _("surat kuasa")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="proxy_ends_after_its_letter",
                condition=Q(ends_on__gte=models.F("letter_on")),
                violation_error_message=_("Tanggal akhir kuasa mendahului tanggal suratnya."),
            )
        ]

    def __str__(self) -> str:
        return f"proxy {self.pk}"

    @property
    def scope_word(self) -> ProxyScope:
        """The scope as a word that knows what it covers."""
        return ProxyScope(self.scope)

    @property
    def is_living(self) -> bool:
        """Does it hold today?"""
        return self.revoked_at is None and self.letter_on <= timezone.localdate() <= self.ends_on


class Assistance(models.Model):
    """The time in which one clerk helps one person: layanan berbantuan.

    ``ticket_id`` and ``visit_id`` are plain references to the queue's number and the row of the agenda. A clerk
    helps one person at a time; the row stays open over a closed browser until it is finished. ``ktp_seen_at``
    is about whoever stands there; no copy of the card is kept.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="assistances", verbose_name=_("pemohon"))
    clerk = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("petugas"))
    ticket_id = models.BigIntegerField(_("antrean"), null=True, blank=True)
    channel = models.CharField(_("saluran"), max_length=12, choices=Channel.choices, default=Channel.ASSISTED)
    visit_id = models.BigIntegerField(_("baris agenda"), null=True, blank=True)
    attendance = models.CharField(_("yang hadir"), max_length=10, choices=Attendance.choices)
    attendant = EncryptedTextField(_("nama saksi atau penerima kuasa"), blank=True, default="")
    proxy = models.ForeignKey(Proxy, models.PROTECT, null=True, blank=True, related_name="assistances")
    ktp_seen_at = models.DateTimeField(_("KTP-el yang hadir dilihat"), null=True, blank=True)
    started_at = models.DateTimeField(_("mulai"), default=timezone.now)
    ended_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    result = models.CharField(_("hasil"), max_length=10, choices=Result.choices, blank=True, default="")
    remark = EncryptedTextField(_("catatan"), blank=True, default="")
    survey_offered_at = models.DateTimeField(_("survei ditawarkan"), null=True, blank=True)
    survey_way = models.CharField(_("cara menawarkan"), max_length=10, blank=True, default="")

    class Meta:
        verbose_name = _("layanan berbantuan")
        verbose_name_plural = _("layanan berbantuan")
        indexes: ClassVar = [models.Index(fields=["person", "-started_at"], name="assistance_of_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["clerk"], condition=Q(ended_at__isnull=True), name="assistance_one_open_per_clerk"
            ),
            models.CheckConstraint(
                name="assistance_proxy_has_a_letter", condition=~Q(attendance="proxy") | Q(proxy__isnull=False)
            ),
            models.CheckConstraint(
                name="assistance_ends_with_a_result", condition=Q(ended_at__isnull=True) | ~Q(result="")
            ),
        ]

    def __str__(self) -> str:
        return f"assistance {self.pk}"

    @property
    def subject(self) -> str:
        """Name of this row in the journal."""
        return f"assistance:{self.pk}"

    @property
    def attendance_word(self) -> Attendance:
        """Who stands there, as a word."""
        return Attendance(self.attendance)
