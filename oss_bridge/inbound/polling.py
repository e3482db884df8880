"""Asking OSS what it says of a permit: after each call of ours, near the due date, every few minutes for open files.

The manual has no call that brings a status from OSS to an office (decisions 3). What follows from a code is one
table: PAIRS. A code that is news but moves nothing here is kept and shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from foundation.pulse import due
from foundation.pulse.models import DueTask
from licensing.actions import correct, nib, outcome, submit
from licensing.models import Application
from licensing.terms import Status
from licensing.workflow import Refused
from oss_bridge import mirror
from oss_bridge.client import OssClient, client
from oss_bridge.contract import statuses
from oss_bridge.contract.permits import PermitStatus
from oss_bridge.inbound import fetching, papers
from oss_bridge.troubles import OssTrouble

OPEN = frozenset(Status) - {
    Status.DRAFT, Status.NIB_REQUESTED, Status.ISSUED, Status.ISSUED_BY_EXPIRY, Status.REFUSED,
}  # fmt: skip
Adopt = Callable[[Application, OssClient, PermitStatus], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """What to do when OSS says this code: adopt it for files in these statuses; for others it is an alarm.

    ``is_answer``: the code answers a step of ours (a request for papers, a hand-over), so it counts only when OSS
    has heard all that we did; before that it may be the answer to an earlier request.
    """

    adopt: Adopt
    here: frozenset[Status]
    fine: frozenset[Status] = frozenset()
    is_answer: bool = False


def uploaded(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """09: the applicant sent the requirements at OSS."""
    if application.status == Status.ACCOMPANIED:
        outcome.answered_elsewhere(application, said.meaning)
        return
    papers.take_in(application, oss)
    if application.status == Status.INCOMPLETE:
        submit.supply(application, actor=papers.OSS)
    else:
        submit.send(application, actor=papers.OSS)


def answered(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """42, 44: the applicant corrected at OSS."""
    if application.status == Status.ACCOMPANIED:
        outcome.answered_elsewhere(application, said.meaning)
        return
    papers.take_in(application, oss)
    correct.correct(application, actor=papers.OSS)


def granted(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """50: issued, with the number that inqueryLicense shows."""
    number = papers.number_of(application, oss)
    if number:
        outcome.issued(application, number=number)
        fetching.seek_soon(application)


def expired(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """57: it stands."""
    outcome.expired(application, number=papers.number_of(application, oss), seen_on=timezone.localdate())
    fetching.seek_soon(application)


def refused(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """90 by another authority."""
    outcome.refused_elsewhere(application, said.meaning)


def asked(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """11, 41, 43 by another authority: told once; while the uploads are open it was told already."""
    if not application.uploads_open:
        outcome.asked_elsewhere(application, said.meaning)


S = Status
LATER_THAN_09 = frozenset(Status) - {S.DRAFT, S.NIB_REQUESTED, S.FULFILLING, S.INCOMPLETE}
PAIRS: dict[str, Pair] = {
    statuses.UPLOADED: Pair(
        uploaded, frozenset({S.FULFILLING, S.INCOMPLETE, S.ACCOMPANIED}), LATER_THAN_09, is_answer=True
    ),
    statuses.CONFIRMED: Pair(answered, frozenset({S.CORRECTION, S.ACCOMPANIED}), frozenset(Status), is_answer=True),
    statuses.RECONFIRMED: Pair(
        answered, frozenset({S.CORRECTION_RESET, S.ACCOMPANIED}), frozenset(Status), is_answer=True
    ),
    statuses.APPROVED: Pair(granted, frozenset({S.ISSUING, S.ACCOMPANIED}), frozenset({S.ISSUED})),
    statuses.BY_EXPIRY: Pair(
        expired,
        frozenset({S.SUBMITTED, S.COMPLETE, S.VERIFYING, S.SITE_VISIT, S.CORRECTION, S.CORRECTION_RESET,
                   S.APPROVED, S.REJECTED, S.ISSUING, S.ACCOMPANIED}),
        frozenset({S.ISSUED_BY_EXPIRY}),
    ),
    statuses.REFUSED: Pair(refused, frozenset({S.ACCOMPANIED}), frozenset({S.REFUSED, S.WITHDRAWN})),
    statuses.INCOMPLETE: Pair(asked, frozenset({S.ACCOMPANIED}), frozenset(Status), is_answer=True),
    statuses.CONFIRM: Pair(asked, frozenset({S.ACCOMPANIED}), frozenset(Status), is_answer=True),
    statuses.RECONFIRM: Pair(asked, frozenset({S.ACCOMPANIED}), frozenset(Status), is_answer=True),
}  # fmt: skip


def poll(task: DueTask) -> datetime | None:
    """Handler of due work ``oss.poll``: ask, adopt, and come back while the file is open."""
    application = Application.objects.filter(pk=int(task.subject.partition(":")[2])).first()
    if application is None or not application.id_izin or application.status not in OPEN:
        return None
    is_behind = mirror.is_behind(application)  # before asking: what is told later cannot be in the answer
    try:
        oss = client()
        said = oss.permit_status(application.id_izin)
        mirror.saw(application, said.code, said.meaning)
        follow(application, oss, said, is_behind=is_behind)
    except OssTrouble as no:
        raise due.Later(str(no), seconds=30) from no
    if is_closed(application, said.code):
        return None
    return timezone.now() + timedelta(seconds=settings.OSS_POLL_SECONDS)


def is_closed(application: Application, code: str) -> bool:
    """A withdrawn file is asked about until OSS has closed it too."""
    return application.status == Status.WITHDRAWN and code in statuses.FINAL


def follow(application: Application, oss: OssClient, said: PermitStatus, *, is_behind: bool) -> None:
    """Adopt, ignore or raise an alarm, by the table. What was not adopted (a file could not be fetched, somebody
    was faster) is adopted by a later poll; an alarm is raised once."""
    if not said.is_known:
        alarm(application, f"OSS menyebut kode {said.code or '(kosong)'} yang tidak dikenal; status lama dipakai.")
        return
    pair = PAIRS.get(said.code)
    if pair is not None and application.word in pair.here:
        if not (pair.is_answer and is_behind):
            adopt(pair, application, oss, said)
    elif pair is None or application.word in pair.fine:
        mirror.differ(application, "")
    else:
        alarm(application, f"OSS mencatat {said.code} {said.meaning}, di sini “{application.word.label}”.")


def adopt(pair: Pair, application: Application, oss: OssClient, said: PermitStatus) -> None:
    """Follow OSS; where our table of steps refuses, the difference is shown and tried again."""
    try:
        pair.adopt(application, oss, said)
        mirror.differ(application, "")
    except Refused as no:
        mirror.differ(application, f"OSS: {said.code} {said.meaning}. Belum diikuti: {no}")


def alarm(application: Application, sentence: str) -> None:
    """A difference that only a person can settle: journalled once."""
    if mirror.differ(application, sentence):
        nib.alarm(application, sentence)


def sweep(task: DueTask | None = None) -> None:
    """Every open file has a poll due; a lost row is made again."""
    rows = Application.objects.filter(status__in=OPEN).exclude(id_izin="")
    closed = Q(status=Status.WITHDRAWN, oss_view__code__in=statuses.FINAL)
    for pk in rows.exclude(closed).values_list("pk", flat=True):
        due.add("oss.poll", f"application:{pk}", at=timezone.now() + timedelta(seconds=settings.OSS_POLL_SECONDS))
