"""Pages by key: nothing twice, nothing left out, one query, whatever the cursor says."""

from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from foundation.ui import keyset

pytestmark = pytest.mark.django_db
ORDER = ("name", "-created_at", "pk")


@pytest.fixture
def people() -> list[int]:
    """Eleven people, many of one name and one moment; their keys in the order of the list."""
    base = timezone.now()
    for number in range(11):
        User.objects.create(
            email=f"{number}@contoh.id",
            name="Ani" if number % 3 else "Budi",
            created_at=base - timedelta(microseconds=number % 2),
        )
    return list(User.objects.order_by(*ORDER).values_list("pk", flat=True))


def walk(url: str, side: str, size: int = 3, order: Any = ORDER) -> list[list[int]]:
    found: list[list[int]] = []
    while True:
        assert len(found) < 20, "the pages go round in circles"
        page = keyset.page(User.objects.all(), QueryDict(url.lstrip("?")), order=order, size=size)
        found.append([row.pk for row in page.rows])
        url = getattr(page, side)
        if not url:
            return found


@pytest.mark.parametrize("size", [1, 2, 3, 5, 11, 12])
def test_forwards_shows_everybody_once_in_order(people: list[int], size: int) -> None:
    assert list(chain.from_iterable(walk("", "next_url", size))) == people


def test_backwards_from_the_end_shows_the_same_pages(people: list[int]) -> None:
    forward = walk("", "next_url")
    page = keyset.page(User.objects.all(), QueryDict(""), order=ORDER, size=3)
    while page.next_url:
        page = keyset.page(User.objects.all(), QueryDict(page.next_url[1:]), order=ORDER, size=3)
    back = walk(page.previous_url, "previous_url")
    assert list(chain.from_iterable(reversed(back))) == list(chain.from_iterable(forward[:-1]))


def test_the_first_page_has_no_way_back_and_the_last_no_way_on(people: list[int]) -> None:
    first = keyset.page(User.objects.all(), QueryDict(""), order=ORDER, size=6)
    last = keyset.page(User.objects.all(), QueryDict(first.next_url[1:]), order=ORDER, size=6)
    assert (first.previous_url, last.next_url) == ("", "")
    again = keyset.page(User.objects.all(), QueryDict(last.previous_url[1:]), order=ORDER, size=6)
    assert [row.pk for row in again.rows] == [row.pk for row in first.rows]
    assert again.previous_url == ""


def test_filters_stay_in_the_links(people: list[int]) -> None:
    page = keyset.page(User.objects.all(), QueryDict("q=a%26b&status=fix"), order=ORDER, size=3)
    assert page.next_url.startswith("?q=a%26b&status=fix&sesudah=")


@pytest.mark.parametrize(
    "word", ["x", "%%%", "W10", "W251bGxd", "bnVsbA", "eyJhIjoxfQ", "WyJhIiwiYiIsImMiXQ", "A" * 500]
)
def test_a_cursor_that_is_none_shows_the_first_page(people: list[int], word: str) -> None:
    for side in ("sesudah", "sebelum"):
        page = keyset.page(User.objects.all(), QueryDict(f"{side}={word}"), order=ORDER, size=3)
        assert [row.pk for row in page.rows] == people[:3]
        assert page.previous_url == ""


def test_one_page_is_one_query(people: list[int], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        keyset.page(User.objects.all(), QueryDict(""), order=ORDER, size=3)


def test_an_empty_list_has_no_links() -> None:
    page = keyset.page(User.objects.none(), QueryDict(""), order=ORDER)
    assert (page.rows, page.previous_url, page.next_url) == ([], "", "")


@pytest.mark.parametrize(("order", "bound"), [(("-day", "-pk"), "day__lte"), (("day", "pk"), "day__gte")])
def test_the_first_bound_is_said_by_itself_so_that_an_index_can_start_there(order: tuple[str, str], bound: str) -> None:
    start, rest = keyset.beyond(order, [5, 7]).children
    assert start == (bound, 5)
    assert rest.connector == "OR"  # type: ignore[union-attr]
