"""What stands in the menu, by role. Rooms register their doors; the page asks.

In a room's ``AppConfig.ready``::

    from foundation.ui import navigation
    navigation.register("reviewer", _("Meja saya"), "licensing:desk", 10, count=queries.desk_count)

``role`` is a role's value, several of them, or one of ``EVERYBODY``, ``VISITOR`` (nobody signed
in) and ``SIGNED_IN``. Lower ``order`` stands first. ``count`` takes the request and answers the
number of things that wait (0 shows nothing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise

EVERYBODY = "*"
SIGNED_IN = "+"
VISITOR = ""

Count = Callable[[HttpRequest], int]

#: Letters that one line of the menu holds beside the name of the office on a screen of 1366 pixels.
LINE, GAP, REST = 74, 3, "Lainnya + Akun saya"


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

    label: str
    url: str
    current: str
    count: int
    is_kept: bool = False


doors: dict[tuple[frozenset[str], str], Door] = {}


def register(
    role: str | Iterable[str], label: str | Promise, url_name: str, order: int = 50, *, count: Count | None = None
) -> None:
    """Put a door in the menu of a role. Registering the same door again replaces it."""
    roles = frozenset({role} if isinstance(role, str) else role)
    doors[roles, url_name] = Door(roles, label, url_name, order, count)
    mounted.cache_clear()


def doors_of(role: str) -> list[Door]:
    """The doors that a role sees, first ones first. ``role`` is "" for a visitor."""
    wanted = {EVERYBODY, VISITOR} if role == "" else {EVERYBODY, SIGNED_IN, role}
    return sorted((door for door in doors.values() if door.roles & wanted), key=lambda door: door.order)


@lru_cache(maxsize=64)
def mounted(role: str, urlconf: str, prefix: str) -> tuple[tuple[Door, str], ...]:
    """The doors of a role with their addresses; one that this set of addresses does not have is left out."""
    found = []
    for door in doors_of(role):
        with suppress(NoReverseMatch):
            found.append((door, reverse(door.url_name)))
    return tuple(found)


def links(request: HttpRequest) -> list[Link]:
    """The menu of this request's actor."""
    role = str(getattr(getattr(request, "actor", None), "role", ""))
    shown = mounted(role, str(get_urlconf() or settings.ROOT_URLCONF), get_script_prefix())
    path = request.path
    here = max((url for _door, url in shown if where(path, url)), key=len, default="")  # the nearest door alone
    return [
        Link(
            str(door.label),
            url,
            where(path, url) if url == here else "",
            door.count(request) if door.count else 0,
            is_kept=door.count is not None,
        )
        for door, url in shown
    ]


def fold(links: Sequence[Link]) -> tuple[list[Link], list[Link]]:
    """A menu of one line: what stands in it, and what lies under "Lainnya" because the line is full.

    A door that counts what waits always stays in sight. Nothing folds where everything fits.
    """
    if sum(width(link) for link in links) <= LINE + len(REST):
        return list(links), []
    left = LINE - sum(width(link) for link in links if link.is_kept)
    seen: list[Link] = []
    rest: list[Link] = []
    for link in links:
        left -= 0 if link.is_kept else width(link)
        (seen if link.is_kept or (left >= 0 and not rest) else rest).append(link)
    return seen, rest


def width(link: Link) -> int:
    """Roughly, in letters: the label and the gap beside it."""
    return len(link.label) + GAP


def where(path: str, url: str) -> str:
    """Is this page the door itself ("page"), something behind it ("true"), or elsewhere ("")?"""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
