"""Limits of three laws: their lengths, pauses, extension, reminders, and what happens when they pass."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actors import ANONYMOUS
from complaints.actions import dialogue, handling
from complaints.background.watch import watch
from complaints.catalogue import load_clocks
from complaints.dialogue import page
from complaints.life import clocks
from complaints.models import Clock, ClockRule, Complaint, Message, StagePassage
from complaints.queries import desk
from complaints.rules import limits
from complaints.rules.steps import Step
from complaints.terms import Ending, MessageKind, State, Unit, Weight
from complaints.workflow import Refused
from foundation.calendar.models import Holiday
from foundation.messaging.models import InboxItem
from foundation.outbox.models import OutboxMessage
from tests.complaints.cases import NOTE, at_stage, filed
from tests.people import Town, town

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # 10.00 WIB


@pytest.fixture
def people() -> Town:
    return town()


def length(slug: str) -> tuple[int, str]:
    rule = ClockRule.objects.get(slug=slug)
    return rule.value, rule.unit


@pytest.mark.parametrize(
    ("value", "unit", "last"),
    [
        (3, Unit.WORKING_DAY, "2026-11-26 23:59:59"),
        (5, Unit.WORKING_DAY, "2026-11-30 23:59:59"),
        (14, Unit.CALENDAR_DAY, "2026-12-07 23:59:59"),
        (72, Unit.HOUR, "2026-11-26 10:00:00"),
    ],
)
def test_each_unit_counts_its_own_way(value: int, unit: str, last: str) -> None:
    end = limits.last_moment(MONDAY, value, unit, frozenset())
    assert f"{timezone.localtime(end):%Y-%m-%d %H:%M:%S}" == last


def test_a_holiday_moves_working_days_only() -> None:
    holidays = frozenset({date(2026, 11, 25)})
    assert limits.last_moment(MONDAY, 3, Unit.WORKING_DAY, holidays).day == 27
    assert limits.last_moment(MONDAY, 14, Unit.CALENDAR_DAY, holidays).day == 7


@pytest.mark.django_db
def test_the_table_holds_the_limits_of_the_laws() -> None:
    assert length("sp4n-verifikasi") == (3, Unit.WORKING_DAY)
    assert length("sp4n-normatif") == (5, Unit.WORKING_DAY)
    assert length("sp4n-tidak-berkadar-pengawasan") == (14, Unit.WORKING_DAY)
    assert length("sp4n-berkadar-pengawasan") == (60, Unit.WORKING_DAY)
    assert length("uu25-kelengkapan") == (14, Unit.CALENDAR_DAY)
    assert length("uu25-melengkapi") == (30, Unit.CALENDAR_DAY)
    assert length("uu25-putusan") == (60, Unit.CALENDAR_DAY)
    assert length("pdp-72-jam") == (72, Unit.HOUR)
    assert (*length("ppid-informasi"), ClockRule.objects.get(slug="ppid-informasi").extension) == (10, "working_day", 7)
    assert load_clocks() == 0, "loading again adds nothing and changes nothing"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "slugs"),
    [
        ("complaint", {"sp4n-verifikasi", "uu25-kelengkapan"}),
        ("aspiration", {"sp4n-verifikasi-aspirasi"}),
        ("information", {"ppid-informasi"}),
        ("personal_data", {"pdp-72-jam"}),
    ],
)
def test_each_kind_starts_its_own_clocks(kind: str, slugs: set[str]) -> None:
    held = filed(kind=kind, category="", subject="")
    assert set(held.clocks.values_list("rule__slug", flat=True)) == slugs
    assert StagePassage.objects.get(complaint=held).due_on == clocks.earliest(held)


@pytest.mark.django_db
@pytest.mark.parametrize("weight", [Weight.NORMATIVE, Weight.PLAIN, Weight.SUPERVISORY])
def test_the_weight_picks_the_limit_of_the_answer(people: Town, weight: str) -> None:
    held = at_stage("d", people, weight=weight)
    days = {Weight.NORMATIVE: 5, Weight.PLAIN: 14, Weight.SUPERVISORY: 60}[Weight(weight)]
    running = held.clocks.filter(ended_at=None)
    assert {(clock.rule.value, clock.rule.unit) for clock in running} == {(days, "working_day"), (60, "calendar_day")}
    assert not held.clocks.filter(rule__slug="sp4n-verifikasi", ended_at=None).exists()


@pytest.mark.django_db
def test_asking_pauses_the_office_and_starts_the_complainants_thirty_days(people: Town) -> None:
    held = at_stage("b", people)
    before = held.clocks.get(rule__slug="uu25-kelengkapan").due_at
    handling.take(held, Step.ASK, {"text": "Sebutkan nama usahanya."}, actor=people.actor("aduan"))
    mine = held.clocks.get(rule__is_senders=True)
    assert (held.state, mine.rule.value) == (State.WAITING, 30)
    assert not held.clocks.filter(paused_at=None, rule__is_senders=False).exists()
    Clock.objects.filter(complaint=held, rule__is_senders=False).update(paused_at=timezone.now() - timedelta(days=4))
    dialogue.say(held, "Bengkel Jaya.", actor=ANONYMOUS, as_sender=True)
    after = held.clocks.get(rule__slug="uu25-kelengkapan").due_at
    assert (held.state, (after - before).days) == (State.OPEN, 4)
    mine.refresh_from_db()
    assert mine.ended_at is not None


@pytest.mark.django_db
def test_not_completed_it_is_deemed_withdrawn_only_after_notice(people: Town) -> None:
    held = at_stage("b", people, filed(contact_name="Tuti", contact="tuti@contoh.id"))
    handling.take(held, Step.ASK, {"text": "Sebutkan nama usahanya."}, actor=people.actor("aduan"))
    past = timezone.now() - timedelta(days=1)
    Clock.objects.filter(complaint=held, rule__is_senders=True).update(due_at=past, remind_at=past)
    watch()
    held.refresh_from_db()
    assert held.state == State.WAITING, "the notice comes first"
    assert Message.objects.filter(complaint=held, kind=MessageKind.NOTICE).count() == 1
    assert OutboxMessage.objects.filter(kind="complaint_notice").count() == 1
    Clock.objects.filter(complaint=held).update(reminded_at=timezone.now() - timedelta(days=8))
    watch()
    held.refresh_from_db()
    assert (held.state, held.ending) == (State.WITHDRAWN, Ending.LAPSED)
    assert not held.clocks.filter(ended_at=None).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rounds", "told"),
    [
        (["2026-12-15T23:55", "2026-12-16T00:04", "2026-12-23T00:05"], "23 Desember 2026"),  # the law's thirtieth day
        (["2026-12-20T09:30", "2026-12-27T09:40"], "27 Desember 2026"),  # nobody was there to tell it in time
    ],
)
def test_whoever_was_told_a_day_has_that_whole_day(
    people: Town, time_machine: time_machine.TimeMachineFixture, rounds: list[str], told: str
) -> None:
    time_machine.move_to(datetime(2026, 11, 23, 23, 50, tzinfo=limits.OFFICE_TIME))
    held = at_stage("b", people, filed(contact_name="Tuti", contact="tuti@contoh.id"))
    handling.take(held, Step.ASK, {"text": "Sebutkan nama usahanya."}, actor=people.actor("aduan"))
    last = datetime.fromisoformat(rounds[-1]).replace(hour=23, minute=59, tzinfo=limits.OFFICE_TIME)
    for moment in (*map(datetime.fromisoformat, rounds), last):
        time_machine.move_to(moment.replace(tzinfo=limits.OFFICE_TIME))
        watch()
    held.refresh_from_db()
    assert told in Message.objects.get(complaint=held, kind=MessageKind.NOTICE).text
    assert page.limit(held, is_senders=True) == last.date()
    assert held.state == State.WAITING
    time_machine.shift(timedelta(minutes=2))
    watch()
    held.refresh_from_db()
    assert held.state == State.WITHDRAWN


def test_a_reminder_comes_whole_days_before_the_end() -> None:
    due = limits.last_moment(MONDAY, 3, Unit.WORKING_DAY, frozenset())
    remind = limits.reminder(due, MONDAY, 1, Unit.WORKING_DAY)
    assert f"{timezone.localtime(remind):%Y-%m-%d %H:%M}" == "2026-11-25 00:00"
    assert limits.reminder(due, MONDAY, 7, Unit.WORKING_DAY) == MONDAY
    hours = limits.last_moment(MONDAY, 72, Unit.HOUR, frozenset())
    assert limits.reminder(hours, MONDAY, 1, Unit.HOUR) == hours - timedelta(days=1)


@pytest.mark.django_db
def test_silence_closes_and_says_so(people: Town) -> None:
    held = at_stage("e", people)
    watch()
    held.refresh_from_db()
    assert held.state == State.OPEN
    Complaint.objects.filter(pk=held.pk).update(reply_until=timezone.localdate() - timedelta(days=1))
    watch()
    held.refresh_from_db()
    assert (held.state, held.ending, held.stage) == (State.CLOSED, Ending.SILENCE, "e")


@pytest.mark.django_db
def test_the_desk_is_reminded_once_and_the_head_hears_of_what_is_late(people: Town) -> None:
    held = filed(is_secret=False)
    Clock.objects.filter(complaint=held).update(remind_at=timezone.now() - timedelta(hours=1))
    InboxItem.objects.all().delete()
    watch()
    watch()
    reminded = InboxItem.objects.filter(template="complaint_reminder")
    assert {item.user_id for item in reminded} == {people.aduan.pk}
    assert reminded.count() == 2, "one for each limit"
    assert not InboxItem.objects.filter(template="complaint_late").exists()
    Clock.objects.filter(complaint=held).update(due_at=timezone.now() - timedelta(hours=1))
    watch()
    late = InboxItem.objects.filter(template="complaint_late").values_list("user_id", flat=True)
    assert set(late) == {people.aduan.pk, people.kadis.pk}
    assert list(desk.late(people.actor("kadis"))) == [held]


@pytest.mark.django_db
def test_information_may_be_extended_once_with_reasons(people: Town) -> None:
    held = filed(kind="information", category="", subject="")
    given = {"note": NOTE, "text": "Dokumennya masih dicari di arsip."}
    before = held.clocks.get().length
    handling.take(held, Step.EXTEND, given, actor=people.actor("aduan"))
    assert held.clocks.get().length == before + 7
    with pytest.raises(Refused, match="tidak dapat diperpanjang"):
        handling.take(held, Step.EXTEND, given, actor=people.actor("aduan"))
    assert held.clocks.get().length == before + 7


@pytest.mark.django_db
def test_a_new_holiday_moves_the_running_limits(people: Town) -> None:
    held = filed()
    clock = held.clocks.get(rule__slug="sp4n-verifikasi")
    first = timezone.localdate(clock.due_at)
    Holiday.objects.create(day=first, name="Uji", kind="national", source="uji", active=True)
    clocks.calendar_changed(1, people.actor("admin"))
    clock.refresh_from_db()
    assert timezone.localdate(clock.due_at) > first
    assert StagePassage.objects.get(complaint=held).due_on == timezone.localdate(clock.due_at)


@pytest.mark.django_db
def test_an_admin_replaces_a_limit_and_running_clocks_keep_theirs(people: Town) -> None:
    held, client = filed(), Client()
    client.force_login(people.admin)
    rule = ClockRule.objects.get(slug="sp4n-verifikasi")
    assert "3 hari kerja" in client.get(reverse("complaint_limits")).content.decode()
    given = {"value": 2, "law": "Aturan baru", "source": "uji", "effective_from": f"{timezone.localdate()}"}
    door = reverse("complaint_limit", args=[rule.pk])
    assert client.post(door, given | {"effective_from": "2013-01-01"}).status_code == 422
    assert client.post(door, given | {"value": 0}).status_code == 422
    assert client.post(door, given).status_code == 302
    assert client.post(door, given).status_code == 404, "closed rows are history"
    assert held.clocks.get(rule__slug="sp4n-verifikasi").length == 3
    assert filed().clocks.get(rule__slug="sp4n-verifikasi").length == 2
    assert load_clocks() == 0
