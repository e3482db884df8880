"""Whose turn it is. The same rule chooses the next call and tells everybody how many are ahead.

Who was sent to this very window goes first (they have waited already). Then the priority lane, but in one line
at most ``most`` in a row while somebody ordinary waits there, and at one window, whatever lines it calls, at most
``most`` in a row while somebody ordinary waits for it. A no-show who came back stands at the end, without priority.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """One waiting ticket, as far as the rule needs it."""

    pk: int
    line: int
    place: datetime
    is_priority: bool
    for_window: int | None = None
    slot_at: datetime | None = None

    @property
    def order(self) -> tuple[datetime, int]:
        """Who came first; equal moments by number of the row."""
        return (self.place, self.pk)


def choose(
    waiting: Iterable[Waiting], streaks: Mapping[int, int], *, most: int, window: int | None = None, run: int = 0
) -> Waiting | None:
    """The ticket to call now; None when nobody waits for this window.

    ``streaks``: for each line, how many priority tickets were called last in a row; ``run``: the same of this window.
    """
    here = sorted((one for one in waiting if one.for_window in (None, window)), key=lambda one: one.order)
    if sent := next((one for one in here if one.for_window is not None), None):
        return sent
    ordinary_lines = {one.line for one in here if not one.is_priority}
    may_pass = [
        one for one in here if one.is_priority and (one.line not in ordinary_lines or streaks.get(one.line, 0) < most)
    ]
    ordinary = [one for one in here if not one.is_priority]
    return next(iter(ordinary if run >= most and ordinary else may_pass or ordinary), None)


def order(waiting: Sequence[Waiting], streak: int, *, most: int) -> list[int]:
    """The rows of one line in the order in which they will be called, if nobody else comes."""
    left, called, run = list(waiting), [], streak
    while chosen := choose(left, {one.line: run for one in left}, most=most, window=_any_window(left)):
        run = run + 1 if chosen.is_priority else 0
        called.append(chosen.pk)
        left.remove(chosen)
    return called


def _any_window(left: Sequence[Waiting]) -> int | None:
    """Those who were sent to a window are ahead of the line as well."""
    return next((one.for_window for one in left if one.for_window is not None), None)
