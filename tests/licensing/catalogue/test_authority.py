"""Reading an authority list: what is sure, what is not, and what only an officer can say. No database."""

import pytest

from licensing.catalogue.authority import decide, normal
from licensing.terms import Authority

MEANINGS = {
    "seluruh": "always",
    "pma": "foreign",
    "bujkn": "domestic",
    "kabupaten/kota": "regency",
    "dki": "jakarta",
    "satu": "in_one_regency",
    "lintas": "across_regencies",
}


def read(*lines: tuple[str, str], is_pma: bool = False, region_code: str = "13.77", crosses: str = "") -> Authority:
    return decide(lines, MEANINGS, is_pma=is_pma, region_code=region_code, crosses=crosses)


@pytest.mark.parametrize(
    ("lines", "decides"),
    [
        ((), Authority.UNKNOWN),
        ((("Seluruh", "regent"),), Authority.REGENT),
        ((("  seluruh ", "regent"), ("SELURUH", "regent")), Authority.REGENT),
        ((("Seluruh", "regent"), ("Seluruh", "minister")), Authority.UNKNOWN),
        ((("Seluruh", "regent"), ("belum dikenal", "minister")), Authority.UNKNOWN),
        ((("Seluruh", "regent"), ("belum dikenal", "regent")), Authority.REGENT),
        ((("belum dikenal", "minister"),), Authority.MINISTER),
        ((("belum dikenal", "minister"), ("dki", "governor")), Authority.UNKNOWN),
        ((("dki", "governor"), ("kabupaten/kota", "regent")), Authority.REGENT),
        ((("lintas", "governor"),), Authority.GOVERNOR),  # one voice: whoever asks, the governor decides
    ],
)
def test_only_one_possible_answer_is_an_answer(lines: tuple[tuple[str, str], ...], decides: Authority) -> None:
    assert read(*lines) == decides


def test_the_line_for_foreign_capital_wins_only_for_foreign_capital() -> None:
    lines = (("Seluruh", "regent"), ("PMA", "minister"))
    assert (read(*lines, is_pma=True), read(*lines)) == (Authority.MINISTER, Authority.REGENT)
    assert read(("PMA", "minister"), ("pma", "governor"), is_pma=True) == Authority.UNKNOWN


def test_without_a_place_nobody_can_say_which_place_decides() -> None:
    lines = (("dki", "governor"), ("kabupaten/kota", "regent"))
    assert read(*lines, region_code="") == Authority.UNKNOWN
    assert read(*lines, region_code="31.71") == Authority.GOVERNOR


def test_a_site_across_a_border_leaves_the_regency() -> None:
    lines = (("satu", "regent"), ("lintas", "governor"))
    assert (read(*lines), read(*lines, crosses="regencies")) == (Authority.REGENT, Authority.GOVERNOR)


def test_parameters_are_compared_without_case_and_double_blanks() -> None:
    assert normal(" Lokasi  Kab./Kota\n") == "lokasi kab./kota"
