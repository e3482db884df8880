"""NIK: domain.md §8.1, with its vectors."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.identity import nik
from foundation.identity.digits import IdentityError

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "born_on", "sex"),
    [
        ("1377015708900003", date(1990, 8, 17), "P"),
        ("1377011708900003", date(1990, 8, 17), "L"),
        ("1377012902000001", date(2000, 2, 29), "L"),
        ("1405017112990001", date(1999, 12, 31), "P"),
        ("1405012411260001", date(2026, 11, 24), "L"),
        ("1405012511260001", date(1926, 11, 25), "L"),
    ],
)
def test_a_nik_says_when_and_as_what_its_owner_was_born(text, born_on, sex):
    read = nik.parse(text, today=TODAY)
    assert (read.born_on, read.sex, read.number, read.district) == (born_on, sex, text, text[:6])


@pytest.mark.parametrize(
    "text",
    [
        "1377 0157 0890 0003",
        "1377.01.570890.0003",
        "1377-0157-0890-0003",
        "\u00a01377015708900003\u200b\n",
        "１３７７０１５７０８９００００３",
    ],
)
def test_a_pasted_nik_is_forgiven_its_separators(text):
    assert nik.parse(text, today=TODAY).number == "1377015708900003"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1377017208900003", "tanggal lahir"),  # 72 - 40 = 32
        ("1377013002900003", "tanggal lahir"),  # 30 February
        ("1377012902010003", "tanggal lahir"),  # 29 February of no leap year
        ("1377010008900003", "tanggal lahir"),  # day 0
        ("1377014008900003", "tanggal lahir"),  # day 40 is neither
        ("1377011713900003", "tanggal lahir"),  # month 13
        ("1377011700900003", "tanggal lahir"),  # month 0
        ("1377015708900000", "0000"),
        ("137701570890000", "yang Anda isi 15 angka"),
        ("13770157089000033", "yang Anda isi 17 angka"),
        ("", "yang Anda isi 0 angka"),
        ("0377015708900003", "kode provinsi"),
        ("9977015708900003", "kode provinsi"),
        ("0000000000000000", "nol semua"),
        ("13770157O8900003", "hanya berisi angka"),
        ("1377015708900003😀", "hanya berisi angka"),
    ],
)
def test_a_wrong_nik_is_answered_with_what_to_look_at(text, words):
    with pytest.raises(IdentityError, match=words):
        nik.parse(text, today=TODAY)


def test_an_unknown_district_and_a_young_owner_warn_and_never_refuse():
    young = nik.parse("1377011708120003", today=TODAY)
    assert young.age_on(TODAY) == 14
    found = nik.warnings(young, today=TODAY, districts={"140501"})
    assert [word in " ".join(found) for word in ("Kode wilayah", "17 tahun")] == [True, True]
    adult = nik.parse("1377015708900003", today=TODAY)
    assert nik.warnings(adult, today=TODAY, districts={"137701"}) == []
    assert nik.warnings(adult, today=TODAY) == []


@pytest.mark.parametrize(("day", "age"), [(date(2026, 8, 16), 35), (date(2026, 8, 17), 36)])
def test_age_counts_whole_years(day, age):
    assert nik.parse("1377015708900003", today=TODAY).age_on(day) == age


@given(st.dates(date(1927, 1, 1), TODAY), st.booleans(), st.integers(1, 9999))
def test_every_birth_of_the_last_hundred_years_can_be_read_back(born_on, is_female, serial):
    day = born_on.day + (40 if is_female else 0)
    read = nik.parse(f"137701{day:02}{born_on:%m%y}{serial:04}", today=TODAY)
    assert (read.born_on, read.sex) == (born_on, "P" if is_female else "L")


@given(st.text(max_size=40))
def test_any_text_that_is_no_nik_is_answered_with_a_sentence(text):
    with pytest.raises(IdentityError, match=r"\.$"):
        nik.parse(text, today=TODAY)
