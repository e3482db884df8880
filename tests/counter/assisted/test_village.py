"""Pelayanan bergerak through the portal: whoever is helped at a village stands in the book as of that place."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from counter.logbook import days
from counter.logbook.models import MobileDay, Visit
from counter.models import Window
from tests.counter.assisted.conftest import Counter

pytestmark = pytest.mark.django_db
THERE = {"attendance": "owner", "ktp_seen": "on", "stranger": "on"}


def village(desk: Counter, back: int = 0) -> MobileDay:
    """A service day, so many days ago."""
    day = timezone.localdate() - timedelta(days=back)
    return days.open_mobile_day(who=desk.clerk(), place="Nagari Naras", day=day)


def serve(clerk: Client, day: MobileDay) -> int:
    """The button on the page of the day."""
    return clerk.post(f"/agenda/bergerak/{day.pk}/layani/").status_code


def test_the_row_of_a_service_at_a_village_is_born_there_and_the_clerk_comes_back_to_the_day(desk: Counter) -> None:
    day, ratna, wulan = village(desk), desk.ratna(), desk.at()
    assert "Layani orang berikutnya" in wulan.get(f"/agenda/bergerak/{day.pk}/").content.decode()
    assert wulan.post(f"/agenda/bergerak/{day.pk}/layani/")["Location"] == "/loket/cari/"
    start = f"/loket/pemohon/{ratna.pk}/mulai/"
    assert "Dicatat sebagai pelayanan bergerak di Nagari Naras." in wulan.get(start).content.decode()
    assert wulan.post(start, THERE).status_code == 302
    row = Visit.objects.get()
    assert (row.channel, row.place, row.mobile_day, row.person_id) == ("bergerak", "Nagari Naras", day, ratna.pk)
    ended = wulan.post("/loket/bantu/selesai/", {"result": "selesai"})
    assert ended["Location"] == f"/agenda/bergerak/{day.pk}/"
    assert "R*** D***" in wulan.get(ended["Location"]).content.decode()
    assert Visit.objects.get().result == "selesai"


@pytest.mark.parametrize("over", ["closed", "yesterday", "at a window"])
def test_a_day_that_is_over_takes_nobody_and_the_window_is_berbantuan_again(desk: Counter, over: str) -> None:
    day, ratna, wulan = village(desk), desk.ratna(), desk.at()
    assert serve(wulan, day) == 302
    if over == "closed":
        assert wulan.post(f"/agenda/bergerak/{day.pk}/tutup/").status_code == 302
    elif over == "yesterday":
        MobileDay.objects.update(day=day.day - timedelta(days=1))
    else:
        from_window(wulan)
    assert wulan.post(f"/loket/pemohon/{ratna.pk}/mulai/", THERE).status_code == 302
    assert Visit.objects.get().channel == "berbantuan"
    if over != "at a window":
        answer = wulan.post(f"/agenda/bergerak/{day.pk}/layani/")
        assert answer.status_code == 409
        assert "tidak sedang berlangsung" in answer.content.decode()


def from_window(wulan: Client) -> None:
    """Back at the office, at window 1."""
    window = Window.objects.create(number=1)
    assert wulan.post("/loket/mulai/", {"loket": window.pk}).status_code == 302


def test_only_a_clerk_helps_there(desk: Counter) -> None:
    day = village(desk)
    for name in ("ijah", "kadis", "auditor"):
        assert serve(desk.at(name), day) == 403, name
        assert "Layani orang berikutnya" not in desk.at(name).get(f"/agenda/bergerak/{day.pk}/").content.decode()
