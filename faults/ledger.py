"""The client's own book: a line for each act that the house has acknowledged, on disk before the next one is tried."""

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ack:
    """The house said: done. ``version`` and ``number`` are what it answered; 0 and "" where it gave none."""

    act: str
    subject: str
    version: int = 0
    number: str = ""


class Ledger:
    """Append and fsync; safe from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        path.touch()

    def add(self, ack: Ack) -> None:
        """One more act was acknowledged."""
        with self._lock, self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(ack)) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def lines(self) -> Iterator[Ack]:
        """All of them, in order."""
        for line in self.path.read_text(encoding="utf-8").splitlines():
            yield Ack(**json.loads(line))
