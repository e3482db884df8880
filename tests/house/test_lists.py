"""Every list costs the same at 10 rows and at 200, and its pages show each row once; citizen pages stay light."""

import gzip
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from complaints.models import Complaint
from counter.assisted.models import Merge, Person
from counter.logbook.models import Export, MobileDay
from counter.logbook.models import Visit as Visit_
from foundation.journal.models import Entry
from foundation.messaging.models import InboxItem
from licensing.models import Application, PelakuUsaha, Tie
from licensing.terms import Status
from portal.doorplan import Door, doors
from surveys.models import Suggestion
from tests.house.furniture import House, existing
from tests.house.test_access_matrix import Visit, knock, url_of

Grow = Callable[[House, int], None]
MOST_QUERIES = 10
MOST_BYTES, MOST_REQUESTS = 30_000, 5


def files(status: Status) -> Grow:
    """More files of Pak Budi in this status, each with a promise of its own."""

    def grow(house: House, count: int) -> None:
        model, today = house.files[status], timezone.localdate()
        rows = []
        for number in range(count):
            day = today + timedelta(days=number % 7)  # many share a day: the key must tell them apart
            copy = Application.objects.get(pk=model.pk)
            copy.pk, copy.proyek, copy.id_izin = None, None, ""
            copy.draft_id, copy.number = f"d-{status[:4]}-{number:08d}", f"PB-2099-{number:06d}"
            copy.technical_due_on = copy.overall_due_on = copy.completeness_due_on = day
            rows.append(copy)
        Application.objects.bulk_create(rows)

    return grow


def letters(house: House, count: int) -> None:
    budi = house.people.budi
    InboxItem.objects.bulk_create(
        InboxItem(user=budi, key=f"n{n}", about="application:1", template="submitted", title="Halo", body="Isi")
        for n in range(count)
    )


def complaints(house: House, count: int) -> None:
    now = timezone.now()
    Complaint.objects.bulk_create(
        Complaint(number=f"ADU-2099-{n:06d}", code="K" * 10, submission=uuid.uuid4(), category="obstacle",
                  text="Loket tutup", digest="0" * 64, created_at=now)
        for n in range(count)
    )  # fmt: skip


def officers(house: House, count: int) -> None:
    User.objects.bulk_create(
        User(email=f"petugas{n}@contoh.id", name=f"Petugas {n}", role=Role.REVIEWER, agency=house.people.naker)
        for n in range(count)
    )


def relatives(house: House, count: int) -> None:
    holders = PelakuUsaha.objects.bulk_create(
        PelakuUsaha(kind="person", name=f"Saudara {n}", region_code="13.77") for n in range(count)
    )
    Tie.objects.bulk_create(Tie(user=house.people.sari, holder=holder, kind="relative") for holder in holders)


def merges(house: House, count: int) -> None:
    both = [
        Person.objects.bulk_create(Person(name=f"Ganda {side}{n}", claim_code=f"{side}{n:021d}") for n in range(count))
        for side in "AB"
    ]
    dedi = house.people.dedi
    Merge.objects.bulk_create(Merge(kept=a, gone=b, reason="uji", proposed_by=dedi) for a, b in zip(*both, strict=True))


def suggestions(house: House, count: int) -> None:
    first = Suggestion.objects.get(pk=house.named["surveys"]["survey_suggestion"])
    Suggestion.objects.bulk_create(
        Suggestion(period=first.period, service=first.service, day=first.day - timedelta(days=n % 7), text=f"Saran {n}",
                   answer="uji")
        for n in range(count)
    )  # fmt: skip


def book_rows(house: House, count: int) -> None:
    """More rows of the counter's book, several begun at the same moment."""
    model = Visit_.objects.exclude(number="").first()
    assert model is not None
    have, rows = Visit_.objects.filter(number__startswith="Z-").count(), []
    for number in range(have, count):
        copy = Visit_.objects.get(pk=model.pk)
        copy.pk, copy.number, copy.import_digest = None, f"Z-{number:06d}", ""
        copy.started_at = model.started_at - timedelta(hours=number % 7)
        rows.append(copy)
    Visit_.objects.bulk_create(rows)


def village_days(house: House, count: int) -> None:
    """More days of pelayanan bergerak."""
    have = MobileDay.objects.count()
    MobileDay.objects.bulk_create(MobileDay(place=f"Desa {number}") for number in range(have, count))


def downloads(house: House, count: int) -> None:
    """More exports of the head."""
    have = Export.objects.filter(owner_id=house.people.kadis.pk).count()
    Export.objects.bulk_create(Export(owner_id=house.people.kadis.pk, form="csv") for _number in range(have, count))


def acts(house: House, count: int) -> None:
    """More entries of the journal, enough to fill its first page even when few are asked for."""
    dedi = house.people.dedi
    Entry.objects.bulk_create(
        Entry(kind="application.claim", subject=house.files[Status.VERIFYING].subject, user_id=dedi.pk, name=dedi.name)
        for _number in range(count + 25)
    )


LISTS: list[tuple[str, str, Grow]] = [
    ("journal", "auditor", acts),
    ("logbook", "kadis", book_rows),
    ("mobile_days", "wulan", village_days),
    ("logbook_exports", "kadis", downloads),
    ("my_files", "budi", files(Status.SUBMITTED)),
    ("desk_back_office", "dedi", files(Status.SUBMITTED)),
    ("desk_agency", "sari", files(Status.VERIFYING)),
    ("desk_decisions", "kadis", files(Status.APPROVED)),
    ("desk_register", "auditor", files(Status.REFUSED)),
    ("inbox", "budi", letters),
    ("complaint_register", "aduan", complaints),
    ("survey_suggestions", "aduan", suggestions),
    ("staff_list", "admin", officers),
    ("declared_ties", "admin", relatives),
    ("relatives", "sari", relatives),
    ("merges", "dedi", merges),
]
each_list = pytest.mark.parametrize(("name", "who", "grow"), LISTS, ids=[name for name, _who, _grow in LISTS])


@each_list
def test_a_list_asks_as_much_of_200_rows_as_of_10(name: str, who: str, grow: Grow, house: House, visit: Visit) -> None:
    client, url, counts = visit(getattr(house.people, who)), reverse(name), []
    for step in (10, 200):
        _clear(grow, house, step)
        assert client.get(url).status_code == 200  # the first look fills caches
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST_QUERIES, "\n".join(query["sql"][:200] for query in asked)


def _clear(grow: Grow, house: House, count: int) -> None:
    """Grow to ``count``: what the first step laid is taken away again."""
    Application.objects.filter(number__startswith="PB-2099-").delete()
    for model, found in (
        (InboxItem, {"key__startswith": "n"}),
        (Complaint, {"number__startswith": "ADU-2099"}),
        (User, {"email__startswith": "petugas"}),
        (Tie, {"holder__name__startswith": "Saudara"}),
        (Suggestion, {"answer": "uji"}),
        (Merge, {"reason": "uji"}),
        (Person, {"name__startswith": "Ganda"}),
    ):
        model.objects.filter(**found).delete()  # fmt: skip
    grow(house, count)


@each_list
def test_its_pages_show_every_row_once_forwards_and_backwards(
    name: str, who: str, grow: Grow, house: House, visit: Visit
) -> None:
    grow(house, 60)
    client, url, seen, pages = visit(getattr(house.people, who)), reverse(name), [], []
    query = ""
    for _ in range(30):
        page = client.get(url + query).context["page"]
        seen += [row.pk for row in page.rows]
        pages.append(page)
        query = page.next_url
        if not query:
            break
    assert len(pages) > 2
    assert len(seen) == len(set(seen)) >= 60
    back = client.get(url + pages[-1].previous_url).context["page"]
    assert [row.pk for row in back.rows] == [row.pk for row in pages[-2].rows]


CITIZEN = [door for door in doors() if door.is_public or door.admits(Role.APPLICANT)]
HEAVY = {"api_docs": "the API's description is for programmers", "style_guide": "a page of the demo",
         "file_viewer": "one picture more for each sheet of the paper"}  # fmt: skip


@pytest.mark.parametrize("door", CITIZEN, ids=[door.name for door in CITIZEN])
def test_a_page_for_citizens_is_light(door: Door, house: House, visit: Visit) -> None:
    if door.name in HEAVY:
        return
    heavy = {}
    for arguments in [*existing(door, house)[:1], *existing(door, house)[-1:]]:
        url = url_of(door, arguments)
        answer = knock(visit, house.people.budi, url)
        if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        sizes = {"page": packed(answer.content), **{path: weight(path, visit) for path in assets(answer)}}
        if sum(sizes.values()) > MOST_BYTES or len(sizes) > MOST_REQUESTS:
            heavy[url] = sizes
    assert heavy == {}


def packed(data: bytes) -> int:
    """Bytes on the wire."""
    return len(gzip.compress(data, 9, mtime=0))


def assets(answer: HttpResponse) -> set[str]:
    """What a browser fetches besides the page: styles, scripts, icon, pictures."""
    html = answer.content.decode()
    links = re.findall(r'<link rel="(?:stylesheet|icon|preload|modulepreload)" href="([^"]+)"', html)
    return {
        path for path in [*links, *re.findall(r'<(?:script|img|source)[^>]* src="([^"]+)"', html)] if path[0] == "/"
    }


def weight(path: str, visit: Visit) -> int:
    """Bytes of one of them: a static file, or an answer of ours."""
    if path.startswith(settings.STATIC_URL):
        found: Any = finders.find(path.removeprefix(settings.STATIC_URL))
        with open(found, "rb") as file:
            return packed(file.read())
    answer = visit(None).get(path)
    data = b"".join(answer) if answer.streaming else answer.content
    return len(data) if answer.get("Content-Type") == "image/webp" else packed(data)
