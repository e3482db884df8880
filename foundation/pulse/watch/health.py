"""Is the house well? The checks behind /sehat/.

A check is a ``health_check.base.HealthCheck`` that raises when something is wrong; one of ``CHECKS`` makes the
answer 503. A warning is a function that returns a sentence, or "" when all is well; it is shown and changes
nothing: what is outside (OSS, the broker) being down is no reason to take the portal away. Rooms add theirs:

    health.warn("oss", lambda: _("OSS tidak menjawab sejak 10.42 WIB.") if … else "")
"""

import dataclasses
import logging
import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from health_check.base import HealthCheck
from health_check.checks import Database
from health_check.exceptions import HealthCheckException, ServiceUnavailable

from foundation.pulse import rounds

WORKER_SILENT_AFTER = timedelta(seconds=60)
DISK_FREE_AT_LEAST = 0.10
WARNINGS_KEPT_SECONDS = 10.0  # asking the outside is dear, and this page is public

log = logging.getLogger(__name__)
Warning_ = Callable[[], str]


@dataclasses.dataclass
class Worker(HealthCheck):
    """A worker said within a minute that it lives."""

    def run(self) -> None:
        """Raises ServiceUnavailable."""
        silent = rounds.last_beat("worker")
        if silent is None:
            raise ServiceUnavailable(_("Belum ada pekerja latar yang berjalan."))
        if silent > WORKER_SILENT_AFTER:
            raise ServiceUnavailable(
                _("Pekerja latar diam selama %(seconds)d detik.") % {"seconds": silent.total_seconds()}
            )


@dataclasses.dataclass
class Disk(HealthCheck):
    """A tenth of the disk that holds database and files is free."""

    folder: Path

    def run(self) -> None:
        """Raises ServiceUnavailable."""
        usage = shutil.disk_usage(self.folder)
        if usage.free < usage.total * DISK_FREE_AT_LEAST:
            percent = 100 * usage.free / usage.total
            raise ServiceUnavailable(_("Sisa ruang disk %(percent).1f persen.") % {"percent": percent})


def checks() -> dict[str, HealthCheck]:
    """What must be well, by name, in this order."""
    return {"database": Database(), "worker": Worker(), "disk": Disk(nearest_folder(Path(settings.MEDIA_ROOT)))}


def nearest_folder(path: Path) -> Path:
    """The folder itself, or the first one above it that exists (before the first upload there is none)."""
    while not path.exists():
        path = path.parent
    return path


_warnings: dict[str, Warning_] = {}
_kept: dict[str, tuple[float, str]] = {}


def warn(name: str, ask: Warning_) -> None:
    """Have /sehat/ show a warning under this name whenever ``ask`` returns a sentence."""
    _warnings[name] = ask


def warnings() -> dict[str, str]:
    """The sentences of everything that is not as it should be. Each is asked for at most every ten seconds."""
    for name, ask in _warnings.items():
        if name in _kept and time.monotonic() - _kept[name][0] < WARNINGS_KEPT_SECONDS:
            continue
        try:
            sentence = str(ask())
        except Exception:
            log.exception("warning_failed", extra={"warning": name})
            sentence = _("Tidak dapat diperiksa.")
        _kept[name] = (time.monotonic(), sentence)
    return {name: _kept[name][1] for name in _warnings if _kept[name][1]}


def report() -> dict[str, Any]:
    """``status`` ok or down, ``failing`` the names, ``checks`` name -> "ok" or a sentence, ``warnings``."""
    results: dict[str, str] = {}
    for name, check in checks().items():
        try:
            check.run()
            results[name] = "ok"
        except HealthCheckException as trouble:
            results[name] = str(trouble.message)
        except Exception:
            log.exception("health_check_failed", extra={"check": name})
            results[name] = _("Tidak dapat diperiksa.")
    failing = [name for name, result in results.items() if result != "ok"]
    return {
        "status": "down" if failing else "ok",
        "failing": failing,
        "checks": results,
        "warnings": {} if "database" in failing else warnings(),
    }
