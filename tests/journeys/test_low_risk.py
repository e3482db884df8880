"""Low risk: the NIB is the whole permit. A second activity keeps the NIB."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import wizard
from tests.journeys.crowd import Crowd
from tests.journeys.eyes import Eyes
from tests.journeys.house import House
from tests.journeys.papers import fetched, words

pytestmark = pytest.mark.browser


def test_a_laundry_has_its_nib_at_once_and_a_second_activity_becomes_its_first_change(
    pariaman: House, crowd: Crowd, eyes: Eyes
) -> None:
    page, email = crowd.applicant(pariaman)
    laundry = wizard.Story(email=email, kbli="96100", business="Laundry Bersih")
    wizard.walk(page, eyes, laundry)
    wizard.request_nib(page, eyes)
    nib = wizard.wait_for_nib(page, eyes, "Terbit")
    assert "Perubahan ke-" not in nib_paper(page, nib)
    expect(page.get_by_role("link", name="Unggah dokumen")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("Belum boleh beroperasi")

    salon = wizard.Story(email=email, nik=laundry.nik, kbli="96220", business="Salon Bersih", existing_nib=nib)
    wizard.walk(page, eyes, salon)
    wizard.request_nib(page, eyes)
    assert wizard.wait_for_nib(page, eyes, "Terbit") == nib
    assert "Perubahan ke-1" in nib_paper(page, nib)


def nib_paper(page: Page, nib: str) -> str:
    """The words of the NIB on the page of a file."""
    link = page.locator("ul.documents li").filter(has_text="Nomor Induk Berusaha").locator("a").first
    text = words(fetched(page, link))
    assert nib in text
    assert "SIMULASI" in text
    assert re.search("Rendah", text)
    return text
