"""People, the agencies that they work for, and who signs for the office when."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from foundation.secrets.fields import BlindIndexField, EncryptedJSONField, EncryptedTextField


class Agency(models.Model):
    """A technical agency (dinas teknis) that verifies. At Pariaman it is the office itself."""

    slug = models.SlugField(_("kode"), unique=True)
    name = models.CharField(_("nama"), max_length=200)
    short_name = models.CharField(_("nama singkat"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    is_office_itself = models.BooleanField(_("satu dinas dengan DPMPTSP"), default=False)

    class Meta:
        verbose_name = _("dinas teknis")
        verbose_name_plural = _("dinas teknis")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes accounts by e-mail."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail, whatever the case of its letters."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """A new account; without a password it can only be claimed by a code."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """An admin who may also open the technical admin."""
        return self.create_user(email, password, **{"role": Role.ADMIN, "is_superuser": True, **fields})


class User(AbstractBaseUser, PermissionsMixin):
    """An account. One person, one role; staff need a second factor."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("nama"), max_length=200)
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices, default=Role.APPLICANT)
    agency = models.ForeignKey(Agency, verbose_name=_("dinas teknis"), null=True, blank=True, on_delete=models.PROTECT)
    phone = EncryptedTextField(_("nomor HP/WA"), blank=True, default="")
    phone_index = BlindIndexField(source="phone", purpose="phone")
    phone_verified_at = models.DateTimeField(_("nomor terverifikasi"), null=True, blank=True)
    nip = models.CharField(_("NIP"), max_length=18, blank=True, default="")
    job_title = models.CharField(_("jabatan"), max_length=150, blank=True, default="")
    notify_email = models.BooleanField(_("kabari lewat e-mail"), default=True)
    notify_whatsapp = models.BooleanField(_("kabari lewat WhatsApp"), default=True)
    declared_kind = models.CharField(_("jenis pelaku usaha"), max_length=20, blank=True, default="")
    declared_umk = models.BooleanField(_("mendaftar sebagai UMK"), null=True, blank=True)
    is_active = models.BooleanField(_("aktif"), default=True)
    leaves_on = models.DateField(_("hari kerja terakhir"), null=True, blank=True)
    is_demo = models.BooleanField(_("akun contoh"), default=False)
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("akun")
        verbose_name_plural = _("akun")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="user_reviewer_has_an_agency", condition=~Q(role=Role.REVIEWER) | Q(agency__isnull=False)
            ),
            models.UniqueConstraint(
                name="user_one_account_per_verified_phone",
                fields=["phone_index"],
                condition=Q(phone_verified_at__isnull=False) & ~Q(phone_index=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session ends at once when password, role, agency or activity change (reliability.md C18)."""
        facts = f"{self.password}|{self.role}|{self.agency_id}|{self.is_active}|{self.is_superuser}"
        return salted_hmac("accounts.session", facts, secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_staff(self) -> bool:
        """May open Django's admin at /admin-teknis/: superusers only."""
        return self.is_superuser


class SigningTerm(models.Model):
    """Who signs for the office in a span of days: the head, or a dated Plt/Plh."""

    class Capacity(models.TextChoices):
        """In what capacity somebody signs."""

        HEAD = "head", _("Kepala Dinas")
        PLT = "plt", _("Plt. Kepala Dinas")
        PLH = "plh", _("Plh. Kepala Dinas")

    user = models.ForeignKey(User, verbose_name=_("pejabat"), on_delete=models.PROTECT, related_name="signing_terms")
    capacity = models.CharField(_("kedudukan"), max_length=4, choices=Capacity.choices, default=Capacity.HEAD)
    decree = models.CharField(_("nomor SK"), max_length=150, blank=True, default="")
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("masa penandatanganan")
        verbose_name_plural = _("masa penandatanganan")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="signing_term_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_capacity_display()}: {self.user}"

    @classmethod
    def of(cls, user_id: int | None, on: date) -> "SigningTerm | None":
        """The term in which this person signs on that day, or None."""
        terms = cls.objects.filter(user_id=user_id, starts_on__lte=on).exclude(ends_on__lt=on)
        return terms.select_related("user").order_by("-starts_on").first()


class KeptForm(models.Model):
    """The last form that a person sent too late (``accounts.entry.kept``): address, and fields as [name, value]."""

    user = models.OneToOneField(User, verbose_name=_("akun"), on_delete=models.CASCADE, related_name="kept_form")
    path = models.CharField(_("alamat"), max_length=1000)
    fields = EncryptedJSONField(_("isian"))
    kept_at = models.DateTimeField(_("disimpan"), default=timezone.now)

    class Meta:
        verbose_name = _("isian tersimpan")
        verbose_name_plural = _("isian tersimpan")

    def __str__(self) -> str:
        return f"{self.user}: {self.path}"


def display_name(user: User) -> str:
    """How allauth's pages and mails address somebody."""
    return user.name
