"""Forms about what belongs to whom: claiming a business, declaring relatives."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.identity.forms import CodeField, NibField, NikField, PlainTextField


class ClaimForm(forms.Form):
    """Which business?"""

    nib = NibField(label=_("NIB"), help_text=_("13 angka di dokumen NIB."))
    nik = NikField(label=_("NIK penanggung jawab"), help_text=_("16 angka di KTP-el, seperti yang tercatat di OSS."))


class ClaimCodeForm(forms.Form):
    """The code that went to the contact in the NIB data."""

    kode = CodeField(label=_("Kode 6 angka"), length=6)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kode"].widget.attrs["autocomplete"] = "one-time-code"


class RelativeForm(forms.Form):
    """A relative's business, by its NIB or by the number of a file."""

    nomor = PlainTextField(
        label=_("NIB atau nomor permohonan"), max_length=30, help_text=_("Misalnya 2211260000001 atau PB-2026-000123.")
    )


class EndTieForm(forms.Form):
    """Why a declaration no longer holds."""

    reason = PlainTextField(label=_("Alasan"), max_length=500, min_length=5, multiline=True)
