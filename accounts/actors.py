"""The actor: who acts now, in which role, through which door, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.roles import Power, Role, may
from foundation.journal.who import Who

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Who):
    """A doer with powers. Anonymous visitors have role "" and no powers at all."""

    agency_id: int | None = None

    def may(self, power: Power) -> bool:
        """Does the actor's role hold this power?"""
        return may(self.role, power)

    @property
    def is_anonymous(self) -> bool:
        """Nobody is signed in."""
        return self.role == ""

    @property
    def is_staff(self) -> bool:
        """Works for the office or an agency."""
        return self.role in Role.values and Role(self.role).is_staff


ANONYMOUS = Actor(role="", name="", channel="web")
OSS = Actor(role=Role.OSS, name="OSS", channel="oss")
SYSTEM = Actor(role=Role.SYSTEM, name="Sistem", channel="system")


def actor_of(user: User, *, channel: str = "web", on_behalf_of: str = "") -> Actor:
    """The actor that a signed-in account is. A disabled account is nobody."""
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    return Actor(
        user_id=user.pk,
        role=user.role,
        name=user.name,
        channel=channel,
        agency_id=user.agency_id,
        on_behalf_of=on_behalf_of,
    )
