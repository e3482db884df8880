"""Offices and a real Chromium for the journeys."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.crowd import Crowd
from tests.journeys.eyes import Eyes
from tests.journeys.house import House, opened


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], House]]:
    """``office("pariaman")``: that office, opened on first use and shared by the journeys of the session."""
    running: dict[str, House] = {}
    with ExitStack() as doors:

        def open_once(name: str) -> House:
            if name not in running:
                running[name] = doors.enter_context(opened(name, tmp_path_factory.mktemp(name) / "var"))
            return running[name]

        yield open_once


@pytest.fixture(scope="session")
def pariaman(office: Callable[[str], House]) -> House:
    """DPMPTSP&NAKER Kota Pariaman, open."""
    return office("pariaman")


@pytest.fixture(scope="session")
def pelalawan(office: Callable[[str], House]) -> House:
    """DPMPTSP Kabupaten Pelalawan, open."""
    return office("pelalawan")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium that Debian installed; root needs it without its sandbox."""
    chromium = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), "")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium or None, "args": arguments}


@pytest.fixture(scope="session")
def all_eyes() -> Eyes:
    """What has been looked at in this session."""
    return Eyes()


@pytest.fixture(scope="session")
def everybody(browser: Browser, all_eyes: Eyes) -> Iterator[Crowd]:
    """The people of the session; staff sign in once."""
    crowd = Crowd(browser, all_eyes)
    yield crowd
    crowd.close()


@pytest.fixture
def crowd(everybody: Crowd) -> Iterator[Crowd]:
    """The people of one journey; no console may have complained by its end."""
    everybody.eyes.said.clear()
    yield everybody
    assert everybody.eyes.said == []


@pytest.fixture
def eyes(all_eyes: Eyes) -> Eyes:
    """Looks at pages."""
    return all_eyes
