"""Days at the end of the calendar, signs that only look like digits, endless numbers: answered, never broken by."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.architecture import tree
from tests.complaints.cases import filed
from tests.factories.drafts import office
from tests.people import Town, town

pytestmark = pytest.mark.django_db
DAYS = ("0001-01-01", "9999-12-31")
DIGITS = ("²", "٢", "9" * 20, "9" * 5000)
BY_DAY = {
    "auditor": ("/kelola/jurnal/", "/agenda/", "/berkas-permohonan/"),
    "aduan": ("/tangani/pengaduan/",),
    "apip": ("/tangani/pengaduan/",),
}
BY_DIGITS = (
    ("", "/pengaduan/angka/?tahun={}"),
    ("", "/survei/?periode={}"),
    ("", "/kbli/?q={}"),
    ("kadis", "/laporan/skm/?periode={}"),
    ("auditor", "/agenda/?petugas={}"),
    ("auditor", "/agenda/?dinas={}"),
    ("wulan", "/loket/?survei={}"),
)


@pytest.fixture
def people() -> Town:
    office()
    return town()


def browser(people: Town, name: str) -> Client:
    client = Client(raise_request_exception=False)
    if name:
        client.force_login(getattr(people, name))
    return client


def broken(client: Client, address: str) -> bool:
    return client.get(address).status_code >= 500


def test_these_addresses_are_there(people: Town) -> None:
    """Else nothing would be proved by what follows."""
    doors = [*((name, door) for name, places in BY_DAY.items() for door in places), *BY_DIGITS]
    plain = {(name, door.partition("?")[0]) for name, door in doors}
    assert [each for each in plain if browser(people, each[0]).get(each[1]).status_code != 200] == []


def test_no_list_breaks_by_a_day_at_the_end_of_the_calendar(people: Town) -> None:
    doors = [(name, door) for name, places in BY_DAY.items() for door in places]
    assert [
        (door, word, day)
        for name, door in doors
        for word in ("dari", "sampai")
        for day in DAYS
        if broken(browser(people, name), f"{door}?{word}={day}")
    ] == []


def test_every_form_asks_for_days_within_our_times() -> None:
    """A year typed as 0026 is told beside its field, wherever a day is kept."""
    plain = ("forms.DateField(", "forms.DateTimeField(")
    asking = [str(path) for path in tree.modules() if any(word in tree.text(path) for word in plain)]
    assert asking == ["foundation/ui/gallery.py"], "examples of fields; nothing is kept there"


def test_no_triage_breaks_by_such_a_moment(people: Town) -> None:
    complaint = filed(category="licensing", subject="official")
    inspector = browser(people, "apip")
    place = f"/tangani/pengaduan/{complaint.number}/triase/"
    assert inspector.get(place).status_code == 200
    assert [day for day in DAYS if broken(inspector, f"{place}?at={day}T00:00&window=2")] == []


@pytest.mark.parametrize("digits", DIGITS, ids=["superscript", "arabic", "large", "endless"])
def test_no_address_breaks_by_what_looks_like_a_number(digits: str, people: Town) -> None:
    doors = [(name, door) for name, door in BY_DIGITS if broken(browser(people, name), door.format(quote(digits)))]
    assert doors == []


@pytest.mark.parametrize("digits", DIGITS, ids=["superscript", "arabic", "large", "endless"])
def test_no_form_breaks_by_it(digits: str, people: Town) -> None:
    told: dict[str, Any] = {"kunci": f"orang:{digits}"}
    assert browser(people, "wulan").post("/loket/pemohon/buka/", told).status_code < 500
