"""What every fact of the catalogue carries: its source, its certainty, its days of validity."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from licensing.terms import Confidence

STILL = Q(effective_to__isnull=True)  # the version in force now


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    """A version never ends before it starts; ``name`` says whose."""
    return models.CheckConstraint(
        name=f"{name}_ends_after_it_starts",
        condition=Q(effective_to__isnull=True)
        | Q(effective_from__isnull=True)
        | Q(effective_to__gte=F("effective_from")),
    )


class FactQuerySet(models.QuerySet[Any]):
    """Rows by their days of validity."""

    def current(self) -> Self:
        """Versions that nobody has closed."""
        return self.filter(STILL)

    def in_force(self, on: date) -> Self:
        """Versions that hold on this day; ``effective_to`` is the first day on which a version no longer holds."""
        return self.filter(
            Q(effective_from__isnull=True) | Q(effective_from__lte=on),
            Q(effective_to__isnull=True) | Q(effective_to__gt=on),
        )


class Fact(models.Model):
    """A dated statement with its source. Closed by ``effective_to``, never deleted.

    ``regulation`` is the decree behind the fact, ``source`` where and when we read it.
    ``effective_from`` None = from the regulation's start, day not read.
    """

    regulation = models.CharField(_("peraturan"), max_length=200, blank=True, default="")
    source = models.CharField(_("sumber"), max_length=400, blank=True, default="")
    confidence = models.CharField(_("keyakinan"), max_length=10, choices=Confidence.choices, default=Confidence.HIGH)
    effective_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    effective_to = models.DateField(_("berlaku sampai"), null=True, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_current(self) -> bool:
        """Has nobody closed this version?"""
        return self.effective_to is None


class Release(models.Model):
    """One change of the catalogue; its number is the catalogue's version."""

    made_at = models.DateTimeField(_("waktu"), default=timezone.now)
    made_by = models.CharField(_("oleh"), max_length=200, blank=True, default="")
    summary = models.TextField(_("ringkasan"), blank=True, default="")

    class Meta:
        verbose_name = _("edisi katalog")
        verbose_name_plural = _("edisi katalog")
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk}: {self.summary}"
