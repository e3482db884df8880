"""Merged complaints: one goes on, yet every sender is answered by the own code and address, and by no other's."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.actions import dialogue, handling, triage
from complaints.models import Accused, Complaint, Message
from complaints.queries.visibility import visible_to
from complaints.rules.steps import Step
from complaints.terms import Ending, Lane, MessageKind, Outcome, State
from complaints.workflow import Refused
from foundation.outbox.models import OutboxMessage
from tests.complaints.cases import NOTE, at_stage, by_code, filed, read, released
from tests.people import Town, town

pytestmark = pytest.mark.django_db
ANSWER = {"text": "Bengkel itu kami tegur dan kini tutup pukul 20.00.", "outcome": Outcome.PROVEN}
SECRET = "Saya tetangga sebelah kiri, istri saya sedang sakit."


@pytest.fixture
def people() -> Town:
    return town()


@pytest.fixture
def goal(people: Town) -> Complaint:
    return at_stage("d", people, filed(contact="kiri@contoh.id", contact_name="Kiri"))


def merged(people: Town, goal: Complaint, **facts: object) -> Complaint:
    twin = filed(**{"text": SECRET, "contact": "kanan@contoh.id", **facts})
    return handling.take(twin, Step.MERGE, {"other": goal.number}, actor=people.actor("aduan"))


def mails(kind: str) -> set[str]:
    return {row.payload["to"] for row in OutboxMessage.objects.filter(kind=kind)}


def test_the_answer_reaches_every_sender_by_the_own_code_and_the_own_address(people: Town, goal: Complaint) -> None:
    twin, silent = merged(people, goal), merged(people, goal, contact="")
    assert "ditangani bersama" in read(by_code(twin))
    handling.take(goal, Step.ANSWER, ANSWER, actor=people.actor("aduan"))
    handling.take(goal, Step.ADMINISTER, {"note": NOTE}, actor=people.actor("aduan"))
    handling.take(goal, Step.REPORT, {"text": "Hasil: ditegur tertulis."}, actor=people.actor("aduan"))
    assert mails("complaint_answer") == mails("complaint_report") == {"kiri@contoh.id", "kanan@contoh.id"}
    for complaint in (goal, twin, silent):
        page = read(by_code(complaint))
        assert ANSWER["text"] in page, complaint.number
        assert "Hasil: ditegur tertulis." in page
        assert "Ombudsman" in page
        assert re.search(r"[Bb]alas.*paling lambat|Balas jawaban sampai", page)


def test_no_sender_reads_what_another_wrote(people: Town, goal: Complaint) -> None:
    twin = merged(people, goal)
    dialogue.say(twin, "Anak saya batuk.", actor=people.actor("budi"), as_sender=True)
    handling.take(goal, Step.ANSWER, ANSWER, actor=people.actor("aduan"))
    page = read(by_code(goal))
    assert SECRET not in page
    assert "Anak saya batuk." not in page
    assert twin.number not in page
    assert goal.number not in read(by_code(twin))
    client = Client()
    client.force_login(people.aduan)
    desk = client.get(reverse("complaint_detail", args=[goal.number])).content.decode()
    assert "Anak saya batuk." in desk, "the desk reads it where it works"
    assert twin.number in desk


def test_a_reply_of_a_merged_sender_reopens_the_one_that_goes_on(people: Town, goal: Complaint) -> None:
    twin = merged(people, goal)
    handling.take(goal, Step.ANSWER, ANSWER, actor=people.actor("aduan"))
    goal.refresh_from_db()
    dialogue.accept(goal, actor=people.actor("rina"), score=4)
    sent = by_code(twin).post(reverse("complaint_say"), {"text": "Semalam masih buka sampai pukul 23."})
    assert sent.status_code == 302
    goal.refresh_from_db()
    assert (goal.stage, goal.state) == ("d", State.OPEN)
    told = Message.objects.filter(complaint=goal).exclude(kind=MessageKind.INTERNAL).last()
    assert told is not None
    assert "membalas jawaban" in told.text
    assert "23" not in told.text
    again = {"text": "Kami datang lagi.", "outcome": Outcome.PROVEN}
    handling.take(goal, Step.ANSWER, again, actor=people.actor("aduan"))
    assert "Kami datang lagi." in read(by_code(twin))


def test_a_late_reply_of_a_merged_sender_is_refused_with_the_next_door(people: Town, goal: Complaint) -> None:
    twin = merged(people, goal)
    handling.take(goal, Step.ANSWER, ANSWER, actor=people.actor("aduan"))
    Complaint.objects.update(reply_until=timezone.localdate().replace(year=2020))
    twin.refresh_from_db()
    with pytest.raises(Refused, match="pengaduan baru"):
        dialogue.say(twin, "Masih.", actor=people.actor("budi"), as_sender=True)
    assert "tulis pengaduan baru" in read(by_code(twin))


def test_merged_into_what_was_answered_already_the_answer_comes_at_once(people: Town, goal: Complaint) -> None:
    handling.take(goal, Step.ANSWER, ANSWER, actor=people.actor("aduan"))
    goal.refresh_from_db()
    twin = merged(people, goal)
    assert ANSWER["text"] in read(by_code(twin))
    assert "kanan@contoh.id" in mails("complaint_answer")


def test_nothing_is_merged_into_what_has_ended_without_an_answer(people: Town) -> None:
    dead = filed()
    dialogue.withdraw(dead, actor=people.actor("budi"))
    with pytest.raises(Refused, match="tidak ditemukan"):
        merged(people, dead)


def test_when_its_own_sender_takes_it_back_the_others_go_on(people: Town, goal: Complaint) -> None:
    first, second = merged(people, goal), merged(people, goal, contact="belakang@contoh.id")
    goal.refresh_from_db()
    dialogue.withdraw(goal, actor=people.actor("rina"))
    for row in (goal, first, second):
        row.refresh_from_db()
    assert (goal.state, goal.ending) == (State.WITHDRAWN, Ending.SENDER_WITHDREW)
    assert (first.state, first.merged_into_id) == (State.OPEN, None)
    assert (second.state, second.merged_into_id) == (State.MERGED, first.pk)
    assert first.clocks.filter(ended_at=None).exists(), "the office is bound by its limits again"
    at_stage("e", people, first)
    assert "Sudah kami periksa" in read(by_code(second))


def test_a_chain_of_merging_leaves_nobody_behind(people: Town, goal: Complaint) -> None:
    middle = at_stage("b", people, filed())
    last = merged(people, middle)
    handling.take(middle, Step.MERGE, {"other": goal.number}, actor=people.actor("aduan"))
    handling.take(goal, Step.ANSWER, ANSWER, actor=people.actor("aduan"))
    for complaint in (middle, last):
        assert ANSWER["text"] in read(by_code(complaint))


def test_whom_the_one_that_goes_on_is_about_finds_none_of_those_merged_into_it(people: Town, goal: Complaint) -> None:
    twin = merged(people, goal, is_secret=False)
    handling.take(goal, Step.HAND_OVER, {"note": NOTE}, actor=people.actor("aduan"))
    twin.refresh_from_db()
    assert twin.lane == Lane.TRIAGE
    assert not visible_to(people.actor("aduan")).filter(pk=twin.pk).exists()
    triage.name_accused(goal, [people.dedi], actor=people.actor("apip"))
    triage.release(goal, Step.RELEASE, {"note": NOTE}, actor=people.actor("apip"))
    twin.refresh_from_db()
    assert twin.lane == Lane.OFFICE
    Complaint.objects.filter(pk=twin.pk).update(route="officer", handler=people.dedi)
    assert not visible_to(people.actor("dedi")).filter(pk=twin.pk).exists()
    assert visible_to(people.actor("aduan")).filter(pk=twin.pk).exists()


def test_whom_a_merged_one_is_about_does_not_find_the_one_that_goes_on(people: Town) -> None:
    goal = at_stage("b", people, filed(is_secret=False))
    about_sari = released(people, filed(category="licensing", subject="official"), people.sari)
    handling.take(about_sari, Step.MERGE, {"other": goal.number}, actor=people.actor("aduan"))
    assert Accused.objects.filter(complaint=goal, user=people.sari).exists()
    Complaint.objects.filter(pk=goal.pk).update(route="officer", handler=people.sari)
    assert not visible_to(people.actor("sari")).filter(pk=goal.pk).exists()


def test_two_that_are_merged_crosswise_at_once_do_not_both_end(
    people: Town, goal: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin, desk, plain = filed(text=SECRET), people.actor("aduan"), handling.held

    def beaten(complaint: Complaint, other: Complaint) -> Complaint:
        """The other desk is done between this one's look and its hold."""
        monkeypatch.setattr(handling, "held", plain)
        handling.take(Complaint.objects.get(pk=goal.pk), Step.MERGE, {"other": twin.number}, actor=desk)
        return plain(complaint, other)

    monkeypatch.setattr(handling, "held", beaten)
    with pytest.raises(Refused):
        handling.take(twin, Step.MERGE, {"other": goal.number}, actor=desk)
    twin.refresh_from_db()
    assert (twin.state, twin.merged_into) == (State.OPEN, None), "it speaks for the other one"
