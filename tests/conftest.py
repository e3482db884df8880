"""What holds for every test: no network but loopback (pytest-socket), a fresh cache, no silent skips."""

from collections.abc import Generator
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.db import connection

from portal.launch import words
from tests.guards import lift_guards  # noqa: F401 - a fixture for every test


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
