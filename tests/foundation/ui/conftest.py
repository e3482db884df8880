"""A real Chromium for the tests of the front end."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium that Debian installed; root needs it without its sandbox.

    Playwright's loop stays in this thread to the end of the session, so from here on Django must not mind it.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    chromium = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), "")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium or None, "args": arguments}


# A phone of an Indonesian; service workers stay out, so that requests can be watched.
INDONESIAN: dict[str, Any] = {"locale": "id-ID", "timezone_id": "Asia/Jakarta", "service_workers": "block"}


@pytest.fixture
def demo(settings: Any) -> None:
    """The style guide is open."""
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.foundation.ui.site"


@pytest.fixture
def look(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Open an address in a window of a size and a theme; fails when the page itself complains."""
    opened: list[tuple[BrowserContext, list[str]]] = []

    def open_page(path: str, size: tuple[int, int] = (360, 780), theme: str = "light", **more: Any) -> Page:
        window = {"width": size[0], "height": size[1]}
        context = browser.new_context(**{**INDONESIAN, "viewport": window, "color_scheme": theme, **more})
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        opened.append((context, said))
        page.goto(live_server.url + path)
        return page

    yield open_page
    for context, said in opened:
        context.close()
        assert [text for text in said if "Failed to load resource" not in text] == []
