"""The inbox of a person, the choice of ways, and the demo's outbox."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from foundation.messaging import retention
from foundation.messaging.backends import checks
from foundation.messaging.models import InboxItem, SentLetter
from foundation.pulse.models import DueTask
from tests.people import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Town:
    """Everybody."""
    return town()


def item(user: Any, number: int = 1, **changes: Any) -> InboxItem:
    """A message for somebody."""
    facts = {"key": f"k{number}", "about": "application:12", "template": "issued", "title": f"Kabar {number}"}
    return InboxItem.objects.create(
        user=user, **{**facts, "body": "Isi <b>kabar</b>", "path": "/permohonan/PB-2026-000123/", **changes}
    )


@pytest.fixture
def budi(client: Client, people: Town) -> Client:
    """Pak Budi, signed in."""
    client.force_login(people.budi)
    return client


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    for path in ("/pesan/", "/pesan/saluran/"):
        assert client.get(path).status_code == 302
    assert client.post("/pesan/semua-dibaca/").status_code == 302


def test_everybody_reads_their_own_messages_newest_first(budi: Client, people: Town) -> None:
    item(people.budi, 1)
    item(people.budi, 2)
    item(people.hendra, 3)
    page = budi.get("/pesan/").content.decode()
    assert page.index("Kabar 2") < page.index("Kabar 1")
    assert "Kabar 3" not in page
    assert "2 belum dibaca" in page
    assert "Isi &lt;b&gt;kabar&lt;/b&gt;" in page


def test_opening_marks_read_once_and_leads_on(budi: Client, people: Town) -> None:
    mine = item(people.budi)
    assert budi.get(f"/pesan/{mine.pk}/buka/").status_code == 405
    answer = budi.post(f"/pesan/{mine.pk}/buka/")
    assert (answer.status_code, answer["Location"]) == (302, "/permohonan/PB-2026-000123/")
    mine.refresh_from_db()
    first = mine.read_at
    assert first is not None
    budi.post(f"/pesan/{mine.pk}/buka/")
    mine.refresh_from_db()
    assert mine.read_at == first


@pytest.mark.parametrize(
    "path", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", ""]
)
def test_a_message_never_leads_to_another_site(budi: Client, people: Town, path: str) -> None:
    assert budi.post(f"/pesan/{item(people.budi, path=path).pk}/buka/")["Location"] == "/pesan/"


def test_another_persons_message_does_not_exist(budi: Client, people: Town) -> None:
    foreign = item(people.hendra)
    assert budi.post(f"/pesan/{foreign.pk}/buka/").status_code == 404
    budi.post("/pesan/semua-dibaca/")
    foreign.refresh_from_db()
    assert foreign.read_at is None


def test_all_can_be_marked_read(budi: Client, people: Town) -> None:
    item(people.budi, 1)
    item(people.budi, 2)
    assert budi.post("/pesan/semua-dibaca/").status_code == 302
    assert not InboxItem.objects.filter(user=people.budi, read_at=None).exists()
    assert "Tandai semua" not in budi.get("/pesan/").content.decode()


def test_the_list_pages_by_key_and_costs_the_same_everywhere(
    budi: Client, people: Town, django_assert_max_num_queries: Any
) -> None:
    for number in range(45):
        item(people.budi, number)
    budi.get("/pesan/")
    with django_assert_max_num_queries(8):
        page = budi.get("/pesan/")
    assert page.content.decode().count("<article") == 20
    following = page.context["page"].next_url
    with django_assert_max_num_queries(8):
        second = budi.get(f"/pesan/{following}").content.decode()
    assert "Kabar 24" in second
    assert "Kabar 25" not in second


def test_an_empty_inbox_says_what_will_come(budi: Client) -> None:
    assert "Belum ada pesan" in budi.get("/pesan/").content.decode()


def test_the_ways_are_chosen_and_kept(budi: Client, people: Town) -> None:
    page = budi.get("/pesan/saluran/").content.decode()
    assert "Kabari lewat WhatsApp" in page
    assert budi.post("/pesan/saluran/", {"notify_whatsapp": "on"}).status_code == 302
    people.budi.refresh_from_db()
    assert (people.budi.notify_email, people.budi.notify_whatsapp) == (False, True)


def test_whatsapp_without_a_number_cannot_be_chosen(client: Client, people: Town) -> None:
    client.force_login(people.ijah)
    page = client.get("/pesan/saluran/").content.decode()
    assert "Isi nomor HP/WA" in page
    assert "disabled" in page


def test_the_demos_outbox_exists_in_the_demo_only(client: Client, settings: Any) -> None:
    SentLetter.objects.create(
        way="email", to="budi@contoh.id", title="Kode", body="Buka https://portal.example/x/ <script>", is_kept=True
    )
    SentLetter.objects.create(way="whatsapp")
    assert client.get("/uji/kotak-keluar/").status_code == 404
    settings.DEMO = True
    page = client.get("/uji/kotak-keluar/").content.decode()
    assert page.count("<article") == 1
    assert "budi@contoh.id" in page
    assert '<a href="https://portal.example/x/"' in page
    assert "&lt;script&gt;" in page


def test_old_letters_and_read_messages_are_forgotten(people: Town) -> None:
    now = timezone.now()
    SentLetter.objects.create(way="email", sent_at=now - timedelta(days=91))
    kept = SentLetter.objects.create(way="email", sent_at=now - timedelta(days=89))
    item(people.budi, 1, read_at=now - timedelta(days=731))
    unread = item(people.budi, 2, created_at=now - timedelta(days=900))
    retention.forget(DueTask())
    assert list(SentLetter.objects.all()) == [kept]
    assert list(InboxItem.objects.all()) == [unread]


def test_an_office_that_would_only_collect_letters_is_warned(settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.WHATSAPP_BACKEND, settings.DEMO = checks.ROWS, "row", False
    assert [found.id for found in checks.letters_leave_the_house()] == ["messaging.W001", "messaging.W002"]
    settings.DEMO = True
    assert checks.letters_leave_the_house() == []


def test_the_room_has_no_unwritten_migration() -> None:
    call_command("makemigrations", "messaging", check=True, dry_run=True, verbosity=0)
