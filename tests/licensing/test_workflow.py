"""The life of an application: what is offered is what is accepted, for every status, step and person."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone

from accounts.actors import OSS, SYSTEM, Actor, actor_of
from accounts.models import SigningTerm
from accounts.roles import Role
from licensing import notices
from licensing.life.steps import JUDGED, RULES, Step
from licensing.models import Application, Tie
from licensing.terms import Authority, Master, Risk, Status, Verdict
from licensing.workflow import Refused, advance, open_steps, why_not
from tests.licensing.table import TABLE, everybody, ground, standing_at, supply_facts
from tests.people import Town, person, town

pytestmark = pytest.mark.django_db
S = Status
NIGHT = timedelta(days=1)


@pytest.fixture
def people() -> Town:
    return town()


class Undone(Exception):
    """Takes a tried step back."""


def outcome(file: Application, step: Step, actor: Actor, **changes: Any) -> tuple[str, Status]:
    """Try a step with every fact supplied: ("", new status) or (the sentence, the old status); nothing is kept."""
    before = file.word
    try:
        with transaction.atomic():
            facts = supply_facts(file, step)
            tried = Application.objects.get(pk=file.pk)
            try:
                advance(tried, step, actor=actor, **{**facts, **changes})
            except Refused as no:
                return str(no), before
            assert tried.version == file.version + 1
            raise Undone
    except Undone:
        return "", tried.word


@pytest.mark.parametrize("status", Status)
def test_every_step_is_offered_to_the_right_people_and_accepted_from_them_alone(status: Status, people: Town) -> None:
    file = standing_at(status, people)
    offered = {}
    for name, actor in everybody(people).items():
        for step in Step:
            why = why_not(file, step, actor)
            if why:
                with pytest.raises(Refused) as no:
                    advance(file, step, actor=actor, note="alasan")
                assert str(no.value) == why, (name, step)
                assert (why[0].isupper(), why[-1]) == (True, "."), (name, step, why)
            else:
                assert outcome(file, step, actor) == ("", RULES[step].target), (name, step)
                offered.setdefault(name, set()).add(step)
        file.refresh_from_db()
        assert (file.word, file.version) == (status, 0)
        assert open_steps(file, actor) == [step for step in Step if step in offered.get(name, ())]
    assert offered == TABLE[status]


def test_only_steps_of_the_table_exist_and_each_leads_somewhere() -> None:
    assert set(RULES) == set(Step)
    assert {rule.step for rule in RULES.values()} == set(Step)
    assert all(rule.sources and rule.by for rule in RULES.values())


def test_every_status_can_be_reached_from_a_draft() -> None:
    reached: set[Status] = set()
    frontier = {S.DRAFT}
    while frontier:
        reached |= frontier
        frontier = {rule.target for rule in RULES.values() if rule.sources & reached} - reached
    assert reached == set(Status)


def test_nothing_follows_a_final_status_and_something_follows_every_other() -> None:
    left = {source for rule in RULES.values() for source in rule.sources}
    assert set(Status) - left == {status for status in Status if status.is_final}


def test_every_step_with_a_letter_has_an_event_and_every_event_its_letters() -> None:
    for rule in RULES.values():
        assert not rule.letter or rule.letter in notices.NOTICES, rule.step
    for notice in notices.NOTICES.values():
        for name in filter(None, (notice.applicant, notice.desks)):
            for part in ("subject", "email", "wa"):
                try:
                    get_template(f"mail/{name}.{part}.txt")
                except TemplateDoesNotExist:  # pragma: no cover - the failure itself
                    pytest.fail(f"mail/{name}.{part}.txt is missing")


def test_two_decisions_need_two_people_even_when_one_person_holds_both_chairs(people: Town) -> None:
    for status in (S.APPROVED, S.REJECTED):
        file = standing_at(status, people, decided_by=people.kadis, number=f"PB-2026-{status}")
        for step in {Step.ISSUE, Step.REFUSE} & open_or_closed(file, status):
            assert "oleh orang lain" in outcome(file, step, people.actor("kadis"))[0]


def open_or_closed(file: Application, status: Status) -> set[Step]:
    """Steps that begin at a status, whoever takes them."""
    return {step for step, rule in RULES.items() if status in rule.sources}


def test_the_database_too_refuses_one_person_for_both_decisions(people: Town) -> None:
    file = standing_at(S.APPROVED, people)
    with pytest.raises(Exception, match="two_decisions_two_people"), transaction.atomic():
        Application.objects.filter(pk=file.pk).update(signed_by=people.sari, signed_at=timezone.now())


def test_the_head_cannot_turn_a_rejection_into_an_issue(people: Town) -> None:
    file = standing_at(S.REJECTED, people)
    assert "Tidak disetujui dinas teknis" in outcome(file, Step.ISSUE, people.actor("kadis"))[0]


@pytest.mark.parametrize("days", [(-30, -1), (1, 30)])
def test_a_signing_term_that_is_over_or_not_begun_signs_nothing(days: tuple[int, int], people: Town) -> None:
    plt = person("plt", "Pejabat Plt", Role.BACK_OFFICE)
    today = timezone.localdate()
    first, last = (today + timedelta(days=n) for n in days)
    SigningTerm.objects.create(user=plt, capacity="plt", starts_on=first, ends_on=last)
    file = standing_at(S.APPROVED, people)
    assert "Plt/Plh" in outcome(file, Step.ISSUE, actor_of(plt))[0]


def tie_as(how: str, file: Application, judge: Any) -> None:
    """Make the judge a party to the file."""
    assert file.holder is not None
    if how == "applicant":
        Application.objects.filter(pk=file.pk).update(applicant=judge)
    elif how == "owner":
        file.holder.owner = judge
        file.holder.save()
    else:
        Tie.objects.create(user=judge, holder=file.holder, kind=how)
    file.refresh_from_db()


@pytest.mark.parametrize("how", ["applicant", "owner", "proxy", "relative"])
@pytest.mark.parametrize(
    ("status", "judge"),
    [(S.SUBMITTED, "dedi"), (S.COMPLETE, "sari"), (S.VERIFYING, "sari"), (S.VERIFYING, "tono"),
     (S.SITE_VISIT, "sari"), (S.APPROVED, "kadis"), (S.REJECTED, "kadis")],
)  # fmt: skip
def test_nobody_acts_on_a_file_in_which_they_are_a_party(how: str, status: Status, judge: str, people: Town) -> None:
    file = standing_at(status, people)
    actor = people.actor(judge)
    assert open_steps(file, actor), "the pair is a fair one: without the tie a step is open"
    tie_as(how, file, getattr(people, judge))
    assert open_steps(file, actor) == []
    for step in TABLE[status][judge]:
        assert "pemohon, kuasa atau keluarga" in outcome(file, step, actor)[0]


def test_a_tie_that_ended_yesterday_no_longer_binds(people: Town) -> None:
    file = standing_at(S.SUBMITTED, people)
    Tie.objects.create(
        user=people.dedi, holder=file.holder, kind=Tie.Kind.RELATIVE, ends_on=timezone.localdate() - NIGHT
    )
    assert open_steps(file, people.actor("dedi")) == [Step.FIND_COMPLETE, Step.FIND_INCOMPLETE]


@pytest.mark.parametrize("status", [S.SUBMITTED, S.COMPLETE, S.VERIFYING, S.SITE_VISIT, S.APPROVED, S.REJECTED])
def test_a_verdict_outside_our_authority_is_refused_in_words(status: Status, people: Town) -> None:
    file = standing_at(status, people, is_ours=False, authority=Authority.MINISTER)
    for name in ("dedi", "sari", "tono", "kadis"):
        actor = people.actor(name)
        assert open_steps(file, actor) == []
        for step in TABLE[status].get(name, ()):
            why = why_not(file, step, actor)
            assert "Menteri/Kepala Badan" in why, (name, step, why)
            assert "mendampingi dan tidak memutuskan" in why


def test_a_file_of_another_authority_is_handed_over_and_never_submitted_here(people: Town) -> None:
    ours, theirs = (
        standing_at(S.FULFILLING, people, is_ours=is_ours, number=f"PB-2026-00000{is_ours:d}",
                    authority=Authority.REGENT if is_ours else Authority.MINISTER)
        for is_ours in (True, False)
    )  # fmt: skip
    budi = people.actor("budi")
    assert open_steps(ours, budi) == [Step.SUBMIT, Step.WITHDRAW]
    assert open_steps(theirs, budi) == [Step.HAND_OVER, Step.WITHDRAW]


def test_an_accompanied_file_is_answered_only_when_the_other_authority_asked(people: Town) -> None:
    file = standing_at(S.ACCOMPANIED, people)
    assert "belum meminta" in outcome(file, Step.SUPPLY_ELSEWHERE, people.actor("budi"))[0]
    Application.objects.filter(pk=file.pk).update(uploads_open=True)
    file.refresh_from_db()
    assert outcome(file, Step.SUPPLY_ELSEWHERE, people.actor("budi")) == ("", S.ACCOMPANIED)


@pytest.mark.parametrize("status", sorted(JUDGED))
def test_rounds_of_correction_are_counted(status: Status, people: Town) -> None:
    last = standing_at(status, people, correction_round=1)
    assert not why_not(last, Step.ASK_CORRECTION, people.actor("sari"))
    spent = standing_at(status, people, correction_round=2, number="PB-2026-000002")
    for step in (Step.ASK_CORRECTION, Step.ASK_AFRESH):
        assert "2 kali perbaikan sudah terpakai" in outcome(spent, step, people.actor("sari"))[0]
    assert outcome(spent, Step.APPROVE, people.actor("sari"))[0] == ""
    assert outcome(spent, Step.REJECT, people.actor("sari"))[0] == ""


RUNNING = {S.SUBMITTED, S.COMPLETE, S.VERIFYING, S.SITE_VISIT, S.CORRECTION, S.CORRECTION_RESET, S.APPROVED,
           S.REJECTED, S.ISSUING, S.ACCOMPANIED}  # fmt: skip


def test_fictitious_approval_comes_from_oss_alone_and_on_every_running_file(people: Town) -> None:
    assert RULES[Step.EXPIRE].sources == RUNNING
    file = standing_at(S.REJECTED, people)
    assert outcome(file, Step.EXPIRE, OSS) == ("", S.ISSUED_BY_EXPIRY)
    assert "OSS" in outcome(file, Step.EXPIRE, SYSTEM)[0]


def test_nobody_withdraws_a_file_that_is_being_issued_or_is_closed(people: Town) -> None:
    never = {S.ISSUING, S.ISSUED, S.ISSUED_BY_EXPIRY, S.REFUSED, S.WITHDRAWN, S.ACCOMPANIED}
    assert RULES[Step.WITHDRAW].sources == set(Status) - never


def test_low_risk_ends_with_the_nib_and_high_risk_goes_on(people: Town) -> None:
    for number, risk in enumerate(Risk):
        file = standing_at(S.NIB_REQUESTED, people, risk=risk, number=f"PB-2026-00000{number}")
        verified = risk in {Risk.MEDIUM_HIGH, Risk.HIGH}
        assert outcome(file, Step.RECEIVE_NIB, OSS)[1] == (S.FULFILLING if verified else S.NIB_REQUESTED)
        assert outcome(file, Step.RECEIVE_FINAL_NIB, OSS)[1] == (S.NIB_REQUESTED if verified else S.ISSUED)


@pytest.mark.parametrize(
    ("status", "step"),
    [(S.DRAFT, Step.REQUEST_NIB), (S.FULFILLING, Step.SUBMIT), (S.INCOMPLETE, Step.SUPPLY),
     (S.CORRECTION, Step.CORRECT), (S.CORRECTION_RESET, Step.CORRECT_AFRESH)],
)  # fmt: skip
def test_a_file_filled_in_at_oss_is_corrected_there(status: Status, step: Step, people: Town) -> None:
    file = standing_at(status, people, master=Master.OSS)
    for name in ("budi", "wulan"):
        assert "Perbaiki datanya di oss.go.id" in outcome(file, step, people.actor(name))[0]
    if step is not Step.REQUEST_NIB:
        assert outcome(file, step, OSS)[0] == ""


def test_with_a_real_oss_the_applicant_sends_there(people: Town, settings: Any) -> None:
    settings.OSS_MODE = "oss"
    file = standing_at(S.FULFILLING, people)
    assert "Kirim lewat oss.go.id" in outcome(file, Step.SUBMIT, people.actor("budi"))[0]
    assert outcome(file, Step.SUBMIT, OSS) == ("", S.SUBMITTED)


def test_a_file_without_an_agency_is_not_declared_complete(people: Town) -> None:
    file = standing_at(S.SUBMITTED, people, agency=None)
    assert "Dinas teknis belum ditetapkan" in outcome(file, Step.FIND_COMPLETE, people.actor("dedi"))[0]


# -- What a step still lacks ----------------------------------------------------------------


def needing() -> Iterator[tuple[Status, Step, str, dict[str, Any]]]:
    """A step, and what is taken away from it; the sentence must name it."""
    for step, rule in RULES.items():
        source = sorted(rule.sources)[0]
        if "note" in rule.needs:
            yield source, step, "Tulis alasan", {"note": " \n"}
        if "ground" in rule.needs:
            yield source, step, "dasar hukum", {"facts": {"ground": "TIDAK-ADA"}}
        if "number" in rule.needs:
            yield source, step, "Nomor dari OSS", {"facts": {}}
        if "visit" in rule.needs:
            yield source, step, "tanggal peninjauan", {"facts": {}}


@pytest.mark.parametrize(("status", "step", "words", "lack"), list(needing()))
def test_a_step_without_its_facts_is_refused_by_name(
    status: Status, step: Step, words: str, lack: dict[str, Any], people: Town
) -> None:
    file = standing_at(status, people)
    takers = {name: actor for name, actor in everybody(people).items() if not why_not(file, step, actor)}
    assert takers
    for actor in takers.values():
        assert words in outcome(file, step, actor, **lack)[0]


def test_after_an_approval_only_a_marked_ground_refuses(people: Town) -> None:
    file = standing_at(S.APPROVED, people)
    row = ground()
    row.after_approval = False
    row.save()
    kadis = people.actor("kadis")
    assert "Setelah dinas teknis menyetujui" in outcome(file, Step.REFUSE, kadis)[0]
    rejected = standing_at(S.REJECTED, people, number="PB-2026-000002")
    assert outcome(rejected, Step.REFUSE, kadis) == ("", S.REFUSED)


def test_a_ground_out_of_force_refuses_nothing(people: Town) -> None:
    row = ground()
    row.effective_to = timezone.localdate() - NIGHT
    row.save()
    assert "dasar hukum" in outcome(standing_at(S.REJECTED, people), Step.REFUSE, people.actor("kadis"))[0]


def test_verdicts_evidence_and_mended_lines_are_asked_for(people: Town) -> None:
    sari, budi = people.actor("sari"), people.actor("budi")
    file = standing_at(S.VERIFYING, people)
    line = file.requirements.first()
    assert line is not None
    ground()
    with pytest.raises(Refused, match="2 persyaratan belum dinilai"):
        advance(file, Step.REJECT, actor=sari, note="alasan", facts={"ground": "DATA"})
    file.requirements.update(verdict=Verdict.MEETS)
    with pytest.raises(Refused, match="Tandai dulu persyaratan"):
        advance(file, Step.ASK_CORRECTION, actor=sari)
    line.verdict = Verdict.FAILS
    line.save()
    with pytest.raises(Refused, match="1 persyaratan belum “Sesuai”"):
        advance(file, Step.APPROVE, actor=sari)
    uploading = standing_at(S.FULFILLING, people, number="PB-2026-000002")
    with pytest.raises(Refused, match="2 dokumen belum diunggah, antara lain: CV penanggung jawab"):
        advance(uploading, Step.SUBMIT, actor=budi)
    mending = standing_at(S.CORRECTION, people, number="PB-2026-000003", correction_round=1)
    with pytest.raises(Refused, match="2 dokumen belum diganti"):
        advance(mending, Step.CORRECT, actor=budi)
    with pytest.raises(Refused, match="Waktu pemohon belum habis"):
        advance(mending, Step.LAPSE, actor=SYSTEM, note="tidak ditanggapi")


def test_statements_that_are_not_ticked_are_named(people: Town) -> None:
    file = standing_at(S.DRAFT, people)
    file.frozen["statements"] = ["truth", "k3l"]
    file.save()
    with pytest.raises(Refused, match="k3l, truth"):
        advance(file, Step.REQUEST_NIB, actor=people.actor("budi"), number="PB-2026-000009")
