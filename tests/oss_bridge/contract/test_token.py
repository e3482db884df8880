"""OSS proves itself with a token of the day in Jakarta."""

from datetime import UTC, date, datetime

import pytest

from oss_bridge.contract.token import is_genuine, token

VECTOR = "41966770a9b995f764a172106a02c941ba9d4f41"
KNOWN = {"username": "ossuser", "password": "osspass", "nib": "2211260000001"}
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


def test_the_manuals_formula_gives_the_known_vector() -> None:
    assert token("ossuser", "osspass", "2211260000001", date(2026, 11, 22)) == VECTOR


@pytest.mark.parametrize("said", [VECTOR, VECTOR.upper(), f" {VECTOR} ", f"Bearer {VECTOR}"])
def test_the_token_of_today_is_genuine(said: str) -> None:
    assert is_genuine(said, **KNOWN, at=NOON)


@pytest.mark.parametrize(
    ("at", "genuine"),
    [
        (datetime(2026, 11, 20, 16, 59, tzinfo=UTC), False),  # 23.59 WIB of the 20th
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), True),  # 00.00 WIB of the 21st
        (datetime(2026, 11, 23, 16, 59, tzinfo=UTC), True),  # 23.59 WIB of the 23rd
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), False),  # 00.00 WIB of the 24th
    ],
)
def test_a_day_beside_is_genuine_two_days_are_not_and_the_day_is_jakartas(at: datetime, genuine: bool) -> None:
    assert is_genuine(VECTOR, **KNOWN, at=at) is genuine


@pytest.mark.parametrize("said", ["", "0" * 40, "ossuserosspass221126000000120261122", VECTOR[:-1], "é" * 40])
def test_anything_else_is_not(said: str) -> None:
    assert not is_genuine(said, **KNOWN, at=NOON)


@pytest.mark.parametrize("missing", ["username", "password", "nib"])
def test_without_a_pass_word_nobody_is_believed(missing: str) -> None:
    known = KNOWN | {missing: ""}
    said = token(known["username"], known["password"], known["nib"], date(2026, 11, 22))
    assert not is_genuine(said, **known, at=NOON)
