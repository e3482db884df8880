"""What every page visited must bear: axe finds nothing, nothing scrolls sideways, the console stays silent.

Each page is looked at on a phone and on a desk, in light and in dark, by turning the same window: nobody walks
a journey four times. A page that was seen before in the session (same address pattern, same heading, same words
of state) is not looked at again.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

SIZES = ((360, 780), (1366, 768))
THEMES = ("light", "dark")
AXE = Axe().axe_script
RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
OWN_WORDS = re.compile(r"(?:PB|ADU|WBS)-\d{4}-\d{6}|I-\d{21}|/[0-9A-Za-z_-]{10,}(?=/|$)|(?<=/)\d+(?=/|$)")
STATE = """[...new Set([...document.querySelectorAll('main h1, main .badge, main .notice h2')]
  .map(e => e.innerText))].sort().join(' ')"""


@dataclass(slots=True)
class Eyes:
    """Looks at pages; ``said`` is what consoles complained about since it was last asked."""

    seen: set[tuple[str, str]] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Listen to every page of a window: errors of scripts, refusals of the content security policy."""
        context.on("console", lambda message: self.hear(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: self.hear(str(error.error)))

    def hear(self, text: str) -> None:
        """Keep a complaint. That a page answers 4xx is the page's business, and its test's."""
        if "Failed to load resource" not in text:
            self.said.append(text)

    def forget(self, path: str) -> None:
        """The page at this path has changed under the same heading: it is looked at again."""
        self.seen = {sign for sign in self.seen if not sign[0].endswith(path)}

    def look(self, page: Page) -> None:
        """Hold the page to the rules, in four shapes; leaves the window as it was."""
        page.wait_for_load_state()
        sign = (OWN_WORDS.sub("*", page.url.partition("?")[0]), OWN_WORDS.sub("*", page.evaluate(STATE)))
        if sign in self.seen:
            return
        self.seen.add(sign)
        before = page.viewport_size
        page.evaluate(AXE)
        found = {f"{size[0]} px, {theme}": faults(page, size, theme) for size in SIZES for theme in THEMES}
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(before or {"width": SIZES[1][0], "height": SIZES[1][1]})
        wrong = {shape: faults_ for shape, faults_ in found.items() if faults_}
        assert wrong == {}, f"{sign}: {wrong}"


TOO_WIDE = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = document.createRange(), parent = walker.currentNode.parentElement;
    words.selectNodeContents(walker.currentNode);
    const outside = words.getBoundingClientRect().right > innerWidth + 1 && parent.checkVisibility();
    if (outside) found.push(walker.currentNode.data.trim());
  }
  return found.filter(Boolean).slice(0, 8);
}"""


def faults(page: Page, size: tuple[int, int], theme: Any) -> list[Any]:
    """What is wrong with a page in one shape."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=theme)
    keep_picture(page, f"{size[0]}-{theme}")
    wrong: list[Any] = [
        (each["id"], each["help"], [str(node["target"]) + " " + node["html"][:160] for node in each["nodes"]])
        for each in page.evaluate(RUN)
    ]
    width = page.evaluate("document.documentElement.scrollWidth")
    return [*wrong, ("sideways", width, page.evaluate(TOO_WIDE))] if width > size[0] else wrong


def keep_picture(page: Page, name: str) -> None:
    """With JOURNEY_PICTURES=<folder>, a picture of every page in every shape, for people to look at."""
    if folder := os.environ.get("JOURNEY_PICTURES"):
        place = re.sub(r"[^0-9A-Za-z]+", "-", OWN_WORDS.sub("x", page.url.partition("//")[2].partition("/")[2]))
        heading = re.sub(r"[^0-9A-Za-z]+", "-", OWN_WORDS.sub("x", page.evaluate(STATE)))[:60]
        page.screenshot(path=Path(folder) / f"{place.strip('-')[:60]}--{heading}--{name}.png", full_page=True)
