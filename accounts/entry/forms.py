"""Forms of sign-up, sign-in and the profile: allauth's, with our words and without placeholders."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.identity import names
from foundation.identity.forms import NameField
from foundation.throttle import budget
from foundation.ui import formats
from foundation.ui.widgets import RadioCards

KINDS = (("person", _("Perorangan")), ("company", _("Badan usaha")))
WORDS: dict[str, Any] = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Kata sandi"),
    "password1": _("Kata sandi baru"),
    "password2": _("Kata sandi baru, sekali lagi"),
    "oldpassword": _("Kata sandi saat ini"),
    "code": _("Kode 6 angka"),
}
ADVICE = _("Paling sedikit 12 karakter. Beberapa kata yang hanya Anda tahu sudah cukup kuat.")


class Worded:
    """Labels of ours; no placeholders (they vanish while typing); help where it helps."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.label = WORDS.get(name, field.label)
            field.help_text = ADVICE if name == "password1" else ""
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "width-10"}


class Login(Worded, account.LoginForm):
    """E-mail and password."""


class AddEmail(Worded, account.AddEmailForm):
    """A new address."""


class ChangePassword(Worded, account.ChangePasswordForm):
    """Old and new."""


class ResetPassword(Worded, account.ResetPasswordForm):
    """Whose password?"""


class ResetPasswordKey(Worded, account.ResetPasswordKeyForm):
    """The new one, from a link."""


class Reauthenticate(Worded, account.ReauthenticateForm):
    """The password once more."""


class EmailCode(Worded, account.ConfirmEmailVerificationCodeForm):
    """The code from the mail."""


class PhoneCode(Worded, account.VerifyPhoneForm):
    """The code from WhatsApp."""


class ChangePhone(Worded, account.ChangePhoneForm):
    """Another number."""


class FactorCode(Worded, mfa.AuthenticateForm):
    """The second factor: six digits of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Kode dari aplikasi kunci")
        self.fields["code"].help_text = _("Enam angka, atau satu kode cadangan.")


class FactorAgain(Worded, mfa.ReauthenticateForm):
    """The same, for a page that needs it once more."""


class FactorNew(Worded, ActivateTOTPForm):
    """The first code of a new key."""


class SignUp(Worded, account.SignupForm):
    """Name, e-mail, HP/WA, password; who applies and how large they say they are. Nothing else (screens.md 19)."""

    field_order = ["kind", "umk", "name", "email", "phone", "password1"]
    kind = forms.ChoiceField(
        label=_("Jenis pelaku usaha"),
        choices=KINDS,
        widget=RadioCards(
            hints={
                "person": _("Usaha atas nama Anda sendiri, dengan NIK."),
                "company": _("PT, CV, koperasi, yayasan dan lainnya, dengan akta."),
            }
        ),
    )
    umk = forms.TypedChoiceField(
        label=_("Ukuran usaha menurut Anda"),
        choices=(("ya", _("Usaha mikro atau kecil (UMK)")), ("tidak", _("Bukan UMK"))),
        coerce=lambda value: value == "ya",
        widget=RadioCards(
            hints={
                "ya": _("Modal sampai Rp5 miliar, tanpa tanah dan bangunan."),
                "tidak": _("Modal di atas Rp5 miliar, tanpa tanah dan bangunan."),
            }
        ),
    )
    name = NameField(label=_("Nama lengkap"), kind=names.person)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["phone"].required = self.fields["phone"].widget.is_required = True
        self.fields["phone"].help_text = _("Misalnya 0812-3456-7890. Kami kirim kode ke nomor ini.")
        self.fields["password1"].label = _("Kata sandi")

    def clean(self) -> dict[str, Any]:
        """A wave of sign-ups from one address waits; what was typed stays, and everybody else goes on (C34)."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        place = budget.address(context.request)
        if not self.errors and not budget.spend("signup", settings.SIGNUP_BUDGET, place):
            again = timezone.localtime(budget.opens_at("signup", settings.SIGNUP_BUDGET, place))
            sentence = _(
                "Terlalu banyak pendaftaran dari jaringan Anda. Isian Anda masih ada: tekan “Daftar” lagi sesudah "
                "pukul %(time)s, atau daftar di loket kantor kami."
            )
            raise forms.ValidationError(sentence % {"time": formats.jam(again)}, code="burst")
        return data

    def _clean_phone(self) -> None:
        """Whether the number is known is settled later, where no stranger sees it (``accounts.entry.stages``)."""

    def try_save(self, request: HttpRequest) -> Any:
        """Two sign-ups with one address in one moment: the second is answered like any known address."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class Profile(forms.ModelForm):  # type: ignore[type-arg]
    """What a person may change without proving anything again."""

    name = NameField(label=_("Nama lengkap"), kind=names.person)
    language = forms.ChoiceField(label=_("Bahasa"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ("name", "notify_email", "notify_whatsapp")
        labels = {"notify_email": _("Kabari lewat e-mail"), "notify_whatsapp": _("Kabari lewat WhatsApp")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        if not self.instance.phone:
            self.fields["notify_whatsapp"].disabled = True
            self.fields["notify_whatsapp"].help_text = _("Isi nomor HP/WhatsApp dulu untuk memakai WhatsApp.")
