"""Identifiers have OSS's shapes and keep their zeros."""

from datetime import UTC, datetime

import pytest

from oss_bridge.contract import identifiers

AT = datetime(2026, 12, 1, 18, 30, 5, tzinfo=UTC)  # 01.30 WIB of the 2nd


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("oss", identifiers.OSS_ID),
        ("project", identifiers.PROJECT),
        ("permit", identifiers.PERMIT),
        ("certificate", identifiers.CERTIFICATE),
        ("file", identifiers.FILE),
    ],
)
def test_what_is_minted_has_the_manuals_shape_and_fits_25_places(kind: str, pattern: object) -> None:
    made = identifiers.mint(kind, AT, 12_345_678)
    assert pattern.fullmatch(made)  # type: ignore[attr-defined]
    assert len(made) <= 25
    assert "20261202013005" in made
    assert made.endswith("2345678")


def test_a_nib_may_begin_with_zero_and_has_13_digits() -> None:
    assert identifiers.mint_nib(AT, 7) == "0212260000007"


def test_a_certificate_number_is_the_nib_and_four_digits() -> None:
    number = identifiers.mint_number("0212260000007", 1)
    assert number == "02122600000070001"
    assert identifiers.NUMBER.fullmatch(number)


@pytest.mark.parametrize("older", ["R-20211214114021393XXXX", "P02-20191216211238301XXXX"[4:], "Q123456"])
def test_older_project_ids_are_read(older: str) -> None:
    assert identifiers.PROJECT.fullmatch(older)


@pytest.mark.parametrize(
    ("dotted", "code"),
    [("13.77.01.1001", "1377011001"), ("13.77", "1377000000"), ("1405000000", "1405000000"), ("14", "1400000000")],
)
def test_region_codes_lose_their_dots_and_are_filled_with_zeros(dotted: str, code: str) -> None:
    assert identifiers.region(dotted) == code


@pytest.mark.parametrize(("code", "dotted"), [("1377011001", "13.77.01.1001"), ("1377000000", "13.77")])
def test_region_codes_get_their_dots_back(code: str, dotted: str) -> None:
    assert identifiers.dotted(code) == dotted
