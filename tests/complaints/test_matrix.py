"""The legal matrix of object and category (Peraturan BKPM 5/2021 art. 18(3)) and the first lane."""

import pytest

from complaints.rules.lanes import first_lane
from complaints.rules.matrix import allowed, fits
from complaints.rules.routing import proposed
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


@pytest.mark.parametrize(
    ("subject", "category", "route"),
    [
        ("holder", "licensing", "agency"),
        ("holder", "business", "agency"),
        ("holder", "misuse", "officer"),
        ("holder", "supervision", "head"),
        ("official", "licensing", "head"),
        ("government", "misuse", "head"),
        ("", "obstacle", "officer"),
        ("", "", "officer"),
    ],
)
def test_object_and_category_propose_who_studies_it(subject: str, category: str, route: str) -> None:
    assert proposed(subject, category) == route
