"""What people write about themselves and others is closed before it is published; all else stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.identity.running_text import ADDRESS_CLOSED, NUMBER_CLOSED, masked


@pytest.mark.parametrize(
    "secret",
    [
        "1377015708900003",
        "1377 0157 0890 0003",
        "1377.0157.0890.0003",
        "081234567890",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "62812.3456.7890",
        "(0751) 912345",
        "0751-912345",
        "3171010101900001000001",
        "12.345.678.9-012.000",
    ],
)
def test_numbers_of_people_are_closed(secret: str) -> None:
    found = masked(f"Hubungi saya di {secret}, segera.")
    assert found.text == f"Hubungi saya di {NUMBER_CLOSED}, segera."
    assert found.count == 1


@pytest.mark.parametrize(
    "secret",
    ["uni.yet@contoh.id", "uni_yet@mail.co.id", "yet @ contoh . id", "https://wa.me/6281234567890", "t.me/uniyet"],
)
def test_addresses_of_people_are_closed(secret: str) -> None:
    found = masked(f"Kirim ke {secret} saja")
    assert found.text == f"Kirim ke {ADDRESS_CLOSED} saja"
    assert found.count == 1


@pytest.mark.parametrize(
    "plain",
    [
        "Loket 2 meminta uang Rp75.000.000 pada 23 November 2026 pukul 10.42.",
        "Permohonan PB-2026-000123, KBLI 78104, Peraturan BKPM 5/2021 pasal 18.",
        "Antrean A-014, jam 07.30-16.00, 14 hari kerja.",
        "Harga Rp1.250.000.000 untuk 3.000 meter.",
    ],
)
def test_everything_else_stays_as_the_citizen_wrote_it(plain: str) -> None:
    assert masked(plain) == type(masked(""))(plain, 0)


def test_several_in_one_text_are_all_closed_and_counted() -> None:
    found = masked("NIK 1377015708900003, HP 081234567890 atau 081234567891, surel a@b.id")
    assert found.count == 4
    assert not any(sign.isdigit() for sign in found.text)


@given(st.from_regex(r"08[1-9][0-9]{8,10}", fullmatch=True), st.sampled_from([" ", ", ", ". ", "\n", ": ", "("]))
def test_any_mobile_number_is_closed_wherever_it_stands(number: str, before: str) -> None:
    assert number not in masked(f"HP{before}{number} ya").text


def test_masking_again_changes_nothing() -> None:
    once = masked("HP 081234567890 dan a@b.id").text
    assert masked(once).text == once
