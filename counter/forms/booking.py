"""Taking a number from a phone: a slot, and whether one goes first. No name is asked."""

import uuid
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counter.terms import Priority
from foundation.ui import formats

Days = list[tuple[date, list[datetime]]]


class BookingForm(forms.Form):
    """One of the free slots."""

    tap = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    slot = forms.ChoiceField(label=_("Kapan Anda datang?"), error_messages={"required": _("Pilih hari dan jam.")})
    priority = forms.ChoiceField(
        label=_("Perlu didahulukan?"),
        help_text=_("Lansia, ibu hamil, penyandang disabilitas, dan yang membawa anak kecil dipanggil lebih dulu."),
        choices=Priority.choices,
        required=False,
    )

    def __init__(self, *args: Any, days: Days, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["slot"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _("Pilih hari dan jam")), *grouped(days)]


def grouped(days: Days) -> list[tuple[str, list[tuple[str, str]]]]:
    """Slots under their days, as a select shows them."""
    return [
        (formats.hari_tanggal(day), [(at.isoformat(), formats.jam(timezone.localtime(at))) for at in free])
        for day, free in days
    ]
