"""Complaints as people live them: a citizen without a name, an officer from a to g, a business, an accused officer."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from accounts.demo import PASSWORD
from tests.journeys.crowd import Crowd, sign_in
from tests.journeys.eyes import Eyes
from tests.journeys.house import House
from tests.journeys.papers import paper, words

pytestmark = pytest.mark.browser
DESK, INSPECTOR, ACCUSED = "aduan@contoh.id", "inspektorat@contoh.id", "naker@contoh.id"
STORY = "Bengkel di samping rumah kami bekerja sampai tengah malam."
UGLY = "Ibu Sari di dinas meminta uang supaya berkas didahulukan."


@dataclass(frozen=True, slots=True)
class Slip:
    """What a receipt gives."""

    number: str
    code: str


def tell(page: Page, eyes: Eyes, *, category: str, subject: str, text: str) -> Slip:
    """The three steps of the public form: story, evidence, receipt with its paper."""
    page.goto("/pengaduan/")
    eyes.look(page)
    page.locator("main").get_by_role("link", name="Tulis pengaduan").click()
    eyes.look(page)
    page.locator(f"input[name='category'][value='{category}']").check()
    page.locator(f"input[name='subject'][value='{subject}']").check()
    page.get_by_label(re.compile("Ceritakan apa yang terjadi")).fill(text)
    page.get_by_label(re.compile("Di mana dan pukul berapa")).fill("Jalan Sudirman, pukul 23.00")
    page.get_by_role("button", name="Kirim pengaduan").click()
    page.wait_for_url("**/pengaduan/baru/bukti/")
    eyes.look(page)
    page.locator("input[type='file']").first.set_input_files(paper("bukti"))
    page.get_by_role("button", name="Unggah", exact=True).click()
    expect(page.locator("main")).to_contain_text("lampiran-1.pdf")
    page.get_by_role("link", name="Lanjut ke tanda terima").click()
    return receipt(page, eyes)


def receipt(page: Page, eyes: Eyes) -> Slip:
    """Number and code from the page; the paper says the same."""
    page.wait_for_url("**/pengaduan/tanda-terima/")
    eyes.look(page)
    told = page.locator("main").inner_text()
    number, code = re.search(r"ADU-\d{4}-\d{6}", told), re.search(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", told)
    assert number, told
    assert code, told
    answer = page.request.get("/pengaduan/tanda-terima.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    printed = words(answer.body())
    assert number[0] in printed
    assert code[0] in printed
    return Slip(number[0], code[0])


def follow(page: Page, slip: Slip) -> None:
    """Number and code open the dialogue."""
    page.goto("/pengaduan/lacak/")
    page.get_by_label("Nomor pengaduan").fill(slip.number)
    page.get_by_label(re.compile("Kode rahasia")).fill(slip.code.lower())
    page.locator("main form").get_by_role("button").first.click()
    expect(page.locator("h1")).to_contain_text(slip.number)


def step(page: Page, eyes: Eyes, slip: Slip, name: str, *, then: str = "detail", **given: str) -> None:
    """One step of the desk: its form, its button."""
    page.goto(f"/tangani/pengaduan/{slip.number}/langkah/{name}/")
    for field, value in given.items():
        control = page.locator(f"main [name='{field}']")
        if control.first.get_attribute("type") == "radio":
            page.locator(f"main [name='{field}'][value='{value}']").check()
        elif control.first.evaluate("e => e.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)
    eyes.look(page)
    page.locator("main form .actions button").first.click()
    ending = f"**/tangani/pengaduan/{slip.number}/" if then == "detail" else "**/tangani/pengaduan/"
    page.wait_for_url(ending)


def study(page: Page, eyes: Eyes, slip: Slip) -> None:
    """From a to d, on the officer's own desk."""
    step(page, eyes, slip, "check")
    step(page, eyes, slip, "find_complete")
    step(page, eyes, slip, "classify", weight="Tidak berkadar pengawasan", priority="Tinggi", route="officer",
         handler="Ayu Lestari")  # fmt: skip


def test_an_anonymous_citizen_from_the_form_to_closing_by_code(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    slip = tell(crowd.stranger(pariaman), eyes, category="business", subject="holder", text=STORY)
    desk, citizen = crowd.staff(pariaman, DESK), crowd.stranger(pariaman)
    desk.goto("/tangani/pengaduan/")
    eyes.look(desk)
    expect(desk.locator("main tbody")).to_contain_text(slip.number)
    step(desk, eyes, slip, "check")
    step(desk, eyes, slip, "ask", text="Pukul berapa biasanya berhenti?")
    follow(citizen, slip)
    expect(citizen.locator("main")).to_contain_text("Pukul berapa biasanya berhenti?")
    eyes.look(citizen)
    citizen.get_by_label(re.compile("Pesan Anda")).fill("Sekitar pukul 01.00.")
    citizen.get_by_role("button", name="Kirim kelengkapan").click()
    step(desk, eyes, slip, "find_complete")
    expect(desk.locator("main")).to_contain_text("Sekitar pukul 01.00.")
    step(desk, eyes, slip, "classify", weight="Tidak berkadar pengawasan", route="officer", handler="Ayu Lestari")
    step(desk, eyes, slip, "answer", outcome="proven", text="Bengkel itu kini berhenti pukul 20.00.")
    citizen.goto("/pengaduan/lacak/")
    expect(citizen.locator("main")).to_contain_text("Bengkel itu kini berhenti pukul 20.00.")
    expect(citizen.locator("main")).to_contain_text("Ombudsman")
    eyes.look(citizen)
    citizen.locator("input[name='score'][value='4']").check()
    citizen.get_by_role("button", name="Terima jawaban dan tutup").click()
    expect(citizen.locator("main")).to_contain_text("Pengaduan selesai")
    eyes.look(citizen)
    desk.goto(f"/tangani/pengaduan/{slip.number}/")
    expect(desk.locator("main")).to_contain_text("Selesai")
    expect(desk.locator("main")).to_contain_text("Langkah berikut")


def test_an_officer_takes_a_complaint_through_all_stages(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    slip = tell(crowd.stranger(pariaman), eyes, category="business", subject="holder", text=STORY)
    desk = crowd.staff(pariaman, DESK)
    study(desk, eyes, slip)
    step(desk, eyes, slip, "answer", outcome="partly", text="Sudah kami datangi.")
    step(desk, eyes, slip, "administer", note="Disimpan di map 12.")
    step(desk, eyes, slip, "report", text="Pemilik menandatangani janji.", follow_up="Kunjungan ulang bulan depan.")
    step(desk, eyes, slip, "evaluate", note="Tidak terulang.")
    eyes.look(desk)
    passage = desk.locator("main table").filter(has_text="Tahap yang sudah dilalui")
    for letter in "abcdefg":
        expect(passage).to_contain_text(f"{letter}. ")
    desk.get_by_role("button", name="Buka nama dan kontak pengadu").click()
    expect(desk.locator("main")).to_contain_text("tidak menyebut nama dan kontak")


def test_a_business_actor_reports_trouble_with_the_system(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    page = crowd.stranger(pariaman)
    sign_in(page, "budi@contoh.id", PASSWORD)
    page.wait_for_url("**/beranda/")
    page.goto("/pengaduan/saya/")
    eyes.look(page)
    page.locator("main").get_by_role("link", name="Tulis pengaduan").click()
    eyes.look(page)
    page.locator("input[name='category'][value='obstacle']").check()
    page.locator("main textarea[name='text']").fill("Tombol kirim tidak menanggapi sejak pagi.")
    page.locator("main [name='oss_ticket']").fill("OSS-77123")
    page.locator("main form .actions button").first.click()
    slip = receipt(page, eyes)
    page.goto("/pengaduan/saya/")
    expect(page.locator("main tbody")).to_contain_text(slip.number)
    eyes.forget("/pengaduan/saya/")
    eyes.look(page)
    page.get_by_role("button", name=f"Buka {slip.number}").click()
    page.wait_for_url("**/pengaduan/lacak/")
    expect(page.locator("main")).to_contain_text("Tombol kirim tidak menanggapi")
    desk = crowd.staff(pariaman, DESK)
    desk.goto(f"/tangani/pengaduan/{slip.number}/")
    expect(desk.locator("main")).to_contain_text("OSS-77123")
    expect(desk.locator("main")).to_contain_text("Hambatan dan permasalahan")


def test_an_officer_never_finds_the_complaint_about_herself(pariaman: House, crowd: Crowd, eyes: Eyes) -> None:
    slip = tell(crowd.stranger(pariaman), eyes, category="licensing", subject="official", text=UGLY)
    inspector, accused = crowd.staff(pariaman, INSPECTOR), crowd.staff(pariaman, ACCUSED)
    desk = crowd.staff(pariaman, DESK)
    assert desk.request.get(f"/tangani/pengaduan/{slip.number}/").status == 404, "hidden until triage is done"
    inspector.goto(f"/tangani/pengaduan/{slip.number}/triase/")
    inspector.get_by_label("Nama atau jabatan").fill("Sari Dewi")
    inspector.locator("main form[method='get'] button").click()
    inspector.locator("main label").filter(has_text="Sari Dewi").locator("input").check()
    eyes.look(inspector)
    inspector.get_by_role("button", name="Tetapkan sebagai teradu").click()
    expect(inspector.locator("main ul.rows").first).to_contain_text("Sari Dewi")
    step(inspector, eyes, slip, "release", note="Diperiksa di meja pengaduan tanpa Sari.")
    assert desk.request.get(f"/tangani/pengaduan/{slip.number}/").status == 200
    for path in ("/beranda/", "/pesan/", "/tangani/pengaduan/", f"/tangani/pengaduan/?q={slip.number}", "/tinjau/",
                 f"/cari-nomor/?q={slip.number}", "/pengaduan/terbuka/"):  # fmt: skip
        told = accused.request.get(path).text()
        assert UGLY not in told, path
        assert slip.number not in told.replace(f"q={slip.number}", "").replace(f'value="{slip.number}"', ""), path
    for path in (f"/tangani/pengaduan/{slip.number}/", f"/tangani/pengaduan/{slip.number}/langkah/check/"):
        assert accused.request.get(path).status == 404, path
    for path in ("/tangani/pengaduan/lapor/ekspor.csv", f"/tangani/pengaduan/{slip.number}/triase/",
                 f"/tangani/pengaduan/{slip.number}/kontak/"):  # fmt: skip
        assert accused.request.get(path).status in {403, 404, 405}, path
    accused.goto("/tangani/pengaduan/")
    eyes.look(accused)
