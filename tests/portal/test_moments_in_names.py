"""How a row names itself (the admin's lists, a deletion's warning): a moment is told in the office's time, not UTC."""

import inspect
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db.models import DateTimeField, Model

from complaints.models.dialogue import Message
from counter.logbook.models.desks import Export
from counter.models.setup import Window
from counter.models.shifts import Shift
from foundation.pulse.models import Heartbeat
from oss_bridge.models import Comparison, InboxItem

AFTER_MIDNIGHT = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)  # 00.30 WIB on the 23rd

NAMED = [
    Comparison(scope="open", started_at=AFTER_MIDNIGHT),
    InboxItem(method="receiveNIB", received_at=AFTER_MIDNIGHT),
    Heartbeat(process="web-1", beat_at=AFTER_MIDNIGHT),
    Message(sent_at=AFTER_MIDNIGHT),
    Shift(window=Window(name="Loket 1"), started_at=AFTER_MIDNIGHT),
]


@pytest.mark.parametrize("row", NAMED, ids=lambda row: type(row).__name__)
def test_a_row_of_after_midnight_names_the_day_that_the_office_has(row: Model) -> None:
    assert str(row).endswith("23 November 2026, 00.30 WIB")


def test_a_day_without_its_hour_is_the_offices_too() -> None:
    assert str(Export(form="xlsx", created_at=AFTER_MIDNIGHT)).endswith("23 November 2026")


def test_no_row_writes_a_moment_by_itself() -> None:
    bare = []
    for model in apps.get_models():
        if "__str__" not in vars(model) or "site-packages" in inspect.getfile(model):
            continue
        source = inspect.getsource(model.__str__)
        moments = [f.name for f in model._meta.fields if isinstance(f, DateTimeField) and f"self.{f.name}" in source]
        bare += [f"{model.__name__}.{name}" for name in moments if f"(self.{name})" not in source]
    assert bare == [], "foundation.ui.formats writes moments in the office's time"
