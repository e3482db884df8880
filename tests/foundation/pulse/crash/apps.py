"""Slow work that leaves a line in a ledger outside the database when it begins and when it ends."""

import os
import time
from dataclasses import replace
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


def write(line: str) -> None:
    """One line, whole, whoever else writes."""
    handle = os.open(Path(settings.VAR_DIR) / "ledger", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


class CrashConfig(AppConfig):
    name = "tests.foundation.pulse.crash"
    label = "crash"

    def ready(self) -> None:
        from foundation.outbox import delivery  # noqa: PLC0415 - models are ready only now
        from foundation.outbox.channels import CHANNELS  # noqa: PLC0415
        from foundation.outbox.models import OutboxMessage  # noqa: PLC0415
        from foundation.outbox.outcomes import Outcome  # noqa: PLC0415
        from foundation.pulse import due  # noqa: PLC0415
        from foundation.pulse.models import DueTask  # noqa: PLC0415

        def draw(task: DueTask) -> None:
            write(f"begin {task.subject}")
            time.sleep(0.4)
            write(f"end {task.subject}")

        def carry(message: OutboxMessage) -> Outcome:
            write(f"begin {message.subject}/{message.kind}")
            time.sleep(0.4)
            write(f"end {message.subject}/{message.kind}")
            return Outcome.ok()

        CHANNELS["message"] = replace(CHANNELS["message"], lease_seconds=4, wall_clock_seconds=1, batch=3)
        delivery.register("message", carry)
        due.register("draw", draw, lease_seconds=4)
