"""The kiosk in the waiting room, offline and back; then what the public reads."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.demo import PASSWORD
from tests.journeys.crowd import DESK, INDONESIAN, PATIENCE, Crowd, prove, sign_in
from tests.journeys.eyes import Eyes
from tests.journeys.house import House

pytestmark = pytest.mark.browser
TABLET = {"width": 1024, "height": 768}
OFFICER = "informasi@contoh.id"


def test_a_kiosk_goes_on_without_a_line_and_sends_each_sheet_once(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    page = tablet(pariaman, crowd)
    switch_on(page, eyes)
    before = sheets(pariaman)
    fill_in(page)
    arrive(page, pariaman, before + 1)
    goes_offline(page, pariaman, before + 1)
    comes_back(page, pariaman, before + 3)
    page.context.close()
    results(pariaman, crowd, eyes)


def tablet(house: House, crowd: Crowd) -> Page:
    """A window that may keep a service worker, as a real tablet does."""
    shape: dict[str, Any] = {**INDONESIAN, "service_workers": "allow"}
    context = crowd.browser.new_context(base_url=house.url, viewport=TABLET, **shape)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def switch_on(page: Page, eyes: Eyes) -> None:
    """An officer signs in, switches the tablet on and is signed out by it."""
    sign_in(page, OFFICER, PASSWORD)
    prove(page, OFFICER)
    page.goto("/kelola/survei/kios/")
    eyes.look(page)
    page.get_by_label("Nama kios").fill("Tablet ruang tunggu")
    page.get_by_role("button", name="Nyalakan kios di perangkat ini").click()
    page.wait_for_url("**/kios/survei/")
    expect(page.locator("#kios[data-ready]")).to_be_attached()
    eyes.look(page)


def fill_in(page: Page) -> None:
    """Nine answers and a trait, one part at a time; without an answer there is no next part."""
    page.get_by_role("radio", name="Informasi dan konsultasi").check(force=True)
    following = page.get_by_role("button", name="Lanjut")
    following.click()
    following.click()
    expect(page.locator("[data-missing]")).to_have_text("Pilih satu jawaban.")
    for place in range(9):
        part = page.locator(".ask:not([hidden])")
        part.get_by_role("radio").nth(3 if place == 3 else 2).check(force=True)
        following.click()
    page.get_by_label("Jenis kelamin").select_option(label="Perempuan")
    following.click()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("Jawaban Anda tersimpan.")).to_be_visible()


def goes_offline(page: Page, house: House, known: int) -> None:
    """The line is cut: the page opens again all the same, and two people fill in."""
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Bagaimana layanan kami?")).to_be_visible()
    fill_in(page)
    fill_in(page)
    expect(page.locator("[data-queue]")).to_have_text("2 jawaban menunggu sambungan.")
    page.reload()
    expect(page.locator("[data-queue]")).to_have_text("2 jawaban menunggu sambungan.")
    assert sheets(house) == known


def comes_back(page: Page, house: House, wanted: int) -> None:
    """With the line, both are sent; loading the page again sends nothing a second time."""
    page.context.set_offline(False)
    arrive(page, house, wanted)
    expect(page.locator("[data-queue]")).to_have_text("")
    page.reload()
    expect(page.locator("[data-queue]")).to_have_text("")
    assert sheets(house) == wanted


def sheets(house: House) -> int:
    """How many sheets the office has."""
    words = "from surveys.models import Sheet; print('lembar', Sheet.objects.count())"
    found = re.search(r"lembar (\d+)", house.manage("shell", "-c", words))
    assert found
    return int(found[1])


def arrive(page: Page, house: House, wanted: int) -> None:
    """Until the office has them, and no more than them."""
    for _ in range(20):
        if sheets(house) == wanted:
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{sheets(house)} sheets, not {wanted}: {page.locator('main').inner_text()}")


def results(house: House, crowd: Crowd, eyes: Eyes) -> None:
    """What everybody reads, the board for the wall, and the officer's pages."""
    visitor = crowd.stranger(house, viewport=DESK)
    for path in ("/survei/", "/survei/papan/", "/survei/lembar-kosong/", "/survei/terima-kasih/?bayar=1"):
        visitor.goto(path)
        eyes.look(visitor)
    visitor.goto("/survei/")
    expect(visitor.locator(".index-value")).to_contain_text(re.compile(r"\d\d,\d\d"))
    manager = crowd.staff(house, "aduan@contoh.id")
    for path in (
        "/kelola/survei/",
        "/kelola/survei/lembar/",
        "/kelola/survei/kuesioner/",
        "/kelola/survei/saran/",
        "/laporan/skm/",
    ):
        manager.goto(path)
        eyes.look(manager)
    manager.get_by_role("button", name="Susun laporan PDF").click()
    expect(manager.get_by_role("link", name="Unduh PDF")).to_be_visible()
    eyes.look(manager)
