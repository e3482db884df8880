"""Signing a batch: which letters, the passphrase of this one act, a fresh code of the second factor."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.entry import second_factor
from foundation.identity.forms import NikField


class SigningForm(forms.Form):
    """The letters are ticked; what is unticked stays waiting. Passphrase and NIK are never shown again."""

    letters = forms.MultipleChoiceField(
        label=_("Surat yang ditandatangani"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih sedikitnya satu surat.")},
    )
    nik = NikField(label=_("NIK Anda (diminta BSrE, tidak disimpan)"), required=False)
    passphrase = forms.CharField(
        label=_("Frasa sandi sertifikat elektronik"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Dipakai sekali untuk tanda tangan ini, tidak disimpan."),
        error_messages={"required": _("Ketik frasa sandi sertifikat elektronik Anda.")},
    )
    code = forms.CharField(
        label=_("Kode kunci kedua"),
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Ketik kode enam angka dari aplikasi kunci Anda.")},
    )

    def __init__(self, *args: Any, user: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        letters = self.fields["letters"]
        assert isinstance(letters, forms.MultipleChoiceField)  # noqa: S101 - declared above
        letters.choices = choices
        if settings.SIGNER == "bsre":
            self.fields["nik"].required = True
        else:
            del self.fields["nik"]

    def clean_code(self) -> str:
        """A fresh code: one that was used for signing in is not good again."""
        code = str(self.cleaned_data["code"]).replace(" ", "")
        if not second_factor.confirms(self.user, code):
            raise forms.ValidationError(_("Kode salah atau sudah dipakai. Tunggu kode berikutnya, lalu ketik lagi."))
        return code
