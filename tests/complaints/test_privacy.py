"""Privacy that holds: lanes, the people a complaint is about, identities, files, letters, journal."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.actors import ANONYMOUS, actor_of
from accounts.models import User
from accounts.roles import Role
from complaints.actions import dialogue, file, handling, reveal, triage
from complaints.channels.lapor import exporting
from complaints.models import Complainant, Complaint
from complaints.queries import duty
from complaints.queries.visibility import of_account, visible_to
from complaints.rules.steps import Step
from complaints.terms import Lane, Outcome, Route
from complaints.workflow import Refused
from foundation.files import policy, store
from foundation.journal.models import Entry
from foundation.messaging.models import InboxItem
from licensing.models import Application
from tests.complaints.cases import ABOUT_OFFICIAL, NOTE, at_stage, classified, filed, released
from tests.foundation.files import corpus
from tests.licensing.table import standing_at
from tests.people import Town, town

pytestmark = pytest.mark.django_db
EVERYBODY = (
    "budi", "rina", "sari", "tono", "hendra", "wulan", "ijah", "dedi", "kadis", "admin", "auditor", "pengawas",
    "aduan", "apip", "wbs",
)  # fmt: skip


@pytest.fixture
def people() -> Town:
    return town()


def who_sees(people: Town, complaint: Complaint) -> set[str]:
    return {name for name in EVERYBODY if visible_to(people.actor(name)).filter(pk=complaint.pk).exists()}


@pytest.mark.parametrize(
    ("facts", "eyes"),
    [
        ({}, {"aduan"}),
        ({"is_secret": False}, {"aduan", "kadis"}),
        (ABOUT_OFFICIAL, {"apip"}),
        ({"category": "licensing", "subject": "government", "is_secret": False}, {"apip"}),
        ({"is_whistle": True}, {"wbs"}),
        ({"is_whistle": True, "subject": "official"}, {"wbs"}),
    ],
)
def test_a_new_complaint_exists_for_its_desk_alone(people: Town, facts: dict[str, object], eyes: set[str]) -> None:
    assert who_sees(people, filed(**facts)) == eyes


def test_nobody_of_the_office_is_written_to_before_triage(people: Town) -> None:
    held = filed(**ABOUT_OFFICIAL)
    assert set(InboxItem.objects.values_list("user_id", flat=True)) == {people.apip.pk}
    report = filed(is_whistle=True)
    told = InboxItem.objects.filter(about=report.mark).values_list("user_id", flat=True)
    assert set(told) == {people.wbs.pk}
    assert held.lane == Lane.TRIAGE


def test_whoever_it_is_about_never_finds_it_and_neither_does_the_unit(people: Town) -> None:
    held = released(people, filed(**ABOUT_OFFICIAL, is_secret=False), people.sari)
    assert who_sees(people, held) == {"aduan", "kadis", "apip"}
    Complaint.objects.filter(pk=held.pk).update(route=Route.AGENCY, agency=people.naker)
    assert who_sees(people, held) == {"aduan", "kadis", "apip"}, "not even when it was sent to their queue"
    Complaint.objects.filter(pk=held.pk).update(route="", agency=None)
    given = classified(**ABOUT_OFFICIAL, route=Route.AGENCY, agency=people.naker)
    handling.take(held, Step.CHECK, {}, actor=people.actor("aduan"))
    handling.take(held, Step.FIND_COMPLETE, {}, actor=people.actor("aduan"))
    with pytest.raises(Refused, match="Teradu bekerja di dinas ini"):
        handling.take(held, Step.CLASSIFY, given, actor=people.actor("aduan"))
    to_sari = classified(**ABOUT_OFFICIAL, handler=people.sari)
    with pytest.raises(Refused, match="adalah teradu"):
        handling.take(held, Step.CLASSIFY, to_sari, actor=people.actor("aduan"))


def test_a_new_role_does_not_open_what_is_about_oneself(people: Town) -> None:
    held = released(people, filed(**ABOUT_OFFICIAL), people.dedi)
    for role in (Role.COMPLAINTS, Role.HEAD, Role.INSPECTORATE, Role.WHISTLE, Role.ADMIN):
        User.objects.filter(pk=people.dedi.pk).update(role=role)
        someone = actor_of(User.objects.get(pk=people.dedi.pk))
        assert not visible_to(someone).filter(pk=held.pk).exists(), role


@pytest.mark.parametrize("name", ["kadis", "aduan", "admin"])
def test_about_head_complaint_officer_or_admin_it_never_returns(people: Town, name: str) -> None:
    held = filed(**ABOUT_OFFICIAL, is_secret=False)
    triage.name_accused(held, [getattr(people, name)], actor=people.actor("apip"))
    with pytest.raises(Refused, match="Tangani di Inspektorat"):
        triage.release(held, Step.RELEASE, {"note": NOTE}, actor=people.actor("apip"))
    triage.keep(held, Step.KEEP, {"note": NOTE}, actor=people.actor("apip"))
    assert who_sees(people, held) == {"apip"}
    for step, given in ((Step.CHECK, {}), (Step.FIND_COMPLETE, {}), (Step.CLASSIFY, classified(**ABOUT_OFFICIAL))):
        handling.take(held, step, given, actor=people.actor("apip"))
    answer = {"text": "Sudah kami periksa.", "outcome": Outcome.PROVEN}
    handling.take(held, Step.ANSWER, answer, actor=people.actor("apip"))
    assert who_sees(people, held) == {"apip"}


def test_an_official_must_be_named_before_it_leaves_triage(people: Town) -> None:
    held = filed(**ABOUT_OFFICIAL)
    with pytest.raises(Refused, match="Tetapkan dulu teradu"):
        triage.release(held, Step.RELEASE, {"note": NOTE}, actor=people.actor("apip"))
    with pytest.raises(Refused, match="Inspektorat"):
        triage.name_accused(held, [people.sari], actor=people.actor("aduan"))


def test_naming_takes_the_news_out_of_that_inbox(people: Town) -> None:
    held = at_stage("d", people, filed(is_secret=False), route=Route.AGENCY, agency=people.naker)
    assert InboxItem.objects.filter(user=people.sari, about=held.mark).exists()
    handling.take(held, Step.HAND_OVER, {"note": NOTE}, actor=people.actor("aduan"))
    triage.name_accused(held, [people.sari], actor=people.actor("apip"))
    assert not InboxItem.objects.filter(user=people.sari, about=held.mark).exists()
    assert not InboxItem.objects.filter(user=people.aduan, about=held.mark, template="complaint_late").exists()


def test_the_officer_cannot_open_it_by_number_nor_export_it(people: Town) -> None:
    held = released(people, filed(**ABOUT_OFFICIAL, is_secret=False, text="Sari meminta uang"), people.sari)
    Complaint.objects.filter(pk=held.pk).update(route=Route.OFFICER, handler=people.sari)
    client = Client()
    client.force_login(people.sari)
    for name, more in (("complaint_detail", []), ("complaint_step", ["check"])):
        answer = client.get(reverse(name, args=[held.number, *more]))
        assert answer.status_code == 404
        assert "Sari meminta uang" not in answer.content.decode()
    found = client.get(reverse("complaint_register"), {"q": held.number}).content.decode()
    assert "Tidak ada pengaduan di sini" in found
    assert client.get(reverse("inbox")).content.decode().count(held.number) == 0
    exported = exporting.make(visible_to(people.actor("sari")), actor=people.actor("sari")).decode()
    assert held.number not in exported


def test_admin_and_auditor_read_no_complaint_whatever_its_lane(people: Town) -> None:
    held = [filed(is_secret=False), filed(**ABOUT_OFFICIAL), filed(is_whistle=True)]
    for user in (people.admin, people.auditor):
        client = Client()
        client.force_login(user)
        assert not visible_to(actor_of(user)).exists()
        for complaint in held:
            assert client.get(reverse("complaint_detail", args=[complaint.number])).status_code == 403


def test_every_read_of_an_identity_is_journalled_and_foreign_ones_are_refused(people: Town) -> None:
    held = filed(contact_name="Tuti Canaria", contact="081277776666")
    person = reveal(held, actor=people.actor("aduan"))
    assert person is not None
    assert person.name == "Tuti Canaria"
    assert Entry.objects.get(kind="complaint.contact_read").name == "Ayu Pengaduan"
    with pytest.raises(Refused):
        reveal(held, actor=people.actor("sari"))
    assert Entry.objects.filter(kind="complaint.contact_read").count() == 1


def test_the_journal_never_says_what_was_said_nor_whom_it_is_about(people: Town) -> None:
    held = released(people, filed(**ABOUT_OFFICIAL, text="Sari meminta uang"), people.sari)
    dialogue.say(held, "Saya punya bukti.", actor=people.actor("budi"), as_sender=True)
    for entry in Entry.objects.filter(subject=held.mark):
        kept = f"{entry.data} {entry.note} {entry.name}"
        for word in ("Sari", "uang", "bukti", "Budi", NOTE):
            assert word not in kept, (entry.kind, word)


def test_a_secret_sender_with_an_account_stays_unknown_to_the_counter(people: Town) -> None:
    secret = filed(people.actor("budi"))
    own_name = filed(people.actor("budi"), is_anonymous=False, is_secret=False)
    assert set(visible_to(people.actor("budi"))) == {secret, own_name}
    assert list(of_account(people.budi.pk, people.actor("kadis"))) == [own_name]
    whistle = filed(people.actor("budi"), is_whistle=True)
    assert not Complainant.objects.filter(complaint=whistle).exists()
    assert whistle not in visible_to(people.actor("budi"))


def test_attachments_open_by_policy_as_copies_without_the_place(people: Town) -> None:
    held = filed(**ABOUT_OFFICIAL)
    upload = SimpleUploadedFile("foto tuti canaria.jpg", corpus.photo(gps=True))
    kept = dialogue.attach(held, upload, actor=people.actor("budi"), as_sender=True)
    assert kept.original_name == "lampiran-1.jpg"
    assert kept.uploaded_by_id is None
    with store.open_original(kept) as came, store.open_for_viewing(kept) as shown:
        assert 0x8825 in Image.open(came).getexif()
        assert 0x8825 not in Image.open(shown).getexif()
    assert policy.may_open(people.actor("apip"), kept)
    assert not any(policy.may_open(people.actor(name), kept) for name in EVERYBODY if name != "apip")
    client = Client()
    client.force_login(people.apip)
    assert client.get(kept.get_absolute_url()).status_code == 200
    assert client.get(reverse("file_original", args=[kept.public_id])).status_code == 404


def test_the_complainants_open_file_changes_hands_without_saying_why(people: Town) -> None:
    application = standing_at("verifying", people, number="PB-2026-000001")
    Application.objects.filter(pk=application.pk).update(reviewer=people.sari)
    held = filed(people.actor("budi"), **ABOUT_OFFICIAL)
    triage.name_accused(held, [people.sari], actor=people.actor("apip"))
    with pytest.raises(Refused, match="adalah teradu"):
        triage.hand_over_files(held, people.sari, actor=people.actor("apip"))
    assert triage.hand_over_files(held, people.tono, actor=people.actor("apip")) == 1
    application.refresh_from_db()
    assert application.reviewer_id == people.tono.pk
    entry = Entry.objects.filter(subject=application.subject, kind="application.reassigned").get()
    assert "complaint" not in f"{entry.data}{entry.note}"
    with pytest.raises(Refused, match="Tidak ada berkas"):
        triage.hand_over_files(held, people.hendra, actor=people.actor("apip"))


def test_window_and_time_name_who_was_on_duty(people: Town) -> None:
    register = list(duty._sources)
    try:
        duty.register(lambda window, start, end: {people.wulan.pk: "loket"} if window == "2" else {})
        held = filed(**ABOUT_OFFICIAL)
        assert held.created_at is not None
        found = duty.candidates(window="2", start=held.created_at, end=held.created_at)
        assert people.wulan in found
        assert duty.candidates(window="3", start=held.created_at, end=held.created_at) == []
    finally:
        duty._sources[:] = register


def test_the_same_sending_in_another_lane_is_still_one_complaint() -> None:
    once = uuid.uuid4()
    first = file({"text": "x"}, submission=once, actor=ANONYMOUS, is_whistle=True)
    assert file({"text": "y"}, submission=once, actor=ANONYMOUS) == first
