"""Figures count exactly the rows that a person may count; what lies elsewhere is in none of them."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from complaints.actions import file
from complaints.models import Complaint
from complaints.reporting import figures, making, sight, spans
from complaints.terms import Lane
from tests.complaints.cases import at_stage, filed, released
from tests.people import Town, person, town

pytestmark = pytest.mark.django_db
JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def people() -> Town:
    cache.clear()
    return town()


def told(people: Town, name: str, span: spans.Span | None = None) -> figures.Figures:
    return making.counted(people.actor(name), span or spans.year(timezone.localdate().year))


def rows(found: figures.Figures, slug: str) -> dict[str, int]:
    return {label: count for label, count in found.groups[slug].rows if count}


def test_each_table_counts_every_complaint_once(people: Town) -> None:
    filed(channel="web")
    filed(channel="phone", category="misuse")
    filed(channel="phone", kind="information", category="", subject="")
    found = told(people, "aduan")
    assert found.total == 3
    assert rows(found, "channel") == {"Formulir portal": 1, "Telepon": 2}
    assert rows(found, "category") == {
        "Pelaksanaan kegiatan usaha": 1,
        "Penyalahgunaan penggunaan Sistem OSS": 1,
        "Belum ditetapkan": 1,
    }
    assert rows(found, "stage") == {"a. Diterima": 3}
    assert {slug: sum(count for _label, count in group.rows) for slug, group in found.groups.items()} == dict.fromkeys(
        found.groups, 3
    )


def test_what_lies_in_triage_or_with_whistle_blowers_is_in_nobody_elses_figures(people: Town) -> None:
    filed()
    filed(category="licensing", subject="official")
    file({"text": "suap"}, submission=uuid.uuid4(), actor=people.actor("budi"), is_whistle=True)
    assert [told(people, name).total for name in ("aduan", "kadis", "apip")] == [1, 1, 1]
    assert sight.public().count() == 1
    assert rows(told(people, "apip"), "subject") == {"ASN/PTT atau profesi ahli bersertifikat": 1}
    assert {told(people, name).total for name in ("admin", "auditor", "pengawas", "dedi")} == {0}


def test_whoever_it_is_about_is_told_no_figure_of_it(people: Town) -> None:
    complaint = filed(category="licensing", subject="official")
    released(people, complaint, people.sari)
    Complaint.objects.filter(pk=complaint.pk).update(route="agency", agency=people.naker)
    assert told(people, "aduan").total == 1
    assert told(people, "sari").total == 0


def test_the_head_counts_secret_contents_but_lists_none_of_them(people: Town, client: Client) -> None:
    secret = filed(is_secret=True)
    assert told(people, "kadis").total == 1
    client.force_login(people.kadis)
    page = client.get(reverse("complaint_statistics")).content.decode()
    assert secret.number not in page
    assert not sight.visible_to(people.actor("kadis")).exists()


def test_a_year_begins_and_ends_at_midnight_in_wib(people: Town) -> None:
    for moment in (datetime(2025, 12, 31, 23, 59, tzinfo=JAKARTA), datetime(2026, 1, 1, 0, 0, tzinfo=JAKARTA)):
        complaint = filed()
        Complaint.objects.filter(pk=complaint.pk).update(created_at=moment)
    assert told(people, "aduan", spans.year(2025)).total == told(people, "aduan", spans.year(2026)).total == 1
    found = told(people, "aduan", spans.month(2026, 1))
    assert (found.total, found.came[-2:], found.months[-1]) == (1, [1, 1], "Jan 26")


def test_time_to_a_stage_is_the_mean_until_it_was_first_entered(people: Town) -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=JAKARTA)
    with time_machine.travel(start, tick=False):
        first, second = filed(), filed()
    for complaint, days in ((first, 2), (second, 4)):
        with time_machine.travel(start + timedelta(days=days), tick=False):
            at_stage("b", people, complaint)
    found = told(people, "aduan", spans.month(2026, 3))
    assert [(pace.days, pace.reached) for pace in found.paces][:2] == [(3.0, 2), (None, 0)]


def test_a_limit_that_was_passed_is_late_and_one_that_was_kept_is_not(people: Town) -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=JAKARTA)
    with time_machine.travel(start, tick=False):
        kept, late = filed(), filed()
    with time_machine.travel(start + timedelta(hours=2), tick=False):
        at_stage("c", people, kept)
    with time_machine.travel(start + timedelta(days=40), tick=False):
        at_stage("c", people, late)
        found = told(people, "aduan", spans.month(2026, 3))
    assert found.kept
    ended = [row for row in found.kept if row.ended == 2]
    assert ended
    assert (1, 50.0) in {(row.late, row.share) for row in ended}


@pytest.mark.parametrize(
    ("year", "month", "name"),
    [
        ("2026", "11", "November 2026"),
        ("2026", "", "Tahun 2026"),
        ("abc", "13", "Tahun 2026"),
        ("1999", "", "Tahun 2026"),
        ("2999", "2", "Februari 2026"),
    ],
)
def test_odd_words_in_the_address_are_this_year(year: str, month: str, name: str) -> None:
    assert spans.chosen(year, month, today=date(2026, 11, 22)).name == name


def test_a_trend_shows_the_twelve_months_that_end_with_the_span() -> None:
    assert spans.trend(spans.month(2026, 3))[0] == date(2025, 4, 1)
    assert spans.trend(spans.year(2026)) == [date(2026, number, 1) for number in range(1, 13)]


def test_the_public_page_hides_small_cells_and_names_no_complaint(client: Client, people: Town) -> None:
    made = [filed(channel="phone" if number < 3 else "web") for number in range(12)]
    filed(category="licensing", subject="official")
    answer = client.get(reverse("complaint_figures"))
    page = answer.content.decode()
    assert "12 pengaduan" in page
    assert not any(complaint.number in page for complaint in made)
    shown = {label: count for group in answer.context["groups"] for label, count in group["rows"]}
    assert (shown["Telepon"], shown["Formulir portal"]) == (None, None)
    assert {count for count in shown.values() if count and count < 5} == set()
    assert 'name="bulan"' not in page, "nothing is asked that changes nothing"


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.ADMIN, Role.AUDITOR, Role.CLERK, Role.SUPERVISOR, Role.WHISTLE])
def test_no_other_role_reads_statistics(client: Client, role: Role) -> None:
    client.force_login(person("lain", "Lain", role))
    for name in ("complaint_statistics", "complaint_reports", "complaint_plan"):
        assert client.get(reverse(name)).status_code == 403


def test_statistics_cost_few_queries_however_many_complaints(
    client: Client, people: Town, django_assert_max_num_queries: Any
) -> None:
    for _number in range(8):
        filed()
    client.force_login(people.aduan)
    client.get(reverse("complaint_statistics"))
    with django_assert_max_num_queries(16):
        client.get(reverse("complaint_statistics"))
    assert Complaint.objects.values_list("lane", flat=True)[0] == Lane.OFFICE
