"""The second published procedure, assisted: kiosk, console and board at once, from the number to the permit in hand."""

import re

import pytest
from playwright.sync_api import Page, expect

from counter.terms import DeviceKind
from tests.journeys import assisted, counters, hall, wizard
from tests.journeys.crowd import Crowd, new_phone
from tests.journeys.eyes import Eyes
from tests.journeys.house import House

pytestmark = pytest.mark.browser


def test_a_number_is_drawn_called_shown_and_served_in_three_browsers(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    kiosk = hall.machine(pariaman, crowd, eyes, DeviceKind.KIOSK, hall.STANDING)
    board = hall.machine(pariaman, crowd, eyes, DeviceKind.BOARD, hall.TELEVISION)
    clerk = crowd.staff(pariaman, "loket@contoh.id")
    eyes.look(board)
    board.set_viewport_size(hall.TELEVISION)
    board.get_by_role("button", name="Nyalakan suara").click()
    hall.sit(clerk, eyes, 2)
    number = hall.draw(kiosk, eyes, "Bantuan perizinan")
    keys_are_off_while_typing(clerk)
    hall.call(clerk, number)
    eyes.look(clerk)
    hall.shows(board, number, 2)
    nothing_typed_is_lost_without_network(clerk)
    clerk.keyboard.press("m")
    expect(clerk.locator(".hand .badge").first).to_have_text("Dilayani")
    eyes.look(clerk)
    clerk.get_by_label("Catatan", exact=True).fill("Diberi penjelasan.")
    clerk.keyboard.press("Escape")
    clerk.get_by_role("button", name="Selesai").first.click()
    expect(clerk.locator(".hand-number")).to_have_count(0)
    expect(clerk.locator("main")).to_contain_text("Yang Anda layani hari ini")
    the_board_says_when_it_is_cut_off(board, number)
    clerk.get_by_role("button", name="Tutup loket").click()
    expect(clerk.locator("h1")).to_have_text("Di loket mana Anda bertugas?")
    expect(clerk.locator("main")).to_contain_text("Bu Rina kembali pukul dua.")
    clerk.get_by_role("button", name="Sudah dibaca").click()
    kiosk.context.close()
    board.context.close()


def keys_are_off_while_typing(clerk: Page) -> None:
    """A letter in the search box is a letter."""
    clerk.keyboard.press("/")
    expect(clerk.locator("#cari-orang")).to_be_focused()
    clerk.keyboard.type("pus")
    expect(clerk.locator("#cari-orang")).to_have_value("pus")
    expect(clerk.locator(".hand-number")).to_have_count(0)
    clerk.locator("#cari-orang").fill("")
    clerk.locator("#cari-orang").blur()


def nothing_typed_is_lost_without_network(clerk: Page) -> None:
    """The network goes while a note is being written; the act waits for it, and counts once."""
    note = clerk.get_by_label("Catatan untuk giliran berikutnya")
    note.fill("Bu Rina kembali")
    note.blur()
    clerk.context.set_offline(True)
    clerk.keyboard.press("u")
    expect(clerk.locator("[data-lost]")).to_be_visible()
    note.press_sequentially(" pukul dua.")
    note.blur()
    clerk.locator("#cari-orang").fill("Siti")
    clerk.locator("#cari-orang").press("Enter")
    expect(clerk.locator("#cari-orang")).to_have_value("Siti")
    assert clerk.url.endswith("/loket/"), "a search waits too: its page would be gone"
    clerk.context.set_offline(False)
    expect(clerk.locator("[data-lost]")).to_be_hidden()
    expect(clerk.locator(".hand")).to_contain_text("dipanggil 2 dari 3 kali")
    expect(note).to_have_value("Bu Rina kembali pukul dua.")
    expect(clerk.locator("#cari-orang")).to_have_value("Siti")
    clerk.locator("#cari-orang").fill("")
    clerk.locator("#cari-orang").blur()


def the_board_says_when_it_is_cut_off(board: Page, number: str) -> None:
    """Without network the last numbers stay, with a banner; it goes when the network returns."""
    board.context.set_offline(True)
    expect(board.get_by_role("alert")).to_have_text("Sambungan terputus, nomor terakhir ditampilkan")
    expect(board.locator("[data-calls]")).to_contain_text(number)
    board.context.set_offline(False)
    expect(board.locator("[data-lost]")).to_be_hidden()


def test_the_sixteen_assisted_steps_from_the_kiosk_to_the_permit_in_hand(
    pariaman: House, crowd: Crowd, eyes: Eyes
) -> None:
    kiosk = hall.machine(pariaman, crowd, eyes, DeviceKind.KIOSK, hall.STANDING)
    board = hall.machine(pariaman, crowd, eyes, DeviceKind.BOARD, hall.TELEVISION)
    board.get_by_role("button", name="Nyalakan suara").click()
    clerk = crowd.staff(pariaman, "loket@contoh.id")
    hall.sit(clerk, eyes, 2)
    step_1_information(crowd.staff(pariaman, "informasi@contoh.id"), eyes)
    number = hall.draw(kiosk, eyes, "Bantuan perizinan")  # 2. mengambil antrean, dipanggil ke loket
    hall.call(clerk, number)
    hall.shows(board, number, 2)
    clerk.keyboard.press("m")
    expect(clerk.locator(".hand .badge").first).to_have_text("Dilayani")
    phone, story = new_phone(), wizard.Story(email="ratna@contoh.id", name="Ratna Dewi")
    assisted.register(clerk, eyes, story, phone)  # 3
    assisted.fill_in(clerk, eyes, story)  # 4, 5, 6
    assisted.read_aloud(clerk, eyes, phone)  # 7
    ref = wizard.request_nib(clerk, eyes)  # 8
    nib = wizard.wait_for_nib(clerk, eyes, "Unggah persyaratan")  # 9
    assert assisted.scan_all(clerk, eyes, ref) > 0  # 10
    verified_and_issued(pariaman, crowd, eyes, ref)  # 11, 12, 13
    counters.wait_for(clerk, eyes, ref, "Terbit")  # 14
    assisted.print_and_hand_over(clerk, eyes, ref, nib)  # 15
    assisted.survey_and_end(clerk, eyes)  # 16
    expect(clerk.locator(".hand-number")).to_have_count(0)
    the_book_wrote_itself(clerk, eyes, number, ref, nib)
    clerk.goto("/loket/")
    clerk.get_by_role("button", name="Tutup loket").click()
    expect(clerk.locator("h1")).to_have_text("Di loket mana Anda bertugas?")
    kiosk.context.close()
    board.context.close()


def step_1_information(officer: Page, eyes: Eyes) -> None:
    """1. Petugas informasi menjelaskan persyaratan dan alur, dan mengarahkan untuk mengambil antrean."""
    officer.goto("/agenda/informasi/")
    eyes.look(officer)
    expect(officer.locator("h1")).to_be_visible()


def verified_and_issued(pariaman: House, crowd: Crowd, eyes: Eyes, ref: str) -> None:
    """11. Diteruskan ke back office dan dinas; 12. verifikasi; 13. persetujuan; the head issues."""
    reviewer = crowd.staff(pariaman, "naker@contoh.id")
    counters.find_complete(crowd.staff(pariaman, "proses@contoh.id"), eyes, ref)
    counters.claim(reviewer, eyes, ref)
    counters.judge(reviewer, eyes, ref)
    counters.result(reviewer, eyes, "Setujui secara teknis")
    counters.decide(crowd.staff(pariaman, "kepala@contoh.id"), eyes, ref, "Terbitkan")


def the_book_wrote_itself(clerk: Page, eyes: Eyes, number: str, ref: str, nib: str) -> None:
    """The agenda has one row of this service, with ticket, file, NIB, what was handed over and the survey offered."""
    clerk.get_by_role("link", name=re.compile(f"^{number}")).first.click()
    clerk.wait_for_url("**/agenda/baris/**")
    eyes.look(clerk)
    row = clerk.locator("main")
    for words in (number, "Berbantuan", "R*** D***", ref, nib, "85571", "Menyerahkan dokumen", "Membacakan pernyataan"):
        expect(row).to_contain_text(words)
