"""Pemohon and badan usaha: who applies (steps 3 to 5 of the published procedure)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.identity import names
from foundation.identity.forms import NameField, NikField, NpwpField, PhoneField, PlainTextField, PostalCodeField
from foundation.ui.widgets import RadioCards
from licensing.forms.wizard.base import PageForm
from licensing.forms.wizard.places import regency_choices
from licensing.terms import HolderKind, Investment

COMPANY_FORMS = (
    ("", _("Pilih bentuk badan usaha")),
    ("01", _("Perseroan Terbatas (PT)")),
    ("26", _("PT Perorangan")),
    ("02", _("Persekutuan Komanditer (CV)")),
    ("05", _("Firma")),
    ("06", _("Persekutuan Perdata")),
    ("07", _("Koperasi")),
    ("10", _("Yayasan")),
    ("09", _("Persekutuan dan Perkumpulan")),
    ("28", _("BUM Desa")),
    ("29", _("BUM Desa Bersama")),
    ("18", _("Badan Layanan Umum")),
    ("19", _("Badan hukum lainnya")),
)


def yes_no(value: str) -> bool:
    """A radio's "yes" as a truth."""
    return value in {"ya", "True", True}


class Kind(PageForm):
    """Perorangan or badan usaha, UMK or not."""

    section = "pemohon"
    kind = forms.ChoiceField(
        label=_("Pelaku usaha"),
        choices=HolderKind.choices,
        widget=RadioCards(
            hints={
                "person": _("Usaha atas nama Anda sendiri, dengan NIK."),
                "company": _("PT, CV, koperasi, yayasan dan lainnya, dengan akta."),
            }
        ),
    )
    umk = forms.TypedChoiceField(
        label=_("Ukuran usaha menurut Anda"),
        choices=(("ya", _("Usaha mikro atau kecil (UMK)")), ("tidak", _("Bukan UMK"))),
        coerce=yes_no,
        widget=RadioCards(
            hints={
                "ya": _("Modal sampai Rp5 miliar, tanpa tanah dan bangunan."),
                "tidak": _("Modal di atas Rp5 miliar, tanpa tanah dan bangunan."),
            }
        ),
    )

    def prepare(self) -> None:
        """A stored truth is shown as its radio."""
        if isinstance(self.initial.get("umk"), bool):
            self.initial["umk"] = "ya" if self.initial["umk"] else "tidak"


class Person(PageForm):
    """The person: for a company, who is in charge."""

    section = "pemohon"
    name = NameField(label=_("Nama lengkap sesuai KTP"), kind=names.person)
    nik = NikField(label=_("NIK"), help_text=_("16 angka di KTP-el. NIK disimpan tersandi."))
    birth_place = PlainTextField(label=_("Tempat lahir"), max_length=100)
    npwp = NpwpField(
        label=_("NPWP pribadi"), is_person=True, required=False, help_text=_("Wajib bila ada. 15 atau 16 angka.")
    )


class Contact(PageForm):
    """Where news goes."""

    section = "pemohon"
    phone = PhoneField(label=_("Nomor HP/WhatsApp aktif"), help_text=_("Misalnya 0812-3456-7890."))
    email = forms.EmailField(
        label=_("E-mail"), max_length=100, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def prepare(self) -> None:
        """Somebody who is helped at the counter may have neither."""
        if self.answers.get("pemohon", {}).get("contact_optional"):
            for name in ("phone", "email"):
                self.fields[name].required = self.fields[name].widget.is_required = False


class HomeAddress(PageForm):
    """The address on the KTP."""

    section = "pemohon"
    address = PlainTextField(label=_("Alamat"), max_length=1000, multiline=True)
    region_code = forms.ChoiceField(label=_("Kabupaten/Kota"))
    postal_code = PostalCodeField(label=_("Kode pos"), required=False)

    def prepare(self) -> None:
        """All regencies, the office's own first."""
        self.fields["region_code"].choices = regency_choices()  # type: ignore[attr-defined]


class Company(PageForm):
    """The company by its deed."""

    section = "badan-usaha"
    company_form = forms.ChoiceField(label=_("Bentuk badan usaha"), choices=COMPANY_FORMS)
    company_name = NameField(label=_("Nama badan usaha"), kind=names.business, help_text=_("Sesuai akta."))
    deed_number = PlainTextField(
        label=_("Nomor pengesahan AHU"), max_length=100, help_text=_("Misalnya AHU-0012345.AH.01.01.TAHUN 2026.")
    )
    position = PlainTextField(label=_("Jabatan Anda"), max_length=100, help_text=_("Misalnya direktur."))


class CompanyTax(PageForm):
    """Tax number, capital's origin, and how to reach the company."""

    section = "badan-usaha"
    company_npwp = NpwpField(label=_("NPWP badan usaha"), is_person=False, help_text=_("15 atau 16 angka."))
    investment = forms.ChoiceField(
        label=_("Status penanaman modal"), choices=Investment.choices, widget=RadioCards(hints={})
    )
    company_phone = PhoneField(label=_("Telepon badan usaha"), allow_landline=True, required=False)
    company_email = forms.EmailField(label=_("E-mail badan usaha"), max_length=100, required=False)


class CompanyAddress(PageForm):
    """The head office."""

    section = "badan-usaha"
    company_address = PlainTextField(label=_("Alamat kantor"), max_length=1000, multiline=True)
    company_region_code = forms.ChoiceField(label=_("Kabupaten/Kota"))
    company_postal_code = PostalCodeField(label=_("Kode pos"), required=False)

    def prepare(self) -> None:
        """All regencies."""
        self.fields["company_region_code"].choices = regency_choices()  # type: ignore[attr-defined]


def is_company(answers: dict[str, dict[str, Any]]) -> bool:
    """Is a company applying?"""
    return answers.get("pemohon", {}).get("kind") == HolderKind.COMPANY
