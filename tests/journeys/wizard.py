"""The wizard as an applicant walks it: one page after another, each by its question."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.journeys.crowd import wait_until
from tests.journeys.eyes import Eyes

NEXT = "Simpan dan lanjut"
Answers = dict[str, str]  # label -> text, or name -> value of a list


def new_nik() -> str:
    """A NIK of a man born on 17 August 1990 that no other journey uses."""
    return f"137701170890{secrets.randbelow(9000) + 1000}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Who opens what, where, with how much. Money in rupiah, as people type it."""

    email: str
    name: str = "Budi Santoso"
    nik: str = field(default_factory=new_nik)
    company: str = ""  # name of a PT; empty: a person
    kbli: str = "85571"
    scope: str = ""
    business: str = "LPK Maju Bersama"
    existing_nib: str = ""
    regency: str = "13.77"
    village: str = "13.77.01.1001"
    is_umk: bool = True
    machinery: str = "400.000.000"
    working: str = "1.000.000.000"
    spatial: str = "Pernyataan mandiri"


def walk(page: Page, eyes: Eyes, story: Story) -> None:
    """From "Permohonan baru" to the overview."""
    begin(page, eyes)
    for who in (applicant_pages, activity_pages, place_pages):
        who(page, eyes, story)
    declare(page, eyes)


def begin(page: Page, eyes: Eyes) -> None:
    """A new draft."""
    page.goto("/permohonan/baru/")
    eyes.look(page)
    page.get_by_role("button", name="Mulai", exact=True).click()


def applicant_pages(page: Page, eyes: Eyes, story: Story) -> None:
    """Pelaku usaha (published step 5)."""
    kind = "Badan usaha" if story.company else "Perorangan"
    size = "Usaha mikro atau kecil (UMK)" if story.is_umk else "Bukan UMK"
    answer(page, eyes, "Siapa yang mengajukan?", pick=[kind, size])
    texts = {"Nama lengkap sesuai KTP": story.name, "NIK": story.nik, "Tempat lahir": "Pariaman"}
    answer(page, eyes, "Siapa nama Anda?", texts)
    contact = {"Nomor HP/WhatsApp aktif": "0812-0000 0001", "E-mail": story.email}
    answer(page, eyes, "Ke mana kami memberi kabar?", contact)
    home = {"Alamat": "Jl. Syekh Burhanuddin No. 7"}
    answer(page, eyes, "Di mana alamat Anda?", home, lists={"region_code": story.regency})
    if story.company:
        company_pages(page, eyes, story)


def company_pages(page: Page, eyes: Eyes, story: Story) -> None:
    """Badan usaha."""
    deed = {"Nama badan usaha": story.company, "Nomor pengesahan AHU": "AHU-0012345.AH.01.01.TAHUN 2026"}
    answer(page, eyes, "Apa badan usahanya?", {**deed, "Jabatan Anda": "Direktur"}, lists={"company_form": "01"})
    tax = {"NPWP badan usaha": f"0{secrets.randbelow(9 * 10**14) + 10**14}"}
    pmdn = ["PMDN (penanaman modal dalam negeri)"]
    answer(page, eyes, "Bagaimana data pajak dan modalnya?", tax, pick=pmdn)
    office = {"Alamat kantor": "Jl. Maharaja Indra No. 1"}
    answer(page, eyes, "Di mana kantornya?", office, lists={"company_region_code": story.regency})


def activity_pages(page: Page, eyes: Eyes, story: Story) -> None:
    """Kegiatan usaha (published step 6): found by its code, as typed."""
    choose_kbli(page, eyes, story.kbli)
    if story.scope:
        answer(page, eyes, "Apa ruang lingkupnya?", pick=[story.scope])
    texts = {"Nama usaha di lokasi ini": story.business, "Uraian kegiatan": "Melayani warga setempat setiap hari."}
    answer(page, eyes, "Ceritakan usahanya", texts)
    answer(page, eyes, "Sudah punya NIB?", {"NIB yang sudah ada": story.existing_nib})


def choose_kbli(page: Page, eyes: Eyes, code: str) -> None:
    """Type a code, choose it among the hits."""
    at(page, "Apa kegiatan usahanya?")
    page.get_by_label(re.compile("Tulis kegiatan usaha Anda")).fill(code)
    choice = page.locator(f'input[name=kbli][value="2025:{code}"]')
    choice.check()
    eyes.look(page)
    page.get_by_role("button", name=NEXT).click()


def place_pages(page: Page, eyes: Eyes, story: Story) -> None:
    """Lokasi dan modal (published step 6)."""
    where = {"Alamat lokasi usaha": "Jl. Diponegoro No. 12, RT 01/RW 02"}
    answer(page, eyes, "Di mana lokasi usahanya?", where, lists={"region_code": story.village})
    answer(page, eyes, "Bagaimana status tempatnya?", {"Luas (m²)": "100"}, pick=["Milik sendiri"])
    money = {"Mesin dan peralatan": story.machinery, "Investasi lain": "0"}
    answer(page, eyes, "Berapa modal usahanya?", {**money, "Modal kerja untuk 3 bulan pertama": story.working})
    at(page, "Apa dasar tata ruangnya?")
    page.get_by_label(re.compile(story.spatial)).check()
    eyes.look(page)
    page.get_by_role("button", name=NEXT).click()
    answer(page, eyes, "Persetujuan lingkungan apa yang ada?")


def declare(page: Page, eyes: Eyes) -> list[str]:
    """Pernyataan (published step 7): read, tick each, go on. Returns the titles that were ticked."""
    at(page, "Baca dan setujui pernyataan")
    titles = page.locator("main .card h2").all_inner_texts()
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    eyes.look(page)
    page.get_by_role("button", name=NEXT).click()
    at(page, "Periksa jawaban dan ajukan NIB")
    return titles


def request_nib(page: Page, eyes: Eyes) -> str:
    """The end of the NIB procedure (published step 8). Returns the number of the file."""
    at(page, "Periksa jawaban dan ajukan NIB")
    eyes.look(page)
    page.get_by_role("button", name="Ajukan NIB").click()
    page.wait_for_url("**/permohonan/PB-*/")
    eyes.look(page)
    found = re.search(r"PB-\d{4}-\d{6}", page.url)
    assert found
    return found[0]


def wait_for_nib(page: Page, eyes: Eyes, word: str) -> str:
    """Until the page of the file carries a status word and all papers are drawn. Returns the NIB."""
    wait_until(page, page.locator("main .badge").filter(has_text=word))
    wait_until(page, page.locator("ul.documents a").first)
    wait_until_drawn(page)
    eyes.look(page)
    nib = page.locator("dt", has_text=re.compile("^NIB$")).locator("xpath=following-sibling::dd").first.inner_text()
    return re.sub(r"\D", "", nib)


def wait_until_drawn(page: Page) -> None:
    """No paper is still being made."""
    wait_until(page, page.locator("main:not(:has-text('Sedang dibuat'))"))


def at(page: Page, question: str) -> None:
    """We stand at a page with this heading."""
    expect(page.locator("h1")).to_have_text(question)


def answer(
    page: Page,
    eyes: Eyes,
    question: str,
    texts: Answers | None = None,
    *,
    pick: Iterable[str] = (),
    lists: Answers | None = None,
) -> None:
    """Answer one page of the wizard and go on."""
    at(page, question)
    expect(page.locator(".rail li.now")).to_have_count(1)  # where we are, above the question
    for label in pick:
        page.get_by_label(label, exact=True).check()
    for label, text in (texts or {}).items():
        page.get_by_label(re.compile(rf"^{re.escape(label)}")).first.fill(text)
    for name, value in (lists or {}).items():
        page.locator(f"select[name={name}]").select_option(value)
    eyes.look(page)
    page.get_by_role("button", name=NEXT).click()
