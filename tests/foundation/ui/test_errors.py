"""An answer that is not the page still says what happened and what to do, in the house's clothes."""

from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import OperationalError
from django.test import Client

pytestmark = [pytest.mark.urls("tests.foundation.ui.site"), pytest.mark.django_db]


@pytest.fixture
def calm(client: Client) -> Client:
    """A client that sees the 500 page instead of the exception."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/coba/rusak/400/", 400, "Permintaan ini tidak dapat dibaca"),
        ("/coba/rusak/403/", 403, "Peran Anda tidak membuka halaman ini."),
        ("/tidak-ada/", 404, "Halaman tidak ditemukan"),
        ("/coba/tolak/", 409, "Berkas sudah dikirim."),
        ("/coba/rusak/413/", 413, "Kiriman terlalu besar"),
        ("/coba/pelan/", 429, "Coba lagi setelah 40 detik."),
        ("/coba/rusak/500/", 500, "Ada gangguan di sistem kami"),
        ("/coba/rusak/503/", 503, "Layanan sedang tidak tersedia"),
    ],
)
def test_each_status_has_its_page(calm: Client, path: str, status: int, words: str) -> None:
    response = calm.get(path)
    text = response.content.decode()
    assert response.status_code == status
    assert words in text
    assert '<main id="isi"' in text
    assert "css/portal.css" in text
    assert "Traceback" not in text


def test_a_refusal_leads_back_to_the_file(client: Client) -> None:
    assert 'href="/permohonan/1/"' in client.get("/coba/tolak/").content.decode()


def test_slow_down_says_when_to_come_back(client: Client) -> None:
    assert client.get("/coba/pelan/")["Retry-After"] == "40"
    assert client.get("/coba/rusak/503/")["Retry-After"] == "30"


@pytest.mark.parametrize("how", ["500", "503", "400"])
def test_broken_pages_ask_no_database(calm: Client, how: str, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        calm.get(f"/coba/rusak/{how}/")


def test_a_mistake_of_ours_is_not_called_absence(calm: Client) -> None:
    assert calm.get("/coba/rusak/salah/").status_code == 500


@pytest.mark.parametrize(
    ("trouble", "status"), [(OperationalError("database is locked"), 503), (RuntimeError("x"), 500)]
)
def test_a_database_away_before_any_view_is_asked_is_said_the_same(
    calm: Client, monkeypatch: pytest.MonkeyPatch, trouble: Exception, status: int
) -> None:
    def load(_session: SessionBase) -> dict[str, Any]:
        raise trouble

    monkeypatch.setattr(import_module(settings.SESSION_ENGINE).SessionStore, "load", load)
    calm.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    response = calm.get("/coba/cari/")
    assert response.status_code == status
    assert response.get("Retry-After") == ("30" if status == 503 else None)
    assert calm.get("/api/coba/rusak/403/").json()["status"] == status


@pytest.mark.parametrize(("how", "status"), [("403", 403), ("500", 500), ("413", 413)])
def test_machines_get_json(calm: Client, how: str, status: int) -> None:
    response = calm.get(f"/api/coba/rusak/{how}/")
    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    assert response.json()["status"] == status


def test_a_stale_form_is_told_to_reload() -> None:
    response = Client(enforce_csrf_checks=True).post("/coba/draf/simpan/", {"nama": "x", "versi": 1})
    assert response.status_code == 403
    assert "terlalu lama terbuka" in response.content.decode()


@pytest.mark.parametrize("path", ["/?q=%00", "/%00/", "/?q=a%00b"])
def test_a_nul_is_refused_with_a_page(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 400
    assert "Permintaan ini tidak dapat dibaca" in response.content.decode()


@pytest.mark.parametrize("path", ["/tidak-ada/", "/coba/rusak/403/", "/?q=%00", "/coba/rusak/500/", "/coba/rusak/413/"])
def test_errors_carry_the_same_guards_as_pages(calm: Client, path: str) -> None:
    response = calm.get(path)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
