"""Guards that can be taken away in one process, so that the checker must see what they keep out."""

from collections.abc import Callable

GUARDS: dict[str, Callable[[], None]] = {}


def take_away(name: str) -> None:
    """Nothing for a blank name; KeyError for an unknown one."""
    if name:
        GUARDS[name]()
