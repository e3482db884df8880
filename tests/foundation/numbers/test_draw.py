"""Numbers: without gaps, never twice, and the database keeps it so."""

import random
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from foundation import numbers
from foundation.numbers.models import Counter
from tests.foundation.threads import all_at_once


@pytest.mark.django_db
def test_numbers_start_at_one_per_kind_and_period() -> None:
    drawn = [
        numbers.draw(kind, period) for kind, period in [("a", "2026"), ("a", "2026"), ("b", "2026"), ("a", "2027")]
    ]
    assert drawn == [1, 2, 1, 1]


@pytest.mark.django_db
def test_a_number_of_a_failed_transaction_goes_back() -> None:
    with transaction.atomic():
        assert numbers.draw("a", "2026") == 1
        transaction.set_rollback(True)
    assert numbers.draw("a", "2026") == 1


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        numbers.draw("a", "2026")
    assert not Counter.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE numbers_counter SET last = 1",
        "UPDATE numbers_counter SET last = 9",
        "DELETE FROM numbers_counter",
        pytest.param("TRUNCATE numbers_counter", marks=pytest.mark.postgres),
    ],
)
def test_the_database_refuses_to_lower_skip_or_remove_a_counter(sql: str) -> None:
    for _number in range(3):
        numbers.draw("a", "2026")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Counter.objects.get().last == 3


@pytest.mark.parametrize(
    ("at", "year", "day"),
    [
        (datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), "2026", "2026-12-31"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "2027", "2027-01-01"),
    ],
)
def test_the_year_turns_at_midnight_in_jakarta(at: datetime, year: str, day: str) -> None:
    assert (numbers.year(at), numbers.day(at)) == (year, day)


class ChangedMind(Exception):
    """A transaction that is rolled back."""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_many_clerks_with_failing_transactions_leave_no_gap_and_no_double(seed: int) -> None:
    def clerk(number: int) -> list[int]:
        dice, kept = random.Random(seed * 100 + number), []
        for _turn in range(25):
            try:
                with transaction.atomic():
                    drawn = numbers.draw("register", "2026")
                    if dice.random() < 0.3:
                        raise ChangedMind
                kept.append(drawn)
            except ChangedMind:
                continue
        return kept

    kept = sorted(number for numbers_of_one in all_at_once(8, clerk) for number in numbers_of_one)
    assert len(kept) > 50
    assert kept == list(range(1, len(kept) + 1))
