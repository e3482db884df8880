"""News owed to the outside, and the state of the ways out."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.pulse.leases import Leased, State
from foundation.secrets.fields import EncryptedJSONField


class OutboxMessage(Leased):
    """One message, written in the transaction of the fact it tells of; carried later, outside any transaction.

    Within one (channel, subject) messages go in the order of ``id``: whoever posts holds the row of the
    subject (as ``licensing.workflow.advance`` does), so ids are given in the order of the facts.
    ``reference`` never changes on a retry: where the other side knows idempotency keys, send it as such.
    """

    channel = models.CharField(_("saluran"), max_length=20)
    endpoint = models.CharField(_("titik tujuan"), max_length=60, blank=True)  # what breaks and mends together
    subject = models.CharField(_("tentang"), max_length=100)
    kind = models.CharField(_("jenis"), max_length=60)
    payload = EncryptedJSONField(_("isi"), default=dict)
    key = models.CharField(_("kunci"), max_length=200, blank=True)
    reference = models.UUIDField(_("rujukan"), default=uuid.uuid4, unique=True, editable=False)
    superseded_by = models.ForeignKey(
        "self", verbose_name=_("diganti oleh"), on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    tried_before_at: datetime | None = None  # set by claim: when the attempt before the present one began
    way_is_clear = False  # set by claim: its way out had counted no failure

    class Meta:
        verbose_name = _("pesan keluar")
        verbose_name_plural = _("pesan keluar")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "key"], condition=~Q(key=""), name="outbox_key_is_used_once"),
            models.CheckConstraint(
                condition=Q(lease__isnull=True, lease_until__isnull=True)
                | Q(lease__isnull=False, lease_until__isnull=False),
                name="outbox_lease_has_an_end",
            ),
        ]
        indexes = [
            # claim: what is due on a channel
            models.Index(fields=["channel", "next_at"], condition=Q(state=State.PENDING), name="outbox_due"),
            # claim: is there an older unfinished one of this subject?
            models.Index(
                fields=["channel", "subject", "id"],
                condition=Q(state__in=[State.PENDING, State.DEAD]),
                name="outbox_line_of_a_subject",
            ),
            # desk: what waits for a person
            models.Index(fields=["channel", "id"], condition=Q(state=State.DEAD), name="outbox_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.kind} {self.subject}"

    @property
    def is_repeat(self) -> bool:
        """Was this tried before (in a handler: the present attempt is counted already)?"""
        return self.attempts > 1


class Circuit(models.Model):
    """Is the way out open? One row per (channel, endpoint) that ever failed; no row means all is well.

    While it is broken nothing is claimed for it, so an outage uses up no attempts. At ``probe_at`` exactly one
    message may try; its outcome closes the circuit or sets the next probe.
    """

    class State(models.TextChoices):
        """As in electricity: closed means that current flows."""

        CLOSED = "closed", _("Tersambung")
        OPEN = "open", _("Terputus")

    channel = models.CharField(_("saluran"), max_length=20)
    endpoint = models.CharField(_("titik tujuan"), max_length=60, blank=True)
    state = models.CharField(_("keadaan"), max_length=6, choices=State.choices, default=State.CLOSED)
    failures = models.PositiveIntegerField(_("gagal berturut-turut"), default=0)
    opened_at = models.DateTimeField(_("terputus sejak"), null=True, blank=True)
    probe_at = models.DateTimeField(_("dicoba lagi"), null=True, blank=True)
    reason = models.CharField(_("sebab"), max_length=12, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("sambungan")
        verbose_name_plural = _("sambungan")
        constraints = [models.UniqueConstraint(fields=["channel", "endpoint"], name="one_circuit_per_endpoint")]

    def __str__(self) -> str:
        return f"{self.channel}/{self.endpoint or '*'}: {self.state}"
