"""Somebody went to oss.go.id first: the file appears at the right agency, is decided there, and is claimed here."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import counters, oss_side, wizard
from tests.journeys.crowd import Crowd, code_for, wait_until
from tests.journeys.eyes import Eyes
from tests.journeys.house import House

pytestmark = pytest.mark.browser
PAPERS = ("KTP dan CV", "Profil lembaga")


def test_a_file_that_oss_pushed_is_verified_here_and_claimed_by_its_holder(
    pariaman: House, crowd: Crowd, eyes: Eyes
) -> None:
    name, email = f"LPK Bina {secrets.token_hex(3)}", f"oss-{secrets.token_hex(4)}@contoh.id"
    there = oss_side.register_at_oss(pariaman, crowd, name=name, nik=wizard.new_nik(), email=email)
    oss_side.fulfil_at_oss(there, PAPERS)
    office, reviewer = (crowd.staff(pariaman, who) for who in ("proses@contoh.id", "naker@contoh.id"))
    ref = appears(office, eyes, name)
    counters.find_complete(office, eyes, ref)
    other = crowd.staff(pariaman, "dinkes@contoh.id")
    other.goto("/tinjau/")
    expect(other.locator("main")).not_to_contain_text(ref)  # another agency sees nothing
    counters.claim(reviewer, eyes, ref)
    reads_the_papers_of_oss(reviewer, ref)
    counters.judge(reviewer, eyes, ref)
    counters.result(reviewer, eyes, "Setujui secara teknis")
    counters.decide(crowd.staff(pariaman, "kepala@contoh.id"), eyes, ref, "Terbitkan")
    person, _email = crowd.applicant(pariaman, "Contoh Simulasi")
    claims(person, eyes, there)
    counters.wait_for(person, eyes, ref, "Terbit")
    expect(person.locator("main")).to_contain_text(there.nib)
    expect(person.locator("aside, main").filter(has_text="Diisi di OSS").first).to_be_visible()


def appears(office: Page, eyes: Eyes, name: str) -> str:
    """The back office finds the file among those that wait. Returns its number."""
    office.goto("/proses/")
    row = office.locator("tbody tr").filter(has_text=name)
    wait_until(office, row)
    eyes.look(office)
    return row.locator("th a").inner_text()


def reads_the_papers_of_oss(reviewer: Page, ref: str) -> None:
    """What was uploaded in OSS lies before the reviewer."""
    reviewer.goto(f"/tinjau/{ref}/")
    for name in PAPERS:
        expect(reviewer.locator(".work-items")).to_contain_text(name)
    reviewer.locator(".work-items a").filter(has_text=PAPERS[0]).last.click()
    wait_until(reviewer, reviewer.locator(".page-sheet img"))
    image = reviewer.locator(".page-sheet img").first
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") > 100


def claims(person: Page, eyes: Eyes, there: oss_side.AtOss) -> None:
    """NIB, NIK, and the code that came to the address in the NIB data."""
    person.goto("/permohonan/klaim/")
    eyes.look(person)
    person.get_by_label("NIB").fill(there.nib)
    person.get_by_label("NIK").fill(there.nik)
    person.get_by_role("button", name="Kirim kode").click()
    person.wait_for_url("**/permohonan/klaim/kode/")
    person.get_by_label(re.compile("[Kk]ode")).fill("000000")
    person.get_by_role("button", name="Hubungkan").click()
    expect(person.locator("main")).to_contain_text("Kode salah atau sudah lewat waktunya.")
    eyes.look(person)
    person.get_by_label(re.compile("[Kk]ode")).fill(code_for(person, there.email))
    person.get_by_role("button", name="Hubungkan").click()
    person.wait_for_url("**/permohonan/")
    expect(person.locator("main")).to_contain_text("kini terhubung dengan akun Anda")
    eyes.look(person)
