"""What the small scripts do for a person on a weak phone."""

import hashlib
import io
import random
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.foundation.ui import site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
Look = Callable[..., Page]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    site.drafts.clear()
    site.uploads.clear()


def photo(width: int, height: int) -> bytes:
    """A noisy photo, as heavy as a camera's, with a place in its EXIF."""
    picture = Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3))
    exif = Image.Exif()
    exif[0x8825] = {1: "S", 2: (0.0, 37.0, 12.0)}
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=92, exif=exif)
    return body.getvalue()


def choose(page: Page, name: str, kind: str, body: bytes) -> None:
    page.set_input_files("#unggah-1", {"name": name, "mimeType": kind, "buffer": body})


def test_a_heavy_photo_is_made_small_before_it_is_sent(look: Look) -> None:
    page, original = look("/coba/unggah/"), photo(3200, 2400)
    assert len(original) > 3_000_000  # over this form's limit, so it can only arrive when it was shrunk
    choose(page, "papan nama.jpeg", "image/jpeg", original)
    page.click("text=Unggah >> nth=-1")
    expect(page.locator(".file-row")).to_contain_text("papan nama.jpg")
    [sent] = site.uploads
    assert sent["size"] < 3_000_000
    assert sent["head"][:2] == b"\xff\xd8"


def test_a_small_file_arrives_byte_for_byte(look: Look) -> None:
    page, body = look("/coba/unggah/"), b"%PDF-1.7\n" + b"x" * 5000
    choose(page, "denah.pdf", "application/pdf", body)
    page.click("text=Unggah >> nth=-1")
    expect(page.locator(".file-row")).to_contain_text("denah.pdf")
    assert site.uploads[0]["sha256"] == hashlib.sha256(body).hexdigest()


@pytest.mark.parametrize(
    ("name", "kind", "body", "words"),
    [
        ("tabel.xlsx", "application/vnd.ms-excel", b"PK\x03\x04", "Pilih PDF, JPG, atau PNG."),
        ("halaman.pdf", "application/pdf", b"<html>" * 50, "Pilih PDF, JPG, atau PNG."),
        ("kosong.pdf", "application/pdf", b"", "Berkas ini kosong."),
        ("besar.pdf", "application/pdf", b"%PDF-1.7\n" + b"x" * 3_000_000, "Berkas lebih dari 3 MB."),
    ],
)
def test_a_wrong_file_is_refused_before_it_is_sent(look: Look, name: str, kind: str, body: bytes, words: str) -> None:
    page = look("/coba/unggah/")
    choose(page, name, kind, body)
    expect(page.locator("[data-status]")).to_contain_text(words)
    page.click("text=Unggah >> nth=-1")
    expect(page.locator("[data-status]")).to_contain_text(words)
    assert site.uploads == []


def test_a_refusal_of_the_server_stands_at_the_card(look: Look) -> None:
    page = look("/coba/unggah/")
    choose(page, "jahat.pdf", "application/pdf", b"%PDF-1.7 jahat")
    page.click("text=Unggah >> nth=-1")
    expect(page.locator("#unggah-1_error")).to_have_text("Berkas ini memuat program. Unggah PDF biasa.")


def test_a_cut_is_told_and_sent_again_when_the_line_returns(look: Look) -> None:
    page = look("/coba/unggah/")
    choose(page, "denah.pdf", "application/pdf", b"%PDF-1.7 isi")
    page.context.set_offline(True)
    page.click("text=Unggah >> nth=-1")
    expect(page.locator("[data-status]")).to_contain_text("Sambungan terputus.")
    page.context.set_offline(False)
    expect(page.locator(".file-row")).to_contain_text("denah.pdf")


def test_without_scripts_the_same_form_sends_the_file(look: Look) -> None:
    page = look("/coba/unggah/", java_script_enabled=False)
    choose(page, "denah.pdf", "application/pdf", b"%PDF-1.7 isi")
    page.click("text=Unggah >> nth=-1")
    assert "denah.pdf" in page.locator(".file-row").inner_text()


def test_a_draft_is_kept_while_one_types(look: Look) -> None:
    page = look("/coba/draf/")
    page.fill("#nama", "LPK Bina Karya")
    expect(page.locator("[data-saved]")).to_have_text("Draf tersimpan 10.42")
    page.fill("#nama", "LPK Bina Karya Pariaman")
    expect(page.locator("input[name=versi]")).to_have_value("3", timeout=8000)
    assert site.drafts == [{"nama": "LPK Bina Karya", "versi": 1}, {"nama": "LPK Bina Karya Pariaman", "versi": 2}]


def test_a_draft_waits_for_the_line(look: Look) -> None:
    page = look("/coba/draf/")
    page.context.set_offline(True)
    page.fill("#nama", "LPK Bina Karya")
    expect(page.locator("[data-saved]")).to_have_text("Belum tersimpan — menunggu sambungan")
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_have_text("Draf tersimpan 10.42")


def test_two_tabs_do_not_overwrite_each_other(look: Look) -> None:
    page = look("/coba/draf/")
    page.fill("#nama", "bentrok")
    expect(page.locator("[data-saved]")).to_have_text("Draf ini baru diubah di perangkat lain. Muat ulang dulu.")
    page.fill("#nama", "tetap mengetik")
    page.wait_for_timeout(2000)
    assert [draft["nama"] for draft in site.drafts] == ["bentrok"]


def test_a_form_sent_while_its_draft_is_being_kept_waits_for_the_new_version(look: Look) -> None:
    page = look("/coba/draf/")
    held: list[Route] = []
    page.route("**/coba/draf/simpan/", lambda route: held.append(route))  # noqa: PLW0108 - Playwright counts parameters
    with page.expect_request("**/coba/draf/simpan/"):
        page.fill("#nama", "LPK Bina Karya")
    page.click("text=Simpan")
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/draf/")) as sent:
        held[0].continue_()
    assert "versi=2" in (sent.value.post_data or "")


def test_leaving_the_page_keeps_the_last_words(look: Look) -> None:
    page = look("/coba/draf/")
    page.fill("#nama", "kata terakhir")
    with page.expect_request("**/coba/draf/simpan/"):
        page.evaluate("Object.defineProperty(document, 'hidden', {value: true})")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_search_answers_while_one_types_and_stays_in_the_address(look: Look) -> None:
    page = look("/coba/cari/")
    page.fill("#q", "kursus")
    expect(page.locator("#hasil")).to_have_text("6 cocok")
    assert page.url.endswith("?q=kursus")


def test_a_document_is_compared_without_being_sent(look: Look) -> None:
    page = look("/uji/gaya/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    name = "input[type=file]#periksa-berkas"
    page.set_input_files(name, {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"test"})
    expect(page.locator("[data-hash-result]")).to_contain_text("Sama")
    page.set_input_files(name, {"name": "b.pdf", "mimeType": "application/pdf", "buffer": b"tesT"})
    expect(page.locator("[data-hash-result]")).to_contain_text("Berbeda")
    assert [method for method in sent if method != "GET"] == []


def test_the_theme_is_chosen_and_remembered(look: Look) -> None:
    page = look("/uji/gaya/")
    page.click("[data-theme-switch]")
    assert page.get_attribute("html", "data-tema") == "gelap"
    page.reload()
    assert page.get_attribute("html", "data-tema") == "gelap"
    expect(page.locator("[data-theme-switch]")).to_have_text("Tampilan terang")


def test_the_menu_closes_on_escape(look: Look) -> None:
    page = look("/uji/gaya/")
    page.click("details.menu > summary")
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('details.menu').open") is False
    assert page.evaluate("document.activeElement.matches('details.menu > summary')")


def test_an_error_link_puts_the_cursor_into_its_field(look: Look) -> None:
    page = look("/uji/gaya/")
    page.click(".form-section ~ .actions button >> nth=0")
    page.click("[data-error-summary] a >> text=Isi modal usaha.")
    assert page.evaluate("document.activeElement.id") == "id_capital"


def test_letters_are_counted_and_never_cut(look: Look) -> None:
    page = look("/uji/gaya/")
    page.fill("#id_address", "x" * 320)
    expect(page.locator("[data-counter=id_address]")).to_have_text("Lebih 20 huruf")
    assert len(page.input_value("#id_address")) == 320


def test_keys_judge_but_not_while_typing_and_can_be_switched_off(look: Look) -> None:
    page = look("/uji/gaya/", (1366, 768))
    chosen = "document.querySelector('[name=putusan]:checked').value"
    page.keyboard.press("3")
    assert page.evaluate(chosen) == "tidak_sesuai"
    page.keyboard.press("c")
    page.keyboard.type("1 ruang belum diukur")
    assert page.evaluate(chosen) == "tidak_sesuai"
    assert page.input_value("#catatan") == "1 ruang belum diukur"
    page.evaluate("document.activeElement.blur()")
    page.evaluate("document.querySelector('[data-shortcut-help]').open = true")
    page.click("[data-shortcuts-switch]")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("1")
    assert page.evaluate(chosen) == "tidak_sesuai"
    expect(page.locator("[data-shortcuts-switch]")).to_have_text("Nyalakan pintasan")


def test_ctrl_enter_sends_from_inside_the_note(look: Look) -> None:
    page = look("/uji/gaya/", (1366, 768))
    page.focus("#catatan")
    with page.expect_request(lambda request: request.method == "POST"):
        page.keyboard.press("Control+Enter")


def test_without_a_line_the_phone_shows_a_page_of_ours(look: Look) -> None:
    page = look("/uji/gaya/", service_workers="allow")
    page.reload()  # the worker comes with the second page of a visit
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.goto(page.url.replace("/uji/gaya/", "/bantuan/"))
    expect(page.locator("h1")).to_have_text("Tidak ada sambungan")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--utama')") != ""


def test_back_after_a_mistake_put_right_shows_the_page_and_no_question_about_sending_again(look: Look) -> None:
    page = look("/coba/tanya/")
    page.click("text=Lanjut")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.fill("#nama", "Asnimar")
    page.click("text=Lanjut")
    expect(page.locator("h1")).to_have_text("Cari")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Tanya")
