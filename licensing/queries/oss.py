"""What OSS knows of a file, as the bridge reports it. The bridge registers the reader; licensing never asks OSS."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from licensing.models import Application


@dataclass(frozen=True, slots=True)
class OssKnows:
    """What OSS last said, what still waits to be told, and since when."""

    said: str = ""
    said_at: datetime | None = None
    waiting: int = 0
    waiting_since: datetime | None = None
    trouble: str = ""


_reader: list[Callable[[Application], OssKnows]] = []


def register(reader: Callable[[Application], OssKnows]) -> None:
    """The bridge's reader takes the place of any earlier one."""
    _reader[:] = [reader]


def oss_knows(application: Application) -> OssKnows:
    """What OSS knows; nothing where no bridge is installed."""
    return _reader[0](application) if _reader else OssKnows()
