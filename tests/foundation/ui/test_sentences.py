"""A refused field says what to do, in words of its own label."""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.ui.sentences import sentences


class Everything(forms.Form):
    business = forms.CharField(label="Nama usaha", max_length=10)
    nik = forms.CharField(label="NIK", min_length=16)
    scale = forms.ChoiceField(label="Skala usaha", choices=[("a", "A")])
    agree = forms.BooleanField(label="Saya setuju.")
    file = forms.FileField(label="Foto papan nama")
    mail = forms.EmailField(label="E-mail")
    day = forms.DateField(label="Tanggal mulai")
    workers = forms.IntegerField(label="Jumlah pekerja")
    site = forms.URLField(label="Situs", assume_scheme="https")
    regency = forms.ChoiceField(label="Kabupaten/Kota", choices=[("a", "A")])
    village = forms.ChoiceField(label="Desa/Kelurahan usaha", choices=[("a", "A")])
    number = forms.CharField(label="KKPR/PKKPR")
    chat = forms.CharField(label="WhatsApp pemohon")


EMPTY: dict[str, Any] = {}
WRONG = {
    "business": "sebelas huruf",
    "nik": "123",
    "scale": "z",
    "mail": "bukan",
    "day": "kapan-kapan",
    "workers": "tiga",
    "site": "bukan situs",
    "regency": "z",
}


@pytest.mark.parametrize(
    ("data", "field", "expected"),
    [
        (EMPTY, "business", "Isi nama usaha."),
        (EMPTY, "nik", "Isi NIK."),
        (EMPTY, "scale", "Pilih skala usaha."),
        (EMPTY, "agree", "Centang “Saya setuju” untuk melanjutkan."),
        (EMPTY, "file", "Unggah foto papan nama."),
        (EMPTY, "regency", "Pilih kabupaten/kota."),
        (EMPTY, "village", "Pilih desa/kelurahan usaha."),
        (EMPTY, "number", "Isi KKPR/PKKPR."),
        (EMPTY, "chat", "Isi WhatsApp pemohon."),
        (WRONG, "regency", "Pilih kabupaten/kota dari daftar."),
        (WRONG, "business", "Persingkat nama usaha: paling banyak 10 huruf, sekarang 13."),
        (WRONG, "nik", "Isi NIK paling sedikit 16 huruf."),
        (WRONG, "scale", "Pilih skala usaha dari daftar."),
        (WRONG, "mail", "Isi e-mail seperti nama@contoh.id."),
        (WRONG, "day", "Isi tanggal mulai sebagai tanggal, misalnya 24-11-2026."),
        (WRONG, "workers", "Isi jumlah pekerja dengan angka bulat, tanpa koma."),
        (WRONG, "site", "Isi situs sebagai alamat situs, misalnya https://contoh.id."),
    ],
)
def test_djangos_general_messages_become_instructions(data: dict[str, Any], field: str, expected: str) -> None:
    assert sentences(Everything(data)[field]) == [expected]


def test_a_message_of_the_form_itself_is_left_alone() -> None:
    form = Everything(EMPTY)
    form.is_valid()
    form.errors.clear()
    form.add_error("nik", "NIK ini memuat tanggal lahir yang tidak ada.")
    assert sentences(form["nik"]) == ["NIK ini memuat tanggal lahir yang tidak ada."]


def test_an_own_required_message_wins() -> None:
    class Own(forms.Form):
        code = forms.CharField(label="Kode", error_messages={"required": "Ketik kode dari WhatsApp."})

    assert sentences(Own({})["code"]) == ["Ketik kode dari WhatsApp."]


def test_a_subclass_of_a_field_still_speaks_in_instructions() -> None:
    class Amount(forms.IntegerField):
        pass

    class Own(forms.Form):
        amount = Amount(label="Modal")

    assert sentences(Own({"amount": "x"})["amount"]) == ["Isi modal dengan angka bulat, tanpa koma."]


def test_no_sentence_says_tidak_valid() -> None:
    for data in (EMPTY, WRONG):
        form = Everything(data, {"file": SimpleUploadedFile("kosong.pdf", b"")})
        for field in form:
            assert not any("valid" in text for text in sentences(field)), field.name
