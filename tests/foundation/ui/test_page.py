"""The frame of every page: title, theme, ribbon, menu, weight, and what browsers may keep."""

import re
from typing import Any

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from lxml import html

from accounts.models import User
from accounts.roles import Role

pytestmark = [pytest.mark.urls("tests.foundation.ui.site"), pytest.mark.django_db]


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def budi(client: Client) -> Client:
    client.force_login(User.objects.create_user("budi@contoh.id", "x", name="Budi Santoso", role=Role.APPLICANT))
    return client


def opened(client: Client, path: str) -> Any:
    return html.fromstring(client.get(path).content.decode())


def test_the_style_guide_is_closed_outside_the_demo(client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert client.get("/uji/gaya/").status_code == 404


def test_a_refused_form_is_422_and_says_so_in_the_title(client: Client, demo: None) -> None:
    response = client.post("/uji/gaya/", {"business": "LPK Bina Karya"})
    page = html.fromstring(response.content.decode())
    assert response.status_code == 422
    assert page.findtext(".//title").startswith("Perlu diperbaiki: ")
    assert page.xpath('//input[@name="business"]/@value') == ["LPK Bina Karya"]


def test_a_page_without_errors_has_a_plain_title(client: Client, demo: None) -> None:
    assert opened(client, "/uji/gaya/").findtext(".//title").startswith("Gaya · ")


def test_the_chosen_theme_is_written_by_the_server(client: Client) -> None:
    client.cookies["tema"] = "gelap"
    assert opened(client, "/luring/").get("data-tema") == "gelap"
    client.cookies["tema"] = '"><script>'
    assert opened(client, "/luring/").get("data-tema") is None


@pytest.mark.parametrize(
    ("demo", "mode", "words"), [(True, "oss", "MODE UJI COBA"), (False, "simulasi", "SIMULASI"), (False, "oss", "")]
)
def test_the_ribbon_says_what_is_not_real(client: Client, settings: Any, demo: bool, mode: str, words: str) -> None:
    settings.DEMO, settings.OSS_MODE = demo, mode
    ribbons = [ribbon.text for ribbon in opened(client, "/bantuan/").xpath('//*[@class="ribbon"]')]
    assert [ribbon.startswith(words) for ribbon in ribbons] == ([True] if words else [])


def test_signing_out_is_a_post_with_a_token(budi: Client) -> None:
    page = opened(budi, "/coba/pribadi/")
    [form, *_] = page.xpath(f'//header//form[@action="{reverse("account_logout")}"]')
    assert form.get("method") == "post"
    assert form.xpath('.//input[@name="csrfmiddlewaretoken"]')


def test_a_private_page_is_kept_by_nobody(budi: Client) -> None:
    assert "no-store" in budi.get("/coba/pribadi/")["Cache-Control"]
    assert "no-store" not in Client().get("/bantuan/").get("Cache-Control", "")


def test_after_signing_out_the_browser_forgets(budi: Client) -> None:
    response = budi.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in budi.get("/bantuan/")


def test_nothing_in_a_page_needs_inline_code(client: Client, demo: None) -> None:
    page = opened(client, "/uji/gaya/")
    assert not page.xpath("//@style | //style | //script[not(@src)] | //*[starts-with(@src, 'data:')]")
    assert not [name for element in page.iter() for name in element.attrib if str(name).startswith("on")]


@pytest.mark.parametrize("path", ["/", "/bantuan/", "/akun/lupa-sandi/", "/coba/unggah/"])
def test_a_citizens_page_weighs_30_kilobytes_in_five_requests(client: Client, path: str) -> None:
    text = client.get(path).content
    page = html.fromstring(text.decode())
    wanted = {
        str(url) for url in page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src")
    }
    weights = {path: len(brotli.compress(text))} | {url: len(brotli.compress(fetched(client, url))) for url in wanted}
    assert len(weights) <= 5, weights
    assert sum(weights.values()) <= 30_000, weights


def fetched(client: Client, url: str) -> bytes:
    static = re.sub(r"^/static/", "", url)
    if static == url:
        return client.get(url).content
    found = finders.find(static)
    assert isinstance(found, str)
    with open(found, "rb") as file:
        return file.read()


def test_the_scripts_of_a_citizen_weigh_under_8_kilobytes() -> None:
    found = finders.find("js/portal.js")
    assert isinstance(found, str)
    with open(found, "rb") as file:
        assert len(brotli.compress(file.read())) <= 8_000


def test_the_offline_page_names_nobody(budi: Client) -> None:
    assert "Budi" not in budi.get("/luring/").content.decode()


def test_the_service_worker_keeps_only_the_look_and_the_offline_page(client: Client) -> None:
    response = client.get("/sw.js")
    kept = re.search(r"const KEPT = \[(.*)\];", response.content.decode())
    assert kept is not None
    assert kept[1].replace("\\u002D", "-") == '"/static/css/portal.css", "/static/js/portal.js", "/luring/"'
    assert response["Content-Type"].startswith("text/javascript")


def test_the_manifest_names_the_office(client: Client) -> None:
    data = client.get("/manifest.webmanifest").json()
    assert (data["start_url"], data["lang"]) == ("/", "id")
