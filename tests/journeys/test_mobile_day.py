"""Pelayanan bergerak: a clerk serves a village from a phone; the office reads, corrects, signs and exports the day."""

import csv
import io
import re
import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.crowd import PHONE, Crowd
from tests.journeys.eyes import Eyes
from tests.journeys.house import House

pytestmark = pytest.mark.browser
OFFICE_TIME = ZoneInfo("Asia/Jakarta")
ADVICE = "Tidak ada sambungan"


def test_a_village_is_served_from_a_phone_and_the_office_has_its_book(
    pariaman: House, crowd: Crowd, eyes: Eyes
) -> None:
    place = f"Desa Apar {secrets.token_hex(2)}"
    clerk = crowd.staff(pariaman, "loket@contoh.id")
    clerk.set_viewport_size(PHONE)  # type: ignore[arg-type]
    open_the_day(clerk, eyes, place)
    serve(clerk, "Nurlaila Sari", documents="NIB")
    serve(clerk, "Syafrizal", result="Dilanjutkan lain waktu")
    the_network_goes_for_a_while(clerk, "Ermawati")
    expect(clerk.locator("main")).to_contain_text("3 orang Anda layani")
    eyes.look(clerk)
    clerk.get_by_role("button", name="Tutup hari pelayanan").click()
    clerk.wait_for_url("**/agenda/bergerak/")
    mend_one(clerk, eyes, place)
    read_it_at_the_office(crowd.staff(pariaman, "kepala@contoh.id"), eyes)


def open_the_day(page: Page, eyes: Eyes, place: str) -> None:
    """A service day at a place, today."""
    page.goto("/agenda/")
    eyes.look(page)
    page.get_by_role("link", name="Pelayanan bergerak").click()
    eyes.look(page)
    page.get_by_label("Desa/kelurahan atau tempat").fill(place)
    page.get_by_role("button", name="Buka hari pelayanan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(place)
    eyes.look(page)


def fill(page: Page, name: str) -> None:
    """What is typed for one person."""
    page.get_by_label("Nama orang").fill(name)
    page.get_by_label("Layanan", exact=True).fill("Pendaftaran NIB usaha perorangan")
    page.get_by_label("Jam mulai").fill("00:00")
    page.get_by_label("Jam selesai").fill("00:00")
    page.get_by_label("Mengisi data").check()


def serve(page: Page, name: str, *, result: str = "Selesai", documents: str = "") -> None:
    """One row by hand; the thumb presses twice."""
    before = page.locator("main ol.documents li").count()
    fill(page, name)
    page.get_by_label("Hasil").select_option(label=result)
    page.get_by_label("Dokumen diserahkan").fill(documents)
    page.get_by_role("button", name="Simpan baris").dblclick(no_wait_after=True)
    expect(page.locator("main ol.documents li")).to_have_count(before + 1)
    expect(page.get_by_label("Nama orang")).to_have_value("")


def the_network_goes_for_a_while(page: Page, name: str) -> None:
    """Nothing typed is lost: the form stays, says why, and is sent when the network is back."""
    fill(page, name)
    page.context.set_offline(True)
    page.get_by_role("button", name="Simpan baris").click()
    expect(page.get_by_role("alert").filter(has_text=ADVICE)).to_be_visible()
    expect(page.get_by_label("Nama orang")).to_have_value(name)
    page.context.set_offline(False)
    expect(page.get_by_text(ADVICE)).to_have_count(0)
    page.get_by_role("button", name="Simpan baris").click()
    expect(page.locator("main ol.documents li")).to_have_count(3)


def mend_one(page: Page, eyes: Eyes, place: str) -> None:
    """The clerk corrects a row: a new one that shows both."""
    page.get_by_role("link", name=place).click()
    page.locator("main ol.documents a").last.click()
    eyes.look(page)
    page.get_by_role("link", name="Buat koreksi").click()
    eyes.look(page)
    page.get_by_label("Alasan koreksi").fill("Sertifikat juga diserahkan.")
    page.get_by_label("Dokumen diserahkan").fill("NIB\nSPPL")
    page.get_by_role("button", name="Simpan koreksi").click()
    page.wait_for_url(re.compile(r"/agenda/baris/\d+/$"))
    expect(page.locator("main del")).to_have_text(["NIB", "1"])
    eyes.look(page)


def read_it_at_the_office(page: Page, eyes: Eyes) -> None:
    """The head finds the day by channel, exports it, and signs the day."""
    page.goto("/agenda/")
    eyes.look(page)
    page.locator("#id_saluran").select_option(label="Bergerak")
    page.get_by_label("Nama orang (kata utuh)").fill("nurlaila sari")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.locator("main tbody tr")).to_have_count(1)
    expect(page.locator("main tbody")).not_to_contain_text("Nurlaila")
    eyes.look(page)
    sheet = load_workbook(io.BytesIO(exported(page, "Excel (XLSX)"))).worksheets[0]
    head, line = list(sheet.iter_rows(values_only=True))
    assert dict(zip(head, line, strict=True))["Nama"] == "Nurlaila Sari"
    lines = list(csv.reader(io.StringIO(exported(page, "CSV").decode("utf-8-sig"))))
    assert [row[lines[0].index("Nama")] for row in lines[1:]] == ["Nurlaila Sari"]
    assert exported(page, "PDF A4 mendatar").startswith(b"%PDF")
    page.get_by_role("link", name=re.compile("lihat rincian", re.IGNORECASE)).click()
    eyes.look(page)
    sign_a_day(page, eyes)


def sign_a_day(page: Page, eyes: Eyes) -> None:
    """The village day of the demo, three days ago: nothing runs on it any more."""
    day = datetime.now(OFFICE_TIME).date() - timedelta(days=3)
    page.goto(f"/agenda/hari/{day}/")
    eyes.look(page)
    page.get_by_label("Saya petugas penanggung jawab", exact=False).check()
    page.get_by_role("button", name="Tandatangani penutupan").click()
    expect(page.get_by_role("heading", name="Ditandatangani", exact=True)).to_be_visible()
    eyes.look(page)


def exported(page: Page, button: str) -> bytes:
    """The file behind a button of the list."""
    page.locator("details").filter(has_text="Unduh persis yang disaring").evaluate("e => { e.open = true }")
    with page.expect_download() as coming:
        page.get_by_role("button", name=button, exact=True).click()
    return coming.value.path().read_bytes()
