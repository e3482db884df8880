"""The style guide in a real browser: nothing that axe finds, no sideways scroll, thumbs fit, focus is seen."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]

PHONE, DESK, NARROW = (360, 780), (1366, 768), (320, 640)
PAGES = ("/uji/gaya/", "/coba/unggah/", "/coba/draf/", "/tidak-ada/", "/luring/")
OUTSIDE_OF_SENTENCES = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter(e => e.offsetParent && e.type !== 'hidden' && !e.closest('p, .steps'))
  .map(e => [e.outerHTML.slice(0, 80), e.closest('.choice, .card-link, .tasks > li, .verdict > div') || e])
  .map(([text, e]) => [text, e.getBoundingClientRect()])
  .filter(([, box]) => Math.round(box.height) < 44 || Math.round(box.width) < 44)
  .map(([text, box]) => [text, Math.round(box.width), Math.round(box.height)])"""


def violations(page: Page) -> list[tuple[str, list[str]]]:
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--utama')"), "unstyled"
    found = Axe().run(page).response["violations"]
    return [(each["id"], [str(node["target"]) for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(look: Any, path: str, size: tuple[int, int], theme: str) -> None:
    assert violations(look(path, size, theme)) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_a_refused_form(look: Any, theme: str) -> None:
    page = look("/uji/gaya/", PHONE, theme)
    page.click(".form-section ~ .actions button >> nth=0")
    page.wait_for_selector("[data-error-summary]")
    assert violations(page) == []
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")


@pytest.mark.parametrize("size", [NARROW, PHONE, DESK])
def test_no_page_scrolls_sideways(look: Any, size: tuple[int, int]) -> None:
    for path in PAGES:
        assert look(path, size).evaluate("document.documentElement.scrollWidth") <= size[0], path


@pytest.mark.parametrize("letters", ["var(--huruf)", "'DejaVu Sans'"])
def test_twice_the_letters_still_fit(look: Any, letters: str) -> None:
    """Also in wider letters, as on a machine that has none of those we name."""
    page = look("/uji/gaya/", (640, 800))
    page.evaluate("letters => { document.body.style.fontFamily = letters; }", letters)
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_every_target_is_44_pixels(look: Any, size: tuple[int, int]) -> None:
    page = look("/uji/gaya/", size)
    page.wait_for_selector("html.js")
    assert page.evaluate(OUTSIDE_OF_SENTENCES) == []


def test_the_focus_is_a_yellow_ring_with_ink(look: Any) -> None:
    page = look("/uji/gaya/", DESK)
    page.focus("#lacak")
    page.keyboard.press("Tab")
    style = "(({outlineStyle, outlineWidth, boxShadow}) => [outlineStyle, outlineWidth, boxShadow])"
    ring = page.evaluate(f"{style}(getComputedStyle(document.activeElement))")
    assert ring[:2] == ["solid", "3px"]
    assert ring[2] != "none"


def test_the_first_tab_skips_to_the_content(look: Any) -> None:
    page = look("/uji/gaya/", DESK)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"


def test_without_scripts_everything_is_still_there(look: Any) -> None:
    page = look("/uji/gaya/", PHONE, java_script_enabled=False)
    page.click("details.menu > summary")
    assert page.is_visible(".menu-panel")
    page.fill("#id_business", "LPK Bina Karya")
    page.click(".form-section ~ .actions button >> nth=0")
    assert page.input_value("#id_business") == "LPK Bina Karya"
    assert page.locator("[data-error-summary] a").first.inner_text() == "Isi NIK."
    assert not page.is_visible("[data-theme-switch]")


def test_paper_is_white_in_a_dark_room(look: Any) -> None:
    page = look("/uji/gaya/", DESK, "dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)" != dark
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(20, 33, 43)"
    assert not page.is_visible(".footer")
