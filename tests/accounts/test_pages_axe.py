"""Pages of an account in a real browser: nothing that axe finds, no sideways scroll, light and dark, phone and desk."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from licensing.terms import Status
from tests.accounts.conftest import SIGN_UP, Letters
from tests.factories.files import application_in
from tests.foundation.ui.conftest import browser_type_launch_args, look  # noqa: F401 - fixtures
from tests.people import town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WINDOWS = [((360, 780), "light"), ((360, 780), "dark"), ((1366, 768), "light"), ((1366, 768), "dark")]
VISITOR = ("/akun/masuk/", "/akun/daftar/", "/akun/lupa-sandi/", "/akun/lupa-sandi/terkirim/")
OWN = (
    *("/akun/profil/", "/akun/email/", "/akun/nomor/", "/akun/sandi/", "/akun/sesi/", "/akun/kunci/", "/akun/ulang/"),
    *("/akun/keluar/", "/permohonan/klaim/", "/permohonan/klaim/kode/"),
)


def check(page: Page, path: str) -> None:
    """No finding of axe, no sideways scroll, one h1."""
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--utama')"), "unstyled"
    found = [
        (each["id"], [str(node["target"]) for node in each["nodes"]]) for each in Axe().run(page).response["violations"]
    ]
    assert (path, found) == (path, [])
    assert (path, page.evaluate("document.documentElement.scrollWidth <= innerWidth")) == (path, True)
    assert (path, page.locator("h1").count()) == (path, 1)


def enter(page: Page, client: Client, live_server: Any) -> None:
    """Give a browser the session of a client."""
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])


def walk(look: Callable[..., Page], client: Client, live_server: Any, paths: tuple[str, ...]) -> None:  # noqa: F811
    """All pages in all windows."""
    for size, theme in WINDOWS:
        page = look("/akun/tidak-aktif/", size, theme)
        if client.cookies:
            enter(page, client, live_server)
        for path in paths:
            page.goto(live_server.url + path)
            check(page, path)


def test_a_visitors_pages(look: Any, live_server: Any, client: Client) -> None:  # noqa: F811
    walk(look, client, live_server, VISITOR)
    for path in VISITOR[:3]:
        page = look(path, (360, 780))
        page.click("main form .actions button")
        page.wait_for_selector("[data-error-summary]")
        check(page, f"{path} refused")


def test_the_pages_that_ask_for_codes(look: Any, live_server: Any, client: Client, letters: Letters) -> None:  # noqa: F811
    client.post("/akun/daftar/", SIGN_UP)
    walk(look, client, live_server, ("/akun/verifikasi/",))
    client.post("/akun/verifikasi/", {"code": letters.code("email")})
    walk(look, client, live_server, ("/akun/verifikasi/wa/",))


def test_an_applicants_pages(look: Any, live_server: Any, client: Client) -> None:  # noqa: F811
    client.force_login(town().budi)
    walk(look, client, live_server, OWN)


def test_the_admins_pages(look: Any, live_server: Any, client: Client) -> None:  # noqa: F811
    people = town()
    file = application_in(Status.COMPLETE, applicant=people.budi, agency=people.naker)
    tie = file.holder.ties.create(user=people.sari, kind="relative")
    client.force_login(people.admin)
    one = f"/kelola/pengguna/{people.dedi.pk}/"
    term = people.kadis.signing_terms.get()
    paths = ("/kelola/pengguna/", "/kelola/pengguna/undang/", one, f"{one}lepas-kunci/", f"{one}nonaktifkan/")
    more = ("/kelola/penandatangan/", f"/kelola/penandatangan/{term.pk}/akhiri/", "/kelola/keluarga/")
    walk(look, client, live_server, (*paths, *more, f"/kelola/keluarga/{tie.pk}/akhiri/", "/akun/kunci/"))


def test_staff_are_warned_before_they_are_signed_out(look: Any, live_server: Any, client: Client) -> None:  # noqa: F811
    client.force_login(town().dedi)
    page = look("/akun/tidak-aktif/", (360, 780))
    enter(page, client, live_server)
    page.clock.install()
    page.goto(f"{live_server.url}/akun/keluarga/")
    check(page, "/akun/keluarga/")
    page.clock.run_for(7 * 60_000)
    assert page.locator("[data-idle]").is_hidden()
    page.clock.run_for(2 * 60_000)
    assert page.locator("[data-idle]").is_visible()
    check(page, "warned")
    page.click("[data-idle] button")
    page.wait_for_selector("[data-idle]", state="hidden")
