"""What a supervisor and the head fill in."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.calendar.fields import DayField
from supervision import queries
from supervision.models import Limit
from supervision.terms import Result

DATE = {"type": "date"}


class SupervisorField(forms.ModelChoiceField):
    """Supervisors by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name alone."""
        return str(obj.name)


class AssignForm(forms.Form):
    """Who goes, and by when."""

    owner = SupervisorField(label=_("Pengawas"), queryset=User.objects.none())
    due_on = DayField(label=_("Paling lambat"), widget=forms.DateInput(format="%Y-%m-%d", attrs=DATE))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101 - declared above
        owner.queryset = queries.supervisors()


class AssignmentForm(forms.Form):
    """The surat tugas."""

    number = forms.CharField(label=_("Nomor surat tugas"), max_length=100)
    berkas = forms.FileField(label=_("Surat tugas"), help_text=_("PDF atau foto, paling besar 20 MB."))


class ReportForm(forms.Form):
    """The BAP."""

    berkas = forms.FileField(
        label=_("Berita acara pemeriksaan (BAP)"), help_text=_("PDF atau foto, paling besar 20 MB.")
    )


class LimitForm(forms.ModelForm):
    """How many working days, from when, and how the office knows."""

    class Meta:
        model = Limit
        fields = ("days", "effective_from", "source", "confidence")
        widgets: ClassVar = {"effective_from": forms.DateInput(format="%Y-%m-%d", attrs=DATE)}

    def validate_constraints(self) -> None:
        """Left to the act, which has the sentence."""


class ResultForm(forms.Form):
    """What was found."""

    visited_on = DayField(label=_("Tanggal pemeriksaan"), widget=forms.DateInput(format="%Y-%m-%d", attrs=DATE))
    result = forms.ChoiceField(label=_("Hasil"), choices=Result.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Catatan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_visited_on(self) -> Any:
        """Nobody has been there tomorrow."""
        day = self.cleaned_data["visited_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Tanggal pemeriksaan belum lewat."))
        return day
