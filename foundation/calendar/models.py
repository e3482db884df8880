"""Which days are not working days, who says so, and how often that has changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Holiday(models.Model):
    """One day off, with the decree that makes it one. Never deleted: a day that fell through is set inactive.

    ``provisional``: calculated, not yet decreed (moon-dependent days; years without a joint decree). Such a day
    counts, and every deadline that passes over it is worked out again when it changes.
    """

    class Kind(models.TextChoices):
        """Why nobody works."""

        NATIONAL = "national", _("Libur nasional")
        JOINT_LEAVE = "joint_leave", _("Cuti bersama")
        LOCAL = "local", _("Libur setempat")

    day = models.DateField(_("tanggal"), unique=True)
    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind.choices)
    decree = models.CharField(_("nomor SK"), max_length=200, blank=True)
    source = models.CharField(_("sumber"), max_length=200)
    provisional = models.BooleanField(_("perkiraan"), default=False)
    active = models.BooleanField(_("berlaku"), default=True)

    class Meta:
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"


class Proposal(models.Model):
    """A change of the table that a published calendar suggests; it counts only once an admin has accepted it."""

    class Change(models.TextChoices):
        """What would happen to the table."""

        ADD = "add", _("Tambah")
        REPLACE = "replace", _("Ubah")
        REMOVE = "remove", _("Hapus")

    class State(models.TextChoices):
        """What the admin said."""

        OPEN = "open", _("Menunggu")
        ACCEPTED = "accepted", _("Diterima")
        DECLINED = "declined", _("Tidak dipakai")

    day = models.DateField(_("tanggal"))
    change = models.CharField(_("perubahan"), max_length=7, choices=Change.choices)
    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(_("jenis"), max_length=12, choices=Holiday.Kind.choices)
    provisional = models.BooleanField(_("perkiraan"), default=False)
    source = models.CharField(_("sumber"), max_length=200)
    state = models.CharField(_("keadaan"), max_length=8, choices=State.choices, default=State.OPEN)
    proposed_at = models.DateTimeField(_("diusulkan pada"), auto_now_add=True)

    now: Holiday | None = None  # set by acts.open_proposals

    class Meta:
        verbose_name = _("usulan hari libur")
        verbose_name_plural = _("usulan hari libur")
        ordering = ["day"]
        constraints = [
            # the same suggestion is made once, whatever the admin answered
            models.UniqueConstraint(
                fields=["day", "change", "name", "kind", "provisional"], name="holiday_is_proposed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change} {self.day:%Y-%m-%d} {self.name}"


class CalendarVersion(models.Model):
    """How often the table has changed (one row, pk 1). A stored deadline says under which version it was worked out."""

    number = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("versi kalender")
        verbose_name_plural = _("versi kalender")

    def __str__(self) -> str:
        return str(self.number)
