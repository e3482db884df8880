"""What a clerk fills in at the console."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from counter.logbook.terms import Result
from counter.queries import waiting
from counter.terms import Priority

RESULTS = [choice for choice in Result.choices if choice[0] != Result.NO_SHOW]


class FinishForm(forms.Form):
    """How a service ended."""

    hide_optional = True
    result = forms.ChoiceField(label=_("Hasil"), choices=RESULTS, initial=Result.DONE)
    remark = forms.CharField(
        label=_("Catatan"),
        help_text=_("Boleh kosong. Jangan tulis NIK atau nomor HP."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-keep": ""}),
    )


class NoteForm(forms.Form):
    """What the next shift should know."""

    hide_optional = True
    text = forms.CharField(
        label=_("Catatan untuk giliran berikutnya"),
        help_text=_("Boleh kosong. Misalnya: pencetak loket 2 macet; Bu Rina kembali pukul 14.00."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DrawForm(forms.Form):
    """A number for a person at the desk."""

    tap = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    line = forms.ModelChoiceField(  # type: ignore[var-annotated]
        queryset=None, label=_("Layanan"), empty_label=None, widget=forms.RadioSelect
    )
    priority = forms.ChoiceField(label=_("Perlu didahulukan?"), choices=Priority.choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["line"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = waiting.lines()
