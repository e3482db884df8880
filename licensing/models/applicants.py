"""Pelaku usaha: who applies, who is tied to them, and their NIB."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.secrets.fields import BlindIndexField, EncryptedJSONField, EncryptedTextField
from licensing.terms import HolderKind, Investment, NibStatus


class PelakuUsaha(models.Model):
    """A business actor: a person or a company. It has one NIB at most; projects hang under it.

    ``owner`` is empty while an OSS-first file is unclaimed. ``details`` keeps personal facts that are
    printed but never searched (birth place and date, person in charge), encrypted.
    """

    class IdentityLevel(models.TextChoices):
        """How sure the identity is."""

        DECLARED = "declared", _("Pernyataan sendiri")
        KTP_SEEN = "ktp_seen", _("KTP-el dilihat petugas")
        MATCHED = "matched", _("Cocok dengan OSS")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pemilik akun"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="businesses",
    )
    kind = models.CharField(_("jenis pelaku usaha"), max_length=10, choices=HolderKind.choices)
    company_form = models.CharField(_("bentuk badan usaha"), max_length=2, blank=True, default="")
    declared_umk = models.BooleanField(_("menyatakan UMK"), default=True)
    investment = models.CharField(
        _("status penanaman modal"), max_length=4, choices=Investment.choices, default=Investment.PMDN
    )
    name = models.CharField(_("nama"), max_length=255)
    nik = EncryptedTextField(_("NIK"), blank=True, default="")
    nik_index = BlindIndexField(source="nik", purpose="nik")
    npwp = EncryptedTextField(_("NPWP"), blank=True, default="")
    npwp_index = BlindIndexField(source="npwp", purpose="npwp")
    phone = EncryptedTextField(_("nomor HP/WA"), blank=True, default="")
    phone_index = BlindIndexField(source="phone", purpose="phone")
    email = models.EmailField(_("e-mail"), blank=True, default="")
    address = models.TextField(_("alamat"), max_length=1000, blank=True, default="")
    region_code = models.CharField(_("kode wilayah"), max_length=13, blank=True, default="")
    postal_code = models.CharField(_("kode pos"), max_length=5, blank=True, default="")
    deed_number = models.CharField(_("nomor pengesahan AHU"), max_length=100, blank=True, default="")
    details = EncryptedJSONField(_("data pribadi lain"), default=dict, blank=True)
    identity_level = models.CharField(
        _("tingkat identitas"), max_length=10, choices=IdentityLevel.choices, default=IdentityLevel.DECLARED
    )
    oss_id = models.CharField(_("oss_id"), max_length=30, blank=True, default="")
    created_at = models.DateTimeField(_("dicatat"), default=timezone.now)

    class Meta:
        verbose_name = _("pelaku usaha")
        verbose_name_plural = _("pelaku usaha")

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Name of this thing in journal and outbox."""
        return f"pelaku_usaha:{self.pk}"


class Tie(models.Model):
    """A bond between an account and a business: a proxy acts for it, a relative may not judge it."""

    class Kind(models.TextChoices):
        """Which bond."""

        PROXY = "proxy", _("Kuasa")
        RELATIVE = "relative", _("Keluarga (dinyatakan)")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("akun"), on_delete=models.PROTECT)
    holder = models.ForeignKey(
        PelakuUsaha, verbose_name=_("pelaku usaha"), on_delete=models.PROTECT, related_name="ties"
    )
    kind = models.CharField(_("hubungan"), max_length=10, choices=Kind.choices)
    declared_at = models.DateTimeField(_("dinyatakan"), default=timezone.now)
    ends_on = models.DateField(_("berakhir"), null=True, blank=True)

    class Meta:
        verbose_name = _("hubungan")
        verbose_name_plural = _("hubungan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "holder", "kind"], name="one_tie_of_a_kind_per_user_and_holder")
        ]

    def __str__(self) -> str:
        return f"{self.user} — {self.get_kind_display()} — {self.holder}"


class Nib(models.Model):
    """Nomor Induk Berusaha: 13 opaque digits; one active NIB per business."""

    holder = models.ForeignKey(
        PelakuUsaha, verbose_name=_("pelaku usaha"), on_delete=models.PROTECT, related_name="nibs"
    )
    number = models.CharField(_("NIB"), max_length=13, unique=True)
    status = models.CharField(_("status"), max_length=10, choices=NibStatus.choices, default=NibStatus.ACTIVE)
    issued_on = models.DateField(_("terbit"))
    changed_on = models.DateField(_("perubahan terakhir"), null=True, blank=True)
    change_count = models.PositiveSmallIntegerField(_("perubahan ke-"), default=0)
    id_izin = models.CharField(_("id_izin NIB"), max_length=30, blank=True, default="")

    class Meta:
        verbose_name = _("NIB")
        verbose_name_plural = _("NIB")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["holder"], condition=~Q(status=NibStatus.REVOKED), name="one_living_nib_per_business"
            ),
        ]

    def __str__(self) -> str:
        return self.number
