"""Money, dates and times as the office writes them."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from foundation.ui import formats


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "Rp0"),
        (75_000_000, "Rp75.000.000"),
        ("1000", "Rp1.000"),
        (Decimal("1500.50"), "Rp1.500,50"),
        (-2500, "-Rp2.500"),
        ("", ""),
        (None, ""),
        ("NaN", ""),
        ("Infinity", ""),
        ("abc", ""),
    ],
)
def test_rupiah_has_dots_and_no_space(value: object, written: str) -> None:
    assert formats.rupiah(value) == written


def test_a_moment_near_midnight_is_dated_in_the_office_zone() -> None:
    late = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    assert formats.tanggal(late) == "24 November 2026"
    assert formats.jam(late) == "00.30 WIB"
    assert formats.tanggal_jam(late) == "24 November 2026, 00.30 WIB"


def test_dates_are_written_in_indonesian() -> None:
    day = date(2026, 8, 17)
    assert formats.tanggal(day) == "17 Agustus 2026"
    assert formats.tanggal_pendek(day) == "17 Agu 2026"
    assert formats.hari_tanggal(day) == "Senin, 17 Agustus 2026"


def test_a_time_of_day_has_no_zone() -> None:
    assert formats.jam(time(8, 0)) == "08.00"


def test_other_zones_have_their_own_word(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 11, 24, 3, 42, tzinfo=UTC)
    for name, word in (("Asia/Makassar", "11.42 WITA"), ("Asia/Jayapura", "12.42 WIT")):
        monkeypatch.setattr(formats.timezone, "localtime", lambda value, zone=name: value.astimezone(ZoneInfo(zone)))
        assert formats.jam(moment) == word


def test_an_unknown_zone_gets_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = timezone(timedelta(hours=5, minutes=45))
    monkeypatch.setattr(formats.timezone, "localtime", lambda value: value.astimezone(odd))
    assert formats.jam(datetime(2026, 1, 1, 0, 0, tzinfo=UTC)) == "05.45"


@pytest.mark.parametrize(
    "write", [formats.tanggal, formats.tanggal_pendek, formats.hari_tanggal, formats.jam, formats.tanggal_jam]
)
def test_nothing_is_written_as_nothing(write: object) -> None:
    assert write(None) == ""  # type: ignore[operator]
    assert write("") == ""  # type: ignore[operator]


def test_sizes_use_a_comma_in_indonesian_and_a_point_in_english() -> None:
    assert [formats.ukuran(n) for n in (0, 999, 412_000, 3_400_000, "x")] == [
        "0 bita",
        "999 bita",
        "412 KB",
        "3,4 MB",
        "",
    ]
    with translation.override("en"):
        assert formats.ukuran(3_400_000) == "3.4 MB"


def test_working_days_are_counted_in_words() -> None:
    assert [formats.hari_kerja(n) for n in (1, 5, "7", "x", None)] == [
        "1 hari kerja",
        "5 hari kerja",
        "7 hari kerja",
        "",
        "",
    ]
