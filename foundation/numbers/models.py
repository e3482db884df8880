"""The counters behind every number that the office itself gives out."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counter(models.Model):
    """The last number drawn of one kind in one period. Never lowered, never removed (the database refuses)."""

    kind = models.CharField(_("jenis"), max_length=40)
    period = models.CharField(_("periode"), max_length=10)  # "2026", "2026-11-22", "" for ever
    last = models.BigIntegerField(_("terakhir"))

    class Meta:
        verbose_name = _("pencacah nomor")
        verbose_name_plural = _("pencacah nomor")
        constraints = [
            models.UniqueConstraint(fields=["kind", "period"], name="one_counter_per_kind_and_period"),
            models.CheckConstraint(condition=models.Q(last__gte=1), name="counter_starts_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}: {self.last}"
