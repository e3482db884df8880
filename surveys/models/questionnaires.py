"""What is asked, about which services, in which period."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surveys.terms import Unsur


class Questionnaire(models.Model):
    """One version of the questions. ``digest`` is the SHA-256 of its content: the same content is loaded once.

    A version is frozen once a period that uses it has an answer (``frozen_at``); a change makes the next version.
    """

    slug = models.SlugField(_("kode"), max_length=40)
    version = models.PositiveSmallIntegerField(_("versi"))
    title = models.CharField(_("judul"), max_length=200)
    decree = models.CharField(_("dasar"), max_length=250, blank=True, default="")
    source = models.TextField(_("sumber"), blank=True, default="")
    confidence = models.CharField(_("keyakinan"), max_length=10, blank=True, default="")
    is_ours = models.BooleanField(_("disusun kantor ini"), default=False)
    digest = models.CharField(_("sidik isi"), max_length=64)
    frozen_at = models.DateTimeField(_("dikunci"), null=True, blank=True)
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)

    class Meta:
        verbose_name = _("kuesioner")
        verbose_name_plural = _("kuesioner")
        ordering: ClassVar = ["slug", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug", "version"], name="questionnaire_version_once"),
            models.UniqueConstraint(fields=["slug", "digest"], name="questionnaire_content_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class Question(models.Model):
    """One question. ``unsur`` blank: an extra question of the office, asked and shown, never in the index."""

    questionnaire = models.ForeignKey(
        Questionnaire, verbose_name=_("kuesioner"), on_delete=models.CASCADE, related_name="questions"
    )
    position = models.PositiveSmallIntegerField(_("nomor"))
    slug = models.SlugField(_("kode"), max_length=40)
    unsur = models.CharField(_("unsur"), max_length=12, choices=Unsur.choices, blank=True, default="")
    text = models.CharField(_("pertanyaan"), max_length=300)
    choices = models.JSONField(_("jawaban, dari nilai 1"), default=list)
    expected = models.PositiveSmallIntegerField(_("jawaban yang semestinya"), null=True, blank=True)

    class Meta:
        verbose_name = _("pertanyaan")
        verbose_name_plural = _("pertanyaan")
        ordering: ClassVar = ["questionnaire_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire", "position"], name="question_position_once"),
            models.UniqueConstraint(fields=["questionnaire", "slug"], name="question_slug_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.text}"


class ServiceAsked(models.Model):
    """A service that people judge. The slug is that of the published standard, where there is one."""

    slug = models.SlugField(_("kode"), max_length=80, unique=True)
    name = models.CharField(_("nama layanan"), max_length=250)
    is_asked = models.BooleanField(_("ditawarkan di formulir"), default=True)

    class Meta:
        verbose_name = _("layanan yang disurvei")
        verbose_name_plural = _("layanan yang disurvei")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Period(models.Model):
    """A survey period. Periods do not overlap (checked where they are made); both days belong to it."""

    name = models.CharField(_("nama periode"), max_length=120)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))
    questionnaire = models.ForeignKey(
        Questionnaire, verbose_name=_("kuesioner"), on_delete=models.PROTECT, related_name="periods"
    )
    published_at = models.DateTimeField(_("diumumkan"), null=True, blank=True)
    tallied_at = models.DateTimeField(_("rekap diperbarui"), null=True, blank=True)
    is_demo = models.BooleanField(_("data contoh"), default=False)

    class Meta:
        verbose_name = _("periode survei")
        verbose_name_plural = _("periode survei")
        ordering: ClassVar = ["-starts_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["starts_on"], name="period_start_once"),
            models.CheckConstraint(name="period_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Name in the journal."""
        return f"survey_period:{self.pk}"
