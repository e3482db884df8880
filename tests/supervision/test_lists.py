"""The supervisors' list and the history of differences cost the same however long they are, and show each row once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from licensing.models import Application
from licensing.terms import Status
from oss_bridge.models import Difference
from supervision.models import Task
from tests.licensing.table import standing_at
from tests.people import Town, town
from tests.supervision.test_tasks import visit

MOST_QUERIES = 10


def tasks(people: Town, count: int) -> None:
    """So many tasks, many of them due on the same day."""
    if not Application.objects.exists():
        standing_at(Status.ISSUED_BY_EXPIRY, people, number="PB-2026-880000")
    model = Application.objects.first()
    assert model is not None
    today, rows = timezone.localdate(), []
    have = Application.objects.count()
    for number in range(count):
        copy = Application.objects.get(pk=model.pk)
        copy.pk, copy.proyek, copy.id_izin = None, None, ""
        copy.draft_id, copy.number = f"d-awas-{have + number:08d}", f"PB-2099-{have + number:06d}"
        rows.append(copy)
    made = Application.objects.bulk_create(rows)
    Task.objects.bulk_create(
        Task(application=file, due_on=today + timedelta(days=number % 3)) for number, file in enumerate(made)
    )


def differences(_people: Town, count: int) -> None:
    have, now = Difference.objects.count(), timezone.now()
    Difference.objects.bulk_create(
        Difference(subject=f"permit:{have + number}", kind="status", sentence="Uji", state="gone", first_seen_at=now)
        for number in range(count)
    )


Grow = Callable[[Town, int], None]
LISTS = [("/pengawasan/", "pengawas", tasks), ("/kelola/oss/perbedaan/", "admin", differences)]


@pytest.fixture
def people(db: None) -> Town:
    return town()


def queries(client: Client, url: str) -> int:
    client.get(url)  # the first look fills caches
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("url", "who", "grow"), LISTS)
def test_a_list_asks_as_much_of_many_as_of_few(people: Town, url: str, who: str, grow: Grow) -> None:
    client = visit(people, who)
    grow(people, 5)
    few = queries(client, url)
    grow(people, 60)
    assert queries(client, url) == few <= MOST_QUERIES


@pytest.mark.parametrize(("url", "who", "grow"), LISTS)
def test_its_pages_show_every_row_once(people: Town, url: str, who: str, grow: Grow) -> None:
    client, seen, query = visit(people, who), [], ""
    grow(people, 60)
    for _page in range(5):
        page = client.get(url + query).context["page"]
        seen += [row.pk for row in page.rows]
        query = page.next_url
        if not query:
            break
    assert len(seen) == len(set(seen)) == 60
