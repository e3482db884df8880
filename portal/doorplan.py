"""Every door of the house with its rule, walked from the URLconf: for the access tests and for docs/doors.md."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.access import Access, rule_of
from accounts.roles import HUMAN, Role
from portal.doors import LIBRARY_DOORS

HEAD = """# Doors

Drawn from the URLconf by `manage.py draw_doors`; do not edit. A door without a rule answers nobody (403).
`●` this role may knock; what exists behind the door for this person is a second question (`visible_to`: 404).
"Everybody" needs no account; "machine" doors check a token, a key or a signed link themselves.

"""
HUMANS = [role for role in Role if role in HUMAN]


@dataclass(frozen=True, slots=True)
class Door:
    """One address of the URLconf. ``arguments`` are the names of its variable parts."""

    route: str
    name: str
    view: Any
    arguments: tuple[str, ...]
    rule: Access | None

    @property
    def is_public(self) -> bool:
        """May a stranger knock?"""
        return self.rule is not None and (self.rule.public or self.rule.machine)

    def admits(self, role: Role) -> bool:
        """May a signed-in person of this role knock?"""
        return self.rule is not None and (self.is_public or role in self.rule.roles)


def doors(patterns: Iterable[Any] | None = None, prefix: str = "", spaces: tuple[str, ...] = ()) -> Iterator[Door]:
    """Walk the URLconf (or ``patterns``) through every include, in its order."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from doors(entry.url_patterns, route, inner)
        elif isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name or ""))
            rule = rule_of(entry.callback) or LIBRARY_DOORS.get(name)
            yield Door(f"/{route}", name, entry.callback, arguments_of(entry), rule)


def arguments_of(entry: URLPattern) -> tuple[str, ...]:
    """Names of the variable parts, of a path or of a regular expression."""
    if regex := getattr(entry.pattern, "regex", None):
        return tuple(regex.groupindex)
    return tuple(entry.pattern.converters)


def page() -> str:
    """docs/doors.md: one row for each door, one column for each role."""
    titles = ["Address", "Name", "Everybody", *(role.value.replace("_", " ") for role in HUMANS)]
    rows = [line(titles), line(["---", "---", *[":-:"] * (len(HUMANS) + 1)])]
    for door in sorted(doors(), key=lambda each: each.route):
        everybody = "machine" if door.rule and door.rule.machine else "●" if door.is_public else ""
        marks = ["●" if door.admits(role) else "" for role in HUMANS]
        rows.append(line([f"`{door.route}`".replace("|", "\\|"), door.name, everybody, *marks]))
    return HEAD + "\n".join(rows) + "\n"


def line(cells: list[str]) -> str:
    """A row of a table in Markdown."""
    return f"| {' | '.join(cells)} |"
