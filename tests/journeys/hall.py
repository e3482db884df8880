"""The hall of the office: machines with their keys, a number at the kiosk, the console by its keys, the board."""

import re

from playwright.sync_api import Page, expect

from counter.demo import KEYS
from counter.terms import DeviceKind
from tests.journeys.crowd import Crowd
from tests.journeys.eyes import Eyes
from tests.journeys.house import House

STANDING, TELEVISION = {"width": 1080, "height": 1920}, {"width": 1920, "height": 1080}
SOON = 8_000  # ms; the goal is three seconds on a machine that does nothing else
KEY_OF = {kind: key for _name, kind, _printer, key in KEYS}


def machine(house: House, crowd: Crowd, eyes: Eyes, kind: DeviceKind, size: dict[str, int]) -> Page:
    """A machine whose key an officer has typed; it stands at its own page. Printing is counted, not done."""
    page = crowd.stranger(house, viewport=size)
    page.add_init_script(
        "window.print = () => { document.body.dataset.printed = 1 + Number(document.body.dataset.printed || 0); };"
    )
    page.goto("/perangkat/")
    eyes.look(page)
    page.get_by_label("Kunci perangkat").fill(KEY_OF[kind])
    page.get_by_role("button", name="Daftarkan").click()
    page.wait_for_url(re.compile("/(kios|antrean/layar|mandiri)/$"))
    return page


def draw(kiosk: Page, eyes: Eyes, service: str) -> str:
    """A tap on a big button, with a finger that taps twice; the number."""
    kiosk.goto("/kios/")
    eyes.look(kiosk)
    kiosk.get_by_role("button", name=service).dblclick()
    kiosk.wait_for_url("**/kios/karcis/**")
    expect(kiosk.locator("body")).to_have_attribute("data-printed", "1")
    eyes.look(kiosk)
    return kiosk.locator(".kiosk-number").inner_text()


def sit(page: Page, eyes: Eyes, window: int) -> None:
    """Begin the shift, unless it runs already."""
    page.goto("/loket/")
    eyes.look(page)
    if page.locator("h1").inner_text() == f"Loket {window}":
        return
    card = page.locator("main .card").filter(has=page.get_by_role("heading", name=f"Loket {window}", exact=True))
    card.get_by_role("button").click()
    expect(page.locator("h1")).to_have_text(f"Loket {window}")
    eyes.look(page)


def call(page: Page, number: str) -> None:
    """Press P until this number stands at the window; who was before is helped in passing."""
    for _turn in range(9):
        page.keyboard.press("p")
        expect(page.locator(".hand-number")).to_be_visible()
        if page.locator(".hand-number").inner_text() == number:
            return
        page.keyboard.press("s")
        expect(page.locator(".hand-number")).to_have_count(0)
    raise AssertionError(f"{number} was never called")


def shows(board: Page, number: str, window: int) -> None:
    """The board shows the call, and has sounded it."""
    expect(board.locator("[data-number]")).to_have_text(number, timeout=SOON)
    expect(board.locator("[data-window]")).to_have_text(str(window), timeout=SOON)
    expect(board.locator("[data-now]")).to_have_attribute("data-sounded", re.compile("(voice|chime)$"), timeout=SOON)
