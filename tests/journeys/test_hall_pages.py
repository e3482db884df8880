"""The hall by itself: machines that reset, speak and go dark; keys that can be switched off; every page clean."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from accounts.demo import PASSWORD
from counter.terms import DeviceKind
from tests.journeys import hall
from tests.journeys.crowd import DESK, Crowd, sign_in
from tests.journeys.eyes import Eyes
from tests.journeys.house import House

pytestmark = pytest.mark.browser
DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
SET_UP = ("antrean", "antrean/layanan", "antrean/loket", "antrean/aturan", "antrean/hari", "perangkat")
BOOK = ("", "baris/baru/", "ringkasan/", "ekspor/", "impor/", "kolom/agenda/", "informasi/")
LANDSCAPE = {"width": 1280, "height": 800}
OFFICER, ADMIN = "informasi@contoh.id", "admin@contoh.id"
INDONESIAN_VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "en-GB", localService: true }, { lang: "id-ID", localService: true, name: "Suara" }],
  speak: (speech) => window.said.push(`${speech.lang}: ${speech.text}`),
} });
"""


def new_machine(house: House, crowd: Crowd, admin: Page, kind: str, name: str) -> Page:
    """An admin registers a machine; its key, shown once, is typed at it."""
    admin.goto("/kelola/perangkat/")
    admin.get_by_label("Nama").fill(name)
    admin.get_by_label("Jenis").select_option(kind)
    admin.get_by_role("button", name="Buat kunci").click()
    key = admin.locator("[data-device-key]").inner_text()
    page = crowd.stranger(house, viewport=LANDSCAPE)
    page.add_init_script(INDONESIAN_VOICE)
    page.goto("/perangkat/")
    page.get_by_label("Kunci perangkat").fill(key)
    page.get_by_role("button", name="Daftarkan").click()
    page.wait_for_url(re.compile("/(kios|antrean/layar)/$"))
    return page


def revoke(admin: Page, name: str) -> None:
    """Its key is worth nothing from now on."""
    admin.goto("/kelola/perangkat/")
    admin.locator("main tr").filter(has_text=name).get_by_role("button", name="Cabut kunci").click()
    expect(admin.locator("main tr").filter(has_text=name)).to_contain_text("dicabut")


def test_machines_reset_speak_indonesian_and_go_dark_when_their_key_is_revoked(
    pariaman: House, crowd: Crowd, eyes: Eyes
) -> None:
    admin, officer = crowd.staff(pariaman, ADMIN), crowd.staff(pariaman, OFFICER)
    kiosk = new_machine(pariaman, crowd, admin, DeviceKind.KIOSK, "Mesin uji")
    board = new_machine(pariaman, crowd, admin, DeviceKind.BOARD, "Layar uji")
    the_kiosk_goes_back_to_its_start_after_a_minute(kiosk)
    board.get_by_role("button", name="Nyalakan suara").click()
    hall.sit(officer, eyes, 1)
    the_keys_can_be_switched_off(officer)
    a_call_from_a_computer_reaches_the_open_console(pariaman, crowd, eyes, officer)
    number = draw_without_printer(kiosk)
    hall.call(officer, number)
    the_call_is_spoken(board, number)
    the_survey_is_offered_at_the_end(officer, eyes, number)
    both_go_dark(admin, kiosk, board)
    officer.get_by_role("button", name="Tutup loket").click()
    expect(officer.locator("h1")).to_have_text("Di loket mana Anda bertugas?")
    kiosk.context.close()
    board.context.close()


def the_kiosk_goes_back_to_its_start_after_a_minute(kiosk: Page) -> None:
    """A choice left half made is gone after sixty seconds of silence; a tap begins them again."""
    kiosk.clock.install()
    kiosk.goto("/kios/?prioritas=pilih")
    for _tap in range(2):
        kiosk.clock.run_for(35_000)
        expect(kiosk.locator("h1")).to_have_text("Siapa yang perlu didahulukan?")
        kiosk.locator("h1").click()
    kiosk.clock.run_for(61_000)
    kiosk.wait_for_url(re.compile("/kios/$"))
    expect(kiosk.locator("h1")).to_have_text("Tekan layanan yang Anda perlukan")


def draw_without_printer(kiosk: Page) -> str:
    """A kiosk without a printer shows the code instead and prints nothing; the number too is gone after a minute."""
    kiosk.get_by_role("button", name="Informasi").click()
    kiosk.wait_for_url("**/kios/karcis/**")
    expect(kiosk.locator("figure.qr")).to_be_visible()
    assert kiosk.locator("body").get_attribute("data-print-now") is None
    number = kiosk.locator(".kiosk-number").inner_text()
    kiosk.clock.run_for(61_000)
    kiosk.wait_for_url(re.compile("/kios/$"))
    return number


def the_keys_can_be_switched_off(officer: Page) -> None:
    """With somebody waiting, P does nothing while the keys are off (WCAG 2.1.4)."""
    officer.keyboard.press("?")
    officer.get_by_role("button", name="Matikan pintasan").click()
    officer.keyboard.press("p")
    officer.wait_for_timeout(1500)
    expect(officer.locator(".hand-number")).to_have_count(0)
    officer.get_by_role("button", name="Nyalakan pintasan").click()


def a_call_from_a_computer_reaches_the_open_console(pariaman: House, crowd: Crowd, eyes: Eyes, officer: Page) -> None:
    """Nobody touches the console: it says by itself who calls, and shows it without losing what was typed."""
    seat = hall.machine(pariaman, crowd, eyes, DeviceKind.SELF_SERVICE, DESK)
    seat.get_by_role("button", name="Mulai").click()
    note = officer.get_by_label("Catatan untuk giliran berikutnya")
    note.fill("Bu Rina kembali")
    seat.get_by_role("button", name="Panggil bantuan").click()
    expect(officer.locator("[data-help]")).to_contain_text("Komputer layanan mandiri", timeout=hall.SOON)
    eyes.forget("/loket/")
    eyes.look(officer)
    officer.locator("[data-help]").get_by_role("link", name="Tampilkan").click()
    expect(officer.get_by_role("heading", name="Minta bantuan")).to_be_visible()
    expect(officer.locator("[data-help]")).to_be_hidden()
    expect(note).to_have_value("Bu Rina kembali")
    note.fill("")
    officer.get_by_role("button", name=re.compile("^Saya ke sana")).click()
    expect(officer.get_by_role("heading", name="Minta bantuan")).to_have_count(0)
    seat.get_by_role("button", name="Selesai, hapus data saya").click()
    seat.context.close()


def the_call_is_spoken(board: Page, number: str) -> None:
    """In the machine's Indonesian voice, digit by digit, twice."""
    expect(board.locator("[data-number]")).to_have_text(number)
    said = f"id-ID: Nomor antrean {' '.join([number[0], *(DIGITS[int(sign)] for sign in number[1:])])}, "
    board.wait_for_function("said => window.said.filter(one => one.startsWith(said)).length === 2", arg=said)
    assert board.evaluate("window.said.at(-1)") == f"{said}silakan ke loket satu."


def the_survey_is_offered_at_the_end(officer: Page, eyes: Eyes, number: str) -> None:
    """Chosen with the result; the code stands on the console until the next call."""
    officer.keyboard.press("m")
    officer.get_by_label("Survei kepuasan").select_option("qr")
    officer.get_by_role("button", name="Selesai").first.click()
    expect(officer.get_by_role("heading", name=f"Survei kepuasan untuk {number}")).to_be_visible()
    expect(officer.locator("figure.qr")).to_be_visible()
    officer.reload()
    eyes.forget("/loket/")
    eyes.look(officer)


def both_go_dark(admin: Page, kiosk: Page, board: Page) -> None:
    """Revoked in use: the kiosk says so at the next tap and draws nothing, the board by itself."""
    revoke(admin, "Mesin uji")
    kiosk.get_by_role("button", name="Informasi").click()
    expect(kiosk.locator("[data-say]")).to_contain_text("sudah dicabut")
    revoke(admin, "Layar uji")
    expect(board.locator("h1")).to_have_text("Perangkat ini tidak terdaftar")


def test_the_pages_around_the_queue_and_the_book_are_clean(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    visitor = crowd.stranger(pariaman)
    visitor.goto("/antrean/ambil/")
    eyes.look(visitor)
    visitor.get_by_role("link", name="Bantuan perizinan").click()
    visitor.get_by_label("Kapan Anda datang?").select_option(index=1)
    eyes.look(visitor)
    visitor.get_by_role("button", name="Ambil nomor").click()
    visitor.wait_for_url("**/a/*/")
    eyes.look(visitor)
    each(visitor, eyes, f"{visitor.url}karcis/", "/antrean/")
    visitor.context.close()
    each(crowd.staff(pariaman, ADMIN), eyes, *(f"/kelola/{page}/" for page in SET_UP))
    officer = crowd.staff(pariaman, OFFICER)
    each(officer, eyes, "/loket/nomor/")
    officer.get_by_label("Informasi dan konsultasi").check()
    officer.get_by_role("button", name="Ambil nomor").click()
    officer.wait_for_url("**/loket/nomor/*/")
    eyes.look(officer)
    head = crowd.staff(pariaman, "kepala@contoh.id")
    today = datetime.now(ZoneInfo("Asia/Jakarta")).date()
    each(head, eyes, *(f"/agenda/{page}" for page in BOOK), f"/agenda/hari/{today}/")
    wide_letters_fit(head, "/agenda/", f"/agenda/hari/{today}/")


def test_the_pages_of_assistance_are_clean(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    seat = hall.machine(pariaman, crowd, eyes, DeviceKind.SELF_SERVICE, DESK)
    eyes.look(seat)
    seat.get_by_role("button", name="Mulai").click()
    expect(seat.get_by_role("button", name="Panggil bantuan")).to_be_visible()
    eyes.look(seat)
    seat.get_by_role("button", name="Selesai, hapus data saya").click()
    seat.context.close()
    clerk = crowd.staff(pariaman, "loket@contoh.id")
    clerk.goto("/loket/cari/")
    clerk.get_by_label("Cari orang").fill("Ratna")
    clerk.get_by_role("button", name="Cari", exact=True).click()
    eyes.look(clerk)
    clerk.locator("main tbody tr").first.get_by_role("button", name="Buka").click()
    clerk.wait_for_url("**/loket/pemohon/*/")
    eyes.look(clerk)
    person = clerk.url
    each(clerk, eyes, *(f"{person}{page}/" for page in ("ubah", "kuasa", "gabung", "mulai")), "/loket/gabung/")
    clerk.goto(f"{person}mulai/")
    clerk.get_by_label(re.compile("KTP-el yang hadir dilihat")).check()
    clerk.get_by_label("Orang ini bukan saya dan bukan keluarga saya").check()
    clerk.get_by_role("button", name="Mulai layani").click()
    expect(clerk.locator("h1")).to_contain_text("Melayani")
    each(clerk, eyes, "/loket/bantu/", "/loket/serah/", "/loket/bantu/kartu/", "/loket/bantu/selesai/")
    clerk.goto("/loket/bantu/")
    if clerk.locator("main ul.documents a").count():
        each(clerk, eyes, clerk.locator("main ul.documents a").first.get_attribute("href") or "")
    clerk.goto("/loket/bantu/selesai/")
    clerk.locator("main form").get_by_role("button", name="Selesai", exact=True).click()
    clerk.wait_for_url("**/loket/")
    at_home(pariaman, crowd, eyes)


def at_home(house: House, crowd: Crowd, eyes: Eyes) -> None:
    """The way home, as an applicant sees it; a code that leads nowhere looks like one that does."""
    page = crowd.stranger(house)
    sign_in(page, "budi@contoh.id", PASSWORD)
    page.wait_for_url("**/beranda/")
    each(page, eyes, "/lanjut/2ZZZZZZZZZZZZZZZZZZZZZ/", "/lanjut/kode/")
    page.context.close()


def wide_letters_fit(page: Page, *paths: str) -> None:
    """On a phone whose letters are wider than those we name, nothing scrolls sideways."""
    page.set_viewport_size({"width": 360, "height": 780})
    for path in paths:
        page.goto(path)
        page.evaluate("document.body.style.fontFamily = 'DejaVu Sans'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.set_viewport_size(DESK)  # type: ignore[arg-type]


def each(page: Page, eyes: Eyes, *paths: str) -> None:
    """Look at these pages."""
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, path
        eyes.look(page)
