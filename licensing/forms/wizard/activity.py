"""Kegiatan: KBLI, ruang lingkup, what is done there (step 6 of the published procedure)."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.identity import names
from foundation.identity.forms import NameField, NibField, PlainTextField
from foundation.ui.widgets import RadioCards
from licensing.catalogue import queries as catalogue
from licensing.drafts.readiness import capital_problem, fitting, holder_problems
from licensing.forms.wizard.base import PageForm

CHOOSE = _("Cari lalu pilih satu kegiatan usaha dari daftar.")


class Code(PageForm):
    """One code of one edition. Search results are radios whose value is ``2025:85571``."""

    section = "kegiatan"
    kbli = forms.CharField(
        label=_("Kegiatan usaha"), max_length=10, widget=forms.HiddenInput, error_messages={"required": CHOOSE}
    )

    def prepare(self) -> None:
        """A stored code as the radio's value."""
        if self.initial.get("kbli_code"):
            self.initial["kbli"] = f"{self.initial['kbli_edition']}:{self.initial['kbli_code']}"

    def clean(self) -> dict[str, Any]:
        """Edition and code, a scope when there is only one; a 2020 code is answered with its successors."""
        if "kbli" in self.errors:
            return self.cleaned_data
        edition, _colon, code = self.cleaned_data["kbli"].partition(":")
        if not code:
            raise forms.ValidationError(CHOOSE)
        found = catalogue.kbli(edition, code)
        if found is None or not found.is_activity:
            raise forms.ValidationError(gettext("KBLI itu tidak ada. Pilih satu dari daftar hasil pencarian."))
        if edition != "2025":
            raise forms.ValidationError(old_edition(found))
        scopes = list(catalogue.scopes(found))
        if not scopes:
            raise forms.ValidationError(
                found.note
                or gettext("OSS tidak menawarkan perizinan untuk KBLI %(code)s. Tanya petugas kantor ini.")
                % {"code": code}
            )
        for sentence in holder_problems(self.answers, scopes[0]) if len(scopes) == 1 else []:
            raise forms.ValidationError(sentence)
        if not fitting(self.answers, scopes):
            raise forms.ValidationError(capital_problem(self.answers, scopes[0]))
        return {
            "kbli_edition": edition,
            "kbli_code": code,
            "scope_id": str(scopes[0].pk) if len(scopes) == 1 else kept_scope(dict(self.initial), code),
            "scope_is_single": len(scopes) == 1,
        }


def kept_scope(initial: dict[str, Any], code: str) -> str:
    """The scope chosen before, when the code is the same."""
    return str(initial.get("scope_id") or "") if initial.get("kbli_code") == code else ""


def old_edition(found: Any) -> str:
    """KBLI 2020 is not accepted any more: name what became of the code."""
    names_ = "; ".join(f"{row.code} {row.title}" for row in catalogue.successors(found)[:5])
    return gettext("Kode %(code)s itu KBLI 2020. Pilih padanannya di KBLI 2025: %(names)s.") % {
        "code": found.code,
        "names": names_ or "–",
    }


class ScopeChoice(PageForm):
    """Ruang lingkup, when a code has several."""

    section = "kegiatan"
    scope_id = forms.ChoiceField(label=_("Ruang lingkup kegiatan"), widget=RadioCards(hints={}))

    def prepare(self) -> None:
        """The scopes of the chosen code that are for this holder; the others are only named, and why."""
        activity = self.answers.get("kegiatan", {})
        found = catalogue.kbli(activity.get("kbli_edition", ""), activity.get("kbli_code", ""))
        rows = list(catalogue.scopes(found)) if found else []
        offered, field = fitting(self.answers, rows), self.fields["scope_id"]
        # all are known, so that who sends another one all the same reads why not
        field.choices = [(str(row.pk), row.name) for row in rows]  # type: ignore[attr-defined]
        field.widget.choices = [(str(row.pk), row.name) for row in offered]
        field.help_text = " ".join(capital_problem(self.answers, row) for row in rows if row not in offered)

    def clean_scope_id(self) -> str:
        """A holder of the wrong kind learns it here."""
        value: str = self.cleaned_data["scope_id"]
        activity = self.answers.get("kegiatan", {})
        found = catalogue.kbli(activity.get("kbli_edition", ""), activity.get("kbli_code", ""))
        scope = catalogue.scope(found, value) if found else None
        if scope and (sentence := capital_problem(self.answers, scope)):
            raise forms.ValidationError(sentence)
        for sentence in holder_problems(self.answers, scope) if scope else []:
            raise forms.ValidationError(sentence)
        return value


class Description(PageForm):
    """Name and words of the business."""

    section = "kegiatan"
    activity_name = NameField(
        label=_("Nama usaha di lokasi ini"), kind=names.business, help_text=_("Misalnya LPK Maju Bersama.")
    )
    description = PlainTextField(
        label=_("Uraian kegiatan"), max_length=255, multiline=True, help_text=_("Satu atau dua kalimat.")
    )
    products = PlainTextField(
        label=_("Produk atau jasa, dan kapasitas setahun"),
        max_length=255,
        required=False,
        help_text=_("Misalnya pelatihan las, 60 orang setahun."),
    )
    workers_male = forms.IntegerField(label=_("Tenaga kerja laki-laki"), min_value=0, max_value=99_999, required=False)
    workers_female = forms.IntegerField(
        label=_("Tenaga kerja perempuan"), min_value=0, max_value=99_999, required=False
    )


class ExistingNib(PageForm):
    """A NIB that is there already is kept: this activity becomes its change."""

    section = "kegiatan"
    existing_nib = NibField(
        label=_("NIB yang sudah ada"),
        required=False,
        help_text=_("13 angka. Kosongkan bila belum punya. NIB lama tetap; kegiatan ini ditambahkan padanya."),
    )
