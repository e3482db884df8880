"""The 15 published steps of the self-service procedure (Kota Pariaman, SK 22/KEP/DPMPTSP&NAKER/2021), for 85571.

Each comment is the published step; "OSS" is the mock. Steps 1 and 2 are the information officer's, done by the
public pages that she shows.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import counters, wizard
from tests.journeys.crowd import Crowd, wait_until
from tests.journeys.eyes import Eyes
from tests.journeys.house import House
from tests.journeys.papers import fetched, words

pytestmark = pytest.mark.browser


def test_a_training_centre_walks_the_fifteen_steps_to_its_verified_certificate(
    pariaman: House, crowd: Crowd, eyes: Eyes
) -> None:
    steps_1_and_2_information(crowd.stranger(pariaman), eyes)
    page, email = crowd.applicant(pariaman)  # 3. mendaftar sebagai UMK, perorangan; 4. masuk dengan kode
    story = wizard.Story(email=email)
    wizard.begin(page, eyes)
    wizard.applicant_pages(page, eyes, story)  # 5. mengisi data pelaku usaha
    wizard.activity_pages(page, eyes, story)  # 6. mengisi data usaha: KBLI
    wizard.place_pages(page, eyes, story)
    ticked = wizard.declare(page, eyes)  # 7. membaca dan mencentang pernyataan
    assert any("SPPL" in title or "lingkungan" in title.lower() for title in ticked), ticked
    expect(page.locator("main")).to_contain_text("Usaha mikro atau kecil (UMK)")
    ref = wizard.request_nib(page, eyes)  # 8. menyelesaikan tata cara NIB sampai akhir
    nib = wizard.wait_for_nib(page, eyes, "Unggah persyaratan")
    unverified = step_9_papers(page, nib)
    counters.upload_all(page, eyes, ref)  # 10. upload persyaratan teknis
    counters.send(page, eyes, ref, "Kirim permohonan")
    step_11_told(pariaman, crowd, eyes, ref)
    reviewer = crowd.staff(pariaman, "naker@contoh.id")
    counters.find_complete(crowd.staff(pariaman, "proses@contoh.id"), eyes, ref)
    counters.claim(reviewer, eyes, ref)
    counters.judge(reviewer, eyes, ref)  # 12. verifikasi teknis
    counters.result(reviewer, eyes, "Setujui secara teknis")  # 13. menyetujui
    counters.decide(crowd.staff(pariaman, "kepala@contoh.id"), eyes, ref, "Terbitkan")
    counters.wait_for(page, eyes, ref, "Terbit")
    step_14_told(pariaman, crowd, page, ref)
    step_15_certificate(page, eyes, ref, nib, unverified)


def steps_1_and_2_information(page: Page, eyes: Eyes) -> None:
    """1. Informasi tentang persyaratan dan alur; 2. diarahkan ke aplikasi."""
    page.goto("/")
    eyes.look(page)
    page.goto("/layanan/")
    eyes.look(page)
    page.get_by_role("link", name=re.compile("Ketenagakerjaan Risiko Menengah Tinggi")).first.click()
    expect(page.locator("main")).to_contain_text("Tidak dipungut biaya")
    eyes.look(page)
    page.goto("/kbli/?q=85571")
    expect(page.locator("main")).to_contain_text("85571")
    eyes.look(page)
    page.context.close()


def step_9_papers(page: Page, nib: str) -> str:
    """9. NIB, SPPL, pernyataan tata ruang dan pemenuhan standar terbit, dapat dicetak. Returns the /v/ code."""
    assert len(nib) == 13
    expect(page.locator("main")).to_contain_text("Belum boleh beroperasi")
    texts = {}
    for link in page.locator("ul.documents a[href*='/dokumen/']").all():
        texts[link.inner_text()] = words(fetched(page, link))
    said = " ".join(texts)
    for kind in ("Nomor Induk Berusaha", "Sertifikat Standar", "SPPL", "tata ruang"):
        assert kind in said, said
    assert all("SIMULASI" in text for text in texts.values()), texts.keys()
    assert any(nib in text for text in texts.values())
    certificate = next(text for name, text in texts.items() if "Sertifikat Standar" in name)
    assert "BELUM TERVERIFIKASI" in certificate.upper()
    return code_of(page, "Belum terverifikasi")  # on the page too it is never just "Berlaku"


def code_of(page: Page, said: str) -> str:
    """The /v/ code of the paper of which the page of a file says this."""
    link = page.locator("ul.documents li").filter(has_text=said).locator("a[href*='/dokumen/']").first
    found = re.search(r"/dokumen/([^/.]+)\.pdf", link.get_attribute("href") or "")
    assert found
    return found[1]


def step_11_told(pariaman: House, crowd: Crowd, eyes: Eyes, ref: str) -> None:
    """11. Notifikasi diteruskan kepada Back Office PTSP dan dinas teknis."""
    for email in ("proses@contoh.id", "naker@contoh.id"):
        page = crowd.staff(pariaman, email)
        page.goto("/pesan/")
        wait_until(page, page.locator("article").filter(has_text=ref))
        eyes.look(page)


def step_14_told(pariaman: House, crowd: Crowd, applicant: Page, ref: str) -> None:
    """14. Notifikasi persetujuan pada akun PTSP dan akun pemohon: the approval (45) and the issue (50), once each."""
    for page in (applicant, crowd.staff(pariaman, "proses@contoh.id"), crowd.staff(pariaman, "kepala@contoh.id")):
        page.goto("/pesan/")
        wait_until(page, page.locator("article").filter(has_text=ref).filter(has_text=re.compile("[Tt]erbit")))
    applicant.goto("/pesan/")
    approved = applicant.locator("article h2").filter(has_text=f"{ref} disetujui dinas teknis")
    expect(approved).to_have_count(1)


def step_15_certificate(page: Page, eyes: Eyes, ref: str, nib: str, unverified: str) -> None:
    """15. Sertifikat Standar terverifikasi terbit dan dapat dicetak secara mandiri."""
    page.goto(f"/permohonan/{ref}/")
    papers = (
        page.locator("ul.documents li").filter(has_text="Sertifikat Standar").filter(has_text="Telah terverifikasi")
    )
    wait_until(page, papers.locator("a[href*='/dokumen/']"))
    wizard.wait_until_drawn(page)
    eyes.look(page)
    text = words(fetched(page, papers.locator("a[href*='/dokumen/']").first))
    assert "TELAH TERVERIFIKASI" in text.upper()
    assert nib in text
    assert "SIMULASI" in text
    verified = code_of(page, "Telah terverifikasi")
    page.goto(f"/v/{verified}/")
    expect(page.locator("main .badge, main .notice").filter(has_text="Berlaku").first).to_be_visible()
    eyes.look(page)
    page.goto(f"/v/{unverified}/")
    expect(page.locator("main")).to_contain_text("Digantikan")
    eyes.look(page)
