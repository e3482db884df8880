"""One link stops letters of its way: signed for an account, a code for an address, and nothing for a guess."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from foundation.messaging import stopping
from foundation.messaging.models import StopAddress, Way

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> Any:
    """Somebody who wants everything."""
    return get_user_model().objects.create_user("budi@contoh.id", "rahasia", name="Budi", phone="+6281200000001")


def test_opening_the_link_asks_and_pressing_stops_that_way_only(client: Client, user: Any) -> None:
    url = f"/berhenti/{stopping.token_of_user(Way.EMAIL, user.pk)}/"
    asked = client.get(url)
    assert asked.status_code == 200
    assert "Berhenti menerima kabar lewat E-mail?" in asked.content.decode()
    user.refresh_from_db()
    assert user.notify_email
    assert "dihentikan" in client.post(url).content.decode()
    user.refresh_from_db()
    assert not user.notify_email
    assert user.notify_whatsapp
    assert stopping.is_stopped(Way.EMAIL, user_id=user.pk, address="")
    assert not stopping.is_stopped(Way.WHATSAPP, user_id=user.pk, address="")


def test_a_mail_program_may_press_it_without_a_session(user: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    url = f"/berhenti/{stopping.token_of_user(Way.EMAIL, user.pk)}/"
    assert strict.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    user.refresh_from_db()
    assert not user.notify_email


@pytest.mark.parametrize(
    "guess", ["e-1-AAAAAAAAAAAAAAAA", "e--", "x-1-a", "a-AAAA", "e-1", "e-zzzzzzzzzzzzzzzzzz-a", "-", "a-"]
)
def test_a_guess_is_not_found(client: Client, user: Any, guess: str) -> None:
    assert client.get(f"/berhenti/{guess}/").status_code == 404
    assert client.post(f"/berhenti/{guess}/").status_code == 404


def test_a_link_of_one_person_or_way_does_not_open_another(user: Any) -> None:
    signed = stopping.token_of_user(Way.EMAIL, user.pk).rpartition("-")[2]
    assert stopping.read(f"w-{user.pk}-{signed}") is None
    assert stopping.read(f"e-{user.pk + 1}-{signed}") is None


def test_an_address_without_an_account_stops_by_its_own_code(client: Client) -> None:
    token = stopping.token_of_address(Way.WHATSAPP, "+6281200000009")
    assert token == stopping.token_of_address(Way.WHATSAPP, " +6281200000009 ")
    assert "81200000009" not in token
    assert not stopping.is_stopped(Way.WHATSAPP, user_id=None, address="+6281200000009")
    client.post(f"/berhenti/{token}/")
    assert stopping.is_stopped(Way.WHATSAPP, user_id=None, address="+6281200000009")
    assert not stopping.is_stopped(Way.WHATSAPP, user_id=None, address="+6281200000008")
    first = StopAddress.objects.get().stopped_at
    client.post(f"/berhenti/{token}/")
    assert StopAddress.objects.get().stopped_at == first
