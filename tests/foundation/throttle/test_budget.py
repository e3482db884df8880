"""Budgets: how often one address or number may try."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import RequestFactory, override_settings

from foundation.throttle import budget, store

pytestmark = pytest.mark.usefixtures("_own_clock")


@pytest.fixture
def _own_clock(settings: Any) -> Iterator[None]:
    """Windows are counted by the process's clock here; Redis counts by its own, which no test can turn."""
    settings.REDIS_URL = ""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    store.storage.cache_clear()
    yield
    store.storage.cache_clear()


def test_a_budget_ends_and_comes_back_with_the_next_window() -> None:
    with time_machine.travel("2026-11-24 03:00:00+00:00", tick=False) as clock:
        assert [budget.spend("t", "3/10minutes", "a") for _ in range(4)] == [True, True, True, False]
        clock.shift(601)
        assert budget.spend("t", "3/10minutes", "a")


def test_budgets_and_keys_do_not_share() -> None:
    assert budget.spend("one", "1/hour", "a")
    assert budget.spend("one", "1/hour", "b")
    assert budget.spend("two", "1/hour", "a")
    assert not budget.spend("one", "1/hour", "a")


def test_any_exhausted_key_refuses() -> None:
    assert budget.spend("t", "1/hour", "address-1", "number")
    assert not budget.spend("t", "1/hour", "address-2", "number")


def test_an_address_is_never_stored_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    real = cache.set
    with monkeypatch.context() as watched:
        watched.setattr(cache, "set", lambda key, *args, **kw: (written.append(key), real(key, *args, **kw)))
        budget.spend("t", "5/hour", "203.0.113.9")
    assert written
    assert "203.0.113.9" not in "".join(written)


@pytest.mark.parametrize(
    ("headers", "secure", "expected"),
    [
        ({"REMOTE_ADDR": "203.0.113.9"}, False, "203.0.113.9"),
        ({"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}, False, "203.0.113.9"),
        ({"REMOTE_ADDR": "10.0.0.2", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 198.51.100.1"}, True, "198.51.100.1"),
        ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, False, "2001:db8:1:2::/64"),
        ({"REMOTE_ADDR": ""}, False, "unknown"),
    ],
)
def test_who_is_counted(headers: dict[str, str], secure: bool, expected: str) -> None:
    with override_settings(SECURE=secure):
        assert budget.address(RequestFactory().get("/", **headers)) == expected
