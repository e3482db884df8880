"""A text worded anew: its parts, the first day of the new version, and where the words come from."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.calendar.fields import DayField
from foundation.identity.forms import PlainTextField
from licensing.actions.wordings import Kind, Text

SHORT = frozenset({"title", "decree", "article"})


class WordingForm(forms.Form):
    """``words`` are the parts by name; a blank component of a standard means that it is not set."""

    def __init__(self, *args: Any, kind: Kind, text: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name, label in kind.labels.items():
            may_be_blank = name == "decree" or name.startswith("c")
            longest = 150 if name == "decree" else 200 if name in SHORT else 8000
            self.fields[name] = PlainTextField(
                label=label,
                max_length=longest,
                multiline=name not in SHORT,
                required=not may_be_blank,
                initial=text.words[name],
            )
        today = timezone.localdate()
        day = forms.DateInput(attrs={"type": "date", "class": "width-10"}, format="%Y-%m-%d")
        self.fields["since"] = DayField(label=_("Berlaku sejak"), initial=today, widget=day)
        self.fields["source"] = PlainTextField(
            label=_("Sumber"), max_length=300, help_text=_("Peraturan, SK, atau keputusan rapat, dengan tanggalnya.")
        )
        self.fields["mark"] = forms.CharField(initial=text.mark, widget=forms.HiddenInput)

    def clean_since(self) -> date:
        """A version never begins in the past."""
        day: date = self.cleaned_data["since"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Pilih hari ini atau sesudahnya."))
        return day

    @property
    def words(self) -> dict[str, str]:
        """The parts as they were typed."""
        return {name: self.cleaned_data[name] for name in self.kind.labels}
