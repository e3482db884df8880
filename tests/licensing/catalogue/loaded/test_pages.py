"""Cek syarat: what a visitor reads."""

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from licensing.catalogue.models import RiskRow

pytestmark = pytest.mark.usefixtures("catalogue")
MOST_QUERIES = 25


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return " ".join(answer.content.decode().split())


def test_an_empty_search_offers_examples(client: Client) -> None:
    page = text(client, "/kbli/")
    assert 'data-live="hasil"' in page
    assert "/kbli/?q=bengkel+motor" in page


def test_a_search_lists_activities_with_their_risk(client: Client) -> None:
    page = text(client, "/kbli/?q=londri kiloan")
    assert 'href="/kbli/2025/96100/"' in page
    assert "Rendah" in page
    assert 'role="status"' in page


def test_typing_asks_no_database_beyond_the_frame_of_the_page(client: Client) -> None:
    text(client, "/kbli/?q=w")
    with CaptureQueriesContext(connection) as asked:
        text(client, "/kbli/?q=warung")
    assert [q["sql"] for q in asked if "catalogue_" in q["sql"]] == []


def test_a_search_without_an_answer_leads_to_a_person(client: Client) -> None:
    page = text(client, "/kbli/?q=zzzqqqxxx")
    assert "Tidak ketemu" in page
    assert "Hubungi petugas" in page


def test_78104_is_shown_in_both_editions_and_asked(client: Client) -> None:
    page = text(client, "/kbli/?q=78104")
    assert "berarti lain di KBLI 2020 dan KBLI 2025. Mana yang Anda maksud?" in page
    assert 'href="/kbli/2025/78104/"' in page
    assert 'href="/kbli/2020/78104/"' in page
    assert "78105" in page


def test_private_training_says_all_that_a_person_must_know(client: Client) -> None:
    page = text(client, "/kbli/2025/85571/")
    for words in (
        "Menengah Tinggi",
        "5 hari kerja sejak berkas dinyatakan lengkap.",
        "Rp0. Tidak dipungut biaya.",
        "Bupati/Walikota. Untuk lokasi usaha di Kota Pariaman, kantor ini yang memproses.",
        "Sertifikat Standar Pelatihan Kerja Teknik Swasta",
        "SPPL: pernyataan kesanggupan",
        "KTP (atau paspor) dan daftar riwayat hidup (CV)",
        "Lembaga terakreditasi paling lambat 3 tahun",
        "PP 28/2025 Lampiran I",
        "Dibaca dari data publik OSS",
        "78421 Pelatihan Kerja Teknik Swasta",
    ):
        assert words in page
    assert page.count("Ulangan butir") == 0


def test_the_link_to_the_wizard_carries_the_choice(client: Client) -> None:
    page = text(client, "/kbli/2025/56101/?lingkup=2&skala=small")
    assert "/permohonan/baru/?kbli=56101&amp;edisi=2025&amp;lingkup=2&amp;skala=small" in page


def test_capital_decides_the_scale(client: Client) -> None:
    assert "Syarat untuk usaha skala Kecil" in text(client, "/kbli/2025/85571/?modal=1.500.000.000&skala=micro")
    assert "Syarat untuk usaha skala Mikro" in text(client, "/kbli/2025/85571/?modal=1000000000")


def test_foreign_capital_is_large_and_the_ministers(client: Client) -> None:
    page = text(client, "/kbli/2025/85571/?pma=on&skala=micro")
    assert "Syarat untuk usaha skala Besar" in page
    assert "Menteri/Kepala Badan. Bukan kantor ini yang memutuskan" in page


def test_a_scope_for_foreign_capital_says_so_and_is_not_what_a_visitor_sees_first(client: Client) -> None:
    said = "Ruang lingkup ini hanya untuk PMA (penanaman modal asing)."
    assert said in text(client, "/kbli/2025/86105/?lingkup=1&skala=large")
    assert said not in text(client, "/kbli/2025/86105/?lingkup=2&skala=large")
    assert said not in text(client, "/kbli/2025/86105/")


def test_nonsense_in_the_choice_is_answered_with_what_to_do(client: Client) -> None:
    assert "Perlu diperbaiki:" in text(client, "/kbli/2025/85571/?modal=banyak", 422)
    assert "Syarat untuk usaha skala" in text(client, "/kbli/2025/85571/?skala=raksasa", 422)


def test_a_scale_that_is_not_offered_says_so(client: Client) -> None:
    page = text(client, "/kbli/2025/96100/?skala=large")
    assert "Tidak ditawarkan pada skala ini" in page
    assert "Ajukan permohonan" not in page


def test_a_scale_that_nobody_read_says_that_instead(client: Client) -> None:
    page = text(client, "/kbli/2025/85579/?lingkup=1&skala=large")
    assert "Baris skala ini belum dibaca dari data OSS." in page
    assert "Tidak ditawarkan" not in page


def test_aviation_training_is_not_labour(client: Client) -> None:
    page = text(client, "/kbli/2025/85578/")
    assert "Pelatihan penerbangan, bukan pelatihan kerja umum" in page
    assert "tenaga kerja)" not in page


@pytest.mark.parametrize("code", ["85581", "78109", "75001"])
def test_codes_without_a_licensing_scope_say_so(client: Client, code: str) -> None:
    page = text(client, f"/kbli/2025/{code}/")
    assert "OSS tidak menawarkan ruang lingkup perizinan untuk kode ini" in page
    assert "Ajukan permohonan" not in page


def test_indicative_risks_are_called_indicative(client: Client) -> None:
    page = text(client, "/kbli/2025/01132/?skala=micro")
    assert "Indikatif, perlu konfirmasi petugas" in page
    assert "Lebih dari satu kemungkinan; petugas memastikan." in page


def test_a_code_without_risk_data_leads_to_a_person(client: Client) -> None:
    assert "Tingkat risiko belum diketahui" in text(client, "/kbli/2025/01283/")


def test_a_job_portal_needs_a_pt_and_the_minister(client: Client) -> None:
    page = text(client, "/kbli/2025/78105/")
    assert "Kegiatan ini meminta Perseroan Terbatas (PT)." in page
    assert "Menteri/Kepala Badan. Bukan kantor ini yang memutuskan: kantor ini mendampingi" in page


def test_an_old_code_leads_to_its_successor_and_warns_of_its_twin(client: Client) -> None:
    page = text(client, "/kbli/2020/78104/")
    assert 'href="/kbli/2025/78105/"' in page
    assert "Awas: di KBLI 2025, kode 78104 berarti “Aktivitas Penempatan Awak Kapal”." in page
    assert "Ajukan permohonan" not in page


@pytest.mark.parametrize("url", ["/kbli/2025/12345/", "/kbli/2020/85571/", "/kbli/2017/78104/", "/kbli/2025/855/"])
def test_codes_that_do_not_exist_are_not_found(client: Client, url: str) -> None:
    text(client, url, 404)


def test_the_sheet_has_boxes_for_what_must_be_ready(client: Client) -> None:
    page = text(client, "/kbli/2025/85571/daftar-periksa/?skala=micro")
    assert 'class="tick-list"' in page
    assert "data-print" in page
    assert "Bukti milik atau sewa sarana prasarana pelatihan" in page
    text(client, "/kbli/2025/85581/daftar-periksa/", 404)


def test_every_activity_has_a_page(client: Client) -> None:
    """One of each kind of knowledge, and the widest ones."""
    widest = RiskRow.objects.order_by("-scope__number").values_list("scope__kbli__code", flat=True)[:1]
    for code in ("47112", "86105", "10710", "18111", "41011", "13122", "78104", "97000", "99000", *widest):
        text(client, f"/kbli/2025/{code}/")


@pytest.mark.parametrize("url", ["/kbli/", "/kbli/?q=pelatihan", "/kbli/2025/85571/", "/kbli/2025/47112/"])
def test_a_page_is_light_and_asks_little(client: Client, url: str) -> None:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert len(brotli.compress(answer.content)) < 8_000
    assert len(asked) <= MOST_QUERIES


def test_whoever_means_the_old_number_chooses_what_became_of_it(client: Client) -> None:
    owner = User.objects.create_user(email="budi@contoh.id", password="x", name="Budi", role=Role.APPLICANT)
    client.force_login(owner)
    begun = client.post("/permohonan/baru/")["Location"].partition("langkah/")[0]
    page = text(client, f"{begun}langkah/kegiatan/kbli/?q=78104")
    assert "Kode ini punya dua arti" in page
    assert 'value="2025:78104"' in page
    assert 'value="2025:78105"' in page
    assert "2020:78104" not in page, "the old code itself would only be refused"
