"""Duties as a calendar reads them."""

from datetime import date

import pytest

from licensing.views.applicant.duties import recurrence


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(2027, 2, 28), "RRULE:FREQ=MONTHLY;INTERVAL=6"),
        (date(2028, 2, 29), "RRULE:FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=28,29;BYSETPOS=-1"),
        (date(2026, 8, 31), "RRULE:FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
    ],
)
def test_a_calendar_skips_no_month_that_lacks_the_day(day: date, rule: str) -> None:
    assert recurrence(day, 6) == rule


def test_a_calendar_taken_in_a_short_month_returns_to_the_day_of_the_issue() -> None:
    rule = "RRULE:FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
    assert recurrence(date(2027, 2, 28), 6, begun=date(2026, 8, 31)) == rule
    assert recurrence(date(2027, 2, 27), 6, begun=date(2026, 8, 31)) == "RRULE:FREQ=MONTHLY;INTERVAL=6"
