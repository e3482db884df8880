"""Due work: asked for with the fact, done by one worker at a time, tried again, never forgotten."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from foundation.journal import book
from foundation.journal.who import Who
from foundation.pulse import doorbell, due, work
from foundation.pulse.models import DueTask
from tests.foundation.threads import all_at_once

pytestmark = pytest.mark.django_db


class Doer:
    """Does the work ``draw``: remembers for whom; raises or returns what a test has put in ``answers``."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.answers: list[Exception | datetime] = []

    def __call__(self, task: DueTask) -> datetime | None:
        self.done.append(task.subject)
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def doer(monkeypatch: pytest.MonkeyPatch) -> Doer:
    one = Doer()
    monkeypatch.setattr(due, "WORKS", {})
    monkeypatch.setattr(work, "WORKS", due.WORKS)
    due.register("draw", one, lease_seconds=60)
    return one


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 22, 5, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def row(subject: str = "document:1") -> DueTask:
    return DueTask.objects.get(kind="draw", subject=subject)


def test_work_is_owed_with_the_fact_or_not_at_all(doer: Doer) -> None:
    with transaction.atomic():
        due.add("draw", "document:1")
        transaction.set_rollback(True)
    assert work.drain() == 0
    due.add("draw", "document:1")
    assert work.drain() == 1
    assert doer.done == ["document:1"]
    assert row().state == "done"


def test_asking_twice_before_it_is_done_does_it_once(doer: Doer) -> None:
    due.add("draw", "document:1")
    due.add("draw", "document:1")
    assert work.drain() == 1


def test_asking_again_after_it_is_done_does_it_again_unless_once(doer: Doer) -> None:
    due.add("draw", "document:1")
    work.drain()
    due.add("draw", "document:1", once=True)
    assert work.drain() == 0
    due.add("draw", "document:1")
    assert work.drain() == 1


def test_asking_while_it_runs_does_it_once_more(doer: Doer) -> None:
    due.add("draw", "document:1")
    task = work.take()
    assert task is not None
    due.add("draw", "document:1", payload={"reason": "changed meanwhile"})
    work.run(task)
    assert work.drain() == 1
    assert doer.done == ["document:1", "document:1"]


def test_asking_for_later_while_it_runs_does_it_again_then_and_not_at_once(
    doer: Doer, clock: time_machine.Traveller
) -> None:
    """A poll that orders the next poll of itself must not spin."""

    def poll(_task: DueTask) -> None:
        doer.done.append("poll")
        due.add("draw", "document:1", at=timezone.now() + timedelta(seconds=300))

    due.register("draw", poll)
    due.add("draw", "document:1")
    assert work.drain() == 1
    clock.shift(299)
    assert work.drain() == 0
    clock.shift(2)
    assert work.drain() == 1
    assert row().state == "pending"


def test_the_sooner_of_two_wishes_made_while_it_runs_holds(doer: Doer, clock: time_machine.Traveller) -> None:
    now = timezone.now()
    due.add("draw", "document:1")
    task = work.take()
    assert task is not None
    for seconds in (50, 10, 90):
        due.add("draw", "document:1", at=now + timedelta(seconds=seconds))
    assert row().next_at == now, "what a worker has in hand is not moved"
    work.run(task)
    assert row().next_at == now + timedelta(seconds=10)


def test_a_wish_made_before_a_worker_died_is_served_by_the_next_run(doer: Doer, clock: time_machine.Traveller) -> None:
    due.add("draw", "document:1")
    assert work.take() is not None
    due.add("draw", "document:1", at=timezone.now() + timedelta(seconds=500))
    clock.shift(61)
    assert work.drain() == 1
    assert row().state == "done"


def test_a_success_forgets_how_long_it_was_tried_before(doer: Doer, clock: time_machine.Traveller) -> None:
    due.add("draw", "document:1")
    task = work.take()
    assert task is not None
    due.add("draw", "document:1", at=timezone.now() + timedelta(days=8))
    work.run(task)
    clock.shift(timedelta(days=8, seconds=1))
    doer.answers = [ValueError("x")]
    work.drain()
    assert row().state == "pending"


def test_work_for_later_waits_and_can_be_brought_forward_but_not_back(
    doer: Doer, clock: time_machine.Traveller
) -> None:
    now = timezone.now()
    due.add("draw", "document:1", at=now + timedelta(hours=2))
    assert work.drain() == 0
    due.add("draw", "document:1", at=now + timedelta(hours=1))
    due.add("draw", "document:1", at=now + timedelta(hours=3))
    assert row().next_at == now + timedelta(hours=1)
    clock.shift(3601)
    assert work.drain() == 1


def test_a_payload_stays_unless_another_is_given(doer: Doer) -> None:
    due.add("draw", "document:1", payload={"a": 1})
    due.add("draw", "document:1")
    assert row().payload == {"a": 1}
    due.add("draw", "document:1", payload={"a": 2})
    assert row().payload == {"a": 2}


def test_cancelled_work_is_not_done_and_can_be_asked_for_again(doer: Doer) -> None:
    due.add("draw", "document:1")
    assert due.cancel("draw", "document:1")
    assert work.drain() == 0
    due.add("draw", "document:1", once=True)
    assert work.drain() == 1


def test_work_that_returns_a_moment_comes_round_again(doer: Doer, clock: time_machine.Traveller) -> None:
    doer.answers = [timezone.now() + timedelta(minutes=5)]
    due.add("draw", "document:1")
    work.drain()
    assert (row().state, row().attempts) == ("pending", 0)
    clock.shift(301)
    work.drain()
    assert (doer.done, row().state) == (["document:1"] * 2, "done")


def test_trouble_is_tried_again_and_told_without_personal_numbers(
    doer: Doer, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work.log, "disabled", True)  # a number in a log fails every test
    doer.answers = [ValueError("NIK 3271010101900001 salah")]
    due.add("draw", "document:1")
    work.drain()
    assert (row().state, row().attempts) == ("pending", 1)
    assert row().last_error == "ValueError: NIK [16 angka …01] salah"
    clock.shift(301)
    work.drain()
    assert row().state == "done"


def test_too_early_costs_no_attempt(doer: Doer, clock: time_machine.Traveller) -> None:
    doer.answers = [due.Later("belum ada datanya", seconds=60)]
    due.add("draw", "document:1")
    work.drain()
    assert (row().attempts, row().first_tried_at) == (0, None)
    assert work.drain() == 0
    clock.shift(61)
    assert work.drain() == 1


def test_what_cannot_be_helped_is_dead_at_once_until_a_person_retries(doer: Doer) -> None:
    doer.answers = [due.Never("templat tidak ada")]
    due.add("draw", "document:1")
    work.drain()
    assert (row().state, row().last_error) == ("dead", "templat tidak ada")
    due.add("draw", "document:1")
    assert work.drain() == 0, "a dead row waits for a person"
    admin = Who(user_id=7, role="admin", name="Bu Dian")
    assert due.retry(row(), who=admin, reason="Templat sudah dipasang.")
    assert not due.retry(row(), who=admin, reason="lagi")
    work.drain()
    assert row().state == "done"
    assert [entry.kind for entry in book.of("document:1")] == ["work.dead", "work.retried"]


def test_after_seven_days_of_trouble_it_is_dead(doer: Doer, clock: time_machine.Traveller) -> None:
    doer.answers = [ValueError("x"), ValueError("x")]
    due.add("draw", "document:1")
    work.drain()
    clock.shift(timedelta(days=7, hours=1))
    work.drain()
    assert row().state == "dead"


def test_a_worker_that_dies_loses_its_lease_and_another_takes_over(doer: Doer, clock: time_machine.Traveller) -> None:
    due.add("draw", "document:1")
    slow = work.take()
    assert slow is not None
    clock.shift(59)
    assert work.take() is None
    clock.shift(2)
    quick = work.take()
    assert quick is not None
    assert quick.lost_leases == 1
    assert not work.finish(slow, work.after_success(due.WORKS["draw"], None))
    assert row().state == "pending"
    assert work.finish(quick, work.after_success(due.WORKS["draw"], None))
    assert row().state == "done"


def test_work_that_kills_five_workers_is_dead_and_others_go_on(doer: Doer, clock: time_machine.Traveller) -> None:
    due.add("draw", "document:poison")
    for _death in range(5):
        assert work.take() is not None
        clock.shift(61)
    due.add("draw", "document:2")
    assert work.drain() == 1
    assert doer.done == ["document:2"]
    poison = row("document:poison")
    assert (poison.state, poison.last_class, poison.lost_leases) == ("dead", "poison", 5)


def test_the_handler_runs_outside_any_transaction(doer: Doer) -> None:
    def look(_task: DueTask) -> None:
        with transaction.atomic(durable=True):
            pass

    due.register("draw", look)
    due.add("draw", "document:1")
    work.drain()
    assert row().state == "done"


def test_work_nobody_knows_waits_for_somebody_who_does(doer: Doer) -> None:
    due.add("unknown", "x:1")
    assert work.drain() == 0
    due.register("unknown", doer)
    assert work.drain() == 1


def test_recurring_work_comes_round_even_after_trouble(doer: Doer, clock: time_machine.Traveller) -> None:
    due.every("sweep", doer, seconds=60)
    assert work.drain() == 0, "not at once: a restart must not ring everything"
    for turn in range(1, 4):
        clock.shift(61)
        doer.answers = [ValueError("x")] if turn == 2 else []
        assert work.drain() == 1
    assert len(doer.done) == 3
    assert DueTask.objects.filter(kind="sweep").count() == 1


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2026, 11, 22, 19, 29, tzinfo=UTC), datetime(2026, 11, 22, 19, 30, tzinfo=UTC)),
        (datetime(2026, 11, 22, 19, 30, tzinfo=UTC), datetime(2026, 11, 23, 19, 30, tzinfo=UTC)),
    ],
)
def test_daily_work_knows_the_clock_of_jakarta(now: datetime, then: datetime) -> None:
    assert due.next_daily("02:30", now) == then


def test_the_bell_is_rung_after_the_commit_for_work_due_now(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    rings: list[tuple[str, ...]] = []
    monkeypatch.setattr(doorbell, "ring", lambda *ring: rings.append(ring))
    with django_capture_on_commit_callbacks(execute=True):
        due.add("draw", "document:1")
        due.add("draw", "document:2", at=timezone.now() + timedelta(hours=1))
        assert rings == []
    assert rings == [("due.drain",)]


def test_old_finished_rows_are_forgotten_and_waiting_ones_kept(doer: Doer) -> None:
    due.add("draw", "document:1")
    work.drain()
    due.add("draw", "document:2")
    DueTask.objects.filter(kind="draw").update(done_at=timezone.now() - timedelta(days=31))
    work.forget_old(DueTask())
    assert list(DueTask.objects.filter(kind="draw").values_list("subject", flat=True)) == ["document:2"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_workers_do_each_piece_once(doer: Doer) -> None:
    for number in range(60):
        due.add("draw", f"document:{number}")
    all_at_once(8, lambda _number: work.drain())
    assert sorted(doer.done) == sorted(f"document:{number}" for number in range(60))
