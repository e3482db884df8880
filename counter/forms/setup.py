"""How the queue is set up, as an admin fills it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from counter.models import Line, QueueRules, SpecialDay, Window

TIME = {"type": "time"}


class LineForm(forms.ModelForm):
    """A service of the queue."""

    class Meta:
        model = Line
        fields = (
            "letter", "name", "explained", "kind", "position", "minutes_each", "last_before_minutes", "daily_limit",
            "slot_minutes", "slot_places", "is_active",
        )  # fmt: skip
        help_texts = {
            "letter": _("Berdiri di depan nomor: A012. Jangan diganti di tengah hari."),
            "explained": _("Satu kalimat untuk yang memilih dari HP."),
            "daily_limit": _("Kosongkan bila tidak dibatasi."),
            "slot_places": _("Berapa orang dapat berjanji temu dalam satu slot; 0 berarti tanpa janji temu."),
        }

    def clean_letter(self) -> str:
        """A letter names the counter of its numbers, so it stays once it is used."""
        letter: str = self.cleaned_data["letter"].upper()
        if self.instance.pk and letter != Line.objects.get(pk=self.instance.pk).letter:
            raise forms.ValidationError(_("Huruf tidak dapat diganti. Nonaktifkan layanan ini dan buat yang baru."))
        return letter


class WindowForm(forms.ModelForm):
    """A loket and what it calls."""

    class Meta:
        model = Window
        fields = ("number", "name", "lines", "is_active")
        widgets = {"lines": forms.CheckboxSelectMultiple}
        help_texts = {"name": _("Boleh kosong; layar lalu menampilkan nama layanannya.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lines"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - for the type checker
        field.queryset = Line.objects.filter(is_active=True)


class RulesForm(forms.ModelForm):
    """The rules of the house."""

    class Meta:
        model = QueueRules
        fields = ("calls", "priority_in_a_row", "leftover", "announcement")
        help_texts = {
            "priority_in_a_row": _("Sesudah itu dipanggil satu dari antrean biasa, selama ada yang menunggu."),
            "announcement": _("Satu baris di bawah layar. Kosongkan untuk kalimat biasa tentang prioritas."),
        }


class SpecialDayForm(forms.ModelForm):
    """A date with hours of its own."""

    class Meta:
        model = SpecialDay
        fields = ("day", "opens_at", "closes_at", "reason")
        widgets = {
            "day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "opens_at": forms.TimeInput(attrs=TIME, format="%H:%M"),
            "closes_at": forms.TimeInput(attrs=TIME, format="%H:%M"),
        }
        help_texts = {"opens_at": _("Kosongkan kedua jam bila antrean tutup pada tanggal itu.")}
