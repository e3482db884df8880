"""The sender of a merged complaint sends papers and rates the handling at the own page; no sender learns of another."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from complaints.actions import dialogue, handling
from complaints.models import Accused, Complaint, Message
from complaints.policies import may_open
from complaints.rules.steps import Step
from complaints.terms import MessageKind, Outcome, Route, Side
from complaints.workflow import Refused
from foundation.files.models import StoredFile
from foundation.journal.models import Entry
from foundation.outbox.models import OutboxMessage
from tests.complaints.cases import at_stage, by_code, filed, read
from tests.foundation.files import pdfs
from tests.people import Town, town

pytestmark = pytest.mark.django_db
ANSWER = {"text": "Bengkel itu kami tegur dan kini tutup pukul 20.00.", "outcome": Outcome.PROVEN}


@pytest.fixture
def people() -> Town:
    return town()


@pytest.fixture
def goal(people: Town) -> Complaint:
    """Studied by Bu Sari's agency; its contents are no secret within the office."""
    how = {"route": Route.AGENCY, "agency": people.naker, "handler": None}
    return at_stage("d", people, filed(contact="kiri@contoh.id", is_secret=False), **how)


def merged(people: Town, goal: Complaint, **facts: object) -> Complaint:
    twin = filed(**{"text": "Asap tiap malam.", "contact": "kanan@contoh.id", "is_anonymous": True, **facts})
    return handling.take(twin, Step.MERGE, {"other": goal.number}, actor=people.actor("aduan"))


def send(client: Client) -> HttpResponse:
    return client.post(reverse("complaint_upload"), {"berkas": SimpleUploadedFile("Siti Kanan.pdf", pdfs.good())})


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def close(goal: Complaint, people: Town) -> None:
    """Answered, and its own sender is content."""
    handling.take(goal, Step.ANSWER, ANSWER, actor=people.actor("aduan"))
    goal.refresh_from_db()
    dialogue.accept(goal, actor=people.actor("rina"), score=4)


def test_a_paper_goes_to_the_desk_of_the_one_that_goes_on_and_to_no_other_sender(people: Town, goal: Complaint) -> None:
    twin, third = merged(people, goal), merged(people, goal)
    browser = by_code(twin)
    assert "Kirim foto, PDF" in read(browser)
    letters = OutboxMessage.objects.filter(kind="complaint_staff_message").count()
    assert send(browser).status_code == 302
    kept = StoredFile.objects.get(purpose="complaint")
    assert kept.original_name == "lampiran-1.pdf"
    link = reverse("complaint_file", args=[kept.public_id])
    assert link in read(browser)
    assert browser.get(link).status_code == 200
    for other in (goal, third):
        stranger = by_code(other)
        assert kept.public_id not in read(stranger)
        assert twin.number not in read(stranger)
        assert stranger.get(link).status_code == 404
        assert stranger.get(reverse("complaint_file_page", args=[kept.public_id, 1])).status_code == 404
    note = Message.objects.filter(complaint=goal).latest("id")
    assert (note.side, note.kind, note.author_id) == (Side.SYSTEM, MessageKind.INTERNAL, None)
    assert note.text == f"Berkas dari pengadu {twin.number} yang digabung."
    desk = signed_in(people.aduan).get(reverse("complaint_detail", args=[goal.number])).content.decode()
    assert reverse("file_viewer", args=[kept.public_id]) in desk
    assert OutboxMessage.objects.filter(kind="complaint_staff_message").count() > letters
    entry = Entry.objects.filter(kind="complaint.evidence").latest("id")
    assert (entry.subject, entry.user_id, entry.name) == (twin.mark, None, "")


def test_who_studies_the_one_that_goes_on_opens_the_paper_and_nobody_beside(people: Town, goal: Complaint) -> None:
    twin = merged(people, goal, is_secret=True)
    send(by_code(twin))
    kept = StoredFile.objects.get(purpose="complaint")
    door = reverse("file_viewer", args=[kept.public_id])
    assert signed_in(people.sari).get(door).status_code == 200
    assert signed_in(people.aduan).get(door).status_code == 200
    for name in ("hendra", "dedi", "kadis", "admin", "auditor", "apip", "budi"):  # the head reads the other one only
        assert signed_in(getattr(people, name)).get(door).status_code == 404, name


def test_whom_the_merged_one_is_about_never_opens_its_paper(people: Town, goal: Complaint) -> None:
    """Even where only the merged one names the agency, and the agency studies the one that goes on."""
    twin = merged(people, goal)
    send(by_code(twin))
    kept, sari = StoredFile.objects.get(purpose="complaint"), people.actor("sari")
    assert may_open(sari, kept)
    Accused.objects.create(complaint=twin, agency=people.naker, description="Dinas", named_by=people.apip)
    assert not may_open(sari, kept)
    assert may_open(replace(sari, agency_id=None, role=people.aduan.role, user_id=people.aduan.pk), kept)


def test_a_paper_that_was_not_handed_on_stays_with_its_own_complaint(people: Town, goal: Complaint) -> None:
    twin = filed(contact="kanan@contoh.id")
    send(by_code(twin))
    handling.take(twin, Step.MERGE, {"other": goal.number}, actor=people.actor("aduan"))
    assert not may_open(people.actor("sari"), StoredFile.objects.get(purpose="complaint"))


def test_when_the_days_to_reply_are_over_a_paper_is_refused_with_the_next_door(people: Town, goal: Complaint) -> None:
    twin = merged(people, goal)
    handling.take(goal, Step.ANSWER, ANSWER, actor=people.actor("aduan"))
    assert send(by_code(twin)).status_code == 302  # in time
    Complaint.objects.update(reply_until=date(2020, 1, 1))
    late = by_code(twin)
    assert "Kirim foto, PDF" not in read(late)
    assert send(late).status_code == 409
    assert StoredFile.objects.filter(purpose="complaint").count() == 1


def test_each_sender_rates_the_handling_of_the_own_complaint_once(people: Town, goal: Complaint) -> None:
    twin, third = merged(people, goal), merged(people, goal)
    browser, mark = by_code(twin), reverse("complaint_close")
    assert "Nilai penanganan" not in read(browser)
    assert browser.post(mark, {"score": "1"}).status_code == 409
    close(goal, people)
    assert "Nilai penanganan" in read(browser)
    assert browser.post(mark, {"score": ""}).status_code == 422
    assert browser.post(mark, {"score": "2", "words": "Lama sekali."}).status_code == 302
    assert "penilaian Anda sudah diterima" in read(browser)
    assert browser.post(mark, {"score": "4"}).status_code == 409
    marks = {row.pk: (row.satisfaction, row.satisfaction_note) for row in Complaint.objects.all()}
    assert marks == {goal.pk: (4, ""), twin.pk: (2, "Lama sekali."), third.pk: (None, "")}
    for other in (goal, third):
        assert "Lama sekali." not in read(by_code(other))
    entry = Entry.objects.get(kind="complaint.rated", subject=twin.mark)
    assert (entry.user_id, entry.name) == (None, "")


def test_nothing_is_rated_before_there_is_an_answer_to_rate(people: Town, goal: Complaint) -> None:
    twin = merged(people, goal)
    with pytest.raises(Refused):
        dialogue.rate(twin, 4, actor=people.actor("budi"))
    handling.take(goal, Step.ANSWER, ANSWER, actor=people.actor("aduan"))
    twin.refresh_from_db()
    with pytest.raises(Refused):
        dialogue.rate(twin, 4, actor=people.actor("budi"))


def test_what_the_desk_reads_of_a_merged_sender_is_in_the_offices_language(people: Town, goal: Complaint) -> None:
    """The sender may have switched the page to English."""
    twin = merged(people, goal)
    with translation.override("en"):
        dialogue.say(twin, "It still smokes.", actor=people.actor("rina"), as_sender=True)
    note = Message.objects.filter(complaint=goal).latest("id")
    assert note.text == f"Dari pengadu {twin.number} yang digabung: It still smokes."


def test_words_that_a_merged_sender_hid_are_read_by_who_handles_the_other_and_not_by_the_head(
    people: Town, goal: Complaint
) -> None:
    twin = merged(people, goal, is_secret=True)
    dialogue.say(twin, "Nama saya Siti, rumah sebelah kiri.", actor=people.actor("rina"), as_sender=True)

    def page(user: User) -> str:
        answer = signed_in(user).get(reverse("complaint_detail", args=[goal.number]))
        assert answer.status_code == 200
        return answer.content.decode()

    assert "Nama saya Siti" in page(people.aduan)
    assert "Nama saya Siti" in page(people.sari), "the agency that studies it"
    assert "Nama saya Siti" not in page(people.kadis)


@pytest.mark.parametrize("end", ["withdrawn", "merged"])
def test_only_the_desk_reads_them_when_it_no_longer_speaks_for_the_others(
    end: str, people: Town, goal: Complaint
) -> None:
    """Its notes stay where they are, and its page is open to others; the link in them would answer 404."""
    twin = merged(people, goal, is_secret=True)
    dialogue.say(twin, "Nama saya Siti, rumah sebelah kiri.", actor=people.actor("rina"), as_sender=True)
    assert send(by_code(twin)).status_code == 302
    kept = StoredFile.objects.get(purpose="complaint")
    goal.refresh_from_db()
    if end == "withdrawn":
        dialogue.withdraw(goal, actor=people.actor("rina"))
    else:
        third = filed(is_secret=True)
        handling.take(goal, Step.MERGE, {"other": third.number}, actor=people.actor("aduan"))
    assert not Complaint.objects.filter(merged_into=goal).exists()
    for user in (people.kadis, people.sari):  # she studied it; what goes on now is another one
        page = signed_in(user).get(reverse("complaint_detail", args=[goal.number]))
        assert page.status_code == 200
        assert "Nama saya Siti" not in page.content.decode()
        assert kept.public_id not in page.content.decode()
        assert signed_in(user).get(reverse("file_viewer", args=[kept.public_id])).status_code == 404
    desk = signed_in(people.aduan)
    assert kept.public_id in desk.get(reverse("complaint_detail", args=[goal.number])).content.decode()
    assert desk.get(reverse("file_viewer", args=[kept.public_id])).status_code == 200


def carried(people: Town, goal: Complaint, end: str) -> tuple[Complaint, StoredFile]:
    """A secret sender's paper lies at the goal, which then ends; whoever goes on is studied by Bu Sari's agency."""
    elder, twin = merged(people, goal, is_secret=False), merged(people, goal, is_secret=True)
    assert send(by_code(twin)).status_code == 302
    goal.refresh_from_db()
    if end == "withdrawn":
        dialogue.withdraw(goal, actor=people.actor("rina"))
        heir = elder
    else:
        heir = filed(contact="muka@contoh.id", is_secret=False)
        handling.take(goal, Step.MERGE, {"other": heir.number}, actor=people.actor("aduan"))
    heir.refresh_from_db()
    at_stage("d", people, heir, route=Route.AGENCY, agency=people.naker, handler=None)
    return heir, StoredFile.objects.get(purpose="complaint")


@pytest.mark.parametrize("end", ["withdrawn", "merged"])
def test_a_paper_follows_to_the_one_that_goes_on_instead(end: str, people: Town, goal: Complaint) -> None:
    heir, kept = carried(people, goal, end)
    place, door = reverse("complaint_detail", args=[heir.number]), reverse("file_viewer", args=[kept.public_id])
    for user in (people.sari, people.aduan):
        assert signed_in(user).get(place).content.decode().count(door) == 1
        assert signed_in(user).get(door).status_code == 200
    for name in ("hendra", "dedi", "kadis", "admin", "auditor", "apip", "budi"):
        assert signed_in(getattr(people, name)).get(door).status_code == 404, name
    head = signed_in(people.kadis).get(place)
    assert (head.status_code, kept.public_id in head.content.decode()) == (200, False)
    for other in (goal, heir):
        stranger = by_code(other)
        assert kept.public_id not in read(stranger)
        assert stranger.get(reverse("complaint_file", args=[kept.public_id])).status_code == 404


def test_a_paper_does_not_follow_to_whom_its_complaint_is_about(people: Town, goal: Complaint) -> None:
    _heir, kept = carried(people, goal, "withdrawn")
    twin = Complaint.objects.get(pk=int(kept.subject.partition(":")[2]))
    Accused.objects.create(complaint=twin, agency=people.naker, description="Dinas", named_by=people.apip)
    assert signed_in(people.sari).get(reverse("file_viewer", args=[kept.public_id])).status_code == 404


def test_a_paper_that_comes_back_to_where_it_lay_lies_there_once(people: Town, goal: Complaint) -> None:
    heir, kept = carried(people, goal, "merged")
    dialogue.withdraw(heir, actor=people.actor("rina"))
    goal.refresh_from_db()
    assert (goal.state, goal.merged_into) == ("open", None), "the oldest of them runs again"
    assert Message.objects.filter(complaint=goal, files__file=kept).count() == 1
