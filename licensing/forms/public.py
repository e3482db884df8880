"""Forms that anybody may fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.identity.forms import PlainTextField


class TrackForm(forms.Form):
    """A number and the code of its receipt."""

    nomor = PlainTextField(label=_("Nomor permohonan"), max_length=30, help_text=_("Misalnya PB-2026-000123."))
    kode = PlainTextField(label=_("Kode lacak"), max_length=30, help_text=_("10 huruf dan angka di tanda terima."))


class VerifyForm(forms.Form):
    """The code under a QR."""

    kode = PlainTextField(label=_("Kode dokumen"), max_length=40, help_text=_("22 huruf dan angka di bawah kode QR."))
