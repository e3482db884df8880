"""Seven stages, one table, one writer: every step is open to its own people only, and two desks never both win."""

import itertools

import pytest

from accounts.actors import ANONYMOUS, SYSTEM
from complaints import workflow
from complaints.actions import dialogue, handling
from complaints.models import Complaint, Forwarding, Message, StagePassage
from complaints.rules.steps import RULES, Step
from complaints.terms import Lane, MessageKind, Outcome, Route, Stage, State
from complaints.workflow import Refused
from foundation.journal import book
from foundation.messaging.models import InboxItem
from foundation.outbox.models import OutboxMessage
from tests.complaints.cases import NOTE, at_stage, classified, filed
from tests.people import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Town:
    return town()


def test_an_officer_walks_a_complaint_through_all_seven_stages(people: Town) -> None:
    held = at_stage("g", people)
    handling.take(held, Step.EVALUATE, {"note": "Tidak terulang.", "follow_up": ""}, actor=people.actor("aduan"))
    rows = list(StagePassage.objects.filter(complaint=held))
    assert [row.stage for row in rows] == list(Stage.values)
    assert all(row.left_at == after.entered_at for row, after in itertools.pairwise(rows))
    assert [row.by_id for row in rows[1:]] == [people.aduan.pk] * 6
    assert (held.stage, held.outcome, held.follow_up) == ("g", Outcome.PROVEN, "Kunjungan ulang bulan depan.")
    assert held.evaluated_at is not None
    acts = ("check", "find_complete", "classify", "answer", "administer", "report", "evaluate")
    told = list(book.of(held.mark).values_list("kind", flat=True))
    assert told == ["complaint.received", *(f"complaint.{act}" for act in acts)]


def test_every_step_of_the_table_starts_somewhere_and_belongs_to_somebody() -> None:
    assert set(RULES) == set(Step)
    assert all(rule.stages and rule.states and rule.by and rule.lanes for rule in RULES.values())


@pytest.mark.parametrize(
    "step",
    [
        s
        for s in Step
        if s not in {Step.CHECK, Step.FORWARD, Step.ARCHIVE, Step.MERGE, Step.ASK, Step.EXTEND, Step.HAND_OVER}
    ],
)
def test_a_new_complaint_takes_no_later_step(people: Town, step: Step) -> None:
    assert workflow.why_not(filed(), step, people.actor("aduan"))


@pytest.mark.parametrize(
    "name", ["budi", "sari", "hendra", "wulan", "dedi", "kadis", "admin", "auditor", "apip", "wbs"]
)
def test_nobody_but_the_desk_moves_an_ordinary_complaint(people: Town, name: str) -> None:
    held = filed()
    with pytest.raises(Refused):
        handling.take(held, Step.CHECK, {}, actor=people.actor(name))
    held.refresh_from_db()
    assert held.stage == Stage.RECEIVED


def test_of_two_desks_one_wins_and_the_other_reads_why(people: Town) -> None:
    first = filed()
    second = Complaint.objects.get(pk=first.pk)
    handling.take(first, Step.CHECK, {}, actor=people.actor("aduan"))
    with pytest.raises(Refused) as no:
        handling.take(second, Step.CHECK, {}, actor=people.actor("aduan"))
    assert "tahap b" in str(no.value)
    third = Complaint.objects.get(pk=first.pk)
    Complaint.objects.filter(pk=first.pk).update(version=99)
    with pytest.raises(Refused, match="baru saja diubah"):
        handling.take(third, Step.FIND_COMPLETE, {}, actor=people.actor("aduan"))


@pytest.mark.parametrize(
    ("step", "stage", "given", "sentence"),
    [
        (Step.ASK, "b", {"text": ""}, "Tulis pesan untuk pengadu"),
        (Step.ANSWER, "d", {"text": "Ya", "outcome": ""}, "Pilih hasil telaahan"),
        (Step.CLASSIFY, "c", classified(), "Pilih petugas yang menelaah"),
        (Step.CLASSIFY, "c", classified(route=Route.AGENCY), "Pilih dinas teknis"),
        (Step.ARCHIVE, "a", {"note": "x", "reason": ""}, "Pilih alasan pengarsipan"),
        (Step.FORWARD, "b", {"note": "x", "institution": ""}, "Tulis nama instansi"),
        (Step.MERGE, "b", {"other": ""}, "Tulis nomor pengaduan"),
        (Step.MERGE, "b", {"other": "ADU-2026-999999"}, "tidak ditemukan"),
        (Step.ADMINISTER, "e", {"note": " "}, "Tulis alasan atau catatan"),
    ],
)
def test_a_step_says_what_it_lacks(people: Town, step: Step, stage: str, given: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        handling.take(at_stage(stage, people), step, given, actor=people.actor("aduan"))


def test_an_agency_studies_and_answers_what_was_routed_to_it_and_nothing_else(people: Town) -> None:
    held = at_stage("d", people, route=Route.AGENCY, agency=people.naker)
    assert workflow.open_steps(held, people.actor("hendra")) == []
    assert workflow.open_steps(held, people.actor("sari")) == [Step.ASK, Step.ANSWER]
    answer = {"text": "Sudah kami periksa.", "outcome": Outcome.UNPROVEN}
    handling.take(held, Step.ANSWER, answer, actor=people.actor("sari"))
    assert held.stage == Stage.FILED
    told = set(InboxItem.objects.filter(about=held.mark).values_list("user_id", flat=True))
    assert {people.sari.pk, people.tono.pk} <= told
    assert people.hendra.pk not in told


def test_the_answer_opens_ten_working_days_to_reply_and_a_reply_reopens(people: Town) -> None:
    held = at_stage("e", people)
    assert held.reply_until is not None
    assert (held.answered_at is not None, held.state) == (True, State.OPEN)
    dialogue.say(held, "Asapnya masih ada.", actor=ANONYMOUS, as_sender=True)
    assert (held.stage, held.state) == (Stage.STUDIED, State.OPEN)
    assert Message.objects.filter(complaint=held).last().kind == MessageKind.REPLY  # type: ignore[union-attr]
    assert StagePassage.objects.filter(complaint=held, stage="d").count() == 2


def test_a_reply_after_the_ten_days_is_refused_with_the_next_door(people: Town) -> None:
    held = at_stage("e", people)
    Complaint.objects.filter(pk=held.pk).update(reply_until="2020-01-01")
    held.refresh_from_db()
    with pytest.raises(Refused, match="pengaduan baru"):
        dialogue.say(held, "Terlambat.", actor=ANONYMOUS, as_sender=True)


def test_the_complainant_closes_with_a_mark_and_the_office_still_owes_its_administration(people: Town) -> None:
    held = at_stage("e", people)
    dialogue.accept(held, actor=ANONYMOUS, score=4, words="Cepat.")
    assert (held.state, held.ending, held.satisfaction, held.satisfaction_note) == ("closed", "sender", 4, "Cepat.")
    handling.take(held, Step.ADMINISTER, {"note": NOTE}, actor=people.actor("aduan"))
    assert (held.stage, held.state) == (Stage.REPORTED, State.CLOSED)
    with pytest.raises(Refused, match="sudah diterima"):
        dialogue.rate(held, 1, actor=ANONYMOUS)


def test_only_the_complainant_closes_withdraws_and_supplies_and_never_the_officer(people: Town) -> None:
    held = at_stage("e", people)
    for step in (Step.ACCEPT, Step.REOPEN):
        assert "pengadu" in workflow.why_not(held, step, people.actor("aduan"))
    assert "petugas" in workflow.why_not(filed(), Step.CHECK, ANONYMOUS, as_sender=True)
    assert workflow.why_not(held, Step.SILENCE, SYSTEM), "not before the ten days are over"


def test_spam_goes_to_the_archive_with_a_reason_and_comes_back(people: Town) -> None:
    held, desk = filed(), people.actor("aduan")
    handling.take(held, Step.ARCHIVE, {"note": "Iklan pinjaman.", "reason": "spam"}, actor=desk)
    assert (held.state, held.archive_reason) == (State.ARCHIVED, "spam")
    assert not held.clocks.filter(ended_at=None).exists()
    handling.take(held, Step.RESTORE, {"note": "Ternyata sungguhan."}, actor=desk)
    assert held.state == State.OPEN
    assert held.clocks.filter(ended_at=None).count() == 2


def test_a_duplicate_is_merged_into_the_one_that_goes_on(people: Town) -> None:
    kept, twin = filed(), filed()
    handling.take(twin, Step.MERGE, {"other": kept.number.lower()}, actor=people.actor("aduan"))
    assert (twin.state, twin.merged_into_id) == (State.MERGED, kept.pk)
    with pytest.raises(Refused, match="tidak ditemukan"):
        handling.take(kept, Step.MERGE, {"other": twin.number}, actor=people.actor("aduan"))


def test_what_belongs_elsewhere_is_forwarded_with_a_numbered_letter_and_no_secret_identity(people: Town) -> None:
    held = filed(contact_name="Tuti", contact="tuti@contoh.id")
    given = {"institution": "BPOM Padang", "address": "", "note": "Wewenang BPOM.", "with_identity": True}
    handling.take(held, Step.FORWARD, given, actor=people.actor("aduan"))
    letter = Forwarding.objects.get(complaint=held)
    assert (held.state, letter.institution, letter.with_identity) == (State.FORWARDED, "BPOM Padang", False)
    assert letter.number.startswith("PENERUSAN/0001/")
    assert OutboxMessage.objects.filter(kind="complaint_forwarded").count() == 1


def test_the_matrix_guides_and_refuses_nothing(people: Town) -> None:
    held = at_stage("c", people)
    odd = classified(category="supervision", subject="holder", handler=people.aduan)
    handling.take(held, Step.CLASSIFY, odd, actor=people.actor("aduan"))
    assert (held.stage, held.category, held.subject) == (Stage.STUDIED, "supervision", "holder")


def test_at_the_desk_it_turns_out_to_be_about_an_official_and_must_go_outside_first(people: Town) -> None:
    held = at_stage("c", people)
    about = classified(subject="official", category="licensing", handler=people.aduan)
    with pytest.raises(Refused, match="Inspektorat"):
        handling.take(held, Step.CLASSIFY, about, actor=people.actor("aduan"))
    handling.take(held, Step.HAND_OVER, {"note": NOTE}, actor=people.actor("aduan"))
    assert held.lane == Lane.TRIAGE


def test_to_the_inspectorate_it_leaves_the_desks_sight(people: Town) -> None:
    held = at_stage("d", people, route=Route.INSPECTORATE)
    assert held.lane == Lane.INSPECTORATE
    assert workflow.open_steps(held, people.actor("aduan")) == []
    assert Step.ANSWER in workflow.open_steps(held, people.actor("apip"))
