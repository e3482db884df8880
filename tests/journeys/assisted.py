"""What the clerk does with a person at the window: the assisted half of the published procedure."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import counters, wizard
from tests.journeys.crowd import wait_until
from tests.journeys.eyes import Eyes
from tests.journeys.papers import fetched, paper, words


def register(clerk: Page, eyes: Eyes, story: wizard.Story, phone: str) -> None:
    """Step 3: nobody with this NIK yet; written down without a password, KTP-el seen, no copy."""
    clerk.goto("/loket/")
    clerk.keyboard.press("/")
    clerk.keyboard.type(story.nik)
    clerk.keyboard.press("Enter")
    clerk.wait_for_url("**/loket/cari/")
    assert story.nik not in clerk.url
    eyes.look(clerk)
    clerk.goto("/loket/pemohon/baru/")
    eyes.look(clerk)
    clerk.get_by_label("Nama lengkap sesuai KTP").fill(story.name)
    clerk.get_by_label("NIK", exact=True).fill(story.nik)
    clerk.get_by_label(re.compile("^Nomor HP/WhatsApp")).fill(phone)
    clerk.get_by_label("KTP-el dilihat dan cocok").check()
    clerk.get_by_role("button", name="Simpan dan mulai layani").click()
    clerk.wait_for_url("**/mulai/")
    eyes.look(clerk)
    clerk.get_by_label(re.compile("KTP-el yang hadir dilihat")).check()
    clerk.get_by_label("Orang ini bukan saya dan bukan keluarga saya").check()
    clerk.get_by_role("button", name="Mulai layani").click()
    expect(clerk.locator("h1")).to_have_text(f"Melayani {story.name}")
    expect(clerk.locator("body")).to_contain_text(f"Atas nama: {story.name}")
    eyes.look(clerk)


def fill_in(clerk: Page, eyes: Eyes, story: wizard.Story) -> None:
    """Steps 4 to 6: the same wizard, under the band "atas nama"; the account goes to the person, not to the clerk."""
    clerk.get_by_role("button", name="Permohonan baru atas namanya").click()
    wizard.applicant_pages(clerk, eyes, story)
    wizard.activity_pages(clerk, eyes, story)
    wizard.place_pages(clerk, eyes, story)
    expect(clerk.locator("h1")).to_have_text("Bacakan pernyataan")


def read_aloud(clerk: Page, eyes: Eyes, phone: str) -> None:
    """Step 7: each statement in large type; the yes is a code that only the person's telephone has."""
    eyes.look(clerk)
    for tick in clerk.locator("form.aloud").get_by_role("checkbox").all():
        tick.check()
    clerk.get_by_role("button", name="Kirim kode persetujuan").click()
    box = clerk.get_by_label("Kode dari HP pemohon")
    expect(box).to_be_visible()
    eyes.look(clerk)
    box.fill(code_read_out(clerk, f"+62{phone[1:]}"))
    clerk.get_by_role("button", name="Catat persetujuan dengan kode").click()
    expect(clerk.locator("main")).to_contain_text("Persetujuan pemohon tercatat.")


def code_read_out(clerk: Page, number: str) -> str:
    """What the person reads out from their own telephone."""
    telephone = clerk.context.new_page()
    telephone.goto("/uji/kotak-keluar/")
    letter = telephone.locator("article[data-letter]").filter(has_text=f"Kepada {number}")
    letter = letter.filter(has_text="kode persetujuan")
    wait_until(telephone, letter)
    found = re.search(r"(\d{6}), berlaku", letter.first.inner_text())
    telephone.close()
    assert found
    return found[1]


def scan_all(clerk: Page, eyes: Eyes, ref: str) -> int:
    """Step 10: the whole pile at once, then each to its requirement; then sent."""
    clerk.goto(f"/loket/bantu/{ref}/pindai/")
    eyes.look(clerk)
    wanted = clerk.locator("ul.documents li").filter(has_text="Belum diunggah").count()
    clerk.get_by_label("Berkas pindaian").set_input_files([paper(f"pindaian-{n}") for n in range(wanted)])
    clerk.get_by_role("button", name="Unggah pindaian").click()
    lists = clerk.get_by_label("Untuk persyaratan")
    expect(lists).to_have_count(wanted)
    for number, box in enumerate(lists.all(), start=1):
        box.select_option(str(number))
    eyes.look(clerk)
    clerk.get_by_role("button", name="Pasangkan").click()
    expect(clerk.locator("ul.documents li").filter(has_text="Sudah ada")).to_have_count(wanted)
    counters.send(clerk, eyes, ref, "Kirim permohonan")
    return wanted


def print_and_hand_over(clerk: Page, eyes: Eyes, ref: str, nib: str) -> None:
    """Step 15: printed, printed again with a cover sheet SALINAN, handed over against a signature on the screen."""
    clerk.goto(f"/permohonan/{ref}/")
    verified = clerk.locator("ul.documents li").filter(has_text="Telah terverifikasi")
    wait_until(clerk, verified.locator("a[href*='/dokumen/']"))
    wizard.wait_until_drawn(clerk)
    text = words(fetched(clerk, verified.locator("a[href*='/dokumen/']").first))
    assert nib in text
    assert "TELAH TERVERIFIKASI" in text.upper()
    clerk.goto(f"/loket/bantu/{ref}/cetak/")
    eyes.look(clerk)
    card = clerk.locator("main .card").filter(has_text="Telah terverifikasi")
    with clerk.expect_download() as printed:
        card.get_by_role("button", name=re.compile("^Cetak")).click()
    assert printed.value.path().read_bytes().startswith(b"%PDF")
    clerk.goto(f"/loket/bantu/{ref}/cetak/")
    card.get_by_role("button", name="Cetak ulang sebagai SALINAN").click()
    cover = card.get_by_role("link", name="Lembar SALINAN")
    assert "SALINAN" in words(fetched(clerk, cover))
    clerk.goto(f"/loket/serah/{ref}/")
    for tick in clerk.get_by_role("checkbox").all():
        tick.check()
    sign(clerk)
    eyes.look(clerk)
    clerk.get_by_role("button", name="Serahkan dokumen").click()
    expect(clerk.locator("main")).to_contain_text("Penyerahan dokumen tercatat.")


def sign(clerk: Page) -> None:
    """A name on the pad."""
    pad = clerk.locator("canvas.sign-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    clerk.mouse.move(box["x"] + 40, box["y"] + 60)
    clerk.mouse.down()
    for step in range(1, 8):
        clerk.mouse.move(box["x"] + 40 + 30 * step, box["y"] + 60 + 20 * (step % 2))
    clerk.mouse.up()


def survey_and_end(clerk: Page, eyes: Eyes) -> None:
    """Step 16: the survey is offered, the service ends; nobody types the book."""
    clerk.goto("/loket/bantu/")
    clerk.get_by_role("button", name="Tawarkan survei (QR)").click()
    expect(clerk.locator("figure.qr")).to_be_visible()
    eyes.look(clerk)
    clerk.goto("/loket/bantu/selesai/")
    eyes.look(clerk)
    clerk.locator("main form").get_by_role("button", name="Selesai", exact=True).click()
    clerk.wait_for_url("**/loket/")
