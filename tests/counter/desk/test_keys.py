"""The keys of the console: each published letter stands on what it does, in every state of a ticket."""

import re

import pytest
from django.test import Client

from counter.actions import windows
from portal.launch.stack import ROOT
from tests.counter.desk.conftest import Hall


def keys(client: Client) -> dict[str, str]:
    """Letter -> the words of what it presses."""
    page = client.get("/loket/").content.decode()
    found = re.findall(r'data-key="([^"]+)"[^>]*>(.*?)</(?:button|a|label)>', page, re.DOTALL)
    return {key: " ".join(re.sub(r"<[^>]+>", " ", words).split()) for key, words in found}


@pytest.fixture
def clerk(hall: Hall) -> Client:
    client = Client()
    client.force_login(hall.people.wulan)
    return client


def test_each_state_of_a_ticket_has_its_keys(hall: Hall, clerk: Client) -> None:
    hall.draw("A")
    shift = hall.sit(2)
    idle = keys(clerk)
    assert (idle["p"][:7], idle["/"][:10], idle["n"][:10]) == ("Panggil", "Cari orang", "Daftarkan ")
    ticket = windows.call(shift, who=hall.wulan)
    called = keys(clerk)
    wanted = {"u": "Panggil ulang", "l": "Lewati", "s": "Selesai", "m": "Mulai layani"}
    assert {key: called[key][: len(words)] for key, words in wanted.items()} == wanted
    assert "p" not in called, "nobody is called while somebody stands there"
    windows.serve(ticket, who=hall.wulan)
    serving = keys(clerk)
    assert serving["s"][:7] == "Selesai"
    assert {"p", "u", "l"}.isdisjoint(serving)


def test_the_page_tells_its_keys_and_how_to_switch_them_off(hall: Hall, clerk: Client) -> None:
    hall.sit(2)
    page = clerk.get("/loket/").content.decode()
    help_ = page.partition("data-shortcut-help")[2].partition("</details>")[0]
    assert re.findall(r"<kbd>(.)</kbd>", help_) == ["P", "U", "M", "L", "S", "/", "N", "?"]
    assert "data-shortcuts-switch" in help_


def test_the_scripts_of_tickets_and_hall_find_nothing_of_theirs_on_the_console(hall: Hall) -> None:
    """queue.js comes with every page; a mark of its own here would make it ask /loket/<pk> and hide the warning."""
    hall.draw()
    windows.call(hall.sit(2), who=hall.wulan)
    client = Client()
    client.force_login(hall.people.wulan)
    page = client.get("/loket/").content.decode()
    marks = set(
        re.findall(r'document\.querySelector\("\[(data-[a-z-]+)\]"\)', (ROOT / "static/js/queue.js").read_text())
    )
    assert marks == {"data-ticket", "data-hall"}
    assert "data-held=" in page
    assert not [mark for mark in marks if f"{mark}=" in page]
