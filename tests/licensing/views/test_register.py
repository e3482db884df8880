"""The register of applications: what an officer looks for, kept in the address; pages and their cost as without it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Agency, User
from licensing.catalogue.models import Kbli
from licensing.models import Application, PelakuUsaha
from licensing.terms import Status
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db
URL = "/berkas-permohonan/"


@pytest.fixture
def auditor(people: Town) -> Client:
    client = Client()
    client.force_login(people.auditor)
    return client


@pytest.fixture
def three(people: Town) -> dict[str, Application]:
    """A laundry that is late, a training centre in time, and one that is finished."""
    laundry = Kbli.objects.create(edition="2025", code="96100", level=5, title="Penatu")
    places = {"late": Status.SUBMITTED, "fine": Status.VERIFYING, "done": Status.ISSUED}
    found: dict[str, Application] = {}
    for place, (name, status) in enumerate(places.items(), 1):
        found[name] = standing_at(status, people, number=f"PB-2026-00010{place}")
    today = timezone.localdate()
    moment = datetime(2026, 3, 5, 16, 30, tzinfo=UTC)  # half past eleven at night at the office
    holder = PelakuUsaha.objects.create(kind="person", name="Laundry Wangi Sekali", region_code="13.77")
    change(found["late"], kbli=laundry, agency=people.dinkes, holder=holder, submitted_at=moment,
           overall_due_on=today - timedelta(days=3))  # fmt: skip
    change(found["fine"], overall_due_on=today + timedelta(days=9), submitted_at=moment + timedelta(hours=1))
    change(found["done"], overall_due_on=today - timedelta(days=30), submitted_at=None,
           registered_at=moment - timedelta(days=9))  # fmt: skip
    return found


def change(file: Application, **columns: Any) -> None:
    Application.objects.filter(pk=file.pk).update(**columns)


def seen(client: Client, query: str, three: dict[str, Application]) -> set[str]:
    """Which of the three stand on the page."""
    answer = client.get(URL + query)
    assert answer.status_code == 200
    numbers = {row.number for row in answer.context["page"].rows}
    return {name for name, file in three.items() if file.number in numbers}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"late", "fine", "done"}),
        ("?q=PB-2026-000102", {"fine"}),
        ("?q=pb-2026-000102", {"fine"}),
        ("?q=103", {"done"}),
        ("?q=wangi", {"late"}),
        ("?q=tidak+ada", set()),
        ("?status=verifying", {"fine"}),
        ("?status=berjalan", {"late", "fine"}),
        ("?kbli=961", {"late"}),
        ("?kbli=96100&status=issued", set()),
        ("?terlambat=on", {"late"}),
        ("?dari=2026-03-05&sampai=2026-03-05", {"late"}),
        ("?dari=2026-03-06", {"fine"}),
        ("?sampai=2026-03-04", {"done"}),
    ],
)
def test_each_filter_leaves_what_it_says(
    query: str, expected: set[str], auditor: Client, three: dict[str, Application]
) -> None:
    assert seen(auditor, query, three) == expected


def test_the_agency_is_asked_where_there_are_several(auditor: Client, three: dict[str, Application]) -> None:
    assert seen(auditor, "?dinas=naker", three) == {"fine", "done"}
    assert seen(auditor, "?dinas=dinkes", three) == {"late"}
    naker = Agency.objects.get(slug="naker")
    Application.objects.update(agency=naker)
    User.objects.filter(agency__slug="dinkes").update(agency=naker)
    Agency.objects.filter(slug="dinkes").delete()
    assert 'name="dinas"' not in auditor.get(URL).content.decode()
    assert seen(auditor, "?dinas=naker", three) == {"late", "fine", "done"}


def test_a_nib_finds_its_files(auditor: Client, three: dict[str, Application]) -> None:
    nib = three["done"].nib
    assert nib is not None
    assert "done" in seen(auditor, f"?q={nib.number}", three)


@pytest.mark.parametrize(
    ("query", "sentence", "left"),
    [
        ("?kbli=jahit", "Isi dua sampai lima angka.", {"late", "fine", "done"}),
        ("?dari=0001-01-01", "Isi diterima dari sebagai tanggal", {"late", "fine", "done"}),
        ("?sampai=9999-12-31", "Isi diterima sampai sebagai tanggal", {"late", "fine", "done"}),
        ("?dari=2026-03-06&sampai=2026-03-05", "Pilih tanggal yang sama dengan atau sesudah", {"fine"}),
    ],
)
def test_what_cannot_be_read_is_said_and_filters_nothing(
    query: str, sentence: str, left: set[str], auditor: Client, three: dict[str, Application]
) -> None:
    assert seen(auditor, query, three) == left
    words = auditor.get(URL + query).content.decode()
    assert sentence in words
    assert '<details class="field more-filters" open>' in words, "where the fault is, is shown"


def test_an_empty_answer_leads_back_to_everything(auditor: Client, three: dict[str, Application]) -> None:
    words = auditor.get(URL + "?q=zzz").content.decode()
    assert "Tidak ada permohonan yang cocok" in words
    assert words.count("Hapus saringan") == 2, "in the bar and in the empty place"
    Application.objects.all().delete()
    assert "Belum ada permohonan" in auditor.get(URL).content.decode()


def test_a_filter_stays_from_page_to_page(auditor: Client, three: dict[str, Application]) -> None:
    grow(three["late"], 30)
    first = auditor.get(URL + "?kbli=96100&terlambat=on&q=wangi")
    assert len(first.context["page"].rows) == 25
    assert first.context["page"].next_url.startswith("?kbli=96100&terlambat=on&q=wangi&sesudah=")
    second = auditor.get(URL + first.context["page"].next_url)
    assert len(second.context["page"].rows) == 6


def test_a_filtered_list_asks_as_much_of_200_rows_as_of_10(auditor: Client, three: dict[str, Application]) -> None:
    query, counts = "?q=wangi&kbli=961&dari=2026-01-01&sampai=2026-12-31&terlambat=on&status=berjalan", []
    for count in (10, 190):
        grow(three["late"], count)
        auditor.get(URL + query)
        with CaptureQueriesContext(connection) as asked:
            assert len(auditor.get(URL + query).context["page"].rows) >= 11
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10, [each["sql"][:120] for each in asked]


def grow(model: Application, count: int) -> None:
    """So many more files like this one."""
    have, rows = Application.objects.count(), []
    for number in range(have, have + count):
        copy = Application.objects.get(pk=model.pk)
        copy.pk, copy.proyek, copy.id_izin = None, None, ""
        copy.draft_id, copy.number = f"d-{number:08d}", f"PB-2099-{number:06d}"
        rows.append(copy)
    Application.objects.bulk_create(rows)


@pytest.mark.parametrize("name", ["kadis", "auditor", "dedi"])
def test_the_numbers_at_home_open_their_rows(name: str, people: Town, three: dict[str, Application]) -> None:
    client = Client()
    client.force_login(getattr(people, name))
    tiles = [tile for tile in client.get("/beranda/").context["tiles"] if tile["url"].startswith(URL)]
    assert tiles
    for tile in tiles:
        assert len(client.get(tile["url"]).context["page"].rows) == tile["count"], tile
