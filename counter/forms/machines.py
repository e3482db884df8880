"""Registering a machine, and typing its key at it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from counter.models import Device


class KeyForm(forms.Form):
    """The key, as it was shown to the admin."""

    key = forms.CharField(
        label=_("Kunci perangkat"),
        help_text=_("Huruf dan angka dari admin; tanda hubung boleh tidak diketik."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "width-20"}
        ),
    )


class DeviceForm(forms.ModelForm):
    """A new machine."""

    class Meta:
        model = Device
        fields = ("name", "kind", "printer")
        help_texts = {
            "name": _("Di mana ia berdiri: Mesin antrean lobi."),
            "printer": _("Hanya untuk mesin antrean. Pilih tanpa pencetak bila pencetak rusak; nomor dan QR tampil."),
        }


class DeviceChangeForm(forms.ModelForm):
    """Another name, another printer."""

    class Meta:
        model = Device
        fields = ("name", "printer")
