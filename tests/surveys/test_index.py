"""The index to the last digit: the published vectors, and a plain spreadsheet for any answers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.rules.figures import figures_of
from surveys.rules.index import PRINTED_WEIGHT, Index, from_tallies, grade_of, index_of, strongest, weakest
from surveys.rules.sample import smallest_sample
from surveys.terms import Unsur

NINE = Unsur.values
FOUR_PEOPLE = [
    [3, 3, 3, 4, 3, 3, 4, 3, 3],
    [4, 3, 3, 4, 4, 4, 4, 3, 3],
    [2, 3, 2, 4, 3, 3, 3, 2, 3],
    [3, 3, 3, 4, 3, 4, 4, 3, 4],
]
THREE_PEOPLE = [[4, 4, 3, 4, 4, 4, 3, 3, 3], [4, 3, 3, 4, 4, 3, 4, 3, 4], [3, 4, 3, 4, 4, 4, 4, 3, 3]]


def index(answers: list[list[int]], **told: Fraction) -> Index:
    sums = {unsur: sum(row[place] for row in answers) for place, unsur in enumerate(NINE)}
    found = index_of(sums, len(answers), **told)
    assert found is not None
    return found


def test_four_people_give_81_25_and_grade_b() -> None:
    found = index(FOUR_PEOPLE)
    assert (found.index, found.ikm, found.grade) == (Fraction(13, 4), Decimal("81.25"), "B")
    assert index(FOUR_PEOPLE, weight=PRINTED_WEIGHT).ikm == Decimal("80.44")


def test_three_people_give_88_89_and_grade_a_where_the_printed_weight_gives_a_wrong_grade() -> None:
    found, printed = index(THREE_PEOPLE), index(THREE_PEOPLE, weight=PRINTED_WEIGHT)
    assert (found.ikm, found.grade) == (Decimal("88.89"), "A")
    assert (printed.ikm, printed.grade) == (Decimal("88.00"), "B")


@pytest.mark.parametrize(
    ("ikm", "grade"),
    [("25.00", "D"), ("64.99", "D"), ("65.00", "C"), ("76.60", "C"), ("76.61", "B"), ("88.30", "B"), ("88.31", "A"),
     ("100.00", "A")],
)  # fmt: skip
def test_grades_at_their_edges(ikm: str, grade: str) -> None:
    assert grade_of(Decimal(ikm)) == grade


def test_a_half_cent_is_rounded_up_before_it_is_graded() -> None:
    eight = [[1] * 9] * 7 + [[2] * 9]  # 25 × 81 / 72 = 28.125
    assert index(eight).ikm == Decimal("28.13")


def test_nobody_asked_is_no_index() -> None:
    assert index_of({}, 0) is None
    assert from_tallies({}) is None


def test_a_sheet_that_misses_an_answer_is_a_mistake_and_not_an_average() -> None:
    with pytest.raises(ValueError):
        from_tallies({("biaya", 4): 2, ("waktu", 3): 1})


sheets = st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=60)


@given(sheets)
def test_the_figures_equal_a_plain_spreadsheet(answers: list[list[int]]) -> None:
    found, count = index(answers), len(answers)
    averages = [sum(row[place] for row in answers) / count for place in range(9)]
    assert [float(value) for value in found.nrr.values()] == pytest.approx(averages)
    assert [float(value) for value in found.weighted.values()] == pytest.approx([a / 9 for a in averages])
    assert float(found.ikm) == pytest.approx(sum(averages) / 9 * 25, abs=0.005_000_1)
    assert averages[NINE.index(weakest(found)[0])] == min(averages)
    assert averages[NINE.index(strongest(found))] == max(averages)


@given(sheets)
def test_counted_tallies_give_the_same_figures_as_the_sheets(answers: list[list[int]]) -> None:
    rows = [
        (1 + number % 2, "kiosk" if number % 3 else "link", unsur, str(row[place]), 1)
        for number, row in enumerate(answers)
        for place, unsur in enumerate(NINE)
    ]
    found = figures_of(rows, frozenset(NINE))
    assert found.total == index(answers)
    for service in (1, 2):
        part = [row for number, row in enumerate(answers) if 1 + number % 2 == service]
        assert found.by_service.get(service) == (index(part) if part else None)
    assert sum(part.count for part in found.by_channel.values()) == len(answers)


@pytest.mark.parametrize(
    ("users", "wanted"),
    [(0, 0), (1, 1), (10, 10), (15, 14), (20, 19), (50, 44), (100, 80), (220, 140), (500, 217), (1000, 278),
     (1200, 291),
     (2000, 322), (5000, 357), (10_000, 370), (50_000, 381), (100_000, 383)],
)  # fmt: skip
def test_the_smallest_sample_by_the_formula(users: int, wanted: int) -> None:
    """The printed table says 384 for 100,000; the formula gives 383 (decisions 29)."""
    assert smallest_sample(users) == wanted
