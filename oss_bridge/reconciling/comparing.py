"""One file against what OSS says of its permit: the table that poll, sweep and desk share. No I/O here.

``told`` is what OSS has heard of us (or said itself), oldest first, from the journal: see ``repairing.told``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from licensing.models import Application
from licensing.terms import Status
from oss_bridge.contract import statuses
from oss_bridge.contract.permits import PermitStatus
from oss_bridge.models import Difference

Kind = Difference.Kind
SANCTIONS = frozenset({statuses.WARNED, statuses.STOPPED, statuses.FINED})
ENDS = {
    Status.ISSUED: frozenset({statuses.APPROVED}) | SANCTIONS,
    Status.ISSUED_BY_EXPIRY: frozenset({statuses.BY_EXPIRY}) | SANCTIONS,
    Status.REFUSED: frozenset({statuses.REFUSED}),
}


class Answer(Enum):
    """What follows from one look."""

    SAME = "same"
    FOLLOW = "follow"  # OSS is ahead, and the table of pairs says: adopt
    BEHIND = "behind"  # OSS has forgotten what it knew: it is told again, unless that would mint a number
    ALARM = "alarm"  # a person must look


@dataclass(frozen=True, slots=True)
class Pair:
    """What to do when OSS says a code: adopt it for files in ``here``; ``fine`` may stand beside it; else alarm.

    ``is_answer``: the code answers a step of ours (a request for papers, a hand-over), so it counts only when OSS
    has heard all that we did; before that it may be the answer to an earlier request.
    """

    here: frozenset[Status]
    fine: frozenset[Status] = frozenset()
    is_answer: bool = False


S = Status
ALL = frozenset(Status)
LATER_THAN_09 = ALL - {S.DRAFT, S.NIB_REQUESTED, S.FULFILLING, S.INCOMPLETE}
PAIRS: dict[str, Pair] = {
    statuses.UPLOADED: Pair(frozenset({S.FULFILLING, S.INCOMPLETE, S.ACCOMPANIED}), LATER_THAN_09, is_answer=True),
    statuses.CONFIRMED: Pair(frozenset({S.CORRECTION, S.ACCOMPANIED}), ALL, is_answer=True),
    statuses.RECONFIRMED: Pair(frozenset({S.CORRECTION_RESET, S.ACCOMPANIED}), ALL, is_answer=True),
    statuses.APPROVED: Pair(frozenset({S.ISSUING, S.ACCOMPANIED}), frozenset({S.ISSUED})),
    statuses.BY_EXPIRY: Pair(
        frozenset({S.SUBMITTED, S.COMPLETE, S.VERIFYING, S.SITE_VISIT, S.CORRECTION, S.CORRECTION_RESET,
                   S.APPROVED, S.REJECTED, S.ISSUING, S.ACCOMPANIED}),
        frozenset({S.ISSUED_BY_EXPIRY}),
    ),
    statuses.REFUSED: Pair(frozenset({S.ACCOMPANIED}), frozenset({S.REFUSED, S.WITHDRAWN})),
    statuses.INCOMPLETE: Pair(frozenset({S.ACCOMPANIED}), ALL, is_answer=True),
    statuses.CONFIRM: Pair(frozenset({S.ACCOMPANIED}), ALL, is_answer=True),
    statuses.RECONFIRM: Pair(frozenset({S.ACCOMPANIED}), ALL, is_answer=True),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one look found; ``kind`` and ``sentence`` for a difference."""

    answer: Answer
    kind: str = ""
    sentence: str = ""


SAME = Verdict(Answer.SAME)


def judge(application: Application, said: PermitStatus, told: Sequence[str]) -> Verdict:
    """Same, follow, behind or alarm. The caller has made sure that nothing waits to be told."""
    word, code = application.word, said.code
    if said.nib and application.nib is not None and said.nib != application.nib.number:
        return alarm(Kind.NIB, f"OSS menyebut NIB {said.nib} untuk izin ini, di sini {application.nib.number}.")
    if not said.is_known:
        return alarm(Kind.STATUS, f"OSS menyebut kode {code or '(kosong)'} yang tidak dikenal; status lama dipakai.")
    if code in ENDS.get(word, frozenset()):
        return SAME
    pair = PAIRS.get(code)
    if pair is not None and word in pair.here:
        return Verdict(Answer.FOLLOW)
    if is_forgotten(code, told):
        sentence = f"OSS kembali ke {code} {said.meaning}; sebelumnya sudah {told[-1]} {statuses.meaning(told[-1])}."
        return Verdict(Answer.BEHIND, Kind.BEHIND, sentence)
    if word in ENDS or (pair is not None and word not in pair.fine):
        return alarm(Kind.STATUS, f"OSS mencatat {code} {said.meaning}, di sini “{word.label}”.")
    return SAME


def is_forgotten(code: str, told: Sequence[str]) -> bool:
    """Is this an earlier stand than the last that OSS had taken from us?"""
    return bool(told) and code != told[-1] and code in {statuses.AWAITED, *told[:-1]}


def alarm(kind: str, sentence: str) -> Verdict:
    """A person must look."""
    return Verdict(Answer.ALARM, kind, sentence)
