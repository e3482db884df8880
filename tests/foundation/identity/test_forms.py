"""Form fields: what is pasted, what comes back, what a person reads."""

import pytest
from django import forms

from foundation.identity import forms as fields
from foundation.identity import names


class Page(forms.Form):
    """One of each."""

    nik = fields.NikField(label="NIK")
    npwp = fields.NpwpField(label="NPWP", is_person=False, required=False)
    phone = fields.PhoneField(label="Nomor HP/WA")
    capital = fields.RupiahField(label="Modal usaha", min_value=1, required=False)
    name = fields.NameField(label="Nama usaha", kind=names.business)
    address = fields.PlainTextField(label="Alamat", max_length=500, multiline=True)


GOOD = {
    "nik": "1377 0157 0890 0003",
    "npwp": "12.345.678.9-012.000",
    "phone": "0812-3456 7890",
    "capital": "Rp75.000.000",
    "name": "Keripik  Balado\x00",
    "address": "Jl. Imam Bonjol\r\nPariaman",
}


def test_pasted_numbers_come_back_normalised():
    page = Page(GOOD)
    assert page.is_valid(), page.errors
    assert page.cleaned_data == {
        "nik": "1377015708900003",
        "npwp": "0123456789012000",
        "phone": "+6281234567890",
        "capital": 75_000_000,
        "name": "Keripik Balado",
        "address": "Jl. Imam Bonjol\nPariaman",
    }


def test_an_empty_form_says_what_to_fill_in():
    page = Page({})
    assert not page.is_valid()
    assert page.errors == {
        "nik": ["Isi NIK."],
        "phone": ["Isi nomor HP/WA."],
        "name": ["Isi nama usaha."],
        "address": ["Isi alamat."],
    }


def test_nothing_is_none_for_money_and_empty_for_text():
    page = Page({**GOOD, "capital": " ", "npwp": ""})
    assert page.is_valid()
    assert (page.cleaned_data["capital"], page.cleaned_data["npwp"]) == (None, "")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("nik", "137701570890000", "yang Anda isi 15 angka"),
        ("nik", "9" * 10_000, "Paling banyak 60 karakter; isian Anda 10000 karakter"),
        ("capital", "0", "Paling sedikit Rp1."),
        ("capital", "2000 triliun", "Paling banyak Rp1.000.000.000.000.000."),
        ("address", "a" * 10_000, "Paling banyak 500 karakter; isian Anda 10000 karakter. Ringkas isian ini."),
        ("name", "Sari 😀", "emoji"),
        ("name", "\x00\x01", "Isi nama usaha."),
    ],
)
def test_a_wrong_answer_is_kept_and_answered_with_a_sentence(name, value, words):
    page = Page({**GOOD, name: value})
    assert not page.is_valid()
    assert words in page.errors[name][0]
    assert page[name].value() == value


def test_controls_bring_up_the_right_keyboard_and_never_cut_a_pasted_text():
    html = str(Page()["nik"]) + str(Page()["phone"]) + str(Page()["address"])
    assert 'inputmode="numeric"' in html
    assert 'inputmode="tel"' in html
    assert "maxlength" not in html
    assert "<textarea" in html


def test_stored_values_are_shown_as_people_write_them():
    page = Page(initial={"capital": 75_000_000, "phone": "+6281234567890"})
    assert (page["capital"].value(), page["phone"].value()) == ("75.000.000", "0812-3456-7890")


def test_another_way_of_writing_is_no_change():
    initial = {
        "capital": 75_000_000,
        "phone": "+6281234567890",
        "nik": "1377015708900003",
        "name": "Keripik Balado",
        "npwp": "0123456789012000",
        "address": "Jl. Imam Bonjol\nPariaman",
    }
    assert Page(GOOD, initial=initial).changed_data == []
    assert Page({**GOOD, "capital": "x"}, initial=initial).changed_data == ["capital"]


def test_codes_and_postal_codes_have_their_length():
    assert fields.PostalCodeField().clean("2 5 5 1 1") == "25511"
    assert fields.CodeField(length=6).clean("123 456") == "123456"
    with pytest.raises(forms.ValidationError, match="6 angka"):
        fields.CodeField(length=6, label="Kode").clean("12345")
