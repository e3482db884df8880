"""Only the switch chooses the language: Indonesian for everybody else, whatever the phone prefers."""

from datetime import datetime, time

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation

from foundation.office.models import OpeningHours
from foundation.ui import formats
from licensing.forms.wizard import places

pytestmark = pytest.mark.django_db


def language_of(client: Client, path: str = "/", **headers: str) -> str:
    """The language that a page says it is in."""
    page = client.get(path, headers=headers)
    html = page.content.decode()
    spoken = html.partition('<html lang="')[2][:2]
    assert page.headers["Content-Language"] == spoken
    return spoken


def test_a_phone_set_to_english_still_reads_indonesian(client: Client) -> None:
    assert language_of(client, accept_language="en-US,en;q=0.9") == "id"


def test_the_switch_is_remembered_for_a_year_and_leads_back(client: Client) -> None:
    answer = client.post("/bahasa/", {"language": "en", "next": "/bantuan/"})
    assert (answer.status_code, answer["Location"]) == (302, "/bantuan/")
    cookie = answer.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert int(cookie["max-age"]) == 365 * 24 * 3600
    assert cookie["httponly"]
    assert language_of(client, "/bantuan/", accept_language="id") == "en"
    client.post("/bahasa/", {"language": "id", "next": "/"})
    assert language_of(client) == "id"


@pytest.mark.parametrize("unknown", ["de", "", "id; x", "../en"])
def test_a_language_that_is_not_offered_is_indonesian(client: Client, unknown: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = unknown
    assert language_of(client) == "id"


def test_one_visitors_language_does_not_stay_for_the_next(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert language_of(client) == "en"
    assert language_of(Client()) == "id"


def test_refusals_before_any_view_speak_the_chosen_language(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert language_of(client, "/?q=%00") == "en"
    assert language_of(Client(), "/?q=%00") == "id"


def test_a_cache_keeps_the_two_languages_apart(client: Client) -> None:
    assert "Cookie" in client.get("/")["Vary"]


def test_money_is_written_one_way_and_months_follow_the_page() -> None:
    moment = datetime(2026, 8, 17, 3, 42, tzinfo=timezone.get_default_timezone())
    for language, month in (("id", "Agustus"), ("en", "August")):
        with translation.override(language):
            assert formats.rupiah(75_000_000) == "Rp75.000.000"
            assert formats.tanggal_jam(moment) == f"17 {month} 2026, 03.42 WIB"


def test_choices_kept_for_an_hour_ask_each_reader_in_his_language() -> None:
    for choices in (places.regency_choices, places.village_choices):
        asked = {}
        for language in ("en", "id", "en"):
            with translation.override(language):
                asked[language] = str(choices()[0][1]).split()[0]
        assert asked == {"id": "Pilih", "en": "Choose"}


def test_opening_hours_are_spoken_in_the_language_of_the_page() -> None:
    hours = OpeningHours(opens_at=time(7, 30), break_from=time(12), break_until=time(13), closes_at=time(16))
    with translation.override("id"):
        assert hours.spoken == "07.30–12.00 dan 13.00–16.00"
    with translation.override("en"):
        assert hours.spoken == "07.30–12.00 and 13.00–16.00"
