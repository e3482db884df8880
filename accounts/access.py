"""Who may knock at which door. A view without a rule answers nobody.

A view says ``@public``, ``@signed_in`` or ``@roles(Role.HEAD, …)``. Views of libraries
(sign-in, API docs, metrics) are listed in ``portal/doors.py``. The access matrix test walks the
URLconf and compares every door x every role with the rule declared here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from accounts.actors import Actor
from accounts.roles import HUMAN, Role

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a door: everybody (``public``) or the listed roles. ``machine`` doors check their own token."""

    roles: frozenset[Role] = frozenset()
    public: bool = False
    machine: bool = False

    def admits(self, actor: Actor) -> bool:
        """May this actor come in?"""
        return self.public or self.machine or actor.role in self.roles


PUBLIC = Access(public=True)
MACHINE = Access(machine=True)
SIGNED_IN = Access(roles=frozenset(HUMAN))


def declare(rule: Access) -> Callable[[View], View]:
    """Put a rule on a view function or class."""

    def mark(view: View) -> View:
        view.access = rule  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Open to everybody."""
    return declare(PUBLIC)(view)


def signed_in(view: View) -> View:
    """Open to every signed-in person."""
    return declare(SIGNED_IN)(view)


def machine(view: View) -> View:
    """A machine's door: the view itself checks the caller's token or key."""
    return declare(MACHINE)(view)


def roles(*names: Role) -> Callable[[View], View]:
    """Open to these roles only."""
    return declare(Access(roles=frozenset(names)))


def rule_of(view: Any) -> Access | None:
    """The rule declared on a view, on its class, or on what it wraps."""
    for name in ("", "view_class", "cls"):
        found = getattr(getattr(view, name, view) if name else view, "access", None)
        if isinstance(found, Access):
            return found
    wrapped = getattr(view, "__wrapped__", None)
    return rule_of(wrapped) if wrapped is not None else None
