"""What a visitor tells "cek syarat": scope, capital or scale, foreign capital."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.identity.forms import RupiahField
from foundation.ui.widgets import RadioCards, Rupiah
from licensing.catalogue.models import Scope
from licensing.rules.scale import Capital, scale_of
from licensing.terms import Scale

SCALE_HINTS = {
    Scale.MICRO: _("Modal sampai Rp1 miliar"),
    Scale.SMALL: _("Lebih dari Rp1 miliar sampai Rp5 miliar"),
    Scale.MEDIUM: _("Lebih dari Rp5 miliar sampai Rp10 miliar"),
    Scale.LARGE: _("Lebih dari Rp10 miliar"),
}


class ChoiceForm(forms.Form):
    """A GET form; every answer may be left out. Capital counts without land and building (PP 7/2021 art. 35)."""

    hide_optional = True

    lingkup = forms.ChoiceField(label=_("Ruang lingkup kegiatan"), widget=forms.RadioSelect, required=False)
    skala = forms.ChoiceField(
        label=_("Skala usaha"),
        choices=Scale.choices,
        widget=RadioCards(hints={str(scale): hint for scale, hint in SCALE_HINTS.items()}),
        required=False,
    )
    modal = RupiahField(
        label=_("Atau isi modal usaha"),
        help_text=_("Tanpa tanah dan bangunan tempat usaha. Bila diisi, skala dihitung dari modal ini."),
        widget=Rupiah(attrs={"class": "width-20"}),
        required=False,
    )
    pma = forms.BooleanField(label=_("Ada modal asing (PMA)"), required=False)

    def __init__(self, data: Any, *, scopes: list[Scope]) -> None:
        super().__init__(data)
        lingkup = self.fields["lingkup"]
        assert isinstance(lingkup, forms.ChoiceField)  # noqa: S101 - for the type checker
        lingkup.choices = [(str(scope.number), scope.name) for scope in scopes]
        if len(scopes) < 2:
            del self.fields["lingkup"]

    def scale(self) -> Scale | None:
        """The scale said or computed; None when neither was given."""
        answers = self.cleaned_data
        if answers.get("modal") is not None or answers.get("pma"):
            return scale_of(Capital(working=answers.get("modal") or 0), is_pma=bool(answers.get("pma")))
        return Scale(answers["skala"]) if answers.get("skala") else None
