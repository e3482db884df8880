"""Personal numbers are hidden before anybody else reads them; other numbers stay."""

import pytest

from complaints.rules.masking import holds_personal_numbers, masked


@pytest.mark.parametrize(
    ("typed", "gone"),
    [
        ("NIK saya 1377015708900003 ya", "1377015708900003"),
        ("1377 0157 0890 0003", "0157 0890"),
        ("1377.0157.0890.0003", "0157.0890"),
        ("hubungi 081277776666", "081277776666"),
        ("WA +62 812-7777-6666.", "812-7777-6666"),
        ("telp 62812 7777 6666", "7777 6666"),
        ("kantor 0751 123456", "123456"),
        ("NPWP 01.234.567.8-901.000", "234.567.8-901"),
        ("surel tuti.canaria@contoh.co.id", "tuti.canaria"),
    ],
)
def test_a_personal_number_is_hidden(typed: str, gone: str) -> None:
    assert gone not in masked(typed)
    assert "*" in masked(typed)
    assert holds_personal_numbers(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "Permohonan PB-2026-000123 dijanjikan 23 November 2026 pukul 10.30.",
        "KBLI 78101, biaya Rp75.000.000, NIB 2211260000001.",
        "Peraturan BKPM 5/2021 Pasal 18(3), loket 2, ADU-2026-000012",
        "<script>alert(1)</script>",
        "",
    ],
)
def test_other_numbers_stay_as_the_citizen_wrote_them(typed: str) -> None:
    assert masked(typed) == typed
    assert not holds_personal_numbers(typed)
