"""Wherever somebody stands, every link on the page opens for them: no door is offered that will not open."""

from collections import deque
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from portal.doorplan import HUMANS
from tests.house.furniture import House

STARTS = ("/beranda/", "/")
LEAVES = {"account_logout"}  # the walk must stay signed in
BY_MACHINE = {"health"}  # 503 is its honest answer where no worker beats


class Anchors(HTMLParser):
    """The addresses of a page's links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what an ``a`` points to."""
        target = dict(attrs).get("href")
        if tag == "a" and target:
            self.found.append(target)


def links(answer: HttpResponse, here: str) -> list[str]:
    """Addresses of this house that the page leads to."""
    if answer.streaming:
        b"".join(answer)  # read to its end: the file behind it closes
        return []
    if not answer.headers["Content-Type"].startswith("text/html"):
        return []
    page = Anchors()
    page.feed(answer.content.decode())
    joined = [urlsplit(urljoin(f"http://testserver{here}", target)) for target in page.found]
    return [f"{to.path}?{to.query}" if to.query else to.path for to in joined if to.netloc == "testserver"]


def room_of(address: str) -> str:
    """The name of the door behind an address; blank where there is none."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


@pytest.mark.parametrize("role", HUMANS, ids=[role.value for role in HUMANS])
def test_every_link_that_a_role_is_shown_opens_for_it(role: object, house: House, visit: Callable[..., Client]) -> None:
    client = visit(house.user(role))  # type: ignore[arg-type]
    waiting, seen, dead = deque((start, "") for start in STARTS), set(LEAVES | BY_MACHINE), {}
    while waiting:
        address, shown_on = waiting.popleft()
        room = room_of(address)
        if room in seen:
            continue
        seen.add(room)
        answer = client.get(address, follow=True)
        if answer.status_code >= 400:
            dead[address] = (answer.status_code, shown_on)
        waiting.extend((target, address) for target in links(answer, address))
    assert dead == {}
    assert len(seen) > 20
