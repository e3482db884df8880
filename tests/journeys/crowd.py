"""The people of a journey, each in a window of their own that stays signed in for the session."""

import re
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from accounts.demo import PASSWORD, secret_of
from tests.journeys.eyes import Eyes
from tests.journeys.house import House

PATIENCE = 90_000  # ms; the machine may be slow, a page may not be wrong
CODE = re.compile(r"[Kk]ode[^\d]*(\d{6})\b")
GLANCE = 3_000  # ms between two looks at a page that waits for the worker
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1366, "height": 768}
INDONESIAN: dict[str, Any] = {
    "locale": "id-ID", "timezone_id": "Asia/Jakarta", "service_workers": "block", "reduced_motion": "reduce",
}  # fmt: skip
expect.set_options(timeout=PATIENCE)


@dataclass(slots=True)
class Crowd:
    """Windows by person. Staff hold a second factor; the demo's is known."""

    browser: Browser
    eyes: Eyes
    windows: dict[tuple[str, str], Page] = field(default_factory=dict)

    def stranger(self, house: House, *, viewport: dict[str, int] | None = None) -> Page:
        """A new window in which nobody is signed in."""
        context = self.browser.new_context(base_url=house.url, viewport=viewport or PHONE, **INDONESIAN)
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(PATIENCE)
        self.eyes.follow(context)
        return context.new_page()

    def staff(self, house: House, email: str) -> Page:
        """An officer at a desk, signed in with password and code."""
        if (house.office, email) not in self.windows:
            page = self.windows[house.office, email] = self.stranger(house, viewport=DESK)
            sign_in(page, email, PASSWORD)
            prove(page, email)
        return self.windows[house.office, email]

    def applicant(self, house: House, name: str = "Budi Santoso", *, kind: str = "Perorangan") -> tuple[Page, str]:
        """Somebody new: signs up as the published step 3 has it, in with the code that came (step 4)."""
        page, email = self.stranger(house), f"pemohon-{secrets.token_hex(4)}@contoh.id"
        sign_up(page, name, email, kind=kind)
        return page, email

    def close(self) -> None:
        """Everybody leaves."""
        for page in self.windows.values():
            page.context.close()


def sign_in(page: Page, email: str, password: str) -> None:
    """E-mail and password."""
    page.goto("/akun/masuk/")
    page.get_by_label("E-mail", exact=True).fill(email)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.locator("main form").get_by_role("button", name="Masuk").click()


def prove(page: Page, email: str) -> None:
    """The code of the second factor; a code that was used already waits for the next one."""
    field_ = page.get_by_label("Kode dari aplikasi kunci")
    deadline, used = time.monotonic() + PATIENCE / 1000, ""
    while time.monotonic() < deadline:
        code = format_hotp_value(hotp_value(secret_of(email), next(iter(yield_hotp_counters_from_time()))))
        if code == used:
            page.wait_for_timeout(500)  # half-minutes pass on the wall, not on the page
            continue
        field_.fill(code)
        used = code
        page.locator("main form").get_by_role("button", name=re.compile("Masuk")).first.click()
        page.wait_for_load_state()
        if "/akun/masuk/kunci/" not in page.url:
            return
    raise AssertionError(f"{email} could not sign in")


def sign_up(page: Page, name: str, email: str, *, kind: str) -> None:
    """Sign up, then prove the address and the number, each with the code that came to it."""
    phone = new_phone()
    page.goto("/akun/daftar/")
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Usaha mikro atau kecil (UMK)", exact=True).check()
    page.get_by_label("Nama lengkap").fill(name)
    page.get_by_label("E-mail", exact=True).fill(email)
    page.get_by_label("Nomor HP/WhatsApp").fill(phone)
    page.get_by_label("Kata sandi", exact=True).fill("usaha maju bersama 2026")
    page.locator("main form").get_by_role("button", name="Daftar").click()
    for door, told in (("/akun/verifikasi/", email), ("/akun/verifikasi/wa/", f"+62{phone[1:]}")):
        page.wait_for_url(f"**{door}")
        page.get_by_label("Kode 6 angka").fill(code_for(page, told))
        page.locator("main").get_by_role("button", name="Lanjut", exact=True).click()
        page.wait_for_url(lambda url, door=door: not url.endswith(door))


def new_phone() -> str:
    """A number that nobody else in the session has."""
    return f"0812{secrets.randbelow(10**8):08d}"


def code_for(page: Page, address: str) -> str:
    """The code in the newest letter of the demo's outbox to an address."""
    tab = page.context.new_page()
    tab.goto("/uji/kotak-keluar/")
    letter = tab.locator("article[data-letter]").filter(has_text=f"Kepada {address}").filter(has_text=CODE)
    wait_until(tab, letter)
    found = CODE.search(letter.first.inner_text())
    assert found, letter.first.inner_text()
    tab.close()
    return found[1]


def wait_until(page: Page, shows: Locator) -> None:
    """Look at a page again and again until it shows something that a worker brings."""
    deadline = time.monotonic() + PATIENCE / 1000
    while True:
        try:
            shows.first.wait_for(timeout=GLANCE)
        except TimeoutError:
            if time.monotonic() > deadline:
                raise AssertionError(f"{page.url} never showed {shows}: {page.locator('main').inner_text()}") from None
            page.reload()
        else:
            return
