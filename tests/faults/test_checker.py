"""Each invariant of the fault runs, broken by hand once: the checker must turn red, and stay green on a sound house."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from faults import checker
from faults.facts import Call, Facts, File, Message, Paper, Permit, Pushed, Transition
from faults.ledger import Ack

AT = datetime(2026, 11, 22, tzinfo=UTC)
FILE = File(
    pk=7, number="PB-2026-000007", status="issued", version=3, nib="2211260000007", id_izin="I-7",
    permit_number="22112600000070001", oss_code="50",
)  # fmt: skip
STEPS = (
    Transition(
        subject="application:7", step="approve", source="verifying", target="approved", version=1, tells_oss=True,
        code="45",
    ),
    Transition(
        subject="application:7", step="issue", source="approved", target="issuing", version=2, tells_oss=True, code="50"
    ),
    Transition(
        subject="application:7", step="confirm_issue", source="issuing", target="issued", version=3
    ),
)  # fmt: skip
PERMIT = Permit(
    licence_id="I-7", reference="PB-2026-000007", nib="2211260000007", code="50", number="22112600000070001",
    history=("20", "45", "50"),
)  # fmt: skip
PAPER = Paper(
    pk=1, subject="application:7", kind="sertifikat_standar", number="1", status="valid", sha256="a", published=("a",)
)
CALL = Call(method="receiveLicenseStatus", about="I-7", said="45")
PUSH = Pushed(method="receiveNIB", content="x", state="done")
ACK = Ack("issue", "application:7", 2, "PB-2026-000007")


def message(version: int, state: str = "done") -> Message:
    return Message(
        pk=version, channel="oss", subject="application:7", key=f"application:7:v{version}", state=state, created_at=AT
    )


def sound(**changes: Any) -> Facts:
    """A file that went its way, told alike in all three books."""
    whole: dict[str, Any] = {
        "acks": [ACK],
        "files": [FILE],
        "transitions": list(STEPS),
        "messages": [message(1), message(2)],
        "papers": [PAPER],
        "permits": [PERMIT],
        "calls": [CALL],
        "pushes": [PUSH],
        "serials": {"application": (6, [7])},
        "steps": frozenset((one.step, one.source, one.target) for one in STEPS),
        "may_repeat": False,
    }
    return Facts(**{**whole, **changes})


def broken(facts: Facts) -> set[tuple[str, str]]:
    return {(one.invariant, one.harm) for one in checker.judge(facts)}


def test_a_sound_house_is_green() -> None:
    assert broken(sound()) == set()


VIOLATIONS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("an acknowledged act is gone", "I1", "lost", {"acks": [replace(ACK, version=9)]}),
    ("a number that was told is another", "I1", "lost", {"acks": [replace(ACK, number="PB-2026-000099")]}),
    ("two people won the same version", "I1", "duplicated", {"acks": [ACK, ACK]}),
    ("a number twice", "I2", "duplicated", {"serials": {"letter": (0, [1, 1])}}),
    ("a number left out", "I2", "lost", {"serials": {"letter": (0, [1, 3])}}),
    ("two living certificates", "I2", "duplicated", {"papers": [PAPER, replace(PAPER, pk=2)]}),
    ("one permit number on two files", "I2", "duplicated", {"files": [FILE, replace(FILE, pk=8, id_izin="")]}),
    ("a step without its entry", "I3", "other", {"transitions": list(STEPS[:2])}),
    ("an entry without its step", "I3", "other", {"transitions": [*STEPS, replace(STEPS[2], version=4)]}),
    ("an entry of a file that is not there", "I3", "other", {"files": []}),
    ("a step without its message", "I3", "lost", {"messages": [message(1)]}),
    ("a broken seal", "I3", "other", {"chain": ["Hash sebelumnya tidak cocok."]}),
    ("OSS stands elsewhere", "I4", "lost", {"permits": [replace(PERMIT, code="45", history=("20", "45"))]}),
    ("OSS never heard a step", "I4", "lost", {"permits": [replace(PERMIT, history=("20", "50"))]}),
    ("OSS heard the steps the other way round", "I4", "out of order",
     {"permits": [replace(PERMIT, history=("50", "45"))]}),
    ("OSS wrote a step twice", "I4", "duplicated", {"permits": [replace(PERMIT, history=("45", "45", "50"))]}),
    ("OSS knows nothing of it", "I4", "lost", {"permits": []}),
    ("two permits for one file", "I4", "duplicated", {"permits": [PERMIT, replace(PERMIT, licence_id="I-8")]}),
    ("a permit that no file carries", "I4", "duplicated",
     {"permits": [PERMIT, replace(PERMIT, licence_id="I-8", reference="PB-2026-000007X")]}),
    ("another number at OSS", "I4", "duplicated", {"permits": [replace(PERMIT, number="22112600000070002")]}),
    ("a call made again though it was answered", "I4", "duplicated", {"calls": [CALL, CALL]}),
    ("a file that is gone from disk", "I5", "other", {"papers": [replace(PAPER, fault="berkas hilang atau berubah")]}),
    ("a paper published twice", "I5", "duplicated", {"papers": [replace(PAPER, published=("a", "b"))]}),
    ("a paper that is not the published one", "I5", "other", {"papers": [replace(PAPER, sha256="c")]}),
    ("a file that belongs to nothing", "I5", "other", {"stray": ["sha256/ab/cd/abcd"]}),
    ("a step that the table does not know", "I6", "other", {"steps": frozenset()}),
    ("a step that began elsewhere", "I6", "other", {"transitions": [STEPS[1], STEPS[0], STEPS[2]]}),
    ("one number told to two files", "I7", "duplicated",
     {"acks": [ACK, replace(ACK, subject="application:8", version=0)]}),
    ("a file that waits for ever", "I8", "lost", {"files": [replace(FILE, is_passing=True)]}),
    ("a paper that is never drawn", "I8", "lost", {"papers": [replace(PAPER, status="preparing")]}),
    ("a message that never leaves", "I8", "lost", {"messages": [message(1), message(2, "pending")]}),
    ("a push that is never taken", "I8", "lost", {"pushes": [replace(PUSH, state="new")]}),
    ("a push that is kept twice", "I8", "duplicated", {"pushes": [PUSH, PUSH]}),
    ("a dead letter that nobody meant", "I9", "lost", {"messages": [message(1), message(2, "dead")]}),
    ("a dead letter that should be there", "I9", "other", {"seeded_dead": 1}),
    ("a NIK in a log", "I10", "other", {"canaries": ["web.log"]}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("invariant", "harm", "change"), [one[1:] for one in VIOLATIONS], ids=[one[0] for one in VIOLATIONS]
)
def test_a_violation_made_by_hand_turns_the_checker_red(invariant: str, harm: str, change: dict[str, Any]) -> None:
    assert (invariant, harm) in broken(sound(**change))


def test_a_call_may_be_made_again_when_its_answer_was_lost_or_its_maker_was_killed() -> None:
    heard = [replace(CALL, fault="lost_answer"), CALL]
    assert broken(sound(calls=heard)) == set()
    assert broken(sound(calls=[CALL, CALL], may_repeat=True)) == set()


def test_the_numbers_of_each_year_begin_anew() -> None:
    years = {"application 2026": (41, [42, 43]), "application 2027": (0, [1, 2])}
    assert broken(sound(serials=years)) == set()
    assert ("I2", "lost") in broken(sound(serials={**years, "application 2027": (0, [2])}))


def test_what_a_plan_saw_itself_counts() -> None:
    assert broken(sound(probes=[("C7", "a paper fetched http://127.0.0.1/")])) == {("C7", "other")}
