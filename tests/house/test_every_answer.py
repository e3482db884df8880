"""What holds for every address: no write by GET, no unsafe method without its token, the same armour on each answer,
no personal data in an address (reliability.md C45-C47, decisions 16)."""

import re
from typing import Any
from urllib.parse import unquote_plus

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from portal.doorplan import HUMANS, Door, doors
from tests.house.furniture import NIK, PHONE, House, absent, existing
from tests.house.test_access_matrix import Visit, bare, knock, url_of, ways

ALL = list(doors())
each_door = pytest.mark.parametrize("door", ALL, ids=[door.name for door in ALL])

#: Doors that take an unsafe method without a token, and what stands in its place.
WITHOUT_TOKEN = {
    "oss_receive": "OSS's own token",
    "stop_letters": "a signed link, pressed by mail programs (RFC 8058)",
    "survey_kiosk_send": "the kiosk's own key, in a SameSite=Strict cookie",
    "api_kbli": "reads only: any unsafe method is 405",
    "schema": "reads only: any unsafe method is 405",
    "api_docs": "reads only: any unsafe method is 405",
}
#: What reading may leave behind: that somebody was here, and that a paper was opened (C62).
TRACES = {"django_session", "usersessions_usersession", "journal_entry"}
WRITES = re.compile(r"^\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+\"?(\w+)", re.IGNORECASE)
ARMOUR = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def somebody(door: Door, house: House) -> User | None:
    """The first role that the door admits; nobody where it is open to all."""
    return None if door.is_public else next(house.user(role) for role in HUMANS if door.admits(role))


@each_door
def test_an_unsafe_method_without_its_token_is_refused(door: Door, house: House, visit: Visit) -> None:
    client = visit(somebody(door, house), enforce_csrf_checks=True)
    url = url_of(door, existing(door, house)[0])
    codes = {method: getattr(client, method)(url).status_code for method in ("post", "put", "patch", "delete")}
    if door.name in WITHOUT_TOKEN:
        assert set(codes.values()) <= {200, 400, 401, 404, 405}, codes
    else:
        assert set(codes.values()) == {403}, codes


def test_the_token_of_another_site_is_refused_and_ones_own_is_taken(house: House, visit: Visit) -> None:
    client = visit(house.people.budi, enforce_csrf_checks=True)
    client.get("/permohonan/baru/")
    token = {"HTTP_X_CSRFTOKEN": client.cookies[settings.CSRF_COOKIE_NAME].value}
    assert client.post("/permohonan/baru/", HTTP_ORIGIN="https://jahat.example", **token).status_code == 403
    assert client.post("/permohonan/baru/", HTTP_ORIGIN="http://testserver", **token).status_code == 302


@each_door
def test_reading_changes_no_row(door: Door, house: House, visit: Visit) -> None:
    reader = somebody(door, house)
    visit(reader)  # signing in is a write of its own
    written: dict[str, set[str]] = {}
    for arguments in existing(door, house):
        url = url_of(door, arguments)
        with CaptureQueriesContext(connection) as asked:
            knock(visit, reader, url)
        tables = {found[1] for query in asked if (found := WRITES.match(query["sql"]))} - TRACES
        if tables:
            written[url] = tables
    assert written == {}


def test_the_watcher_of_writes_sees_one(house: House) -> None:
    with CaptureQueriesContext(connection) as asked:
        house.people.budi.save(update_fields=["name"])
    assert [found[1] for query in asked if (found := WRITES.match(query["sql"]))] == ["accounts_user"]


def unarmoured(answer: HttpResponse) -> dict[str, Any]:
    """Headers that are missing or other than they should be."""
    wrong = {name: answer.get(name) for name, value in ARMOUR.items() if answer.get(name) != value}
    policy = answer.get("Content-Security-Policy", "")
    return wrong if policy else {**wrong, "Content-Security-Policy": policy}


@each_door
def test_every_answer_wears_its_armour(door: Door, house: House, visit: Visit) -> None:
    reader, there = somebody(door, house), url_of(door, existing(door, house)[0])
    nowhere = url_of(door, absent(door))
    answers = [knock(visit, who, url) for who in (None, reader, house.people.ijah) for url in (there, nowhere)]
    answers += [knock(visit, reader, there, way) for way in [*ways(answers[0]), "post"]]
    answers.append(visit(reader, enforce_csrf_checks=True).post(there))
    bad = {
        (answer.status_code, answer.request["PATH_INFO"]): wrong for answer in answers if (wrong := unarmoured(answer))
    }
    assert bad == {}


@pytest.mark.parametrize(
    "path", ["/tidak/ada/", "/%00", "/permohonan/x/../y", "/v/" + "A" * 3000 + "/", "/api/tidak/ada"]
)
def test_answers_outside_the_doors_wear_it_too(path: str, house: House, visit: Visit) -> None:
    answer = visit(None).get(path)
    assert answer.status_code in {400, 404}
    assert unarmoured(answer) == {}


def test_over_https_browsers_are_told_to_stay_there(house: House, visit: Visit, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    for path in ("/", "/tidak/ada/", "/permohonan/"):
        assert visit(None).get(path, secure=True)["Strict-Transport-Security"].startswith("max-age=31536000; includeS")


def addresses(answer: HttpResponse) -> list[str]:
    """Every address that a page leads to, except the office's own mailto: and tel:."""
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return [answer.get("Location", "")]
    found = re.findall(r'(?:href|action|src|formaction|data-url)="([^"]*)"', bare(answer, "\0"))
    return [each for each in found if not each.startswith(("mailto:", "tel:"))] + [answer.get("Location", "")]


@each_door
def test_no_address_carries_personal_data(door: Door, house: House, visit: Visit) -> None:
    codes = [file.tracking_code for file in house.files.values()]
    secret = [NIK, PHONE, PHONE.removeprefix("+62"), "%2B62", "@contoh.id", "%40contoh", *codes]
    told: dict[str, list[str]] = {}
    for arguments in [*existing(door, house)[:1], *existing(door, house)[-1:]]:
        url = url_of(door, arguments)
        for role in [role for role in HUMANS if door.admits(role)][:3]:
            found = [url, *addresses(knock(visit, house.user(role), url))]
            leaks = [each for each in found if any(word in each for word in secret)]
            told |= {url: leaks} if leaks else {}
    assert {url: leaks for url, leaks in told.items() if not is_tracking_link(leaks)} == {}


def is_tracking_link(leaks: list[str]) -> bool:
    """Number and code in one link stand on the receipt, on purpose (decisions 17), also to be sent on by its owner."""
    link = r"(?:https?://[^/]+)?/lacak/PB-\d{4}-\d{6}/\?kode=[0-9A-Z]{10}"
    sent_on = re.compile(rf"https://wa\.me/\?text=PB-\d{{4}}-\d{{6}} {link}")
    return all(re.fullmatch(link, each) or sent_on.fullmatch(unquote_plus(each)) for each in leaks)
