"""What applicant and desks do with a file once it has its NIB."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.crowd import wait_until
from tests.journeys.eyes import Eyes
from tests.journeys.papers import paper


def upload_all(page: Page, eyes: Eyes, ref: str, name: str = "dokumen") -> int:
    """Upload a paper for each requirement that is open. Returns how many (published step 10)."""
    page.goto(f"/permohonan/{ref}/dokumen/")
    eyes.look(page)
    cards = [form.get_attribute("action") or "" for form in page.locator("form[data-upload]").all()]
    for action in cards:
        number = action.rstrip("/").split("/")[-2]
        upload(page, number, f"{name}-{number}")
    eyes.look(page)
    return len(cards)


def upload(page: Page, number: str, name: str) -> None:
    """One paper for one requirement; the page shows it without being left."""
    card = page.locator(f"#syarat-{number}")
    card.locator("form[data-upload] input[type=file]").set_input_files(paper(name))
    card.locator("form[data-upload]").get_by_role("button", name="Unggah").click()
    expect(page.locator(f"#syarat-{number}").get_by_role("link", name=re.compile(name)).first).to_be_visible()


def send(page: Page, eyes: Eyes, ref: str, button: str) -> None:
    """Check once more, then send; ends at the receipt."""
    page.goto(f"/permohonan/{ref}/periksa/")
    eyes.look(page)
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/tanda-terima/")
    eyes.look(page)


def find_complete(page: Page, eyes: Eyes, ref: str) -> None:
    """Back office: the file is complete (10)."""
    page.goto("/proses/")
    eyes.look(page)
    page.get_by_role("link", name=ref).click()
    eyes.look(page)
    page.get_by_role("button", name="Nyatakan lengkap").click()
    page.wait_for_url("**/proses/")


def claim(page: Page, eyes: Eyes, ref: str) -> None:
    """The agency takes the file (20)."""
    page.goto("/tinjau/")
    eyes.look(page)
    page.get_by_role("link", name=ref).click()
    eyes.look(page)
    page.get_by_role("button", name="Ambil untuk diperiksa").click()
    expect(page.get_by_role("button", name="Simpan penilaian")).to_be_visible()


def judge(
    page: Page, eyes: Eyes, ref: str, faults: dict[int, str] | None = None, *, only: list[int] | None = None
) -> list[int]:
    """A word on each requirement, in order; ``faults`` are the numbers to mend with the note to the applicant.

    ``only``: the numbers to judge, after a correction. Returns the numbers judged.
    """
    page.goto(f"/tinjau/{ref}/")
    numbers = [int((link.get_attribute("href") or "").rstrip("/").split("/")[-1])
               for link in page.locator(".work-items a").all()]  # fmt: skip
    numbers = [number for number in numbers if only is None or number in only]
    for number in numbers:
        page.goto(f"/tinjau/{ref}/dokumen/{number}/")
        lay_a_paper(page)
        note = (faults or {}).get(number, "")
        page.get_by_label("Perbaiki" if note else "Sesuai", exact=False).first.check()
        page.get_by_label(re.compile("Catatan untuk pemohon")).fill(note)
        eyes.look(page)
        page.get_by_role("button", name="Simpan penilaian").click()
        page.wait_for_url(lambda url, number=number: not url.endswith(f"/dokumen/{number}/"))
    page.goto(f"/tinjau/{ref}/hasil/")
    return numbers


def lay_a_paper(page: Page) -> None:
    """OSS's own papers may lie on lines of their own: an empty line gets one before it can be found in order."""
    elsewhere = page.get_by_text("Berkasnya ada pada baris lain")
    if elsewhere.count():
        elsewhere.click()
        page.get_by_role("button", name="Pakai berkas ini").click()
        elsewhere.wait_for(state="detached")


def result(page: Page, eyes: Eyes, button: str) -> None:
    """Send one of the four results."""
    eyes.look(page)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url("**/tinjau/")


def decide(page: Page, eyes: Eyes, ref: str, button: str) -> None:
    """The head's word, on a page that is open at the file."""
    page.goto(f"/persetujuan/{ref}/")
    eyes.look(page)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url("**/persetujuan/")


def wait_for(page: Page, eyes: Eyes, ref: str, word: str) -> None:
    """The applicant's page of the file carries a status word."""
    page.goto(f"/permohonan/{ref}/")
    wait_until(page, page.locator("main .badge").filter(has_text=word))
    eyes.look(page)


def with_ground(page: Page, prefix: str, code: str, note: str) -> None:
    """Fill the coded ground and the sentence of a refusal."""
    page.locator(f"select[name={prefix}-ground]").select_option(code)
    page.locator(f"textarea[name={prefix}-note]").fill(note)


def refuse(page: Page, eyes: Eyes, ref: str, code: str, note: str) -> None:
    """The head refuses on a ground (90)."""
    page.goto(f"/persetujuan/{ref}/")
    eyes.look(page)
    with_ground(page, "refuse", code, note)
    page.get_by_role("button", name="Tolak permohonan", exact=True).click()
    page.wait_for_url("**/persetujuan/")
