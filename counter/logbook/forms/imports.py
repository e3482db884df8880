"""The old workbook and its columns."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from counter.logbook.columns import COLUMNS
from counter.logbook.imports.reading import HEADINGS, REQUIRED


class UploadForm(forms.Form):
    """A workbook."""

    workbook = forms.FileField(
        label=_("Buku lama (.xlsx)"),
        help_text=_("Paling besar 10 MB dan 20.000 baris. Lembar pertama yang dibaca."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class MappingForm(forms.Form):
    """Which column of the old book holds what."""

    hide_optional = True

    def __init__(self, *args: Any, headings: list[str], mapping: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [(str(place), f"{place + 1}. {heading}") for place, heading in enumerate(headings) if heading]
        for name in HEADINGS:
            label = COLUMNS[name].heading
            self.fields[name] = forms.TypedChoiceField(
                label=_("%(field)s (wajib)") % {"field": label} if name in REQUIRED else str(label),
                choices=[("", _("Tidak ada")), *columns], coerce=int, empty_value=None, required=False,
                initial=str(mapping[name]) if name in mapping else "",
            )  # fmt: skip

    def mapping(self) -> dict[str, int]:
        """Field -> column."""
        return {name: place for name, place in self.cleaned_data.items() if place is not None}
