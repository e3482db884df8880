"""Offices and a real Chromium for the journeys."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

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
