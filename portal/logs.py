"""How the house logs: facts, one JSON line each, without personal numbers.

Events are named like facts (``outbox_lease_lost``) and carry what is needed as fields; django-structlog adds the
request's id, the account's number and the address. Whatever is written, by us or by a library, passes ``Scrubber``:
NIK, NPWP, NIB and telephone numbers are masked, in messages, fields and tracebacks alike. In the tests it raises
instead, so that a line which would have leaked turns a test red (decisions 16).
"""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

from foundation.journal.scrub import numbers_in, scrub_value

#: Who knows the rest of this address can set a password; a stop link speaks for its owner.
KEY = re.compile(r"(/akun/lupa-sandi/kunci/|/berhenti/)[^/\s]+")
Event = MutableMapping[str, Any]
OURS = frozenset({"timestamp", "request_id", "level", "logger", "code"})  # made by us: no words of a person in them


class PersonalNumberInLog(AssertionError):
    """A log event shows a personal number (raised in tests only)."""


class Scrubber:
    """Masks personal numbers in every field of an event; ``strict``: raises PersonalNumberInLog instead."""

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict

    def __call__(self, _logger: Any, _method: str, event: Event) -> Event:
        """One event."""
        for name, value in list(event.items()):
            if name in OURS or name.startswith("_"):
                continue
            if self.strict and (found := numbers_in(str(value))):
                raise PersonalNumberInLog(f"field {name!r} of a log event shows {len(found)} personal number(s)")
            event[name] = scrub_value(value)
        return event


def without_query(_logger: Any, _method: str, event: Event) -> Event:
    """``GET /lacak/?q=Budi`` is logged as ``GET /lacak/``: what people type is theirs; so is the key of a link."""
    if "request" in event:
        event["request"] = KEY.sub(r"\1…", str(event["request"]).partition("?")[0])
    return event


class Loud(logging.StreamHandler):
    """For tests: what a formatter raises is raised, not printed."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is the library's
        """Within an ``except`` block of the caller."""
        raise  # noqa: PLE0704 - logging calls this while it handles the exception


def configuration(*, json: bool = True, level: str = "INFO", strict: bool = False) -> dict[str, Any]:
    """The LOGGING setting; configures structlog as well."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_query,
        Scrubber(strict=strict),
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        "foreign_pre_chain": shared,
    }
    handler = {"class": "portal.logs.Loud" if strict else "logging.StreamHandler", "formatter": "fact"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"fact": formatter},
        "handlers": {"out": handler},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            "django.request": {"level": "CRITICAL"},  # django-structlog tells the same, with the request's id
            "celery": {"level": "WARNING"},
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "WARNING"},
        },
    }
