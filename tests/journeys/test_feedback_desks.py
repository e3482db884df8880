"""The officer's pages of complaints and of the survey, in four shapes: register, intake, reports, results, board."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.crowd import DESK, Crowd
from tests.journeys.eyes import Eyes
from tests.journeys.house import House
from tests.journeys.papers import fetched, words

pytestmark = pytest.mark.browser
OFFICER, CLERK, INSPECTOR, ADMIN = "aduan@contoh.id", "loket@contoh.id", "inspektorat@contoh.id", "admin@contoh.id"


SET_ASIDE = """
from complaints.channels.mail import aside
aside.stumbled("1:1", b"From: Tuti <tuti@contoh.id>\\nSubject: Keluhan\\n\\n", aside.Reason.FLOOD)
print("disisihkan")
"""


def all_of(page: Page, eyes: Eyes, *paths: str) -> None:
    """Go there and look."""
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        eyes.look(page)


def test_the_clerk_takes_down_what_a_visitor_says(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    page = crowd.staff(pariaman, CLERK)
    page.goto("/beranda/")
    expect(page.locator("a[href='/tangani/pengaduan/catat/']").first).to_be_attached()
    page.goto("/tangani/pengaduan/catat/")
    eyes.look(page)
    page.get_by_label(re.compile("Uraian, dengan kata-kata pengadu")).fill("Papan nama toko menutup trotoar.")
    page.locator("main form .actions button").first.click()
    expect(page.locator("main")).to_contain_text("Papan nama toko menutup trotoar.")
    eyes.look(page)
    page.get_by_label(re.compile("Sudah saya bacakan kembali")).check()
    page.locator("main form .actions button").first.click()
    page.wait_for_url("**/tangani/pengaduan/catat/tanda-terima/")
    expect(page.locator("main")).to_contain_text(re.compile(r"ADU-\d{4}-\d{6}"))
    eyes.look(page)


def test_every_page_of_the_complaint_desk_bears_four_shapes(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    desk = crowd.staff(pariaman, OFFICER)
    assert "disisihkan" in pariaman.manage("shell", "-c", SET_ASIDE)
    all_of(
        desk, eyes, "/tangani/pengaduan/", "/tangani/pengaduan/statistik/", "/tangani/pengaduan/rencana/",
        "/tangani/pengaduan/rencana/baru/", "/tangani/pengaduan/lapor/", "/tangani/pengaduan/surel/",
        "/tangani/pengaduan/laporan/",
    )  # fmt: skip
    report_opens(desk)
    inspector = crowd.staff(pariaman, INSPECTOR)
    inspector.goto("/tangani/pengaduan/?tahap=a")
    inspector.locator("main tbody a").first.click()
    eyes.look(inspector)
    inspector.goto(f"{inspector.url}triase/")
    eyes.look(inspector)


def report_opens(desk: Page) -> None:
    """Asked for, made by the worker, opened: the paper and the workbook of the year."""
    desk.locator("main form .actions button").first.click()
    link = desk.get_by_role("link", name="Unduh PDF").first
    expect(link).to_be_visible()
    assert "Laporan Pengaduan" in words(fetched(desk, link))
    answer = desk.request.get(desk.get_by_role("link", name="Unduh XLSX").first.get_attribute("href") or "")
    book = openpyxl.load_workbook(io.BytesIO(answer.body()))
    assert book.sheetnames[0] == "Ringkasan"
    assert isinstance(book["Ringkasan"]["B2"].value, int)


def test_every_page_of_the_survey_bears_four_shapes(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    manager = crowd.staff(pariaman, OFFICER)
    all_of(manager, eyes, "/kelola/survei/", "/kelola/survei/periode/baru/", "/laporan/skm/")
    manager.goto("/kelola/survei/")
    manager.locator("main a[href*='/kelola/survei/periode/']:not([href$='/baru/'])").first.click()
    eyes.look(manager)
    manager.get_by_role("link", name="Impor rekap CSV").click()
    eyes.look(manager)
    visitor = crowd.stranger(pariaman, viewport=DESK)
    all_of(visitor, eyes, "/survei/", "/survei/papan/", "/pengaduan/angka/", "/pengaduan/terbuka/",
           "/pengaduan/pelanggaran/")  # fmt: skip
    visitor.goto("/survei/")
    other = visitor.locator("main nav a, main ul.contents a").filter(has_not=visitor.locator("[aria-current]"))
    other.last.click()
    eyes.look(visitor)
