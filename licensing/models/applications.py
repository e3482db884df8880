"""The application: one project, one permit, one file on our desks."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from foundation.secrets.fields import EncryptedJSONField, EncryptedTextField
from foundation.ui.formats import tanggal
from licensing.catalogue.models import Kbli, RiskRow, Scope
from licensing.models.applicants import Nib, PelakuUsaha
from licensing.models.projects import Proyek
from licensing.rules.numbering import draft_id, tracking_code
from licensing.terms import AUTOMATIC, Authority, LicenceType, Master, Risk, Scale, Status

USER = settings.AUTH_USER_MODEL


class Application(models.Model):
    """One application = one proyek = one id_izin. ``status`` and ``version`` are written by workflow.py alone.

    Before the first submission the answers live in ``answers`` (section slug → field → value,
    encrypted); from then on in PelakuUsaha and Proyek. ``frozen`` keeps the risk row as it was in force:
    regulation, scope, days, licence, requirement and obligation texts. ``assisted_for`` names the person for whom
    a clerk works in this file ("person:12"): a clerk may act in it only while helping that very person.
    """

    draft_id = models.CharField(_("kode draf"), max_length=20, unique=True, default=draft_id)
    number = models.CharField(_("nomor permohonan"), max_length=20, unique=True, null=True, blank=True)
    tracking_code = EncryptedTextField(_("kode lacak"), default=tracking_code)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.DRAFT)
    version = models.PositiveIntegerField(_("versi"), default=0)
    master = models.CharField(_("diisi di"), max_length=6, choices=Master.choices, default=Master.PORTAL)
    applicant = models.ForeignKey(
        USER, verbose_name=_("pemohon"), null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    assisted_by = models.ForeignKey(
        USER, verbose_name=_("dibantu oleh"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    assisted_for = models.CharField(_("dibantu atas nama"), max_length=40, blank=True, default="")
    holder = models.ForeignKey(
        PelakuUsaha,
        verbose_name=_("pelaku usaha"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="applications",
    )
    proyek = models.OneToOneField(Proyek, verbose_name=_("proyek"), null=True, blank=True, on_delete=models.PROTECT)
    nib = models.ForeignKey(Nib, verbose_name=_("NIB"), null=True, blank=True, on_delete=models.PROTECT)
    answers = EncryptedJSONField(_("jawaban draf"), default=dict, blank=True)
    answers_version = models.PositiveIntegerField(_("versi jawaban"), default=0)
    answers_saved_at = models.DateTimeField(_("draf tersimpan"), null=True, blank=True)
    problem = models.TextField(_("hal yang harus dibereskan"), blank=True, default="")
    copied_from = models.ForeignKey(
        "self", verbose_name=_("diajukan lagi dari"), null=True, blank=True, on_delete=models.PROTECT
    )

    kbli = models.ForeignKey(Kbli, verbose_name=_("KBLI"), null=True, blank=True, on_delete=models.PROTECT)
    scope = models.ForeignKey(Scope, verbose_name=_("ruang lingkup"), null=True, blank=True, on_delete=models.PROTECT)
    risk_row = models.ForeignKey(
        RiskRow, verbose_name=_("baris risiko"), null=True, blank=True, on_delete=models.PROTECT
    )
    frozen = models.JSONField(_("ketentuan yang dibekukan"), default=dict, blank=True)
    scale = models.CharField(_("skala usaha"), max_length=6, choices=Scale.choices, blank=True, default="")
    risk = models.CharField(_("tingkat risiko"), max_length=12, choices=Risk.choices, blank=True, default="")
    licence_type = models.CharField(
        _("jenis perizinan"), max_length=20, choices=LicenceType.choices, blank=True, default=""
    )
    working_days = models.PositiveSmallIntegerField(_("janji (hari kerja)"), null=True, blank=True)
    authority = models.CharField(_("kewenangan"), max_length=10, choices=Authority.choices, default=Authority.UNKNOWN)
    is_ours = models.BooleanField(_("diputus kantor ini"), default=False)
    agency = models.ForeignKey(Agency, verbose_name=_("dinas teknis"), null=True, blank=True, on_delete=models.PROTECT)
    reviewer = models.ForeignKey(
        USER, verbose_name=_("verifikator"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    claimed_at = models.DateTimeField(_("diambil"), null=True, blank=True)

    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    registered_at = models.DateTimeField(_("diajukan (NIB)"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("persyaratan dikirim"), null=True, blank=True)
    complete_at = models.DateTimeField(_("dinyatakan lengkap"), null=True, blank=True)
    decided_at = models.DateTimeField(_("putusan teknis"), null=True, blank=True)
    decided_by = models.ForeignKey(
        USER, verbose_name=_("pemutus teknis"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_("putusan kantor"), null=True, blank=True)
    signed_by = models.ForeignKey(
        USER, verbose_name=_("penanda tangan"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    completeness_due_on = models.DateField(_("batas kelengkapan"), null=True, blank=True)
    technical_due_on = models.DateField(_("batas verifikasi teknis"), null=True, blank=True)
    overall_due_on = models.DateField(_("paling lambat terbit"), null=True, blank=True)
    applicant_due_on = models.DateField(_("batas jawaban pemohon"), null=True, blank=True)
    calendar_version = models.PositiveIntegerField(_("versi kalender"), default=0)
    correction_round = models.PositiveSmallIntegerField(_("putaran perbaikan"), default=0)
    uploads_open = models.BooleanField(_("unggahan dibuka instansi lain"), default=False)
    ground_code = models.CharField(_("dasar penolakan"), max_length=20, blank=True, default="")
    ground_note = models.TextField(_("penjelasan penolakan"), blank=True, default="")

    oss_id = models.CharField(_("oss_id"), max_length=30, blank=True, default="")
    id_izin = models.CharField(_("id_izin"), max_length=30, blank=True, default="", db_index=True)
    kd_izin = models.CharField(_("kd_izin"), max_length=12, blank=True, default="")
    permit_number = models.CharField(_("nomor perizinan"), max_length=50, blank=True, default="")

    class Meta:
        verbose_name = _("permohonan")
        verbose_name_plural = _("permohonan")
        constraints: ClassVar = [
            models.CheckConstraint(name="application_status_is_on_the_list", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="application_beyond_draft_has_a_number",
                condition=Q(number__isnull=False) | Q(status="draft") | Q(status="withdrawn"),
            ),
            models.CheckConstraint(
                name="application_decided_by_with_at",
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="application_signed_by_with_at",
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="application_two_decisions_two_people",
                condition=Q(decided_by__isnull=True) | Q(signed_by__isnull=True) | ~Q(decided_by=models.F("signed_by")),
            ),
            models.UniqueConstraint(fields=["id_izin"], condition=~Q(id_izin=""), name="one_application_per_id_izin"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["applicant", "-created_at", "-id"], name="app_mine"),  # /permohonan/
            models.Index(fields=["agency", "status", "technical_due_on", "id"], name="app_agency_desk"),  # /tinjau/
            models.Index(fields=["status", "overall_due_on", "id"], name="app_office_desk"),  # /proses/, /persetujuan/
            models.Index(fields=["holder", "-created_at"], name="app_of_business"),
            models.Index(fields=["assisted_for"], name="app_assisted_for", condition=~Q(assisted_for="")),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """What stands in the URL: the number, or the draft's random id."""
        return self.number or self.draft_id

    @property
    def subject(self) -> str:
        """Name of this file in journal and outbox."""
        return f"application:{self.pk}"

    @property
    def word(self) -> Status:
        """The status as a word that knows its labels and tone."""
        return Status(self.status)

    @property
    def needs_verification(self) -> bool:
        """Does a verdict stand between NIB and permit (medium-high and high risk)?"""
        return self.risk in {Risk.MEDIUM_HIGH, Risk.HIGH}

    @property
    def is_automatic(self) -> bool:
        """Does the permit come out at OSS without anybody's verdict (low and medium-low risk)?"""
        return self.risk in {Risk.LOW, Risk.MEDIUM_LOW}

    @property
    def decides(self) -> str:
        """Who decides, in words; nobody does where OSS issues by itself."""
        return str(AUTOMATIC) if self.is_automatic else str(Authority(self.authority).label)

    @property
    def is_past_promise(self) -> bool:
        """Has the day gone by that was promised, while the file still runs?"""
        is_running = self.closed_at is None and not self.word.is_final
        return is_running and self.overall_due_on is not None and self.overall_due_on < timezone.localdate()

    def get_absolute_url(self) -> str:
        """The file's own page."""
        return f"/permohonan/{self.ref}/"


class Pause(models.Model):
    """A span in which the technical clock stood still, waiting for the applicant."""

    application = models.ForeignKey(
        Application, verbose_name=_("permohonan"), on_delete=models.CASCADE, related_name="pauses"
    )
    started_at = models.DateTimeField(_("mulai"), default=timezone.now)
    ended_at = models.DateTimeField(_("sampai"), null=True, blank=True)
    resets = models.BooleanField(_("mengulang hitungan"), default=False)
    reason = models.TextField(_("alasan"), blank=True, default="")

    class Meta:
        verbose_name = _("jeda")
        verbose_name_plural = _("jeda")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(ended_at__isnull=True), name="one_open_pause_per_application"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application}: {tanggal(self.started_at)}"


class StatementAcceptance(models.Model):
    """Which statement was accepted: text version, who, when, through which channel, read by whom.

    At the counter somebody may consent who has no account, or a proxy: ``consented_by`` then says who.
    """

    application = models.ForeignKey(
        Application, verbose_name=_("permohonan"), on_delete=models.CASCADE, related_name="statements"
    )
    key = models.CharField(_("pernyataan"), max_length=30)
    text_version = models.CharField(_("versi teks"), max_length=20)
    text_hash = models.CharField(_("sidik teks"), max_length=64)
    accepted_at = models.DateTimeField(_("disetujui"), default=timezone.now)
    accepted_by = models.ForeignKey(USER, verbose_name=_("oleh"), null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(_("saluran"), max_length=20)
    read_by = models.ForeignKey(
        USER, verbose_name=_("dibacakan oleh"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consented_by = models.CharField(_("disetujui di loket oleh"), max_length=300, blank=True, default="")
    consent_how = models.CharField(_("cara persetujuan"), max_length=30, blank=True, default="")

    class Meta:
        verbose_name = _("persetujuan pernyataan")
        verbose_name_plural = _("persetujuan pernyataan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "key"], name="each_statement_is_accepted_once")
        ]

    def __str__(self) -> str:
        return self.key
