"""The time of a row of the catalogue, said with its unit in both languages."""

import pytest
from django.utils import translation

from licensing.catalogue.models import RiskRow
from licensing.catalogue.wording import told_days

WORKING, CALENDAR = RiskRow.DayUnit.WORKING, RiskRow.DayUnit.CALENDAR


@pytest.mark.parametrize(
    ("days", "unit", "indonesian", "english"),
    [
        (1, WORKING, "1 hari kerja", "1 working day"),
        (5, WORKING, "5 hari kerja", "5 working days"),
        (1, CALENDAR, "1 hari kalender", "1 calendar day"),
        (14, CALENDAR, "14 hari kalender", "14 calendar days"),
    ],
)
def test_one_day_is_one_day(days: int, unit: str, indonesian: str, english: str) -> None:
    row = RiskRow(days=days, day_unit=unit)
    assert told_days(row) == indonesian
    with translation.override("en"):
        assert told_days(row) == english
