"""What django-allauth asks of us: telephone numbers, letters, addresses, sentences."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from accounts.actors import actor_of
from accounts.entry import stages, told
from accounts.models import User
from foundation.identity.forms import PhoneField
from foundation.journal import book
from foundation.secrets.index import blind_index
from foundation.throttle import budget

WRONG_TRIES, TOLD = "20/hour", "1/day"


class Adapter(DefaultAccountAdapter):
    """One adapter for sign-up, sign-in and all that belongs to an account."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Akun ini tidak aktif. Hubungi kantor kami."),
        "duplicate_email": _("E-mail ini sudah menjadi e-mail akun Anda."),
        "email_password_mismatch": _("E-mail atau kata sandi salah. Periksa keduanya, lalu coba lagi."),
        "email_taken": _("E-mail ini tidak dapat dipakai. Isi alamat lain."),
        "enter_current_password": _("Kata sandi saat ini salah. Ketik lagi."),
        "incorrect_code": _("Kode salah. Periksa pesan terakhir dari kami, lalu ketik enam angkanya."),
        "incorrect_password": _("Kata sandi salah. Ketik lagi."),
        "invalid_password_reset": _("Tautan ini sudah dipakai atau lewat waktunya. Minta tautan baru."),
        "phone_taken": _("Nomor ini tidak dapat dipakai. Isi nomor lain."),
        "same_as_current": _("Isinya sama dengan yang sekarang. Isi yang baru."),
        "too_many_login_attempts": _("Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi."),
        "rate_limited": _("Terlalu sering. Tunggu sebentar, lalu coba lagi."),
    }

    def get_login_stages(self) -> list[str]:
        """The order of ``accounts.entry.stages``."""
        return stages.ORDER

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that our own proxy wrote."""
        found = budget.address(request).partition("/")[0]
        return found if found != "unknown" else "0.0.0.0"  # noqa: S104 - a mark for "nobody knows", not a listener

    def generate_email_verification_code(self) -> str:
        """Six digits."""
        return six_digits()

    def generate_phone_verification_code(self, *, user: Any, phone: str) -> str:
        """Six digits."""
        return six_digits()

    # -- sign-up ---------------------------------------------------------------------
    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """A new applicant, with what sign-up asked (decisions 10)."""
        user.name = form.cleaned_data["name"]
        user.declared_kind = form.cleaned_data["kind"]
        user.declared_umk = form.cleaned_data["umk"]
        return super().save_user(request, user, form, commit)

    # -- telephone ---------------------------------------------------------------------
    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """Our own field: it reads 0812-…, +62 812 … and says what is wrong."""
        return PhoneField(**{**kwargs, "label": _("Nomor HP/WhatsApp")})

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        """Keep a number on the account."""
        user.phone, user.phone_verified_at = phone, timezone.now() if verified else None
        user.save(update_fields=["phone", "phone_index", "phone_verified_at"])

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        """The number and whether it is verified; None without a number."""
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def get_user_by_phone(self, phone: str) -> Any:
        """Whose verified number is it? Unverified ones bind nobody: anybody can type anything."""
        index = blind_index("phone", phone)
        return User.objects.filter(phone_index=index, phone_verified_at__isnull=False).first()

    def set_phone_verified(self, user: Any, phone: str) -> None:
        """The code was right: the number is this person's. The old number and the e-mail are told."""
        old = user.phone if user.phone_verified_at and user.phone != phone else ""
        try:
            with transaction.atomic():
                self.set_phone(user, phone, True)
                book.record("account.phone_verified", subject=f"user:{user.pk}", who=actor_of(user))
        except IntegrityError:  # another account proved the same number in this very moment
            User.objects.filter(pk=user.pk).update(phone="", phone_index="", phone_verified_at=None)
            return
        if old:
            what = _("Nomor HP/WhatsApp akun Anda diganti.")
            told.changed(user, what, phone=old)
            told.changed(user, what, email=user.email)

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        """A code by WhatsApp; a number that another account has proved gets a warning instead, the page the same."""
        other = self.get_user_by_phone(phone)
        if other is not None and other.pk != user.pk:
            self.send_account_already_exists_sms(phone)
            return
        told.code(told.Address(phone=phone, user=user), code)

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Somebody typed a number that has an account."""
        told.tell("account_exists", told.Address(phone=phone), link=reset_link())

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Never asked for: nobody signs in by number."""

    # -- letters --------------------------------------------------------------------------
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth's mail as a letter of ours. Raises KeyError for a mail that has no letter."""
        user = context.get("user")
        to = told.Address(email=email, user=user if getattr(user, "pk", None) else None)
        if template_prefix in told.EVENTS:
            told.tell("account_changed", to, what=str(told.EVENTS[template_prefix]), link=reset_link())
        elif "code" in context:
            told.code(to, context["code"])
        else:
            link = context.get("password_reset_url") or reset_link()
            told.tell(told.LETTERS[template_prefix], to, link=link, hours=told.RESET_HOURS)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Always sent: the owner must know. ``email`` is the old address when it has changed."""
        self.send_mail(template_prefix, email or user.email, {**(context or {}), "user": user})

    # -- wrong passwords ----------------------------------------------------------------------
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries are counted for account *and* address: no stranger can lock the owner out (C33)."""
        return f"{credentials.get('email', '').lower()}|{self.get_client_ip(request)}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Many wrong passwords from many places: the owner is told once a day."""
        email = credentials.get("email", "").lower()
        if budget.spend("wrong-password", WRONG_TRIES, email) or not budget.spend("wrong-password-told", TOLD, email):
            return
        user = User.objects.filter(email=email, is_active=True).first()
        if user is not None:
            told.changed(user, _("Ada banyak percobaan masuk ke akun Anda dengan kata sandi yang salah."))
            book.record("account.many_wrong_passwords", subject=f"user:{user.pk}", who=book.SYSTEM)


def six_digits() -> str:
    """A code that is easy to type on a phone."""
    return get_random_string(6, "0123456789")


def reset_link() -> str:
    """Where a password is set anew."""
    return f"{settings.SITE_URL}/akun/lupa-sandi/"
