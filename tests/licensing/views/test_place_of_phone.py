"""The page of the place: latitude and longitude from the phone, where it can tell and the person allows it."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from licensing.models import Application
from tests.factories.drafts import office
from tests.foundation.ui.conftest import browser_type_launch_args, look  # noqa: F401 - fixtures
from tests.house.test_lists import MOST_BYTES, MOST_REQUESTS, assets, packed, weight
from tests.people import town

PLACE, OTHER = "langkah/lokasi/alamat/", "langkah/lokasi/tempat/"
browser = pytest.mark.browser


@pytest.fixture
def budi(db: None) -> Client:
    office()
    client = Client()
    client.force_login(town().budi)
    client.post("/permohonan/baru/")
    return client


def draft() -> str:
    """The address of the draft."""
    return str(Application.objects.get().get_absolute_url())


def test_only_the_page_of_the_place_may_ask_the_phone_where_it_is(budi: Client) -> None:
    for path, allowed in ((PLACE, "(self)"), (OTHER, "()"), ("ajukan-nib/", "()")):
        answer = budi.get(draft() + path)
        assert answer.status_code == 200
        assert answer["Permissions-Policy"] == f"camera=(), geolocation={allowed}, microphone=()", path
    refused = budi.post(draft() + PLACE, {"versi": "0", "latitude": "jauh"})
    assert (refused.status_code, "geolocation=(self)" in refused["Permissions-Policy"]) == (422, True)


def test_the_button_is_hidden_until_a_script_knows_that_it_works(budi: Client) -> None:
    words = budi.get(draft() + PLACE).content.decode()
    box = words.partition('<div class="field" data-here=')[2].partition(">")[0]
    assert box.startswith('"id_latitude id_longitude" hidden')
    assert "Pakai lokasi HP" in words
    assert "data-here" not in budi.get(draft() + OTHER).content.decode()


def enter(look: Callable[..., Page], client: Client, live_server: Any, **more: Any) -> Page:  # noqa: F811
    """The page of the place on a phone that is signed in."""
    page = look("/akun/tidak-aktif/", **more)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page.goto(live_server.url + draft() + PLACE)
    return page


@browser
@pytest.mark.django_db(transaction=True)
def test_the_phone_fills_both_and_the_draft_keeps_them(look: Any, live_server: Any, budi: Client) -> None:  # noqa: F811
    here = {"latitude": -0.62639, "longitude": 100.1204, "accuracy": 11.2}
    page = enter(look, budi, live_server, geolocation=here, permissions=["geolocation"])
    assert not Axe().run(page).response["violations"]
    page.get_by_role("button", name="Pakai lokasi HP").click()
    expect(page.get_by_label("Lintang")).to_have_value("-0,626390")
    expect(page.get_by_label("Bujur")).to_have_value("100,120400")
    expect(page.locator("[data-here] [role=status]")).to_have_text(
        "Lintang dan bujur terisi; ketelitian sekitar 12 meter. Periksa dulu sebelum menyimpan."
    )
    expect(page.locator("[data-saved]")).to_contain_text("Draf tersimpan")
    assert Application.objects.get().answers["lokasi"]["latitude"] == "-0.626390"


@browser
@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_said_and_what_was_typed_stays(look: Any, live_server: Any, budi: Client) -> None:  # noqa: F811
    page = enter(look, budi, live_server, permissions=[])
    page.get_by_label("Lintang").fill("-0,7")
    page.get_by_role("button", name="Pakai lokasi HP").click()
    expect(page.locator("[data-here] [role=status]")).to_contain_text("HP belum mengizinkan lokasi")
    expect(page.get_by_label("Lintang")).to_have_value("-0,7")
    expect(page.get_by_label("Bujur")).to_have_value("")


@browser
@pytest.mark.django_db(transaction=True)
def test_without_scripts_only_the_fields_are_there(look: Any, live_server: Any, budi: Client) -> None:  # noqa: F811
    page = enter(look, budi, live_server, java_script_enabled=False)
    assert not page.get_by_role("button", name="Pakai lokasi HP").is_visible()
    assert page.get_by_label("Lintang").is_visible()


def test_the_page_stays_light(budi: Client) -> None:
    answer = budi.get(draft() + PLACE)
    sizes = {"page": packed(answer.content), **{path: weight(path, lambda _who: Client()) for path in assets(answer)}}
    assert len(sizes) <= MOST_REQUESTS
    assert sum(sizes.values()) <= MOST_BYTES, sizes
