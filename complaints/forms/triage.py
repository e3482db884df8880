"""Forms of the inspectorate's triage."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from complaints.queries.triage import officers
from foundation.calendar.fields import MomentField


class DutyForm(forms.Form):
    """Window and time, as the complainant told them; or part of a name."""

    window = forms.CharField(label=_("Loket"), max_length=60, required=False)
    at = MomentField(
        label=_("Tanggal dan jam"),
        input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H.%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        required=False,
        error_messages={"invalid": _("Tulis tanggal dan jam, misalnya 23-11-2026 10.00.")},
    )
    name = forms.CharField(label=_("Nama atau jabatan"), max_length=100, required=False)


class AccusedForm(forms.Form):
    """The people whom it is about; or words, when nobody here is meant."""

    people = forms.ModelMultipleChoiceField(
        label=_("Teradu"), queryset=officers(), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(label=_("Keterangan"), max_length=500, required=False)

    def clean(self) -> dict[str, Any] | None:
        """Somebody or something."""
        cleaned = super().clean() or {}
        if not cleaned.get("people") and not cleaned.get("words", "").strip():
            raise forms.ValidationError(_("Pilih orangnya, atau tulis keterangannya."))
        return cleaned


class HandOverForm(forms.Form):
    """Who goes on with the files."""

    to = forms.ModelChoiceField(label=_("Diserahkan kepada"), queryset=User.objects.none())

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = people
