"""What a person types for OSS: the NIB that oss.go.id gave."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.identity.forms import NibField


class NibForm(forms.Form):
    """The 13 digits."""

    nib = NibField(label=_("NIB"), help_text=_("13 angka dari oss.go.id."))


class ReasonForm(forms.Form):
    """Why an officer acts on a message."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=300, error_messages={"required": _("Tulis alasannya, lalu ulangi.")}
    )


class ExportForm(forms.Form):
    """An Excel export of the OSS dashboard."""

    berkas = forms.FileField(
        label=_("Berkas ekspor (.xlsx)"),
        help_text=_("Ekspor “Izin” atau “Proyek” dari dasbor OSS, paling besar 10 MB dan 20.000 baris."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Pilih berkas ekspor dari dasbor OSS.")},
    )
