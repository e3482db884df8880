"""The portal as a live office runs it: production settings, no demo, behind the proxy, addressed by https."""

import base64
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3

from portal.launch.stack import ROOT
from tests.clusters import free_port
from tests.journeys.house import SUITE_ONLY, own_database
from tests.portal.nginx import HOST, proxying

pytestmark = pytest.mark.browser


def live(var_dir: Path) -> dict[str, str]:
    """The environment of a live office; keys are made up and thrown away."""
    kept = {name: value for name, value in os.environ.items() if name not in {*SUITE_ONLY, "DEMO"}}
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    return {
        **kept, **own_database("live"), "OFFICE": "pariaman", "VAR_DIR": str(var_dir),
        "SITE_URL": f"https://{HOST}", "ALLOWED_HOSTS": HOST, "SENDFILE_PREFIX": "/_berkas",
        "DJANGO_SETTINGS_MODULE": "portal.settings", "SECRET_KEY": secrets.token_urlsafe(50),
        "FIELD_KEYS": f"k1:{key}", "INDEX_KEY": key,
    }  # fmt: skip


@pytest.fixture(scope="module")
def live_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("live"), free_port()
    environment = live(folder / "var")
    subprocess.run([sys.executable, "-m", "portal.launch", "prepare"], cwd=ROOT, env=environment, check=True)
    gunicorn = ["-m", "gunicorn", "--config", "python:portal.launch.web", "--bind", f"127.0.0.1:{port}", "portal.wsgi"]
    with subprocess.Popen([sys.executable, *gunicorn], cwd=ROOT, env=environment) as web:
        try:
            with proxying(folder, f"127.0.0.1:{port}", folder / "var") as url:
                ask(f"{url}/sehat/hidup/", retries=urllib3.Retry(60, backoff_factor=0.1, status_forcelist=[502]))
                yield url
        finally:
            web.terminate()


def ask(url: str, host: str = HOST, retries: urllib3.Retry | bool = False) -> urllib3.BaseHTTPResponse:
    return urllib3.request("GET", url, headers={"Host": host}, retries=retries)


def test_the_front_page_is_served_with_what_https_needs(live_office: str) -> None:
    answer = ask(f"{live_office}/")
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_cookies_stay_on_https_and_on_this_host(live_office: str) -> None:
    cookies = ask(f"{live_office}/akun/masuk/").headers.getlist("Set-Cookie")
    assert cookies != []
    assert [cookie for cookie in cookies if not (cookie.startswith("__Host-") and "Secure" in cookie)] == []


def test_the_page_gets_its_styles_from_the_proxy(live_office: str) -> None:
    page = ask(f"{live_office}/").data.decode()
    sheet = page.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = ask(f"{live_office}{sheet}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/css")
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_foreign_name_is_not_answered(live_office: str) -> None:
    assert ask(f"{live_office}/", host="elsewhere.example").status == 400


@pytest.mark.parametrize("path", ["/uji/kotak-keluar/", "/metrik"])
def test_what_is_for_the_demo_or_for_the_office_is_not_there(live_office: str, path: str) -> None:
    assert ask(f"{live_office}{path}").status == 404


def test_health_names_what_is_not_well(live_office: str) -> None:
    answer = ask(f"{live_office}/sehat/")
    assert answer.status == 503  # this office has no worker
    assert "worker" in answer.data.decode()
