"""An announced limit of the law is taken back until its day: a far date typed by mistake blocks nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.actions import limits
from complaints.models import Clock, ClockRule
from complaints.workflow import Refused
from foundation.journal import book
from tests.complaints.cases import filed
from tests.people import Town, town

pytestmark = pytest.mark.django_db
SLUG = "sp4n-verifikasi"
OFFICE = {"value": 2, "law": "Aturan baru", "source": "uji"}


@pytest.fixture
def people() -> Town:
    return town()


@pytest.fixture
def client(people: Town) -> Client:
    browser = Client()
    browser.force_login(people.admin)
    return browser


def rule() -> ClockRule:
    """The newest row of this kind."""
    return ClockRule.objects.get(slug=SLUG, effective_to=None)


def announced(people: Town, *, days: int, value: int = 2) -> ClockRule:
    """Another length so many days from today."""
    given = OFFICE | {"value": value, "effective_from": timezone.localdate() + timedelta(days=days)}
    return limits.replace(rule(), given, actor=people.actor("admin"))


def back(row: ClockRule) -> str:
    return reverse("complaint_limit_back", args=[row.pk])


def test_a_far_day_typed_by_mistake_is_taken_back_and_blocks_nothing(client: Client) -> None:
    first, board = rule(), reverse("complaint_limits")
    door = reverse("complaint_limit", args=[first.pk])
    assert client.post(door, OFFICE | {"effective_from": "2926-11-22"}).status_code == 302
    far = rule()
    today = OFFICE | {"effective_from": timezone.localdate().isoformat()}
    assert client.post(door, today).status_code == 422, "replaced already"
    assert client.post(reverse("complaint_limit", args=[far.pk]), today).status_code == 422, "before the far day"
    page = client.get(board).content.decode()
    assert f'action="{back(far)}"' in page
    assert page.count("/batal/") == 1, "what holds is not taken back"
    assert client.post(back(far)).status_code == 302
    assert rule() == first, "the one before holds on"
    entry = book.of("complaints:limits").get(kind="complaint.limit_taken_back")
    told = {"slug": SLUG, "from": 2, "to": first.value, "on": "2926-11-22"}
    assert (entry.user_id, entry.data) == (client.get(board).wsgi_request.user.pk, told)
    assert client.post(back(far)).status_code == 404
    assert client.post(door, today).status_code == 302
    assert filed().clocks.get(rule__slug=SLUG).length == 2


def test_what_holds_or_is_not_the_newest_is_not_taken_back(people: Town, client: Client) -> None:
    first = rule()
    rows = [announced(people, days=5), announced(people, days=9, value=4)]
    kept = ClockRule.objects.count()
    for row in (first, rows[0]):
        refused = client.post(back(row))
        assert (refused.status_code, "belum berlaku" in refused.content.decode()) == (409, True)
        assert f'action="{back(row)}"' not in refused.content.decode()
    assert ClockRule.objects.count() == kept
    assert rule() == rows[1]
    for row in reversed(rows):  # the last announced first
        assert client.post(back(row)).status_code == 302
    assert rule() == first
    assert client.post(back(first)).status_code == 409, "the newest of its kind, yet its day has come"
    row = announced(people, days=0)
    assert client.post(back(row)).status_code == 409
    assert rule() == row


def test_other_kinds_keep_their_announcement_for_the_same_day(people: Town) -> None:
    other = ClockRule.objects.exclude(slug=SLUG).filter(effective_to=None)[0]
    row = announced(people, days=5)
    given = OFFICE | {"effective_from": row.effective_from}
    coming = limits.replace(other, given, actor=people.actor("admin"))
    limits.take_back(row, actor=people.actor("admin"))
    assert list(ClockRule.objects.filter(slug=other.slug, effective_to=None)) == [coming]


def test_only_an_admin_takes_it_back_and_only_once(people: Town) -> None:
    row = announced(people, days=2)
    with pytest.raises(Refused, match="Hanya admin"):
        limits.take_back(row, actor=people.actor("kadis"))
    assert rule() == row
    stale = ClockRule.objects.get(pk=row.pk)
    limits.take_back(row, actor=people.actor("admin"))
    with pytest.raises(Refused, match="belum berlaku"):
        limits.take_back(stale, actor=people.actor("admin"))


def test_a_row_by_which_a_clock_runs_stays_as_it_was(people: Town) -> None:
    """The machine's date was wrong for a while."""
    row = announced(people, days=3)
    Clock.objects.filter(pk=filed().clocks.get(rule__slug=SLUG).pk).update(rule=row)
    with pytest.raises(Refused, match="belum berlaku"):
        limits.take_back(row, actor=people.actor("admin"))
    assert rule() == row
    assert not book.of("complaints:limits").filter(kind="complaint.limit_taken_back").exists()
