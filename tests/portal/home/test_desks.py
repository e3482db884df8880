"""The home page says what waits, and does not say that nothing does while something waits."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import SigningTerm
from foundation.outbox.models import OutboxMessage
from foundation.outbox.post import post
from licensing.terms import Status
from tests.factories.drafts import office
from tests.licensing.table import standing_at
from tests.people import Town, town

pytestmark = pytest.mark.django_db
NOTHING = "Tidak ada yang menunggu"


@pytest.fixture
def people() -> Town:
    office()
    return town()


def home(people: Town, name: str) -> str:
    client = Client()
    client.force_login(getattr(people, name))
    return client.get(reverse("desk_home")).content.decode()


def test_an_empty_desk_says_so(people: Town) -> None:
    assert NOTHING in home(people, "dedi")
    assert "Belum ada permohonan" in home(people, "budi")


def test_a_clerk_with_people_in_the_hall_is_not_told_that_all_is_done(
    people: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert NOTHING in home(people, "wulan")
    monkeypatch.setattr("portal.home.desks.feed.hall", lambda: {"waiting": 2})
    assert NOTHING not in home(people, "wulan")


def test_each_file_shows_its_day_and_a_late_one_its_lateness(people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    file.technical_due_on = timezone.localdate() - timedelta(days=1)
    file.save(update_fields=["technical_due_on"])
    assert "Lewat batas" in home(people, "sari")


def test_a_message_that_oss_does_not_take_stands_on_the_admins_home_page(people: Town) -> None:
    assert "OSS butuh tindakan" not in home(people, "admin")
    post("oss", subject="application:1", kind="status", payload={})
    OutboxMessage.objects.update(state="dead")
    assert "OSS butuh tindakan" in home(people, "admin")
    assert "OSS butuh tindakan" in home(people, "kadis")


def test_who_stands_in_for_the_head_sees_the_decisions_that_wait(people: Town) -> None:
    standing_at(Status.APPROVED, people)
    assert "Menunggu keputusan" not in home(people, "dedi")
    today = timezone.localdate()
    SigningTerm.objects.create(
        user=people.dedi, capacity=SigningTerm.Capacity.PLH, decree="800/12", starts_on=today, ends_on=today
    )
    assert "Menunggu keputusan" in home(people, "dedi")
