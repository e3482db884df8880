"""The legal matrix of object and category (Peraturan BKPM 5/2021 art. 18(3)) and the first lane."""

import pytest

from complaints.rules.lanes import first_lane
from complaints.rules.matrix import allowed, fits
from complaints.terms import Category, Lane, Subject


@pytest.mark.parametrize(
    ("subject", "categories"),
    [
        (Subject.HOLDER, ["licensing", "business", "misuse", "obstacle"]),
        (Subject.GOVERNMENT, ["licensing", "supervision", "misuse", "obstacle"]),
        (Subject.OFFICIAL, ["licensing", "supervision", "misuse", "obstacle"]),
    ],
)
def test_each_object_has_its_categories(subject: str, categories: list[str]) -> None:
    assert allowed(subject) == categories


def test_no_object_or_no_category_says_nothing_yet() -> None:
    assert all(fits("", category) for category in Category.values)
    assert all(fits(subject, "") for subject in Subject.values)


@pytest.mark.parametrize(
    ("subject", "lane"), [("official", "triage"), ("government", "triage"), ("holder", "office"), ("", "office")]
)
def test_about_an_official_or_the_office_it_begins_outside(subject: str, lane: str) -> None:
    assert first_lane(subject) == lane
    assert first_lane(subject, is_whistle=True) == Lane.WHISTLE
