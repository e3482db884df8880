"""No published figure says anything about fewer than five people."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from surveys.rules.closed_cells import FEWEST, blurred, closed, open_only


def test_a_cell_below_five_is_closed_and_takes_a_neighbour_with_it() -> None:
    """Women: 3 of 40. With only that cell closed, the total and the 37 men would tell it."""
    assert open_only({"L": 37, "P": 3}) == {"L": None, "P": None}
    assert open_only({"L": 20, "P": 20}) == {"L": 20, "P": 20}
    assert open_only({"a": 50, "b": 9, "c": 2, "d": 0}) == {"a": 50, "b": None, "c": None, "d": 0}


@given(st.dictionaries(st.text(min_size=1, max_size=2), st.integers(0, 30), max_size=8))
def test_what_is_closed_cannot_be_had_by_taking_away(counts: dict[str, int]) -> None:
    shut = closed(counts)
    assert all(count >= FEWEST or count == 0 or name in shut for name, count in counts.items())
    if shut and shut != {name for name, count in counts.items() if count}:
        assert sum(counts[name] for name in shut) >= FEWEST


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 3), max_size=60))
def test_every_combination_that_is_left_stands_in_five_rows_or_says_nothing(rows: list[tuple[str, ...]]) -> None:
    told = blurred(rows)
    seen = Counter(map(tuple, told))
    assert len(told) == len(rows)
    assert all(count >= FEWEST or combination == ("", "", "") for combination, count in seen.items())
    assert all(
        after in {before, ""}
        for row, new in zip(rows, told, strict=True)
        for before, after in zip(row, new, strict=True)
    )
