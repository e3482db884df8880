"""The fair rule: priority goes first, but in a line never more than two in a row while somebody ordinary waits."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counter.rules.fairness import Waiting, choose, order

NINE = datetime(2026, 11, 24, 2, tzinfo=UTC)


def one(pk: int, *, line: int = 1, priority: bool = False, window: int | None = None) -> Waiting:
    return Waiting(pk, line, NINE + timedelta(minutes=pk), priority, window)


def test_priority_goes_first_twice_then_somebody_ordinary() -> None:
    hall = [one(1), one(2), *(one(n, priority=True) for n in range(3, 8))]
    assert order(hall, 0, most=2) == [3, 4, 1, 5, 6, 2, 7]


def test_with_nobody_ordinary_priority_goes_on() -> None:
    assert order([one(n, priority=True) for n in range(1, 5)], 2, most=2) == [1, 2, 3, 4]


def test_who_was_sent_to_this_window_goes_before_everybody() -> None:
    hall = [one(1, priority=True), one(9, window=3), one(2)]
    assert choose(hall, {}, most=2, window=3) == hall[1]
    assert choose(hall, {}, most=2, window=2) == hall[0]


def test_a_line_that_has_had_its_two_does_not_hold_up_the_priority_of_another() -> None:
    hall = [one(1), one(2, priority=True), one(3, line=2, priority=True)]
    assert choose(hall, {1: 2}, most=2) == hall[2]


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=40), st.integers(1, 3))
def test_whoever_comes_everybody_is_called_once_and_nobody_ordinary_sees_more_than_so_many_pass(
    arrivals: list[tuple[int, bool]], most: int
) -> None:
    left = [one(pk, line=line, priority=priority) for pk, (line, priority) in enumerate(arrivals)]
    streaks: dict[int, int] = {}
    called = []
    while chosen := choose(left, streaks, most=most):
        passed = streaks.get(chosen.line, 0) + 1 if chosen.is_priority else 0
        others = [w for w in left if w.line == chosen.line and not w.is_priority]
        assert not (chosen.is_priority and others and passed > most)
        streaks[chosen.line] = passed
        left.remove(chosen)
        called.append(chosen.pk)
    assert sorted(called) == list(range(len(arrivals)))


def test_a_window_of_two_lines_calls_no_more_than_two_in_a_row_past_anybody_ordinary() -> None:
    hall = [one(1), *(one(n, line=2, priority=True) for n in range(2, 6))]
    assert choose(hall, {}, most=2, run=1) == hall[1]
    assert choose(hall, {}, most=2, run=2) == hall[0]
    assert choose(hall[1:], {}, most=2, run=9) == hall[1], "with nobody ordinary it goes on"


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=40), st.integers(1, 3))
def test_at_one_window_nobody_ordinary_sees_more_than_so_many_pass_in_a_row(
    arrivals: list[tuple[int, bool]], most: int
) -> None:
    left = [one(pk, line=line, priority=priority) for pk, (line, priority) in enumerate(arrivals)]
    streaks: dict[int, int] = {}
    run = 0
    while chosen := choose(left, streaks, most=most, run=run):
        run = run + 1 if chosen.is_priority else 0
        streaks[chosen.line] = streaks.get(chosen.line, 0) + 1 if chosen.is_priority else 0
        assert run <= most or all(waits.is_priority for waits in left)
        left.remove(chosen)
    assert left == []


@given(st.lists(st.booleans(), min_size=1, max_size=25), st.integers(0, 2))
def test_what_is_told_to_people_is_what_happens(priorities: list[bool], streak: int) -> None:
    left = [one(pk, priority=priority) for pk, priority in enumerate(priorities)]
    promised, run, called = order(left, streak, most=2), streak, []
    while chosen := choose(left, {1: run}, most=2):
        run = run + 1 if chosen.is_priority else 0
        called.append(chosen.pk)
        left.remove(chosen)
    assert called == promised
