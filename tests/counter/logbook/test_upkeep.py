"""The demo's book, and a book that stays findable when the index key changes."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from counter.logbook import book
from counter.logbook.models import MobileDay, Visit
from counter.logbook.queries import asking, rows
from counter.logbook.terms import Channel, Origin
from tests.people import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Town:
    return town()


def found(people: Town, query: str) -> int:
    return rows.found(people.actor("kadis"), asking.read(QueryDict(query)).wanted).count()


def test_a_new_index_key_loses_nobody_once_the_words_are_rebuilt(people: Town, settings: Any) -> None:
    now = timezone.now()
    book.by_hand(who=people.actor("wulan"), channel=Channel.PHONE, service="NIB", person_name="Siti Aminah",
                 started_at=now - timedelta(minutes=5), ended_at=now)  # fmt: skip
    settings.INDEX_KEY = base64.b64encode(b"n" * 32).decode()
    assert found(people, "nama=siti+aminah") == 0
    for _ in range(2):
        call_command("rebuild_logbook_words", verbosity=0, stdout=open_nothing())
    assert found(people, "nama=siti+aminah") == found(people, "nama=aminah") == 1


class open_nothing:  # noqa: N801 - stands where a file is expected
    """Takes what a command prints."""

    def write(self, *_words: str) -> None:
        """Nowhere."""


def test_the_demo_has_a_book_with_a_village_day_and_a_correction_once(people: Town, settings: Any) -> None:
    settings.DEMO = True
    User.objects.update(is_demo=True)
    call_command("seed_logbook")
    count = Visit.objects.count()
    call_command("seed_logbook")
    assert Visit.objects.count() == count > 8
    assert Visit.objects.filter(origin=Origin.CORRECTION).count() == 1
    assert MobileDay.objects.get().visit_set.count() == 3


def test_outside_the_demo_nothing_is_made_up(people: Town, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("seed_logbook")
