"""A complaint, an aspiration or a request for information, and how far it is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from complaints.terms import (
    ArchiveReason,
    Category,
    Channel,
    Ending,
    Kind,
    Lane,
    Outcome,
    Priority,
    Route,
    Stage,
    State,
    Subject,
    Weight,
)
from foundation.secrets.fields import EncryptedTextField
from licensing.models import Application, PelakuUsaha


class Complaint(models.Model):
    """What somebody told the office.

    Text and place rest encrypted; who told it stands apart (``Complainant``): the reported side must never
    find them. ``code`` opens the complaint together with its number; ``digest`` is the SHA-256 of what was
    sent (the online counterpart of two signatures on a receipt, UU 25/2009 art. 44); ``submission`` makes a
    repeated sending the same complaint; ``lapor_id`` and ``external_id`` do the same for LAPOR! rows and
    e-mails. ``is_anonymous``: identity hidden from the public and from the reported unit; ``is_secret``:
    content hidden from the public. ``stage``, ``state``, ``lane`` and ``version`` are written by
    ``complaints.workflow`` only.
    """

    number = models.CharField(_("nomor"), max_length=20, unique=True)
    code = EncryptedTextField(_("kode rahasia"))
    submission = models.UUIDField(_("pengiriman"), unique=True)
    kind = models.CharField(_("jenis"), max_length=13, choices=Kind.choices, default=Kind.COMPLAINT)
    channel = models.CharField(_("saluran"), max_length=12, choices=Channel.choices, default=Channel.WEB)
    lapor_id = models.CharField(_("nomor LAPOR!"), max_length=30, null=True, blank=True, unique=True)
    external_id = models.CharField(_("tanda luar"), max_length=250, null=True, blank=True, unique=True)
    source_url = models.URLField(_("tautan kiriman"), max_length=500, blank=True, default="")
    oss_ticket = models.CharField(_("nomor tiket OSS"), max_length=60, blank=True, default="")
    entered_by = models.ForeignKey(
        User, verbose_name=_("dicatat oleh"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    was_read_back = models.BooleanField(_("dibacakan kembali kepada pengadu"), default=False)

    stage = models.CharField(_("tahap"), max_length=1, choices=Stage.choices, default=Stage.RECEIVED)
    state = models.CharField(_("keadaan"), max_length=9, choices=State.choices, default=State.OPEN)
    lane = models.CharField(_("jalur"), max_length=12, choices=Lane.choices, default=Lane.OFFICE)
    version = models.PositiveIntegerField(_("versi"), default=1)

    service = models.CharField(_("layanan"), max_length=80, blank=True, default="")
    service_name = models.CharField(_("nama layanan"), max_length=250, blank=True, default="")
    category = models.CharField(_("kategori"), max_length=12, choices=Category.choices, blank=True, default="")
    subject = models.CharField(_("objek"), max_length=12, choices=Subject.choices, blank=True, default="")
    weight = models.CharField(_("bobot"), max_length=11, choices=Weight.choices, blank=True, default="")
    priority = models.CharField(_("prioritas"), max_length=6, choices=Priority.choices, default=Priority.NORMAL)
    text = EncryptedTextField(_("isi"))
    place = EncryptedTextField(_("tempat dan waktu kejadian"), blank=True, default="")
    happened_on = models.DateField(_("tanggal kejadian"), null=True, blank=True)
    is_filed_late = models.BooleanField(_("disampaikan lewat 30 hari"), default=False)
    is_anonymous = models.BooleanField(_("identitas dirahasiakan"), default=True)
    is_secret = models.BooleanField(_("isi dirahasiakan"), default=True)
    digest = models.CharField(_("sidik kiriman"), max_length=64)
    created_at = models.DateTimeField(_("diterima"), default=timezone.now)

    application = models.ForeignKey(
        Application, verbose_name=_("permohonan"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    holder = models.ForeignKey(
        PelakuUsaha, verbose_name=_("pelaku usaha"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    route = models.CharField(_("disposisi"), max_length=12, choices=Route.choices, blank=True, default="")
    handler = models.ForeignKey(
        User, verbose_name=_("penelaah"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(
        Agency, verbose_name=_("dinas teknis"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    triaged_at = models.DateTimeField(_("ditriase"), null=True, blank=True)

    outcome = models.CharField(_("hasil"), max_length=8, choices=Outcome.choices, blank=True, default="")
    follow_up = EncryptedTextField(_("tindak lanjut"), blank=True, default="")
    answered_at = models.DateTimeField(_("dijawab"), null=True, blank=True)
    reply_until = models.DateField(_("dapat dibalas sampai"), null=True, blank=True)
    closed_at = models.DateTimeField(_("dialog berakhir"), null=True, blank=True)
    ending = models.CharField(_("cara berakhir"), max_length=8, choices=Ending.choices, blank=True, default="")
    evaluated_at = models.DateTimeField(_("dievaluasi"), null=True, blank=True)
    archive_reason = models.CharField(
        _("alasan arsip"), max_length=7, choices=ArchiveReason.choices, blank=True, default=""
    )
    merged_into = models.ForeignKey(
        "self", verbose_name=_("digabung ke"), null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    satisfaction = models.PositiveSmallIntegerField(_("kepuasan atas penanganan (1-4)"), null=True, blank=True)
    satisfaction_note = EncryptedTextField(_("catatan kepuasan"), blank=True, default="")

    public_text = models.TextField(_("isi untuk umum"), blank=True, default="")
    public_answer = models.TextField(_("jawaban untuk umum"), blank=True, default="")
    published_at = models.DateTimeField(_("diumumkan"), null=True, blank=True)

    class Meta:
        verbose_name = _("pengaduan")
        verbose_name_plural = _("pengaduan")
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["-created_at", "-id"], name="complaint_register"),
            models.Index(fields=["lane", "-created_at", "-id"], name="complaint_lane_register"),
            models.Index(fields=["lane", "stage", "-created_at", "-id"], name="complaint_stage_register"),
            models.Index(fields=["agency", "-created_at", "-id"], name="complaint_agency_register"),
            models.Index(fields=["service", "-created_at"], name="complaint_of_service", condition=~Q(service="")),
            models.Index(fields=["oss_ticket"], name="complaint_of_oss_ticket", condition=~Q(oss_ticket="")),
            models.Index(fields=["reply_until"], name="complaint_silence", condition=Q(state="open")),
            models.Index(fields=["-published_at"], name="complaint_published", condition=Q(published_at__isnull=False)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="complaint_stage_is_one_of_seven", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(name="complaint_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="complaint_lane_is_known", condition=Q(lane__in=Lane.values)),
            models.CheckConstraint(
                name="complaint_satisfaction_from_1_to_4",
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__range=(1, 4)),
            ),
            models.CheckConstraint(
                name="complaint_public_only_from_the_office_lane",
                condition=Q(published_at__isnull=True) | Q(lane="office", is_secret=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def mark(self) -> str:
        """How the journal, the files and the messages name it."""
        return f"complaint:{self.pk}"

    @property
    def code_in_groups(self) -> str:
        """The code as it is printed and read aloud: two groups of five."""
        return f"{self.code[:5]}-{self.code[5:]}"

    @property
    def studied_by(self) -> str:
        """Who studies it, in few words."""
        if self.agency:
            return self.agency.short_name
        return self.handler.name if self.handler else str(self.get_route_display())

    @property
    def is_running(self) -> bool:
        """Is somebody still to act in the dialogue?"""
        return self.state in {State.OPEN, State.WAITING}
