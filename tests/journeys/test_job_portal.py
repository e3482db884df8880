"""Kabupaten Pelalawan's job portal: the Menteri decides, this office prepares, sends, follows and delivers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import counters, oss_side, wizard
from tests.journeys.crowd import Crowd, wait_until
from tests.journeys.eyes import Eyes
from tests.journeys.house import House
from tests.journeys.papers import fetched, words

pytestmark = pytest.mark.browser
PORTAL, SAILORS = "78105", "78104"
PLACE = {"regency": "14.05", "village": "14.05.02.1008", "kbli": PORTAL, "business": "Kerja Pelalawan"}


def test_a_job_portal_is_prepared_here_and_verified_by_the_ministry(pelalawan: House, crowd: Crowd, eyes: Eyes) -> None:
    page, email = crowd.applicant(pelalawan, "Rina Bahari")
    a_person_learns_that_a_pt_is_needed(page, eyes, email)
    story = wizard.Story(email=email, name="Rina Bahari", company="Kerja Daring Bahari", is_umk=True, **PLACE)
    wizard.begin(page, eyes)
    wizard.applicant_pages(page, eyes, story)
    both_editions_are_asked_for(page, eyes)
    wizard.activity_pages(page, eyes, story)
    wizard.place_pages(page, eyes, story)
    wizard.declare(page, eyes)
    expect(page.locator("main")).to_contain_text("Menteri")
    expect(page.locator("main")).to_contain_text("Kantor ini mendampingi Anda dan tidak memutuskan.")
    ref = wizard.request_nib(page, eyes)
    nib = wizard.wait_for_nib(page, eyes, "Unggah persyaratan")
    not_yet_verified(page, nib)
    counters.upload_all(page, eyes, ref)
    counters.send(page, eyes, ref, "Kirim ke instansi yang berwenang")
    counters.wait_for(page, eyes, ref, "Diproses instansi lain")
    nobody_here_decides(pelalawan, crowd, eyes, ref)
    wait_until_oss_has_it(page)
    oss_side.ministry_verifies(pelalawan, crowd, nib)
    counters.wait_for(page, eyes, ref, "Terbit")
    verified(page, eyes, nib)


def a_person_learns_that_a_pt_is_needed(page: Page, eyes: Eyes, email: str) -> None:
    """At the KBLI step, not after a morning of typing."""
    wizard.begin(page, eyes)
    wizard.applicant_pages(page, eyes, wizard.Story(email=email, name="Rina Bahari", **PLACE))
    wizard.choose_kbli(page, eyes, PORTAL)
    wizard.at(page, "Apa kegiatan usahanya?")
    expect(page.locator("[data-error-summary]")).to_contain_text("Perseroan Terbatas")
    eyes.look(page)


def both_editions_are_asked_for(page: Page, eyes: Eyes) -> None:
    """78104 was the job portal in KBLI 2020 and is crew placement in KBLI 2025."""
    wizard.at(page, "Apa kegiatan usahanya?")
    page.get_by_label(re.compile("Tulis kegiatan usaha Anda")).fill(SAILORS)
    expect(page.locator("#hasil")).to_contain_text("Kode ini punya dua arti")
    for meaning in (PORTAL, SAILORS):  # who means the old number chooses what became of it
        expect(page.locator(f'input[name=kbli][value="2025:{meaning}"]')).to_be_visible()
    eyes.look(page)
    old = page.locator(".choice", has_text="KBLI 2020")
    expect(old).to_contain_text(f"kini {PORTAL}")  # what became of it
    old.get_by_role("radio").check()
    eyes.look(page)


def not_yet_verified(page: Page, nib: str) -> None:
    """NIB and certificate are there; the business may not operate yet."""
    assert len(nib) == 13
    expect(page.locator("main")).to_contain_text("Belum boleh beroperasi")
    link = page.locator("ul.documents li").filter(has_text="Sertifikat Standar").locator("a").first
    text = words(fetched(page, link)).upper()
    assert "BELUM TERVERIFIKASI" in text
    assert "SIMULASI" in text


def nobody_here_decides(pelalawan: House, crowd: Crowd, eyes: Eyes, ref: str) -> None:
    """No local account has a verdict: the head reads and sees why."""
    head = crowd.staff(pelalawan, "kepala@contoh.id")
    head.goto(f"/berkas-permohonan/{ref}/")
    expect(head.locator("main")).to_contain_text("Kantor ini mendampingi dan tidak memutuskan.")
    expect(head.locator("main form button[type=submit]")).to_have_count(0)
    eyes.look(head)
    reviewer = crowd.staff(pelalawan, "naker@contoh.id")
    reviewer.goto("/tinjau/")
    expect(reviewer.locator("main")).not_to_contain_text(ref)


def wait_until_oss_has_it(page: Page) -> None:
    """The mirror on the applicant's page shows that OSS has noted the papers (09)."""
    wait_until(page, page.locator("aside, main").filter(has_text=re.compile("OSS mencatat: 09")))


def verified(page: Page, eyes: Eyes, nib: str) -> None:
    """The verified certificate arrives; it can be downloaded and checked."""
    paper = page.locator("ul.documents li").filter(has_text="Telah terverifikasi").locator("a")
    wait_until(page, paper)
    eyes.look(page)
    text = words(fetched(page, paper.first))
    assert "TELAH TERVERIFIKASI" in text.upper()
    assert nib in text
    assert "SIMULASI" in text
