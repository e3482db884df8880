"""OSS refuses a status for good: an admin reads why in plain words, asks OSS, and sends it again."""

import json
import re
import secrets
import urllib.request

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import counters, oss_side, wizard
from tests.journeys.crowd import PATIENCE, Crowd, wait_until
from tests.journeys.eyes import Eyes
from tests.journeys.house import House
from tests.journeys.test_oss_first import PAPERS, appears

pytestmark = pytest.mark.browser
SAID = "NIP petugas tidak dikenal"


def test_a_dead_letter_is_understood_and_sent_again_by_an_admin(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    name, email = f"LPK Tuntas {secrets.token_hex(3)}", f"oss-{secrets.token_hex(4)}@contoh.id"
    there = oss_side.register_at_oss(pariaman, crowd, name=name, nik=wizard.new_nik(), email=email)
    oss_side.fulfil_at_oss(there, PAPERS)
    licence_id = re.search(r"I-\d{21}", there.page.url)
    assert licence_id
    office = crowd.staff(pariaman, "proses@contoh.id")
    ref = appears(office, eyes, name)
    order(pariaman, fault="refuse", method="receiveLicenseStatus", licence_id=licence_id[0], value=SAID, next=1)
    counters.find_complete(office, eyes, ref)
    admin = crowd.staff(pariaman, "admin@contoh.id")
    reads_why(admin, eyes, ref)
    asks_oss(admin, eyes, ref)
    sends_again(admin, eyes, ref)
    there.page.goto(f"{pariaman.mock_url}/")
    row = there.page.get_by_role("region", name="Izin", exact=True).locator("tr").filter(has_text=licence_id[0])
    expect(row).to_contain_text("10")
    expect(row).not_to_contain_text("Berbeda dari OSS")


def order(house: House, **knob: object) -> None:
    """Turn a trouble on at the mock, with the office's own key."""
    code = "from django.conf import settings; print(settings.OSS_USER_KEY)"
    key = house.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1]
    request = urllib.request.Request(
        f"{house.mock_url}/_knobs", data=json.dumps(knob).encode(), headers={"user_key": key}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert json.load(answer)["id"]


def line_of(admin: Page, ref: str) -> Locator:
    """The row of a file in the line to OSS."""
    return admin.locator("section[aria-labelledby=antrean] tbody tr").filter(has_text=ref)


def reads_why(admin: Page, eyes: Eyes, ref: str) -> None:
    """The desk says what happened and what to do; the row leads to the file."""
    admin.goto("/kelola/oss/")
    row = line_of(admin, ref)
    wait_until(admin, row.filter(has_text="Butuh tindakan"))
    expect(row).to_contain_text("OSS membaca kabar ini dan menolaknya.")
    expect(row).to_contain_text(SAID)
    expect(row).to_contain_text("Nyatakan lengkap")
    eyes.look(admin)
    row.get_by_role("link", name=ref).click()
    expect(admin.locator("h1")).to_be_visible()
    admin.goto("/kelola/oss/")
    row.get_by_role("button", name="Coba lagi").click()
    expect(admin.locator("[data-error-summary]")).to_contain_text("Tulis alasannya")
    eyes.look(admin)


def asks_oss(admin: Page, eyes: Eyes, ref: str) -> None:
    """A look-up first: the worker asks, the desk shows the answer."""
    admin.goto("/kelola/oss/")
    row = line_of(admin, ref)
    row.get_by_role("button", name="Tanya OSS").click()
    wait_until(admin, row.get_by_role("button", name="Kirim dengan rujukan baru"))
    expect(row).to_contain_text("OSS ditanya")
    eyes.look(admin)


def sends_again(admin: Page, eyes: Eyes, ref: str) -> None:
    """With a reason; then OSS has it and the line is empty of it."""
    row = line_of(admin, ref)
    row.get_by_label("Alasan").fill("NIP sudah didaftarkan di OSS")
    row.get_by_role("button", name="Coba lagi").click()
    for _look in range(PATIENCE // 1000):
        admin.goto("/kelola/oss/")
        if row.count() == 0:
            break
        admin.wait_for_timeout(1000)
    expect(row).to_have_count(0)
    eyes.look(admin)
