"""Saved views and the arrangement of columns."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from counter.logbook.columns import COLUMNS
from counter.logbook.queries import asking
from foundation.identity.forms import PlainTextField


class SavedViewForm(forms.Form):
    """A name for what the address asks."""

    nama_tampilan = PlainTextField(label=_("Nama tampilan"), max_length=60)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def clean_query(self) -> str:
        """Only words of a question."""
        return asking.question(QueryDict(self.cleaned_data["query"]))


class ColumnsForm(forms.Form):
    """Each column: its place (0 = left out) and its heading."""

    hide_optional = True

    def __init__(self, *args: Any, arranged: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = {key: place for place, (key, _heading) in enumerate(arranged, start=1)}
        headings = dict(arranged)
        for key, column in COLUMNS.items():
            self.fields[f"place_{key}"] = forms.IntegerField(
                label=_("Urutan %(column)s") % {"column": column.heading},
                initial=places.get(key, 0), min_value=0, max_value=99, required=False,
            )  # fmt: skip
            self.fields[f"heading_{key}"] = PlainTextField(
                label=_("Judul %(column)s") % {"column": column.heading},
                initial=headings.get(key) or str(column.heading), max_length=60, required=False,
            )  # fmt: skip

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Columns with their two fields, for the page."""
        return [(c.heading, self[f"place_{key}"], self[f"heading_{key}"]) for key, c in COLUMNS.items()]

    def clean(self) -> dict[str, Any]:
        """At least one column."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(data.get(f"place_{key}") for key in COLUMNS):
            raise forms.ValidationError(_("Pilih sedikitnya satu kolom: beri urutan 1, 2, 3, …"))
        return data

    def chosen(self) -> list[tuple[str, str]]:
        """Keys in their new order, each with its heading."""
        data = self.cleaned_data
        places = sorted(
            (data[f"place_{key}"], number, key) for number, key in enumerate(COLUMNS) if data[f"place_{key}"]
        )
        return [(key, data[f"heading_{key}"] or str(COLUMNS[key].heading)) for _place, _number, key in places]
