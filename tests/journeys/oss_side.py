"""The other side: a person at oss.go.id and an officer of the ministry, both played on the mock's own pages."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.crowd import Crowd
from tests.journeys.house import House
from tests.journeys.papers import paper


@dataclass(frozen=True, slots=True)
class AtOss:
    """A permit of somebody who went to OSS first."""

    page: Page
    name: str
    nib: str
    nik: str
    email: str


def register_at_oss(house: House, crowd: Crowd, *, name: str, nik: str, email: str) -> AtOss:
    """Get a NIB on the page that plays oss.go.id (its form is filled with a training centre, 85571)."""
    page = crowd.stranger(house)
    page.goto(f"{house.mock_url}/pelaku-usaha/")
    page.get_by_label("Nama pelaku usaha").fill(name)
    page.get_by_label("NIK penanggung jawab").fill(nik)
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Ajukan NIB (simulasi)").click()
    page.wait_for_url("**/pelaku-usaha/I-*/")
    found = re.search(r"NIB (\d{13})", page.locator("main").inner_text())
    assert found
    return AtOss(page, name, found[1], nik, email)


def fulfil_at_oss(there: AtOss, names: tuple[str, ...]) -> None:
    """Upload papers in OSS and submit them (OSS sets 09)."""
    for name in names:
        there.page.get_by_label("Persyaratan", exact=True).fill(name)
        there.page.get_by_label(re.compile("^Berkas")).set_input_files(paper(name))
        there.page.get_by_role("button", name="Unggah").click()
        expect(there.page.locator("main ul li").filter(has_text=name)).to_be_visible()
    there.page.get_by_role("button", name=re.compile("Kirim persyaratan")).click()
    expect(there.page.locator("main")).to_contain_text("sedang tidak menunggu pelaku usaha")


def ministry_verifies(house: House, crowd: Crowd, nib: str) -> None:
    """The ministry's officer verifies a permit wholly (10, 20, 45, 50)."""
    page = crowd.stranger(house)
    page.goto(f"{house.mock_url}/kementerian/")
    file = page.locator("main section").filter(has_text=nib)
    file.get_by_label("Catatan untuk pemohon").fill("Sesuai standar.")
    file.get_by_role("button", name=re.compile("Verifikasi sampai terbit")).click()
    expect(page.locator("main section").filter(has_text=nib)).to_contain_text("Tidak ada langkah")
    page.context.close()
