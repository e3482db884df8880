"""What an admin fills in about a day off."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.calendar.models import Holiday


class HolidayForm(forms.ModelForm):  # type: ignore[type-arg]
    """One day, with the decree that makes it one."""

    class Meta:
        model = Holiday
        fields = ["day", "name", "kind", "decree", "source", "provisional"]
        widgets = {"day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "decree": _("Contoh: SKB 3 Menteri No. 1497/2025, atau SK Bupati. Boleh kosong selama masih perkiraan."),
            "source": _("Di mana keputusan ini dapat dibaca."),
            "provisional": _("Belum diputuskan; tanggalnya masih dapat berubah."),
        }
        error_messages = {"day": {"unique": _("Tanggal ini sudah ada di tabel. Ubah baris yang ada.")}}

    def clean(self) -> dict[str, Any]:
        """A day that is no estimate has a decree."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("provisional") and not data.get("decree"):
            self.add_error("decree", _("Isi nomor SK, atau tandai hari ini sebagai perkiraan."))
        return data


class CancelForm(forms.Form):
    """Why a day is a working day after all."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sebutkan keputusan yang mencabutnya. Alasan ini dicatat di jurnal."),
    )
