"""``office.current()``: the office that this deployment serves.

Read at most once per request (a memo that lives from ``request_started`` to
``request_finished``), so a change by an admin is seen by every process at once;
outside requests (worker, commands, tests) it is read each time: one row by key.
"""

from __future__ import annotations

import threading
from typing import Any

from django.core.signals import request_finished, request_started
from django.db.models.signals import post_save

from foundation.office.models import Office


class Memo(threading.local):
    """What this thread knows during the request that it serves."""

    serving = False
    office: Office | None = None


memo = Memo()


def current() -> Office:
    """The office row, or a nameless default when none was loaded yet (``manage.py load_office``)."""
    if memo.office is not None:
        return memo.office
    office = Office.objects.filter(pk=1).first() or Office()
    if memo.serving:
        memo.office = office
    return office


def start_memo(**_: Any) -> None:
    """A request begins: remember from here on."""
    memo.serving, memo.office = True, None


def forget(**_: Any) -> None:
    """A request ended, or the office changed."""
    memo.office = None


def end_memo(**_: Any) -> None:
    """A request ended: read afresh from here on."""
    memo.serving, memo.office = False, None


def connect() -> None:
    """Called when the app is ready."""
    request_started.connect(start_memo, dispatch_uid="office-memo-start")
    request_finished.connect(end_memo, dispatch_uid="office-memo-end")
    post_save.connect(forget, sender=Office, dispatch_uid="office-changed")
