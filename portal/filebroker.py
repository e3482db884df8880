"""The broker that needs no server: kombu's file-system transport, made safe against half-written files.

kombu writes a message in place, so a reader may find it empty, and one empty file stops the worker (measured;
also what a power cut leaves behind). Here a message appears whole, by rename, and what cannot be read is dropped:
a ring that is lost costs nothing (portal/celery.py).
"""

import os
import time
import uuid
from pathlib import Path
from typing import Any, ClassVar

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Messages as files of a folder."""

    def _put(self, queue: Any, payload: Any, **_kwargs: Any) -> None:  # type: ignore[override]
        """Write beside, then rename into the queue."""
        folder = Path(self.data_folder_out)
        name = f"{round(time.monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        beside = folder / f"{name}.part"
        beside.write_text(dumps(payload))
        os.replace(beside, folder / name)

    def _get(self, queue: str, timeout: Any = None) -> Any:
        """The next message that can be read; the others are gone already."""
        while True:
            try:
                return super()._get(queue)
            except ValueError:
                continue


class Transport(filesystem.Transport):
    """The transport behind ``filesystem://``."""

    Channel = Channel
    default_connection_params: ClassVar[dict[str, Any]] = {}  # folders have no host: none is missed, none warned of


def use() -> None:
    """Have ``filesystem://`` mean this transport, in this process."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"
