"""What a clerk fills in at the console."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from counter.actions.visits import Survey
from counter.logbook.settling.offering import Way
from counter.logbook.terms import Result
from counter.queries import waiting
from counter.terms import Priority
from foundation.messaging.letters import Recipient

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
    survey = forms.ChoiceField(
        label=_("Survei kepuasan"),
        help_text=_("Sukarela, tanpa nama, dan bukan syarat apa pun."),
        choices=[("", _("Tidak ditawarkan sekarang")), *Way.choices],
        required=False,
    )

    def __init__(self, *args: Any, reach: Recipient | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reach = reach
        if reach is None or not (reach.email or reach.phone):
            field = self.fields["survey"]
            field.choices = [one for one in field.choices if one[0] != Way.MESSAGE]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """What the queue is told of the end."""
        data = {name: self.cleaned_data[name] for name in ("result", "remark")}
        way = self.cleaned_data["survey"]
        return {**data, "survey": Survey(Way(way), self.reach) if way else None}


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
