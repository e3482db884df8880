"""Working-day arithmetic: the computed vectors of the domain sheet, and what must hold for every calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.calendar import published, rules

DAYS_OFF = frozenset(published.days(range(2024, 2029)))
VECTORS = [
    (date(2026, 11, 23), 5, date(2026, 11, 30)),
    (date(2026, 12, 18), 5, date(2026, 12, 29)),
    (date(2026, 3, 13), 5, date(2026, 3, 27)),
    (date(2026, 3, 17), 5, date(2026, 3, 31)),
    (date(2026, 5, 13), 3, date(2026, 5, 20)),
    (date(2026, 12, 23), 3, date(2026, 12, 30)),
    (date(2026, 11, 22), 5, date(2026, 11, 27)),
    (date(2026, 12, 18), 14, date(2027, 1, 13)),
    (date(2026, 11, 20), 60, date(2027, 2, 19)),
]
dates = st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 6, 1))
promises = st.integers(min_value=0, max_value=200)
calendars = st.frozensets(dates, max_size=60)


@pytest.mark.parametrize(("start", "working_days", "due"), VECTORS)
def test_the_vectors_of_the_domain_sheet(start: date, working_days: int, due: date) -> None:
    assert rules.due_on(start, working_days, DAYS_OFF) == due


def test_without_holidays_the_answer_would_be_wrong() -> None:
    assert rules.due_on(date(2026, 12, 18), 5) == date(2026, 12, 25)


@given(dates, promises, calendars)
def test_counting_back_gives_the_promise(start: date, promise: int, days_off: frozenset[date]) -> None:
    assert rules.working_days_between(start, rules.due_on(start, promise, days_off), days_off) == promise


@given(dates, st.integers(min_value=1, max_value=200), calendars)
def test_a_promise_ends_on_a_working_day_after_its_start(start: date, promise: int, days_off: frozenset[date]) -> None:
    due = rules.due_on(start, promise, days_off)
    assert due > start
    assert rules.is_working_day(due, days_off)


@given(dates, promises, calendars, dates)
def test_another_holiday_never_shortens_a_promise(
    start: date, promise: int, days_off: frozenset[date], another: date
) -> None:
    assert rules.due_on(start, promise, days_off | {another}) >= rules.due_on(start, promise, days_off)


@given(dates, promises, calendars)
def test_a_later_start_never_ends_earlier(start: date, promise: int, days_off: frozenset[date]) -> None:
    later = start + timedelta(days=1)
    assert rules.due_on(later, promise, days_off) >= rules.due_on(start, promise, days_off)


@given(dates, promises, promises, calendars)
def test_two_promises_after_each_other_are_one(start: date, one: int, two: int, days_off: frozenset[date]) -> None:
    middle = rules.due_on(start, one, days_off)
    assert rules.due_on(middle, two, days_off) == rules.due_on(start, one + two, days_off)


@given(dates, dates, calendars)
def test_days_between_change_sign_with_direction(one: date, two: date, days_off: frozenset[date]) -> None:
    forth, back = (rules.working_days_between(*pair, days_off) for pair in ((one, two), (two, one)))
    assert forth == -back


def test_a_late_file_counts_below_nought() -> None:
    assert rules.working_days_between(date(2026, 11, 26), date(2026, 11, 24)) == -2


def test_a_negative_promise_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end before"):
        rules.due_on(date(2026, 1, 1), -1)


def test_a_table_without_working_days_is_refused_instead_of_counted_for_ever() -> None:
    whole_year = frozenset(date(2026, 1, 1) + timedelta(days=step) for step in range(365))
    with pytest.raises(rules.NoWorkingDay):
        rules.due_on(date(2026, 1, 1), 5, whole_year)
