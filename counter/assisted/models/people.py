"""Somebody who stood at a window, with or without an account, and how two entries of one person are joined."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counter.assisted.terms import MergeState
from foundation.secrets.fields import BlindIndexField, EncryptedTextField
from licensing.models import PelakuUsaha
from licensing.rules.numbering import verification_code

USER = settings.AUTH_USER_MODEL


class Person(models.Model):
    """A person as the counter knows them.

    Without ``account`` nobody can sign in as this person: there is no password that a clerk could see or set. The
    person takes the entry over later (actions.claims) with a code that goes to the telephone or e-mail written
    here; ``claim_code`` only finds the entry. A NIK is not unique: whoever typed it first keeps nobody out.
    """

    account = models.ForeignKey(
        USER, models.PROTECT, verbose_name=_("akun"), null=True, blank=True, related_name="at_counter"
    )
    name = models.CharField(_("nama"), max_length=200)
    nik = EncryptedTextField(_("NIK"), blank=True, default="")
    nik_index = BlindIndexField(source="nik", purpose="nik")
    phone = EncryptedTextField(_("nomor HP/WA"), blank=True, default="")
    phone_index = BlindIndexField(source="phone", purpose="phone")
    email = models.EmailField(_("e-mail"), blank=True, default="")
    identity_level = models.CharField(
        _("tingkat identitas"),
        max_length=10,
        choices=PelakuUsaha.IdentityLevel.choices,
        default=PelakuUsaha.IdentityLevel.DECLARED,
    )
    ktp_seen_at = models.DateTimeField(_("KTP-el dilihat"), null=True, blank=True)
    ktp_seen_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    claim_code = models.CharField(_("kode lanjut"), max_length=22, unique=True, default=verification_code)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    registered_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    registered_at = models.DateTimeField(_("dicatat"), default=timezone.now)

    class Meta:
        verbose_name = _("pemohon di loket")
        verbose_name_plural = _("pemohon di loket")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account"], condition=Q(merged_into=None), name="person_once_per_account"),
            models.CheckConstraint(
                name="person_ktp_seen_has_an_officer",
                condition=Q(ktp_seen_at__isnull=True) | Q(ktp_seen_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Name of this person in journal, files and ``on_behalf_of``."""
        return f"person:{self.pk}"


class Merge(models.Model):
    """Two entries of one person: proposed by one officer, decided by another, undone at any time.

    ``moved`` lists the ids of the applications that changed hands, so that undoing moves exactly these back.
    """

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges_kept", verbose_name=_("tetap dipakai"))
    gone = models.ForeignKey(Person, models.PROTECT, related_name="merges_gone", verbose_name=_("digabungkan"))
    reason = models.TextField(_("alasan"))
    state = models.CharField(_("keadaan"), max_length=10, choices=MergeState.choices, default=MergeState.PROPOSED)
    moved = models.JSONField(_("berkas yang pindah"), default=list)
    proposed_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("diusulkan"))
    proposed_at = models.DateTimeField(_("diusulkan"), default=timezone.now)
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("diputus"), null=True, blank=True)

    class Meta:
        verbose_name = _("penggabungan pemohon")
        verbose_name_plural = _("penggabungan pemohon")
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="merge_waiting")]
        constraints: ClassVar = [
            models.CheckConstraint(name="merge_joins_two", condition=~Q(kept=F("gone"))),
            models.CheckConstraint(
                name="merge_needs_two_officers", condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by"))
            ),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(state__in=("proposed", "done")), name="merge_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
