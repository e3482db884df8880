"""The invariants I1 to I10 over the facts of one run. Pure: no database, no clock, no process."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from faults.facts import Facts, File, Transition

T = TypeVar("T")
LOST, DOUBLE, ORDER, OTHER = "lost", "duplicated", "out of order", "other"
SPOILT = frozenset({"timeout", "lost_answer", "drip", "broken_json", "code_as_text"})  # OSS acted, we did not hear


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that must not be: which invariant, what kind of harm, in words."""

    invariant: str
    harm: str
    text: str


Found = Iterator[tuple[str, str]]


def acknowledged_acts_exist(facts: Facts) -> Found:
    """I1: every version that was acknowledged is in the journal, with the number that was told (also I7)."""
    made = {(one.subject, one.version) for one in facts.transitions}
    numbers = {one.subject: one.number for one in facts.files}
    acks = [ack for ack in facts.acks if ack.version]
    for ack in acks:
        if (ack.subject, ack.version) not in made:
            yield LOST, f"{ack.act} of {ack.subject} was acknowledged as version {ack.version} and is not there"
    for ack in facts.acks:
        if ack.number and numbers.get(ack.subject) != ack.number:
            yield LOST, f"{ack.subject} was told number {ack.number}, and holds {numbers.get(ack.subject)}"
    for subject, version in twice((ack.subject, ack.version) for ack in acks):
        yield DOUBLE, f"version {version} of {subject} was acknowledged to more than one person"


def twice(things: Iterable[T]) -> list[T]:
    """Those that come more than once."""
    return [thing for thing, times in Counter(things).items() if times > 1]


def numbers_once_and_whole(facts: Facts) -> Found:
    """I2: no number twice, none missing, one living paper of a kind for each file."""
    for kind, (before, drawn) in facts.serials.items():
        for serial in twice(drawn):
            yield DOUBLE, f"{kind} number {serial} was given more than once"
        for last, following in pairwise([before, *sorted(set(drawn))]):
            if following != last + 1:
                yield LOST, f"{kind} numbers {last + 1} to {following - 1} were skipped"
    for number in twice(one.permit_number for one in facts.files if one.permit_number):
        yield DOUBLE, f"permit number {number} stands on more than one file"
    living = (one for one in facts.papers if one.status in ("valid", "preparing"))
    for subject, kind in twice((one.subject, one.kind) for one in living):
        yield DOUBLE, f"{subject} has more than one living paper of kind {kind}"


def books_agree(facts: Facts) -> Found:
    """I3: for each file version = steps in the journal = messages owed; the chain holds."""
    steps: dict[str, list[Transition]] = defaultdict(list)
    for one in facts.transitions:
        steps[one.subject].append(one)
    keys = {one.key for one in facts.messages}
    for file in facts.files:
        yield from _file_agrees(file, steps.get(file.subject, []), keys)
    for subject in steps.keys() - {file.subject for file in facts.files}:
        yield OTHER, f"the journal tells of {subject}, which does not exist"
    yield from ((OTHER, f"journal: {sentence}") for sentence in facts.chain)


def _file_agrees(file: File, steps: list[Transition], keys: set[str]) -> Found:
    versions = sorted(one.version for one in steps)
    if versions != list(range(1, file.version + 1)):
        yield OTHER, f"{file.subject} stands at version {file.version}, the journal tells {versions}"
    if steps and steps[-1].target != file.status:
        yield OTHER, f"{file.subject} is {file.status}, the journal ends at {steps[-1].target}"
    for one in steps:
        if one.tells_oss and f"{file.subject}:v{one.version}" not in keys:
            yield LOST, f"{one.step} of {file.subject} owes OSS a message that was never written"


def oss_says_the_same(facts: Facts) -> Found:
    """I4: OSS stands where we stand, heard each step once and in order, and gave each file one permit and number."""
    by_licence = {one.licence_id: one for one in facts.permits}
    numbers, ours = {file.number for file in facts.files}, {file.id_izin for file in facts.files}
    for reference in twice(one.reference for one in facts.permits if one.reference in numbers - {""}):
        yield DOUBLE, f"OSS holds more than one permit for {reference}"
    for one in facts.permits:
        if one.reference and one.licence_id not in ours:
            yield DOUBLE, f"OSS holds {one.licence_id} for {one.reference}, which no file here carries"
    for file in (one for one in facts.files if one.id_izin):
        if (permit := by_licence.get(file.id_izin)) is None:
            yield LOST, f"OSS does not hold {file.id_izin} of {file.subject}"
            continue
        yield from _same(facts, file.subject, permit.history, permit.code, file.oss_code)
        if permit.number and file.permit_number and permit.number != file.permit_number:
            yield DOUBLE, f"{file.subject}: number {file.permit_number} here, {permit.number} at OSS"
    if not facts.may_repeat:
        yield from _heard_once(facts)


def _same(facts: Facts, subject: str, history: tuple[str, ...], code: str, expected: str | None) -> Found:
    told = [one.code for one in facts.transitions if one.subject == subject and one.tells_oss and one.code]
    places = iter(history)
    if not all(code in places for code in told):
        missing = [one for one in told if one not in history]
        yield (LOST if missing else ORDER), f"{subject} told {told}, OSS wrote {list(history)}"
    if expected is not None and code != expected:
        yield LOST, f"{subject} stands at {expected} here, at {code} at OSS"
    if any(first == second for first, second in pairwise(history)):
        yield DOUBLE, f"OSS wrote the same code twice for {subject}: {list(history)}"


def _heard_once(facts: Facts) -> Found:
    """A call is made again only where its answer did not come."""
    heard: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for call in facts.calls:
        heard[call.method, call.about, call.said].append(call.fault)
    for (method, about, said), faults in heard.items():
        clean = sum(fault not in SPOILT for fault in faults)
        if clean > 1:
            yield DOUBLE, f"OSS heard {method} {said} of {about} {clean} times and answered each time"


def papers_are_whole(facts: Facts) -> Found:
    """I5: every paper lies on disk as published, published once, its signature whole; nothing strays."""
    for one in facts.papers:
        if one.fault:
            yield OTHER, f"paper {one.pk} ({one.kind} {one.number}): {one.fault}"
        if len(one.published) > 1:
            yield DOUBLE, f"paper {one.pk} ({one.kind} {one.number}) was published {len(one.published)} times"
        if one.published and one.sha256 and one.sha256 not in one.published:
            yield OTHER, f"paper {one.pk} ({one.kind} {one.number}) is not the one that was published"
    for path in facts.stray:
        yield OTHER, f"{path} belongs to nothing"


def only_steps_of_the_table(facts: Facts) -> Found:
    """I6: each step is one of the table, and begins where the one before ended."""
    last: dict[str, str] = {}
    for one in facts.transitions:
        if (one.step, one.source, one.target) not in facts.steps:
            yield OTHER, f"{one.subject}: {one.step} from {one.source} to {one.target} is no step of the table"
        if one.subject in last and last[one.subject] != one.source:
            yield OTHER, f"{one.subject}: {one.step} began at {one.source}, the file stood at {last[one.subject]}"
        last[one.subject] = one.target


def told_the_truth(facts: Facts) -> Found:
    """I7: a number that somebody was told is nobody else's (that it exists: I1)."""
    told: dict[str, set[str]] = defaultdict(set)
    for ack in facts.acks:
        if ack.number:
            told[ack.number].add(ack.subject)
    for number, subjects in told.items():
        if len(subjects) > 1:
            yield DOUBLE, f"number {number} was told to {len(subjects)} files"


def nothing_rests_half_way(facts: Facts) -> Found:
    """I8: after quiet nothing waits in a passing state, and each push was taken once."""
    yield from ((LOST, f"{one.subject} rests at {one.status}") for one in facts.files if one.is_passing)
    undrawn = (one for one in facts.papers if one.status == "preparing")
    yield from ((LOST, f"paper {one.pk} ({one.kind}) was never drawn") for one in undrawn)
    unsent = (one for one in facts.messages if one.state == "pending")
    yield from ((LOST, f"message {one.key or one.pk} on {one.channel} never left") for one in unsent)
    untaken = (one for one in facts.pushes if one.state == "new")
    yield from ((LOST, f"a push of {one.method} was never taken") for one in untaken)
    for (method, _content), times in Counter((one.method, one.content) for one in facts.pushes).items():
        if times > 1:
            yield DOUBLE, f"a push of {method} was kept {times} times"


def dead_letters_as_seeded(facts: Facts) -> Found:
    """I9: as many dead letters as the fault was meant to make."""
    dead = [one for one in facts.messages if one.state == "dead"]
    if len(dead) != facts.seeded_dead:
        named = ", ".join(one.key for one in dead[:3])
        yield (LOST if dead else OTHER), f"{len(dead)} dead letters ({named}), {facts.seeded_dead} were meant"


def no_canary(facts: Facts) -> Found:
    """I10: no personal number in any log."""
    for where in facts.canaries:
        yield OTHER, f"a personal number stands in {where}"


INVARIANTS: dict[str, Callable[[Facts], Found]] = {
    "I1": acknowledged_acts_exist,
    "I2": numbers_once_and_whole,
    "I3": books_agree,
    "I4": oss_says_the_same,
    "I5": papers_are_whole,
    "I6": only_steps_of_the_table,
    "I7": told_the_truth,
    "I8": nothing_rests_half_way,
    "I9": dead_letters_as_seeded,
    "I10": no_canary,
}


def judge(facts: Facts) -> list[Finding]:
    """Everything that is wrong; empty when all ten hold."""
    found = [Finding(name, harm, text) for name, invariant in INVARIANTS.items() for harm, text in invariant(facts)]
    return found + [Finding(name, OTHER, text) for name, text in facts.probes]
