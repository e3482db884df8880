"""What the agency may say besides yes: mend it (41, 43), and no (93), which the head makes final (90)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import counters, wizard
from tests.journeys.crowd import Crowd
from tests.journeys.eyes import Eyes
from tests.journeys.filing import Filed, in_review
from tests.journeys.house import House

pytestmark = pytest.mark.browser
NOTE = "Tanda tangan di halaman terakhir belum ada."
REASON = "Data instruktur berubah seluruhnya, sehingga pemeriksaan dimulai dari awal."


def test_a_correction_opens_only_what_is_faulty_and_keeps_both_versions(
    pariaman: House, crowd: Crowd, eyes: Eyes
) -> None:
    file = in_review(pariaman, crowd, eyes)
    numbers = counters.judge(file.reviewer, eyes, file.ref, {2: NOTE})
    assert len(numbers) > 2
    ask(file.reviewer, eyes, "Jeda")
    mend(file, eyes, 2)
    see_both_versions(file, eyes, 2)
    counters.judge(file.reviewer, eyes, file.ref, only=[2])
    counters.result(file.reviewer, eyes, "Setujui secara teknis")
    counters.decide(file.head, eyes, file.ref, "Terbitkan")
    counters.wait_for(file.applicant, eyes, file.ref, "Terbit")


def test_a_correction_that_starts_the_clock_anew_gives_its_reason_to_the_head(
    pariaman: House, crowd: Crowd, eyes: Eyes
) -> None:
    file = in_review(pariaman, crowd, eyes)
    counters.judge(file.reviewer, eyes, file.ref, {1: NOTE})
    refused_without_reason(file.reviewer, eyes)
    file.reviewer.locator("textarea[name=correct-note]").fill(REASON)
    counters.result(file.reviewer, eyes, "Minta perbaikan")
    mend(file, eyes, 1)
    counters.judge(file.reviewer, eyes, file.ref, only=[1])
    counters.result(file.reviewer, eyes, "Setujui secara teknis")
    file.head.goto(f"/persetujuan/{file.ref}/")
    told = file.head.locator(".notice").filter(has_text="Batas waktu pernah diulang")
    expect(told).to_contain_text(REASON)
    eyes.look(file.head)


def test_a_refusal_names_ground_and_remedy_and_can_be_filed_again(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    file = in_review(pariaman, crowd, eyes)
    counters.judge(file.reviewer, eyes, file.ref, {3: NOTE})
    counters.with_ground(file.reviewer, "reject", "STANDAR", "Sarana pelatihan tidak ada di lokasi.")
    counters.result(file.reviewer, eyes, "Tidak setujui secara teknis")
    counters.wait_for(file.applicant, eyes, file.ref, "Tidak disetujui, menunggu keputusan akhir")
    the_head_cannot_issue(file, eyes)
    counters.refuse(file.head, eyes, file.ref, "STANDAR", "Standar usaha belum terpenuhi.")
    counters.wait_for(file.applicant, eyes, file.ref, "Ditolak")
    said = file.applicant.locator("main .notice").filter(has_text="Ditolak")
    expect(said).to_contain_text("Standar usaha belum terpenuhi.")
    expect(said).to_contain_text("Lampiran I")  # the article
    expect(said).to_contain_text("Penuhi standar yang disebut")  # what would have to change
    file_again(file.applicant, eyes)


def ask(reviewer: Page, eyes: Eyes, how: str) -> None:
    """Send the file back to be mended."""
    reviewer.get_by_label(re.compile(f"^{how}:")).check()
    counters.result(reviewer, eyes, "Minta perbaikan")


def refused_without_reason(reviewer: Page, eyes: Eyes) -> None:
    """To start the clock anew takes a reason."""
    reviewer.get_by_label(re.compile("^Ulang:")).check()
    reviewer.get_by_role("button", name="Minta perbaikan", exact=True).click()
    expect(reviewer.locator("[data-error-summary]")).to_contain_text("Tulis alasan mengulang batas waktu.")
    eyes.look(reviewer)


def mend(file: Filed, eyes: Eyes, number: int) -> None:
    """The applicant reads the note, replaces the one paper that is open, and sends."""
    counters.wait_for(file.applicant, eyes, file.ref, "Perlu diperbaiki")
    page = file.applicant
    expect(page.locator("main")).to_contain_text("0 dari 1 dokumen sudah diganti.")
    page.get_by_role("link", name="Perbaiki dokumen").click()
    expect(page.locator(f"#syarat-{number}")).to_contain_text(NOTE)
    expect(page.locator("form[data-upload]")).to_have_count(1)
    eyes.look(page)
    page.goto(f"/permohonan/{file.ref}/periksa/")
    expect(page.get_by_role("button", name=re.compile("Kirim perbaikan"))).to_be_disabled()
    page.goto(f"/permohonan/{file.ref}/dokumen/")
    counters.upload(page, str(number), f"baru-{number}")
    card = page.locator(f"#syarat-{number}")
    expect(card).to_contain_text(f"lama-{number}.pdf")
    expect(card).to_contain_text("Versi lama")
    expect(page.locator("main")).to_contain_text("1 dari 1 dokumen sudah diganti.")
    eyes.look(page)
    page.goto(f"/permohonan/{file.ref}/periksa/")
    page.get_by_role("button", name=re.compile("Kirim perbaikan")).click()
    page.wait_for_url("**/tanda-terima/")


def see_both_versions(file: Filed, eyes: Eyes, number: int) -> None:
    """The reviewer has the new paper before them and the old one a click away."""
    page = file.reviewer
    page.goto(f"/tinjau/{file.ref}/dokumen/{number}/")
    expect(page.locator(".work-main")).to_contain_text(f"baru-{number}.pdf")
    expect(page.get_by_role("link", name=re.compile("Versi lama"))).to_be_visible()
    expect(page.locator(".work-items [aria-current]")).to_contain_text("versi baru")
    eyes.look(page)


def the_head_cannot_issue(file: Filed, eyes: Eyes) -> None:
    """A 93 is not turned into a 50."""
    file.head.goto(f"/persetujuan/{file.ref}/")
    expect(file.head.get_by_role("button", name="Terbitkan", exact=True)).to_be_disabled()
    eyes.look(file.head)


def file_again(page: Page, eyes: Eyes) -> None:
    """ "Ajukan lagi": a new draft with the good answers."""
    page.get_by_role("button", name="Ajukan lagi").click()
    wizard.at(page, "Periksa jawaban dan ajukan NIB")
    expect(page.locator("main")).to_contain_text("LPK Maju Bersama")
    eyes.look(page)
