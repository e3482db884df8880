"""The wizard's page of the activity: what a choice leads to is seen before it is made."""

import re

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def page(client: Client) -> str:
    """The address of the page in a new draft."""
    client.force_login(User.objects.create_user(email="upik@contoh.id", password="x", name="Upik", role=Role.APPLICANT))
    begun: str = client.post("/permohonan/baru/")["Location"]
    return begun.partition("langkah/")[0] + "langkah/kegiatan/kbli/"


def choice(client: Client, address: str, code: str) -> str:
    """One card of the list."""
    shown = " ".join(client.get(address).content.decode().split())
    cards = shown.split('<div class="choice">')
    return next(card for card in cards if f'value="2025:{code}"' in card)


def test_each_hit_says_its_risk_and_leads_to_its_documents_and_days(client: Client, page: str) -> None:
    shop = choice(client, f"{page}?q=warung", "47112")
    assert "Rendah" in shop
    assert 'href="/kbli/2025/47112/"' in shop
    training = choice(client, f"{page}?q=85571", "85571")
    assert "Menengah Tinggi" in training
    assert 'href="/kbli/2025/85571/"' in training


def test_an_old_number_stands_for_the_one_code_that_it_became(client: Client, page: str) -> None:
    card = choice(client, f"{page}?q=78104", "78105")
    assert 'href="/kbli/2025/78105/"' in card
    assert "2020:78104" not in card


def test_choosing_nothing_is_one_fault_told_once_and_the_search_stays(client: Client, page: str) -> None:
    answer = client.post(f"{page}?q=warung", {"versi": "0"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert shown.count("Cari lalu pilih satu kegiatan usaha dari daftar.") == 1
    assert "Isi kegiatan usaha." not in shown
    assert "Ada 1 isian" in shown
    assert 'value="warung"' in shown
    assert 'value="2025:47112"' in shown


def test_nonsense_in_place_of_a_code_is_answered_in_words(client: Client, page: str) -> None:
    for nonsense in ("2025:", ":", "2025:99999", "x" * 11):
        answer = client.post(page, {"versi": "0", "kbli": nonsense})
        assert answer.status_code == 422, nonsense
        assert re.search(r"Ada 1 isian", answer.content.decode()), nonsense


def test_a_low_risk_shop_is_told_that_its_nib_comes_by_itself(client: Client) -> None:
    shown = client.get("/kbli/2025/47112/").content.decode()
    assert "Terbit otomatis melalui OSS, tanpa verifikasi." in shown
    assert "Petugas memastikannya sebelum berkas Anda dikirim" not in shown


def test_who_reads_english_is_told_in_english_what_became_of_an_old_code(client: Client, page: str) -> None:
    client.post("/bahasa/", {"language": "en"})
    shown = client.post(page, {"versi": "0", "kbli": "2020:78104"}).content.decode()
    assert "Code 78104 is from KBLI 2020." in shown
