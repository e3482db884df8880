"""Moments at which a process of the house kills itself, as a power cut would: SIGKILL, nothing is tidied up.

Each armed point strikes once per run (the first process that comes by); a file in FAULTS_FOLDER remembers that.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

Wrapper = Callable[[Callable[..., Any]], Callable[..., Any]]


def arm(names: str, *, folder: str) -> None:
    """Arm the points of this comma-separated list. Unknown names raise KeyError."""
    for name in filter(None, names.split(",")):
        module, function, after = PLACES[name]()
        setattr(module, function, _struck(getattr(module, function), Path(folder) / name, after=after))


def poison(word: str) -> None:
    """Whoever carries a message to OSS whose note holds this word dies of it."""
    if not word:
        return
    from foundation.outbox import delivery  # noqa: PLC0415 - models must be loaded first

    carry = delivery.HANDLERS["oss"]

    def deadly(message: Any) -> Any:
        if word in str(message.payload.get("note", "")):
            os.kill(os.getpid(), signal.SIGKILL)
        return carry(message)

    delivery.HANDLERS["oss"] = deadly


def _struck(plain: Callable[..., Any], mark: Path, *, after: bool) -> Callable[..., Any]:
    def point(*args: Any, **kwargs: Any) -> Any:
        done = plain(*args, **kwargs) if after else None
        if _is_first(mark):
            os.kill(os.getpid(), signal.SIGKILL)
        return done if after else plain(*args, **kwargs)

    return point


def _is_first(mark: Path) -> bool:
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return False
    return True


Place = tuple[Any, str, bool]  # module, function, strike after it (else before)


def _press() -> Any:
    from licensing.background import printing_press  # noqa: PLC0415

    return printing_press


def _drawing() -> Any:
    from licensing.documents import drawing  # noqa: PLC0415

    return drawing


def _store() -> Any:
    from foundation.files import store  # noqa: PLC0415

    return store


def _hand() -> Any:
    from foundation.signing import hand  # noqa: PLC0415

    return hand


PLACES: dict[str, Callable[[], Place]] = {
    "number": lambda: (_press(), "draw", False),  # number and snapshot are committed, nothing is drawn
    "render": lambda: (_drawing(), "draw", True),  # the bytes exist in memory only
    "sign": lambda: (_hand(), "sign", True),  # signed bytes in memory only
    "rename": lambda: (_store(), "keep", True),  # the file has its lasting name, no row knows it
    "commit": lambda: (_store(), "keep_bytes", True),  # file and row are there, the document does not know it
}
