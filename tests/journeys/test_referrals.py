"""What this office cannot give stays a draft, with a sentence and a paper that says where to go first."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import wizard
from tests.journeys.crowd import Crowd
from tests.journeys.eyes import Eyes
from tests.journeys.house import House
from tests.journeys.papers import fetched, words

pytestmark = pytest.mark.browser


def test_a_clinic_needs_ukl_upl_first_and_no_sppl_is_offered(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    page, email = crowd.applicant(pariaman)
    scope = "Seluruh Klinik Pratama dan Klinik Utama Swasta"
    wizard.begin(page, eyes)
    story = wizard.Story(email=email, kbli="86105", scope=scope, business="Klinik Sehat")
    wizard.applicant_pages(page, eyes, story)
    wizard.activity_pages(page, eyes, story)
    wizard.place_pages(page, eyes, story)
    assert not [title for title in wizard.declare(page, eyes) if "SPPL" in title]
    stopped(page, eyes, "UKL-UPL", "Dinas Lingkungan Hidup")


def test_a_larger_training_centre_without_kkpr_waits_as_a_draft(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    page, email = crowd.applicant(pariaman)
    capital = {"machinery": "6.000.000.000", "spatial": "Belum ada: simpan draf, tunggu KKPR"}
    wizard.begin(page, eyes)
    story = wizard.Story(email=email, is_umk=False, **capital)
    wizard.applicant_pages(page, eyes, story)
    wizard.activity_pages(page, eyes, story)
    wizard.place_pages(page, eyes, story)
    wizard.declare(page, eyes)
    stopped(page, eyes, "KKPR", "Menunggu KKPR")


def stopped(page: Page, eyes: Eyes, word: str, said: str) -> None:
    """The overview says why, the button is off with the reason beneath, the referral can be printed."""
    way = page.locator("main .notice").filter(has_text="Yang masih harus dibereskan")
    expect(way).to_contain_text(word)
    expect(page.get_by_role("button", name="Ajukan NIB")).to_be_disabled()
    eyes.look(page)
    letter = words(fetched(page, page.get_by_role("link", name="Cetak surat rujukan").first))
    assert word in letter
    assert said in letter or said in way.inner_text()
    page.goto("/permohonan/")
    expect(page.locator("main")).to_contain_text("Draf")
    eyes.look(page)
