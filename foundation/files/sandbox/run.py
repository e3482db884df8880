"""The house's side of the sandbox: start the child, wait with a limit, believe only its one line."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from foundation.files.sandbox.limits import WALL_SECONDS
from foundation.files.sandbox.verdict import Unfit

log = logging.getLogger(__name__)
KILLED_BY_TIME = {-9, -24}  # SIGKILL and SIGXCPU: the limits of ``limits.enclose``


def run(command: str, *words: str | Path) -> dict[str, Any]:
    """The child's answer. Raises Unfit with the code that the child gave, or "too_slow" / "too_heavy"."""
    call = [sys.executable, "-s", "-P", "-m", "foundation.files.sandbox", command, *map(str, words)]
    try:
        done = subprocess.run(  # noqa: S603
            call,
            env={"PYTHONPATH": str(settings.BASE_DIR), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unfit("too_slow") from None
    if done.returncode in KILLED_BY_TIME:
        raise Unfit("too_slow")
    if done.returncode != 0:
        log.warning("file_sandbox_died", extra={"command": command, "code": done.returncode})
        raise Unfit("too_heavy")
    if done.stderr:
        log.info("file_sandbox_said", extra={"command": command, "words": done.stderr[-2000:].decode(errors="replace")})
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise Unfit(answer["refused"], **answer["words"])
    return answer
