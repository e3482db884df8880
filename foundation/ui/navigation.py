"""What stands in the menu, by role. Rooms register their doors; the page asks.

In a room's ``AppConfig.ready``::

    from foundation.ui import navigation
    navigation.register("reviewer", _("Meja saya"), "licensing:desk", 10, count=queries.desk_count)

``role`` is a role's value, several of them, or one of ``EVERYBODY``, ``VISITOR`` (nobody signed
in) and ``SIGNED_IN``. Lower ``order`` stands first. ``count`` takes the request and answers the
number of things that wait (0 shows nothing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

EVERYBODY = "*"
SIGNED_IN = "+"
VISITOR = ""

Count = Callable[[HttpRequest], int]


@dataclass(frozen=True, slots=True)
class Door:
    """One entry of the menu."""

    roles: frozenset[str]
    label: str | Promise
    url_name: str
    order: int
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as a page shows it. ``current`` is "page" (here), "true" (below it) or ""."""

    label: str | Promise
    url: str
    current: str
    count: int


doors: dict[tuple[frozenset[str], str], Door] = {}


def register(
    role: str | Iterable[str], label: str | Promise, url_name: str, order: int = 50, *, count: Count | None = None
) -> None:
    """Put a door in the menu of a role. Registering the same door again replaces it."""
    roles = frozenset({role} if isinstance(role, str) else role)
    doors[roles, url_name] = Door(roles, label, url_name, order, count)


def doors_of(role: str) -> list[Door]:
    """The doors that a role sees, first ones first. ``role`` is "" for a visitor."""
    wanted = {EVERYBODY, VISITOR} if role == "" else {EVERYBODY, SIGNED_IN, role}
    return sorted((door for door in doors.values() if door.roles & wanted), key=lambda door: door.order)


def links(request: HttpRequest) -> list[Link]:
    """The menu of this request's actor. A door whose address is not mounted is left out."""
    role = str(getattr(getattr(request, "actor", None), "role", ""))
    shown = []
    for door in doors_of(role):
        try:
            url = reverse(door.url_name)
        except NoReverseMatch:
            continue
        shown.append(Link(door.label, url, where(request.path, url), door.count(request) if door.count else 0))
    return shown


def where(path: str, url: str) -> str:
    """Is this page the door itself ("page"), something behind it ("true"), or elsewhere ("")?"""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
