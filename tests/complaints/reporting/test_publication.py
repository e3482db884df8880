"""No figure on the public page lets anybody work out a cell of fewer than five."""

from hypothesis import given
from hypothesis import strategies as st

from complaints.reporting.publication import SMALLEST, published, total

COUNTS = st.lists(st.one_of(st.integers(0, 12), st.integers(0, 400)), max_size=9)


@given(COUNTS)
def test_a_small_cell_is_never_shown_and_never_follows_from_the_total(counts: list[int]) -> None:
    rows = [(str(at), count) for at, count in enumerate(counts)]
    shown = dict(published(rows))
    hidden = [count for label, count in rows if shown[label] is None]
    assert all(count == 0 or count >= SMALLEST for count in shown.values() if count is not None)
    assert all(shown[label] in {None, count} for label, count in rows)
    rest = sum(counts) - sum(count for count in shown.values() if count)
    assert rest == sum(hidden)
    if hidden and total(sum(counts)) is not None:
        assert len(hidden) > 1
        assert rest >= SMALLEST


@given(st.lists(st.one_of(st.just(0), st.integers(SMALLEST, 400)), max_size=9))
def test_nothing_is_hidden_without_need(counts: list[int]) -> None:
    rows = [(str(at), count) for at, count in enumerate(counts)]
    assert published(rows) == rows


def test_one_small_cell_takes_the_next_smallest_with_it() -> None:
    assert published([("a", 3), ("b", 40), ("c", 9), ("d", 0)]) == [("a", None), ("b", 40), ("c", None), ("d", 0)]


def test_a_total_under_five_is_not_shown() -> None:
    assert [total(count) for count in (0, 1, 4, 5)] == [0, None, None, 5]
