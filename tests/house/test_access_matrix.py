"""Every address x every role and a stranger: the declared cell is what happens (reliability.md C22, C23, 5.4)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from portal.doorplan import HUMANS, Door, doors
from tests.house.furniture import House, absent, existing

Visit = Callable[..., Client]
SIGN_IN = "/akun/masuk/"
ALL = list(doors())
SAYS_UNWELL = {"health"}  # 503 is its honest answer where no worker beats
WITH_OBJECTS = [door for door in ALL if door.arguments]
each_door = pytest.mark.parametrize("door", ALL, ids=[door.name for door in ALL])


def knock(visit: Visit, user: User | None, url: str, method: str = "get") -> HttpResponse:
    """Ask once and undo what it did; the answer's body is read inside."""
    client = visit(user)
    with transaction.atomic():
        answer = getattr(client, method)(url)
        b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer


def url_of(door: Door, arguments: dict[str, Any]) -> str:
    return reverse(door.name, kwargs=arguments or None)


def ways(answer: HttpResponse) -> list[str]:
    """Doors that only take POST are knocked at by POST as well."""
    return ["post"] if answer.status_code == 405 else []


@each_door
def test_a_stranger_reads_public_doors_and_is_sent_to_sign_in_at_all_others(
    door: Door, house: House, visit: Visit
) -> None:
    url = url_of(door, existing(door, house)[0])
    answer = knock(visit, None, url)
    for found in [answer, *(knock(visit, None, url, way) for way in ways(answer))]:
        if door.is_public:
            assert found.status_code < 500 or door.name in SAYS_UNWELL, (url, found.status_code)
            assert found.status_code != 403 or is_machine(door), url
        else:
            assert found.status_code == 302, (url, found.status_code)
            assert found["Location"].startswith(SIGN_IN), url


@each_door
def test_a_role_without_the_door_gets_403_and_one_with_it_never(door: Door, house: House, visit: Visit) -> None:
    url = url_of(door, existing(door, house)[0])
    cells = {}
    for role in HUMANS:
        answer = knock(visit, house.user(role), url)
        codes = [answer.status_code, *(knock(visit, house.user(role), url, way).status_code for way in ways(answer))]
        is_refused = all(code == 403 for code in codes)
        is_broken = max(codes) >= 500 and door.name not in SAYS_UNWELL
        if (is_refused == door.admits(role) and not is_machine(door)) or is_broken:
            cells[role.value] = codes
    assert cells == {}, url


def is_machine(door: Door) -> bool:
    """A machine's door checks its caller itself: a person may get 401, 403 or 404."""
    return door.rule is not None and door.rule.machine


@pytest.mark.parametrize("door", WITH_OBJECTS, ids=[door.name for door in WITH_OBJECTS])
def test_no_object_in_any_state_and_no_missing_one_breaks_a_door(door: Door, house: House, visit: Visit) -> None:
    readers: list[User | None] = [house.user(role) for role in HUMANS if door.admits(role)]
    readers = [None] if door.is_public else [*readers[:1], *readers[1:][-1:]]  # two are enough for every state
    broken = {}
    for arguments in [*existing(door, house), absent(door)]:
        for reader in readers:
            url = url_of(door, arguments)
            codes = {way: knock(visit, reader, url, way).status_code for way in ("get", "post")}
            if max(codes.values()) >= 500 or (403 in codes.values() and not door.is_public):
                broken[url, str(reader)] = codes
    assert broken == {}


def bare(answer: HttpResponse, url: str) -> str:
    """The body without what differs in any two answers: the token of forms and the address asked for."""
    text = answer.content.decode(errors="replace").replace(url, "URL")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "TOKEN", text)


PERSONAL = {"inbox_open", "document_download"}
OF_ONE_PERSON = [
    door
    for door in WITH_OBJECTS
    if door.name in PERSONAL or (not door.is_public and {"ref", "public_id"} & set(door.arguments))
]


@pytest.mark.parametrize("door", OF_ONE_PERSON, ids=[door.name for door in OF_ONE_PERSON])
@pytest.mark.parametrize("name", ["rina", "hendra"])
def test_what_belongs_to_others_looks_like_what_does_not_exist(
    door: Door, name: str, house: House, visit: Visit
) -> None:
    stranger: User = getattr(house.people, name)
    if not door.admits(stranger.role):
        assert knock(visit, stranger, url_of(door, existing(door, house)[0])).status_code == 403
        return
    theirs, none = existing(door, house)[-1], absent(door)
    for way in ("get", "post"):
        urls = [url_of(door, theirs), url_of(door, none)]
        answers = [knock(visit, stranger, url, way) for url in urls]
        assert answers[0].status_code == answers[1].status_code, (way, urls)
        assert answers[0].status_code in {404, 405}, (way, urls)
        assert bare(answers[0], urls[0]) == bare(answers[1], urls[1])
