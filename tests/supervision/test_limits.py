"""The promise for a task is a dated row of the office: changed with a source, never for what runs already."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from foundation.calendar import days
from foundation.journal import book
from licensing.terms import Confidence, Status
from supervision import actions, limits
from supervision.models import Limit
from tests.licensing.table import standing_at
from tests.people import Town, town

pytestmark = pytest.mark.django_db
PAGE = "/kelola/batas-pengawasan/"
OFFICE = {"source": "Keputusan kepala dinas 12/2026", "confidence": Confidence.OFFICE}


@pytest.fixture
def people() -> Town:
    limits.load()
    return town()


def today() -> date:
    return timezone.localdate()


def test_the_first_row_says_that_no_regulation_names_it() -> None:
    limits.load()
    limits.load()
    row = Limit.objects.get()
    assert (row.days, row.confidence) == (10, Confidence.OFFICE)
    assert "tidak ada peraturan" in row.source


def test_a_new_row_holds_from_its_day_and_running_tasks_keep_theirs(people: Town) -> None:
    first = actions.open_for(standing_at(Status.ISSUED_BY_EXPIRY, people, number="PB-2026-1"))
    limits.replace({"days": 3, "effective_from": today(), **OFFICE}, actor=people.actor("admin"))
    second = actions.open_for(standing_at(Status.ISSUED_BY_EXPIRY, people, number="PB-2026-2"))
    first.refresh_from_db()
    assert (first.due_on, second.due_on) == (days.due_on(today(), 10), days.due_on(today(), 3))


def test_what_is_announced_does_not_hold_yet(people: Town) -> None:
    tomorrow = today() + timedelta(days=1)
    limits.replace({"days": 3, "effective_from": tomorrow, **OFFICE}, actor=people.actor("admin"))
    assert (limits.days_on(today()), limits.days_on(tomorrow)) == (10, 3)
    assert Limit.objects.get(effective_from=limits.SINCE).effective_to == today()


def test_a_day_before_the_newest_row_is_refused(people: Town) -> None:
    with pytest.raises(limits.NotPossible, match="01-01-2026"):
        limits.replace({"days": 3, "effective_from": limits.SINCE, **OFFICE}, actor=people.actor("admin"))


@pytest.mark.parametrize("name", ["kadis", "pengawas", "dedi"])
def test_only_an_admin_changes_it(name: str, people: Town) -> None:
    with pytest.raises(limits.NotPossible):
        limits.replace({"days": 3, "effective_from": today(), **OFFICE}, actor=people.actor(name))
    client = Client()
    client.force_login(getattr(people, name))
    assert client.get(PAGE).status_code == 403


def test_the_admins_page_shows_keeps_and_journals(people: Town) -> None:
    client = Client()
    client.force_login(people.admin)
    assert "tidak ada peraturan" in client.get(PAGE).content.decode()
    empty = client.post(PAGE, {"days": "0", "effective_from": "", "source": ""})
    assert empty.status_code == 422
    late = client.post(PAGE, {"days": 5, "effective_from": "2025-01-01", **OFFICE})
    assert (late.status_code, "01-01-2026" in late.content.decode()) == (422, True)
    twice = {"days": 5, "effective_from": today().isoformat(), **OFFICE}
    assert client.post(PAGE, twice).status_code == 302
    assert client.post(PAGE, twice).status_code == 422
    page = client.get(PAGE).content.decode()
    assert "Keputusan kepala dinas 12/2026" in page
    entry = book.of("supervision:limits").get()
    assert (entry.kind, entry.data["from"], entry.data["to"]) == ("supervision.limit_changed", 10, 5)


def test_a_far_day_typed_by_mistake_is_taken_back_and_blocks_nothing(people: Town) -> None:
    client = Client()
    client.force_login(people.admin)
    far = {"days": 3, "effective_from": "2926-11-22", **OFFICE}
    assert client.post(PAGE, far).status_code == 302
    row = Limit.objects.get(days=3)
    door = f"{PAGE}{row.pk}/batal/"
    assert door in client.get(PAGE).content.decode()
    assert client.post(PAGE, {**far, "effective_from": today().isoformat()}).status_code == 422
    assert client.post(door).status_code == 302
    assert Limit.objects.get().effective_to is None, "the one before holds on"
    entry = book.of("supervision:limits").get(kind="supervision.limit_taken_back")
    assert (entry.data["from"], entry.data["to"], entry.data["on"]) == (3, 10, "2926-11-22")
    assert client.post(door).status_code == 404
    assert client.post(PAGE, {**far, "effective_from": today().isoformat()}).status_code == 302
    assert limits.days_on(today()) == 3


def test_what_holds_or_is_not_the_newest_is_not_taken_back(people: Town) -> None:
    client = Client()
    client.force_login(people.admin)
    first = Limit.objects.get()
    coming = [today() + timedelta(days=days) for days in (5, 9)]
    rows = [limits.replace({"days": 3, "effective_from": day, **OFFICE}, actor=people.actor("admin")) for day in coming]
    for row in (first, rows[0]):
        refused = client.post(f"{PAGE}{row.pk}/batal/")
        assert (refused.status_code, "belum berlaku" in refused.content.decode()) == (409, True)
        assert f"{PAGE}{row.pk}/batal/" not in client.get(PAGE).content.decode()
    assert Limit.objects.count() == 3
    for row in reversed(rows):  # the last announced first
        limits.take_back(row, actor=people.actor("admin"))
    assert Limit.objects.get(effective_to=None) == first
    with pytest.raises(limits.NotPossible):
        limits.take_back(first, actor=people.actor("admin"))


def test_only_an_admin_takes_it_back(people: Town) -> None:
    tomorrow = today() + timedelta(days=1)
    row = limits.replace({"days": 3, "effective_from": tomorrow, **OFFICE}, actor=people.actor("admin"))
    with pytest.raises(limits.NotPossible):
        limits.take_back(row, actor=people.actor("kadis"))
    assert Limit.objects.filter(pk=row.pk).exists()
