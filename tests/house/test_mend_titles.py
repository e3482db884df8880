"""Whoever sent too little hears it first: a page that comes back to be mended says so at the front of its title."""

import re
from typing import Any

from django.db import transaction

from accounts.models import User
from portal.doorplan import HUMANS, Door, doors
from tests.house.furniture import House, existing
from tests.house.test_access_matrix import Visit, url_of

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
MACHINES = {"kiosk_draw"}  # a screen without a title bar, touched with a finger


def sender(door: Door, house: House) -> User | None:
    """Nobody where the door is open to all, else the first role that it admits."""
    return None if door.is_public else next(house.user(role) for role in HUMANS if door.admits(role))


def titles(answer: Any) -> list[str]:
    """The title of a page that a person reads; nothing for JSON."""
    is_page = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
    return TITLE.findall(answer.content.decode()) if is_page else []


def send(visit: Visit, user: User | None, url: str) -> Any:
    """A form without a word in it, as a browser sends it: with its token. What it did is undone."""
    client = visit(user)
    with transaction.atomic():
        answer = client.post(url, {"csrfmiddlewaretoken": "x"})
        b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer


def test_every_answer_to_an_empty_form_says_it_in_its_title(house: House, visit: Visit) -> None:
    seen: set[str] = set()
    silent: list[tuple[str, str]] = []
    for door in doors():
        if door.name in MACHINES:
            continue
        answer = send(visit, sender(door, house), url_of(door, existing(door, house)[0]))
        if answer.status_code != 422:
            continue
        seen.add(door.name)
        silent += [(door.name, title) for title in titles(answer) if not title.startswith("Perlu diperbaiki: ")]
    assert silent == []
    assert len(seen) > 40, sorted(seen)
