"""NPWP, NITKU, NIB, NIP, telephone and rupiah: domain.md §8.2-8.5."""

from datetime import date

import pytest

from foundation.identity import money, nib, nip, nitku, npwp, phone
from foundation.identity.digits import IdentityError, whole_number


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("007", 7), ("0", 0), ("9" * 17, int("9" * 17))])
def test_a_word_of_digits_is_a_number(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", " 7", "-1", "+1", "1.0", "²", "٢", "７", "9" * 18, "9" * 5000])
def test_what_only_looks_like_a_number_is_none(text):
    assert whole_number(text) is None
    assert whole_number("12345", longest=4) is None


@pytest.mark.parametrize(
    ("text", "is_person", "kept"),
    [
        ("12.345.678.9-012.000", False, "0123456789012000"),
        ("12.345.678.9-012.000", True, "123456789012000"),
        ("0123456789012000", False, "0123456789012000"),
        ("1000000001234567", False, "1000000001234567"),
        ("1377 0157 0890 0003", True, "1377015708900003"),
        ("0123456789012000", True, "0123456789012000"),  # a person who is no citizen
    ],
)
def test_npwp_of_both_lengths_is_normalised(text, is_person, kept):
    assert npwp.normalise(text, is_person=is_person) == kept


@pytest.mark.parametrize(
    ("text", "is_person", "words"),
    [
        ("12345678901234", False, "yang Anda isi 14 angka"),
        ("12345678901234567", True, "yang Anda isi 17 angka"),
        ("0123456789012000000000", False, "NITKU"),
        ("00.000.000.0-000.000", False, "Kosongkan"),
        ("12.345.678.9-O12.000", False, "hanya berisi angka"),
        ("1377013002900003", True, "sama dengan NIK"),
    ],
)
def test_a_wrong_npwp_is_answered_with_what_to_do(text, is_person, words):
    with pytest.raises(IdentityError, match=words):
        npwp.normalise(text, is_person=is_person)


def test_a_persons_npwp_that_is_not_the_nik_warns():
    nik = "1377015708900003"
    assert npwp.warning(nik, nik=nik) == ""
    assert npwp.warning("", nik=nik) == ""
    assert "NPWP lama" in npwp.warning("123456789012000", nik=nik)
    assert "Periksa lagi keduanya" in npwp.warning("1377011708900003", nik=nik)


def test_nitku_is_the_npwp_and_six_digits_more():
    assert nitku.normalise("0123456789012000 000001", npwp="0123456789012000") == "0123456789012000000001"
    assert nitku.is_main("0123456789012000000000")
    assert not nitku.is_main("0123456789012000000001")
    with pytest.raises(IdentityError, match="16 angka pertama"):
        nitku.normalise("0123456789012000000001", npwp="0999999999012000")
    with pytest.raises(IdentityError, match="22 angka"):
        nitku.normalise("0123456789012000")


def test_nib_keeps_its_zeros():
    assert nib.normalise(" 0220 1056-12345 ") == "0220105612345"
    with pytest.raises(IdentityError, match="13 angka; yang Anda isi 12"):
        nib.normalise("220105612345")


@pytest.mark.parametrize(
    ("text", "born_on", "year", "sex", "is_pppk"),
    [
        ("19850117 201001 1 003", date(1985, 1, 17), 2010, "L", False),
        ("199002292014022001".replace("0229", "0228"), date(1990, 2, 28), 2014, "P", False),
        ("198501012021211001", date(1985, 1, 1), 2021, "L", True),
    ],
)
def test_nip_says_birth_appointment_and_sex(text, born_on, year, sex, is_pppk):
    read = nip.parse(text)
    assert (read.born_on, read.appointed_year, read.sex, read.is_pppk) == (born_on, year, sex, is_pppk)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("198513172010011003", "tanggal lahir"),
        ("198501172010131003", "bulan pengangkatan"),
        ("198501171980011003", "bulan pengangkatan"),
        ("198501172010013003", "Empat angka terakhir"),
        ("198501172010011000", "Empat angka terakhir"),
        ("19850117201001100", "yang Anda isi 17 angka"),
    ],
)
def test_a_wrong_nip_is_answered_with_where_to_look(text, words):
    with pytest.raises(IdentityError, match=words):
        nip.parse(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("0812-3456 7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("62812-3456-7890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("(0812) 3456.7890", "+6281234567890"),
        ("08 1 2 3 4 5 6 7 8", "+62812345678"),
        ("0812345678901", "+62812345678901"),
    ],
)
def test_a_mobile_number_is_normalised_however_it_was_typed(text, kept):
    assert phone.normalise(text) == kept
    assert phone.is_mobile(kept)


@pytest.mark.parametrize(
    "text",
    [
        "+62 0812 3456 7890",
        "6208123456789",
        "0812345",
        "08123456789012",
        "+1 202 555 0123",
        "0751 91234",
        "",
        "0812-TELEPON",
        "12345",
        "08",
        "+",
        "9" * 60,
    ],
)
def test_what_is_no_mobile_number_is_answered_with_an_example(text):
    with pytest.raises(IdentityError) as trouble:
        phone.normalise(text)
    assert "812" in str(trouble.value) or "hanya berisi angka" in str(trouble.value)


def test_a_landline_is_taken_where_one_is_allowed():
    assert phone.normalise("(0751) 91-234", allow_landline=True) == "+6275191234"
    assert phone.normalise("0761 123456", allow_landline=True) == "+62761123456"
    assert not phone.is_mobile("+6275191234")


def test_a_number_is_shown_as_people_write_it():
    assert phone.shown("+6281234567890") == "0812-3456-7890"
    assert phone.shown("+62 812") == "+62 812"
    assert phone.whatsapp_link("+6281234567890") == "https://wa.me/6281234567890"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Rp75.000.000", 75_000_000),
        ("Rp 75.000.000,00", 75_000_000),
        ("Rp75.000.000,-", 75_000_000),
        ("75000000", 75_000_000),
        ("75 000 000", 75_000_000),
        ("75,000,000", 75_000_000),
        ("75 juta", 75_000_000),
        ("75jt", 75_000_000),
        ("1,5 miliar", 1_500_000_000),
        ("1.5 M", 1_500_000_000),
        ("500 ribu", 500_000),
        ("1.000.000 rupiah", 1_000_000),
        ("0", 0),
    ],
)
def test_rupiah_is_read_as_people_write_it(text, amount):
    assert money.rupiah(text) == amount


@pytest.mark.parametrize("text", ["", "-5000", "banyak", "75.00.000", "1,2,3", "75 kodi", "1e9", "10,55", "٧٥x"])
def test_an_amount_that_can_be_misread_is_asked_again(text):
    with pytest.raises(IdentityError):
        money.rupiah(text)


def test_rupiah_is_shown_with_dots():
    assert money.shown(75_000_000) == "75.000.000"
