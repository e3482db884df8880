"""What holds for every test: no network but loopback (pytest-socket), a fresh cache, no silent skips, one day."""

import time
from collections.abc import Generator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from django.core.cache import cache, caches
from django.db import connection

from portal.launch import words
from tests.guards import lift_guards  # noqa: F401 - a fixture for every test

OFFICE_TIME = ZoneInfo("Asia/Jakarta")
DAY_SECONDS, BEFORE_MIDNIGHT = 24 * 3600, 5

# Generated cases take as long as the machine needs: a busy one breaks no rule.
hypothesis.settings.register_profile(
    "unhurried", hypothesis.settings(), deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--forbid-skips", action="store_true", help="a skipped test fails (make test; leave out by marker only)"
    )


def pytest_configure() -> None:
    """Message catalogues are compiled, as `make run` does it."""
    words.compile_all()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a marker expression, tests that need PostgreSQL are skipped on SQLite, saying so."""
    if connection.vendor == "postgresql":
        return
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: make test"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """No test begins in the last seconds of the office's day: what it calls today would be yesterday to the code."""
    here = datetime.now(UTC).astimezone(OFFICE_TIME)
    left = DAY_SECONDS - (here.hour * 3600 + here.minute * 60 + here.second + here.microsecond / 1_000_000)
    if left < BEFORE_MIDNIGHT:
        time.sleep(left)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _refuse_skip((yield), item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    return _refuse_skip((yield), collector.config)


def _refuse_skip(report: Any, config: pytest.Config) -> Any:
    """In a leg of ``make test`` nothing is left out silently: a skip counts as a failure (xfail is no skip)."""
    if config.getoption("--forbid-skips") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped in a leg that allows no skips: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    """Rate limits and other counters of one test are not the next test's."""
    cache.clear()
    caches["frame"].clear()
