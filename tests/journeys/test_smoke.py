"""The one journey on the README's stack: SQLite and a broker of files, as `make run` starts it."""

import pytest
from playwright.sync_api import expect

from accounts.demo import PASSWORD
from tests.journeys import wizard
from tests.journeys.crowd import Crowd, sign_in
from tests.journeys.eyes import Eyes
from tests.journeys.house import House
from tests.journeys.papers import fetched, words

pytestmark = [pytest.mark.browser, pytest.mark.smoke]


def test_a_demo_applicant_signs_in_and_goes_home_with_a_nib(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    page = crowd.stranger(pariaman)
    sign_in(page, "budi@contoh.id", PASSWORD)
    page.wait_for_url("**/beranda/")
    eyes.look(page)
    story = wizard.Story(email="budi@contoh.id", kbli="96100", business="Laundry Wangi")
    wizard.walk(page, eyes, story)
    ref = wizard.request_nib(page, eyes)
    nib = wizard.wait_for_nib(page, eyes, "Terbit")
    link = page.locator("ul.documents li").filter(has_text="Nomor Induk Berusaha").locator("a").first
    text = words(fetched(page, link))
    assert nib in text
    assert "SIMULASI" in text
    page.goto("/permohonan/")
    expect(page.locator("main tbody tr").filter(has_text=ref)).to_contain_text("Terbit")
    eyes.look(page)
