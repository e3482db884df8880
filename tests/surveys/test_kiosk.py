"""The kiosk: switched on by an officer, opens nothing else, sends each sheet once, also after a day without a line."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from surveys.actions import kiosks
from surveys.models import Alarm, Kiosk, Period, ServiceAsked, Sheet
from tests.people import Town
from tests.surveys.conftest import ANSWERS

pytestmark = pytest.mark.django_db
SEND = "/kios/survei/kirim/"


@pytest.fixture
def kiosk(client: Client, people: Town, period: Period) -> Client:
    """A tablet that Khadijah of the information desk has switched on."""
    answer = started(client, people)
    assert (answer.status_code, answer["Location"]) == (302, "/kios/survei/")
    return client


def send(kiosk: Client, service: ServiceAsked, submission: str = "", **more: Any) -> Any:
    body = {
        "submission": submission or str(uuid.uuid4()),
        "filled_at": timezone.now().isoformat(),
        "answers": {**ANSWERS, "service": str(service.pk)},
        **more,
    }
    return kiosk.post(SEND, json.dumps(body), content_type="application/json")


def started(client: Client, people: Town) -> Any:
    client.force_login(people.ijah)
    return client.post("/kelola/survei/kios/nyalakan/", {"name": "Tablet ruang tunggu"})


def test_switching_on_signs_the_officer_out_and_leaves_a_key_for_this_page_only(kiosk: Client, people: Town) -> None:
    cookie = kiosk.cookies[kiosks.COOKIE]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/kios/survei/", "Strict", True)
    assert kiosk.get("/beranda/").status_code == 302, "nobody is signed in any more"
    again = started(kiosk, people)
    assert again["Clear-Site-Data"] == '"cache"', "answers that wait on the device outlive its being switched on again"
    assert cookie.value not in Kiosk.objects.values_list("key_hash", flat=True)
    assert "Bagaimana layanan kami?" in kiosk.get("/kios/survei/").content.decode()


def test_a_device_that_nobody_switched_on_may_not_send(client: Client, period: Period, service: ServiceAsked) -> None:
    assert "belum dinyalakan" in client.get("/kios/survei/").content.decode()
    assert send(client, service).status_code == 401
    client.cookies[kiosks.COOKIE] = "tebakan"
    assert send(client, service).status_code == 401
    assert not Sheet.objects.exists()


def test_a_sheet_sent_twice_is_one_sheet(kiosk: Client, service: ServiceAsked) -> None:
    key = str(uuid.uuid4())
    assert [send(kiosk, service, key).status_code for _ in range(3)] == [201, 200, 200]
    assert Sheet.objects.get().pk == uuid.UUID(key)


def test_after_a_day_without_a_line_each_sheet_counts_for_the_day_it_was_filled_in(
    kiosk: Client, service: ServiceAsked
) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    for number in range(30):  # one every five minutes, all sent within a second
        at = (yesterday + timedelta(minutes=5 * number)).isoformat()
        assert send(kiosk, service, filled_at=at).status_code == 201
    days = {yesterday.astimezone(timezone.get_current_timezone()).date(), timezone.localdate()}
    assert set(Sheet.objects.values_list("day", flat=True)) <= days
    assert not Sheet.objects.filter(is_held=True).exists(), "sent in a heap, filled in one after the other"
    assert not Alarm.objects.exists()


def test_somebody_who_taps_without_reading_is_flagged(kiosk: Client, service: ServiceAsked) -> None:
    at = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    for number in range(12):
        send(kiosk, service, filled_at=(at + timedelta(seconds=20 * number)).isoformat())
    assert Sheet.objects.filter(is_held=True).count() == 2
    assert Alarm.objects.get().kind == "burst"


@pytest.mark.parametrize(
    "body", ["", "[]", '"x"', "{", '{"submission": "x", "answers": {}}', '{"submission": null}', '{"answers": 3}']
)
def test_a_sending_that_cannot_be_read_is_refused(kiosk: Client, body: str) -> None:
    assert kiosk.post(SEND, body, content_type="application/json").status_code == 400


def test_a_sheet_that_misses_an_answer_is_refused_by_name(kiosk: Client, service: ServiceAsked) -> None:
    answers = {**ANSWERS, "service": str(service.pk)}
    del answers["q_sarana"]
    answer = send(kiosk, service, answers=answers)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["q_sarana"]


def test_a_kiosk_that_was_stopped_sends_no_more(kiosk: Client, service: ServiceAsked, people: Town) -> None:
    kiosks.stop(Kiosk.objects.get(), actor=people.actor("ijah"))
    assert send(kiosk, service).status_code == 401


def test_without_scripts_the_kiosk_is_an_ordinary_form(kiosk: Client, service: ServiceAsked) -> None:
    given = {**ANSWERS, "service": str(service.pk), "submission": str(uuid.uuid4())}
    assert kiosk.post("/kios/survei/", given)["Location"] == "/kios/survei/?terima-kasih"
    del given["q_biaya"]
    assert kiosk.post("/kios/survei/", given).status_code == 422
    assert Sheet.objects.count() == 1


def test_the_worker_keeps_the_page_and_nothing_of_anybody(client: Client) -> None:
    text = client.get("/kios/survei/sw.js").content.decode()
    assert "/kios/survei/" in text
    assert "/js/survey-kiosk" in text.replace(r"\u002D", "-")


def test_a_room_above_can_let_its_own_devices_in(
    client: Client, period: Period, service: ServiceAsked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kiosks, "_checkers", [])
    kiosks.also_accept(lambda request: "kios-antrean-1" if request.COOKIES.get("perangkat") == "benar" else "")
    assert send(client, service).status_code == 401
    client.cookies["perangkat"] = "benar"
    assert send(client, service).status_code == 201
