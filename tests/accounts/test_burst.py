"""A wave of sign-ups from one place (C34): it waits with an honest sentence, nothing typed is lost, others go on."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.factories.drafts import office

pytestmark = pytest.mark.django_db


def newcomer(number: int) -> dict[str, Any]:
    return {
        "kind": "person",
        "umk": "ya",
        "name": "Warga Baru",
        "email": f"warga{number}@contoh.id",
        "phone": f"0812345{number:05d}",
        "password1": "ayam-goreng-di-teras",
    }


@pytest.fixture(autouse=True)
def small(settings: Any) -> None:
    office()
    settings.SIGNUP_BUDGET = "2/hour"


def knock(number: int, address: str = "10.0.0.7", **changes: Any) -> Any:
    return Client(REMOTE_ADDR=address).post("/akun/daftar/", {**newcomer(number), **changes})


def test_the_wave_waits_and_keeps_what_was_typed() -> None:
    assert [knock(number).status_code for number in range(3)] == [302, 302, 422]
    late = knock(4)
    page = late.content.decode()
    assert "Terlalu banyak pendaftaran dari jaringan Anda" in page
    assert "WIB" in page
    assert 'value="warga4@contoh.id"' in page
    assert not User.objects.filter(email="warga4@contoh.id").exists()


def test_other_places_and_those_who_have_an_account_go_on() -> None:
    for number in range(3):
        knock(number)
    assert knock(5, address="10.0.0.8").status_code == 302
    assert Client(REMOTE_ADDR="10.0.0.7").get("/akun/masuk/").status_code == 200


def test_a_mistyped_form_costs_nothing() -> None:
    for number in range(5):
        assert knock(number, email="bukan-alamat").status_code == 422
    assert knock(6).status_code == 302
