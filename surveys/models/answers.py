"""What respondents gave. A sheet holds no name, number, address, hour or officer, and nothing leads back to a file.

Its key is drawn at random by the form or the kiosk, so that rows do not stand in the order in which people came
and a repeated sending is the same sheet.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.secrets.fields import EncryptedTextField
from surveys.models.questionnaires import Period, ServiceAsked
from surveys.terms import HIGHEST, LOWEST, Age, Channel, Education, Occupation, Sex, Shift, Unsur


def score(unsur: Unsur) -> models.PositiveSmallIntegerField[int, int]:
    """An answer to one unsur."""
    return models.PositiveSmallIntegerField(unsur.label)


def trait(label: Any, choices: type[models.TextChoices]) -> models.CharField[str, str]:
    """Something a respondent may say about himself or herself, or leave out."""
    return models.CharField(label, max_length=6, choices=choices.choices, blank=True, default="")


class Sheet(models.Model):
    """One filled-in questionnaire: nine answers of nine, always (decisions 29).

    ``day`` is the day of filling in, without an hour. ``is_held``: one of a burst from one device, left out of all
    figures until an officer has looked. ``extra`` keeps answers to the office's own questions.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    period = models.ForeignKey(Period, verbose_name=_("periode"), on_delete=models.PROTECT, related_name="sheets")
    service = models.ForeignKey(ServiceAsked, verbose_name=_("layanan"), on_delete=models.PROTECT)
    channel = models.CharField(_("saluran"), max_length=6, choices=Channel.choices)
    day = models.DateField(_("tanggal"))
    persyaratan = score(Unsur.REQUIREMENTS)
    prosedur = score(Unsur.PROCEDURE)
    waktu = score(Unsur.TIME)
    biaya = score(Unsur.COST)
    produk = score(Unsur.PRODUCT)
    kompetensi = score(Unsur.COMPETENCE)
    perilaku = score(Unsur.CONDUCT)
    pengaduan = score(Unsur.COMPLAINTS)
    sarana = score(Unsur.FACILITIES)
    extra = models.JSONField(_("pertanyaan tambahan"), default=dict, blank=True)
    sex = trait(_("jenis kelamin"), Sex)
    age = trait(_("usia"), Age)
    education = trait(_("pendidikan"), Education)
    occupation = trait(_("pekerjaan"), Occupation)
    shift = trait(_("jam survei"), Shift)
    is_held = models.BooleanField(_("ditahan"), default=False)

    class Meta:
        verbose_name = _("lembar survei")
        verbose_name_plural = _("lembar survei")
        indexes: ClassVar = [
            models.Index(fields=["period", "day"], name="sheet_of_day"),  # a day is tallied anew
            models.Index(fields=["period", "service", "id"], name="sheet_of_service"),  # the recap
            models.Index(fields=["period", "day"], name="sheet_held", condition=Q(is_held=True)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="sheet_scores_are_one_to_four",
                condition=Q(**{f"{unsur}__gte": LOWEST for unsur in Unsur.values})
                & Q(**{f"{unsur}__lte": HIGHEST for unsur in Unsur.values}),
            ),
            models.CheckConstraint(name="sheet_channel_is_known", condition=Q(channel__in=Channel.values)),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SpentToken(models.Model):
    """A token that has been used: its SHA-256, and nothing else. A token that waits is stored nowhere."""

    hash = models.CharField(_("sidik token"), max_length=64, primary_key=True)

    class Meta:
        verbose_name = _("token terpakai")
        verbose_name_plural = _("token terpakai")

    def __str__(self) -> str:
        return self.hash[:8]


class Offered(models.Model):
    """That a finished service was offered the survey: an HMAC of its name, so that it is offered once."""

    mark = models.CharField(_("tanda"), max_length=64, primary_key=True)

    class Meta:
        verbose_name = _("penawaran")
        verbose_name_plural = _("penawaran")

    def __str__(self) -> str:
        return self.mark[:8]


class OfferTally(models.Model):
    """How many were offered the survey on a day, by service and channel: for the share that answered."""

    day = models.DateField(_("tanggal"))
    service = models.ForeignKey(ServiceAsked, verbose_name=_("layanan"), on_delete=models.PROTECT)
    channel = models.CharField(_("saluran"), max_length=6, choices=Channel.choices)
    count = models.PositiveIntegerField(_("jumlah"), default=0)

    class Meta:
        verbose_name = _("jumlah penawaran")
        verbose_name_plural = _("jumlah penawaran")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "service", "channel"], name="offer_tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.channel} {self.count}"


class Suggestion(models.Model):
    """Free text, kept apart from the sheet that it came with. ``unsur`` blank: not yet sorted."""

    period = models.ForeignKey(Period, verbose_name=_("periode"), on_delete=models.PROTECT, related_name="suggestions")
    service = models.ForeignKey(ServiceAsked, verbose_name=_("layanan"), on_delete=models.PROTECT)
    day = models.DateField(_("tanggal"))
    unsur = models.CharField(_("unsur"), max_length=12, choices=Unsur.choices, blank=True, default="")
    text = EncryptedTextField(_("saran"))
    answer = models.TextField(_("jawaban kantor"), blank=True, default="")
    answered_on = models.DateField(_("dijawab"), null=True, blank=True)
    is_public = models.BooleanField(_("ditampilkan"), default=False)

    class Meta:
        verbose_name = _("saran")
        verbose_name_plural = _("saran")
        ordering: ClassVar = ["-day", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["-day", "-id"], name="suggestion_register"),
            models.Index(fields=["period", "unsur", "-day", "-id"], name="suggestion_by_unsur"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.unsur}"
