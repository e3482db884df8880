"""Forms of the admin's catalogue pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from foundation.identity.forms import PlainTextField
from licensing.catalogue.models import Kbli
from licensing.terms import Authority, EnvironmentClass, LicenceType, Risk, Scale

MOST_LINES, LONGEST_LINE, MOST_DAYS = 40, 500, 365


class LineForm(forms.Form):
    """The office's copy of one requirement or obligation."""

    office_text = PlainTextField(
        label=_("Naskah kantor"),
        help_text=_("Kosongkan untuk memakai isi sumber."),
        max_length=1000,
        multiline=True,
        required=False,
    )
    is_hidden = forms.BooleanField(label=_("Sembunyikan butir ini"), required=False)
    hidden_because = PlainTextField(label=_("Alasan disembunyikan"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Hidden only with a reason."""
        answers = super().clean() or {}
        if answers.get("is_hidden") and not answers.get("hidden_because"):
            self.add_error("hidden_because", _("Tulis alasan butir ini disembunyikan."))
        if not answers.get("is_hidden"):
            answers["hidden_because"] = ""
        return answers


class EnvironmentForm(forms.Form):
    """One environment rule; the code is fixed when a rule is changed."""

    code = PlainTextField(label=_("Kode KBLI 2025"), max_length=5)
    scope_number = forms.IntegerField(
        label=_("Nomor ruang lingkup"), help_text=_("0 = semua ruang lingkup."), min_value=0, max_value=99, initial=0
    )
    scale = forms.ChoiceField(label=_("Skala usaha"), choices=[("", _("Semua skala")), *Scale.choices], required=False)
    environment_class = forms.ChoiceField(
        label=_("Kelas lingkungan"), choices=EnvironmentClass.choices, widget=forms.RadioSelect
    )
    regulation = PlainTextField(label=_("Peraturan"), max_length=200, required=False)
    source = PlainTextField(label=_("Sumber"), help_text=_("Di mana Anda membacanya, dan kapan."), max_length=400)

    def __init__(self, *args: Any, is_change: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("code", "scope_number", "scale") if is_change else ():
            self.fields[name].disabled = True

    def clean_code(self) -> str:
        """A code of KBLI 2025."""
        code = str(self.cleaned_data["code"])
        if not Kbli.objects.filter(edition="2025", code=code, level=Kbli.Level.ACTIVITY).exists():
            raise forms.ValidationError(_("Isi lima angka kode KBLI 2025 yang ada."))
        return code


class RouteForm(forms.Form):
    """One route: beginning of a code, or a sector, to an agency."""

    edition = forms.ChoiceField(label=_("Edisi KBLI"), choices=Kbli.Edition.choices, initial="2025")
    code_prefix = forms.RegexField(
        label=_("Awal kode KBLI"),
        regex=r"^\d{2,5}$",
        required=False,
        error_messages={"invalid": _("Isi dua sampai lima angka.")},
    )
    sector = forms.RegexField(
        label=_("Kode sektor"),
        regex=r"^\d{3}$",
        required=False,
        error_messages={"invalid": _("Isi tiga angka.")},
    )
    agency = forms.ModelChoiceField(
        label=_("Dinas teknis"),
        queryset=Agency.objects.all(),
        empty_label=_("Belum ditetapkan (back office)"),
        required=False,
    )
    source = PlainTextField(label=_("Dasar pembagian"), max_length=400)

    def __init__(self, *args: Any, is_change: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("edition", "code_prefix", "sector") if is_change else ():
            self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """Either a prefix or a sector."""
        answers = super().clean() or {}
        if bool(answers.get("code_prefix")) == bool(answers.get("sector")) and not self.errors:
            self.add_error("code_prefix", _("Isi awal kode atau kode sektor, salah satu."))
        return answers


class LinesField(PlainTextField):
    """One item per line; comes back as a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MOST_LINES * LONGEST_LINE, multiline=True, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        """Lines without blanks."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(_("Paling banyak 40 butir, tiap butir paling banyak 500 huruf."))
        return lines


class SettleForm(forms.Form):
    """What an officer read of one row."""

    risk = forms.ChoiceField(label=_("Tingkat risiko"), choices=Risk.choices, widget=forms.RadioSelect)
    licence_type = forms.ChoiceField(label=_("Jenis perizinan"), choices=LicenceType.choices, widget=forms.RadioSelect)
    days = forms.IntegerField(label=_("Jangka waktu (hari kerja)"), min_value=1, max_value=MOST_DAYS, required=False)
    authority = forms.ChoiceField(label=_("Kewenangan"), choices=Authority.choices, widget=forms.RadioSelect)
    requirements = LinesField(label=_("Persyaratan"), help_text=_("Satu butir tiap baris."))
    obligations = LinesField(label=_("Kewajiban"), help_text=_("Satu butir tiap baris."))
    regulation = PlainTextField(label=_("Peraturan"), max_length=200)
    source = PlainTextField(label=_("Sumber"), help_text=_("Di mana Anda membacanya, dan kapan."), max_length=400)
