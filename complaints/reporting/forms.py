"""Choosing a span, and writing the plan of follow-up."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import PlanItem
from complaints.reporting import spans
from foundation.calendar.fields import DayField
from foundation.identity.forms import PlainTextField

YEARS_BACK = 6


class SpanForm(forms.Form):
    """A year, and perhaps a month of it. GET; what makes no sense is this year."""

    hide_optional = True
    tahun = forms.ChoiceField(label=_("Tahun"), required=False)
    bulan = forms.ChoiceField(label=_("Bulan"), required=False)

    def __init__(self, data: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        self.span = spans.chosen(data.get("tahun", ""), data.get("bulan", ""), today=today)
        kept = {"tahun": str(self.span.starts_on.year), "bulan": self.month}
        super().__init__(kept, **kwargs)
        years = [(str(today.year - back), str(today.year - back)) for back in range(YEARS_BACK)]
        for name, choices in (("tahun", years), ("bulan", list(spans.months()))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = choices

    @property
    def month(self) -> str:
        """The month chosen, blank for the whole year."""
        is_year = self.span.starts_on.month == 1 and self.span.ends_on.month == 12
        return "" if is_year else str(self.span.starts_on.month)


class MonthField(forms.DateField):
    """A month as browsers send it (``2026-11``): its first day."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput({"type": "month"}, format="%Y-%m")
        super().__init__(input_formats=["%Y-%m", "%Y-%m-%d"], widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """The first day."""
        day = super().clean(value)
        return day.replace(day=1) if day else day


class PlanForm(forms.ModelForm):
    """One act that the office takes because of complaints."""

    month = MonthField(label=_("Karena pengaduan bulan"))
    problem = PlainTextField(label=_("Masalah yang berulang"), max_length=300)
    action = PlainTextField(label=_("Tindak lanjut"), max_length=2000, multiline=True)
    responsible = PlainTextField(label=_("Penanggung jawab (jabatan)"), max_length=150)
    due_on = DayField(label=_("Paling lambat"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    done_on = DayField(
        label=_("Selesai tanggal"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = PlanItem
        fields = ("month", "problem", "action", "responsible", "due_on", "done_on")
