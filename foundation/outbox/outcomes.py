"""What became of one attempt to deliver, and what follows from it (reliability.md section 6.2).

A handler returns one of these; it never raises for a trouble that it understands.

    class      when                                            what follows
    ok         taken by the other side                         done; the circuit closes
    transient  no connection, 5xx, broken answer               again after min(300, 2 x 2^n) s, full jitter
    throttled  429                                             the whole endpoint rests for ``retry_after``
    auth       401 after one refresh by the handler            the circuit opens at once
    permanent  400, 404, 409, 422: understood and refused      dead at once, a person decides
    unknown    sent, and no answer came                        again, but not before the quiet period is over
    later      the handler itself wants to wait                again after ``retry_after``; no attempt counted
    poison     five workers died with it in hand               dead (never returned by a handler)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Class(StrEnum):
    """The kinds of outcome, as stored in ``last_class``."""

    OK = "ok"
    TRANSIENT = "transient"
    THROTTLED = "throttled"
    AUTH = "auth"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"
    LATER = "later"
    POISON = "poison"


Effect = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result of one attempt.

    ``detail``: plain words for the desk, without personal data. ``retry_after``: seconds. ``apply``: what to
    write locally because of it; runs in the very transaction that finishes the message, and only if the lease
    still holds, so its effect happens once. ``ours``: the fault is in our own code, the way out is not to blame.
    """

    kind: Class
    detail: str = ""
    retry_after: float | None = None
    apply: Effect | None = None
    ours: bool = False

    @classmethod
    def ok(cls, detail: str = "", *, apply: Effect | None = None) -> Outcome:
        """Taken."""
        return cls(Class.OK, detail, apply=apply)

    @classmethod
    def transient(cls, detail: str) -> Outcome:
        """The other side cannot at the moment."""
        return cls(Class.TRANSIENT, detail)

    @classmethod
    def throttled(cls, detail: str, *, retry_after: float | None = None) -> Outcome:
        """The other side asks us to slow down."""
        return cls(Class.THROTTLED, detail, retry_after)

    @classmethod
    def auth(cls, detail: str) -> Outcome:
        """Our credentials are refused, although the handler has refreshed them."""
        return cls(Class.AUTH, detail)

    @classmethod
    def permanent(cls, detail: str, *, apply: Effect | None = None) -> Outcome:
        """Understood and refused; asking again gives the same answer."""
        return cls(Class.PERMANENT, detail, apply=apply)

    @classmethod
    def unknown(cls, detail: str, *, retry_after: float | None = None) -> Outcome:
        """It was sent, and whether it arrived is not known."""
        return cls(Class.UNKNOWN, detail, retry_after)

    @classmethod
    def later(cls, detail: str, *, seconds: float) -> Outcome:
        """Nothing was sent: it is too early."""
        return cls(Class.LATER, detail, seconds)

    @classmethod
    def bug(cls, detail: str) -> Outcome:
        """Our own code failed, and whether anything was sent is not known."""
        return cls(Class.UNKNOWN, detail, ours=True)
