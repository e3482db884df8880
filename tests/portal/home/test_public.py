"""Public pages: what a citizen sees of either office, without signing in and without JavaScript."""

import gzip
import re
from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from foundation.calendar.models import Holiday
from foundation.office import look
from foundation.office.models import Office
from foundation.office.office import current
from licensing.catalogue.models import ServiceStep
from licensing.catalogue.services.offices import load_office

pytestmark = pytest.mark.django_db
SLUGS = {"pariaman": "ketenagakerjaan-menengah-tinggi", "pelalawan": "job-portal"}


@pytest.fixture(params=["pariaman", "pelalawan"])
def office(request: pytest.FixtureRequest) -> str:
    load_office(request.param)
    return str(request.param)


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def addresses(slug: str) -> list[str]:
    return [
        reverse("home"),
        reverse("services"),
        reverse("service", args=[slug]),
        reverse("service_guide", args=[slug, "mandiri"]),
        reverse("service_guide", args=[slug, "berbantuan"]),
        reverse("service_pledge", args=[slug]),
        reverse("help"),
        reverse("privacy"),
        reverse("accessibility"),
        reverse("complaints"),
        reverse("complaint_new"),
        reverse("complaint_track"),
    ]


def test_every_public_page_is_small_open_and_says_the_office(client: Client, office: str) -> None:
    for address in addresses(SLUGS[office]):
        response = client.get(address, headers={"accept-encoding": "gzip"})
        assert response.status_code == 200, address
        body = response.content
        assert len(body) <= 14_000, f"{address}: {len(body)} bytes compressed"
        text = gzip.decompress(body).decode()
        assert current().portal_name in text
        assert text.count("<h1") == 1, address
        assert "style=" not in text, address
        assert not re.search(r"<script(?![^>]*src=)", text), address


def test_pages_are_open_before_any_office_was_loaded(client: Client) -> None:
    for name in ("home", "services", "help", "privacy", "accessibility", "complaints", "office_colours"):
        assert client.get(reverse(name)).status_code == 200


def test_the_landing_page_says_that_it_is_free_and_where_to_follow_a_file(client: Client, office: str) -> None:
    page = words(client, "/")
    assert "Biaya layanan: Rp0" in page
    assert "Lacak permohonan atau pengaduan" in page
    assert "Contoh jam pelayanan, belum ditetapkan kantor." in page


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24 03:00:00+00:00", "07.30–12.00 dan 13.00–16.00 WIB"),
        ("2026-11-22 03:00:00+00:00", "Tutup Buka lagi Senin, 23 November 2026"),
        ("2026-11-25 03:00:00+00:00", "Tutup, hari libur Buka lagi Kamis, 26 November 2026"),
    ],
)
def test_todays_hours_know_weekends_and_holidays(client: Client, moment: str, expected: str) -> None:
    load_office("pariaman")
    Holiday.objects.create(day=date(2026, 11, 25), name="Libur uji", active=True)
    with time_machine.travel(moment, tick=False):
        assert expected in words(client, "/")


@pytest.mark.parametrize(
    ("number", "target"),
    [
        ("pb-2026-000123", "/lacak/?nomor=PB-2026-000123"),
        ("ADU-2026-000001", "/pengaduan/lacak/?nomor=ADU-2026-000001"),
        ("", "/lacak/"),
        ("//contoh.id", "/lacak/?nomor=%2F%2FCONTOH.ID"),
    ],
)
def test_the_track_box_sends_each_number_to_its_room(client: Client, number: str, target: str) -> None:
    assert client.get(reverse("track_number"), {"nomor": number}).url == target


def test_pariamans_standard_is_told_whole_and_its_gaps_are_named(client: Client) -> None:
    load_office("pariaman")
    page = words(client, reverse("service", args=[SLUGS["pariaman"]]))
    for told in (
        "22/KEP/DPMPTSP&amp;NAKER/2021",
        "KTP Elektronik",
        "NPWP Pribadi dan atau NPWP Perusahaan",
        "Mandiri: 15 langkah",
        "Berbantuan di loket: 16 langkah",
        "Sertifikat Standar terverifikasi terbit dan dapat dicetak secara mandiri.",
        "Tidak dipungut biaya",
        "dpmptsppariamankota@gmail.com",
        "Isu dan Keluhan",
    ):
        assert told in page, told
    for name in ("Kompetensi pelaksana", "Jumlah pelaksana", "Jaminan pelayanan", "Evaluasi kinerja pelaksana"):
        assert f"{name} belum ditetapkan" in page
    assert "Waktu penyelesaian belum ditetapkan" in page, "without risk rows nobody may promise five days"


def test_pelalawans_standard_says_five_days_and_what_law_came_since(client: Client) -> None:
    load_office("pelalawan")
    page = words(client, reverse("service", args=[SLUGS["pelalawan"]]))
    assert "Waktu penyelesaian 5 hari kerja tercetak di standar layanan" in page
    assert "No. SK: belum ditetapkan" in page
    assert "PP 5/2021 sudah diganti PP 28/2025." in page
    assert "Diganti PP 28/2025 pada 5 Juni 2025." in page
    assert "a. Perencanaan inspeksi lapangan tahunan" in page
    assert "dpmtsp.pelalawankab" not in page


def test_the_banner_opens_a_complaint_about_this_service(client: Client, office: str) -> None:
    page = client.get(reverse("service", args=[SLUGS[office]])).content.decode()
    assert f'href="/pengaduan/baru/?layanan={SLUGS[office]}"' in page
    assert 'href="https://oss.go.id"' in page
    assert 'href="https://www.lapor.go.id"' in page


def test_a_draft_pledge_says_so_until_it_is_established(client: Client, office: str) -> None:
    address = reverse("service_pledge", args=[SLUGS[office]])
    assert "Konsep, belum ditetapkan" in words(client, address)
    Office.objects.update(pledge_set_on=date(2026, 12, 1), pledge_decree="1/2026")
    page = words(client, address)
    assert "Konsep" not in page
    assert "1 Desember 2026, 1/2026" in page


def test_every_guide_step_stands_with_its_official_sentence(client: Client) -> None:
    load_office("pariaman")
    page = words(client, reverse("service_guide", args=[SLUGS["pariaman"], "berbantuan"]))
    for step in ServiceStep.objects.filter(procedure="assisted"):
        assert re.sub(r"\s+", " ", step.text) in page
        assert step.plain in page


def test_guides_lead_only_to_pages_of_this_portal(office: str) -> None:
    for screen in set(ServiceStep.objects.exclude(screen="").values_list("screen", flat=True)):
        assert reverse(screen), screen


def test_the_poster_is_one_a3_page_with_the_address_of_the_standard(client: Client, office: str) -> None:
    import_pdf = pytest.importorskip("pypdfium2")
    address = reverse("service_poster", args=[SLUGS[office]])
    response = client.get(address, HTTP_HOST="penipu.example")
    assert response.headers["Content-Type"] == "application/pdf"
    pdf = import_pdf.PdfDocument(response.content)
    assert len(pdf) == 1
    assert [round(side) for side in pdf[0].get_size()] == [842, 1191]
    text = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert f"{settings.SITE_URL}/layanan/{SLUGS[office]}/" in text.replace(" ", "").replace("￾", "")
    assert "penipu" not in text
    assert "Tidak dipungut biaya" in text
    assert "konsep, belum ditetapkan" in text
    assert client.get(address).content == response.content


def test_an_unknown_service_or_procedure_is_404(client: Client) -> None:
    load_office("pariaman")
    for address in (
        reverse("service", args=["tidak-ada"]),
        reverse("service_poster", args=["tidak-ada"]),
        f"/layanan/{SLUGS['pariaman']}/panduan/lain/",
    ):
        assert client.get(address).status_code == 404


def test_the_language_switch_is_a_post_and_returns_to_the_page(client: Client) -> None:
    address = reverse("set_language")
    assert client.get(address).status_code == 405
    response = client.post(address, {"language": "en", "next": "/bantuan/"})
    assert response.url == "/bantuan/"
    assert 'lang="en"' in client.get("/bantuan/").content.decode()
    assert client.post(address, {"language": "en", "next": "https://contoh.id/"}).url == "/"


def test_the_offices_colours_are_kept_under_their_version(client: Client, office: str) -> None:
    address, version = reverse("office_colours"), look.version(current())
    fresh = client.get(address, {"v": version})
    assert current().colour_primary in fresh.content.decode()
    assert "immutable" in fresh.headers["Cache-Control"]
    assert "max-age=300" in client.get(address, {"v": "lama"}).headers["Cache-Control"]
    assert client.get(address, headers={"if-none-match": f'"{version}"'}).status_code == 304
    assert client.get(reverse("office_mark")).headers["Content-Type"] == "image/svg+xml"
    Office.objects.update(colour_primary="#7a1f2b")
    assert look.version(current()) != version


def test_pages_of_services_ask_few_questions_of_the_database(
    client: Client, office: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for address, most in ((reverse("home"), 12), (reverse("service", args=[SLUGS[office]]), 20)):
        with django_assert_max_num_queries(most):
            client.get(address)
