"""kd_status: what each code means, which of our statuses it is, and what we may send after what.

Source: PIA 4.3.22, Lampiran 10 (codes, labels, the clock of 41–44) and the office's list of statuses
(who moves what). The other effects on the clock are inference. An unknown code is kept raw and the last
known state stays; codes are never mapped by range.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from licensing.terms import Status
from oss_bridge.contract import codes

AWAITED, UPLOADED, COMPLETE, INCOMPLETE, VALIDATION = "12", "09", "10", "11", "20"
INSPECTION, CONFIRM, CONFIRMED, RECONFIRM, RECONFIRMED = "40", "41", "42", "43", "44"
VERIFIED, NUMBERING, APPROVED, BY_EXPIRY = "45", "49", "50", "57"
WARNED, STOPPED, FINED, REFUSED, REJECTED = "60", "70", "80", "90", "93"


class Clock(Enum):
    """What a code does to the technical clock."""

    NONE = "none"
    START = "start"
    STOP = "stop"
    RUN = "run"
    PAUSE = "pause"
    RESUME = "resume"
    RESET = "reset"
    RESTART = "restart"
    TECHNICAL_END = "technical_end"
    END = "end"


class Sender(Enum):
    """Who may put a code on a permit."""

    OSS = "oss"
    BACK_OFFICE = "back_office"
    REVIEWER = "reviewer"
    HEAD = "head"
    SUPERVISOR = "supervisor"
    NOBODY_HERE = "nobody_here"


@dataclass(frozen=True, slots=True)
class KdStatus:
    """One code of Lampiran 10. ``status`` is None where the code moves nothing on our side."""

    code: str
    sender: Sender
    clock: Clock = Clock.NONE
    status: Status | None = None

    @property
    def meaning(self) -> str:
        """The manual's own words."""
        return codes.label(codes.PERMIT_STATUS, self.code)


_TABLE: Final = (
    KdStatus("05", Sender.OSS),
    KdStatus(UPLOADED, Sender.OSS, Clock.NONE, Status.SUBMITTED),
    KdStatus(COMPLETE, Sender.BACK_OFFICE, Clock.START, Status.COMPLETE),
    KdStatus(INCOMPLETE, Sender.BACK_OFFICE, Clock.STOP, Status.INCOMPLETE),
    KdStatus(AWAITED, Sender.OSS, Clock.NONE, Status.FULFILLING),
    KdStatus(VALIDATION, Sender.REVIEWER, Clock.RUN, Status.VERIFYING),
    KdStatus("30", Sender.NOBODY_HERE),
    KdStatus("31", Sender.NOBODY_HERE),
    KdStatus("32", Sender.NOBODY_HERE),
    KdStatus("33", Sender.NOBODY_HERE),
    KdStatus("34", Sender.NOBODY_HERE),
    KdStatus(INSPECTION, Sender.REVIEWER, Clock.RUN, Status.SITE_VISIT),
    KdStatus(CONFIRM, Sender.REVIEWER, Clock.PAUSE, Status.CORRECTION),
    KdStatus(CONFIRMED, Sender.OSS, Clock.RESUME, Status.VERIFYING),
    KdStatus(RECONFIRM, Sender.REVIEWER, Clock.RESET, Status.CORRECTION_RESET),
    KdStatus(RECONFIRMED, Sender.OSS, Clock.RESTART, Status.VERIFYING),
    KdStatus(VERIFIED, Sender.REVIEWER, Clock.TECHNICAL_END, Status.APPROVED),
    KdStatus(NUMBERING, Sender.HEAD, Clock.RUN, Status.ISSUING),
    KdStatus(APPROVED, Sender.HEAD, Clock.END, Status.ISSUED),
    KdStatus("52", Sender.NOBODY_HERE),
    KdStatus(BY_EXPIRY, Sender.OSS, Clock.END, Status.ISSUED_BY_EXPIRY),
    KdStatus(WARNED, Sender.SUPERVISOR),
    KdStatus(STOPPED, Sender.SUPERVISOR),
    KdStatus(FINED, Sender.SUPERVISOR),
    KdStatus(REFUSED, Sender.HEAD, Clock.END, Status.REFUSED),
    KdStatus(REJECTED, Sender.REVIEWER, Clock.TECHNICAL_END, Status.REJECTED),
)
KNOWN: Final = {row.code: row for row in _TABLE}

# The code that tells OSS of each of our statuses. 09, 42, 44 and 57 are OSS's to say; drafts, the wait for a
# NIB and a withdrawal have no code; ISSUING is told by IZINFINAL with 50.
CODE_OF: Final = {
    Status.SUBMITTED: UPLOADED,
    Status.INCOMPLETE: INCOMPLETE,
    Status.COMPLETE: COMPLETE,
    Status.VERIFYING: VALIDATION,
    Status.SITE_VISIT: INSPECTION,
    Status.CORRECTION: CONFIRM,
    Status.CORRECTION_RESET: RECONFIRM,
    Status.APPROVED: VERIFIED,
    Status.REJECTED: REJECTED,
    Status.ISSUING: APPROVED,
    Status.ISSUED: APPROVED,
    Status.ISSUED_BY_EXPIRY: BY_EXPIRY,
    Status.REFUSED: REFUSED,
}

# What OSS last knew → what we may send then. "" is a permit that nobody has spoken of yet.
_AFTER_CORRECTION = frozenset({VALIDATION, INSPECTION, VERIFIED, REJECTED})
_VERDICTS = frozenset({INSPECTION, CONFIRM, RECONFIRM, VERIFIED, REJECTED})
ALLOWED_SENDS: Final = {
    UPLOADED: frozenset({COMPLETE, INCOMPLETE}),
    COMPLETE: frozenset({VALIDATION}),
    VALIDATION: _VERDICTS,
    INSPECTION: _VERDICTS - {INSPECTION},
    CONFIRM: frozenset({VALIDATION}),  # the applicant stayed silent beyond the days: back to the reviewer
    RECONFIRM: frozenset({VALIDATION}),
    CONFIRMED: _AFTER_CORRECTION,
    RECONFIRMED: _AFTER_CORRECTION,
    # 49, 50, 90: the decision. The rest: the head returned the file to the reviewer, who decides anew.
    VERIFIED: frozenset({NUMBERING, APPROVED, REFUSED}) | _VERDICTS - {VERIFIED},
    REJECTED: frozenset({REFUSED}) | _VERDICTS - {REJECTED},
    NUMBERING: frozenset({APPROVED}),
    APPROVED: frozenset({WARNED, STOPPED, FINED}),
    BY_EXPIRY: frozenset({WARNED, STOPPED, FINED}),
    WARNED: frozenset({WARNED, STOPPED, FINED}),
    STOPPED: frozenset({WARNED, STOPPED, FINED}),
    FINED: frozenset({WARNED, STOPPED, FINED}),
}
# What OSS itself puts on a permit after the applicant acted; 57 may cross any running state.
ANSWERS_OF_APPLICANT: Final = {AWAITED: UPLOADED, INCOMPLETE: UPLOADED, CONFIRM: CONFIRMED, RECONFIRM: RECONFIRMED}
RUNNING: Final = frozenset(
    {UPLOADED, COMPLETE, VALIDATION, INSPECTION, CONFIRM, CONFIRMED, RECONFIRM, RECONFIRMED, VERIFIED, REJECTED}
)
FINAL: Final = frozenset({APPROVED, BY_EXPIRY, REFUSED})


def status_of(code: str) -> Status | None:
    """Our status for OSS's code; None for a code that moves nothing here or that nobody knows."""
    row = KNOWN.get(code)
    return row.status if row else None


def code_of(status: Status) -> str | None:
    """OSS's code for our status; None where OSS is told nothing."""
    return CODE_OF.get(status)


def is_known(code: str) -> bool:
    """Does Lampiran 10 list this code? 58 and others are seen in the wild and are not listed."""
    return code in KNOWN


def meaning(code: str) -> str:
    """The manual's words for a code; empty when it is not in Lampiran 10."""
    return codes.label(codes.PERMIT_STATUS, code)


def may_send(last: str, new: str) -> bool:
    """May we send ``new`` when OSS last knew ``last``? A repeat is always allowed: it changes nothing."""
    return new == last or new in ALLOWED_SENDS.get(last, frozenset())


def before(new: str) -> frozenset[str]:
    """The running codes after which ``new`` may be sent at once."""
    return frozenset(last for last in RUNNING if may_send(last, new))


def way(last: str, new: str) -> tuple[str, ...]:
    """What to send, in order, so that OSS gets from ``last`` to ``new``; empty when there is no way.

    One detour is allowed: 20 first, as after 42 and 44 before a further 41 or 43, and after an applicant's
    silence (41, 43) before a rejection.
    """
    if may_send(last, new):
        return (new,)
    through = VALIDATION in ALLOWED_SENDS.get(last, frozenset()) and may_send(VALIDATION, new)
    return (VALIDATION, new) if through and last != COMPLETE else ()
