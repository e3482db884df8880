"""Asking OSS what it says of a permit: after each call of ours, near the due date, every few minutes for open files.

The manual has no call that brings a status from OSS to an office (decisions 3). What follows from a code is one
table: PAIRS. A code that is news but moves nothing here is kept and shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from foundation.pulse import due
from foundation.pulse.models import DueTask
from licensing.actions import correct, nib, outcome, submit
from licensing.models import Application
from licensing.terms import Master, Status
from licensing.workflow import Refused
from oss_bridge import mirror
from oss_bridge.client import OssClient, client
from oss_bridge.contract import statuses
from oss_bridge.contract.permits import PermitStatus
from oss_bridge.inbound import papers
from oss_bridge.troubles import OssTrouble

OPEN = frozenset(Status) - {
    Status.DRAFT, Status.NIB_REQUESTED, Status.ISSUED, Status.ISSUED_BY_EXPIRY, Status.REFUSED,
}  # fmt: skip
Adopt = Callable[[Application, OssClient, PermitStatus], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """What to do when OSS says this code: adopt it for files in these statuses; for others it is an alarm."""

    adopt: Adopt
    here: frozenset[Status]
    fine: frozenset[Status] = frozenset()


def uploaded(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """09: the applicant sent the requirements at OSS."""
    papers.take_in(application, oss)
    if application.status == Status.INCOMPLETE:
        submit.supply(application, actor=papers.OSS)
    else:
        submit.send(application, actor=papers.OSS)


def answered(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """42, 44: the applicant corrected at OSS."""
    papers.take_in(application, oss)
    correct.correct(application, actor=papers.OSS)


def granted(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """50: issued, with the number that inqueryLicense shows."""
    number = papers.number_of(application, oss)
    if number:
        outcome.issued(application, number=number)


def expired(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """57: it stands."""
    outcome.expired(application, number=papers.number_of(application, oss), seen_on=timezone.localdate())


def refused(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """90 by another authority."""
    outcome.refused_elsewhere(application, said.meaning)


def asked(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """11, 41, 43 by another authority."""
    outcome.asked_elsewhere(application, said.meaning)


def nothing(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """News that moves nothing here."""


S = Status
LATER_THAN_09 = frozenset(Status) - {S.DRAFT, S.NIB_REQUESTED, S.FULFILLING, S.INCOMPLETE}
PAIRS: dict[str, Pair] = {
    statuses.UPLOADED: Pair(uploaded, frozenset({S.FULFILLING, S.INCOMPLETE}), LATER_THAN_09),
    statuses.CONFIRMED: Pair(answered, frozenset({S.CORRECTION}), frozenset(Status)),
    statuses.RECONFIRMED: Pair(answered, frozenset({S.CORRECTION_RESET}), frozenset(Status)),
    statuses.APPROVED: Pair(granted, frozenset({S.ISSUING, S.ACCOMPANIED}), frozenset({S.ISSUED})),
    statuses.BY_EXPIRY: Pair(
        expired,
        frozenset({S.SUBMITTED, S.COMPLETE, S.VERIFYING, S.SITE_VISIT, S.CORRECTION, S.CORRECTION_RESET,
                   S.APPROVED, S.REJECTED, S.ISSUING, S.ACCOMPANIED}),
        frozenset({S.ISSUED_BY_EXPIRY}),
    ),
    statuses.REFUSED: Pair(refused, frozenset({S.ACCOMPANIED}), frozenset({S.REFUSED})),
    statuses.INCOMPLETE: Pair(asked, frozenset({S.ACCOMPANIED}), frozenset(Status)),
    statuses.CONFIRM: Pair(asked, frozenset({S.ACCOMPANIED}), frozenset(Status)),
    statuses.RECONFIRM: Pair(asked, frozenset({S.ACCOMPANIED}), frozenset(Status)),
}  # fmt: skip


def poll(task: DueTask) -> datetime | None:
    """Handler of due work ``oss.poll``: ask, adopt, and come back while the file is open."""
    application = Application.objects.filter(pk=int(task.subject.partition(":")[2])).first()
    if application is None or not application.id_izin or application.status not in OPEN:
        return None
    try:
        oss = client()
        said = oss.permit_status(application.id_izin)
        is_news = mirror.saw(application, said.code, said.meaning)
        if is_news or waits(application):
            follow(application, oss, said)
    except OssTrouble as no:
        raise due.Later(str(no), seconds=30) from no
    return timezone.now() + timedelta(seconds=settings.OSS_POLL_SECONDS)


def waits(application: Application) -> bool:
    """Is OSS the one who moves this file on?"""
    by_oss = application.master == Master.OSS or settings.OSS_MODE == "oss"
    return application.status in {Status.ISSUING, Status.ACCOMPANIED} or by_oss


def follow(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """Adopt, ignore or raise an alarm, by the table."""
    if not said.is_known:
        nib.alarm(application, f"OSS menyebut kode {said.code or '(kosong)'} yang tidak dikenal; status lama dipakai.")
        return
    pair = PAIRS.get(said.code)
    if pair is None:
        return
    if application.word in pair.here:
        try:
            pair.adopt(application, oss, said)
            mirror.differ(application, "")
        except Refused as no:
            mirror.differ(application, f"OSS: {said.code} {said.meaning}. Belum diikuti: {no}")
    elif application.word not in pair.fine:
        sentence = f"OSS mencatat {said.code} {said.meaning}, di sini “{application.word.label}”."
        mirror.differ(application, sentence)
        nib.alarm(application, sentence)


def sweep(task: DueTask | None = None) -> None:
    """Every open file has a poll due; a lost row is made again."""
    for pk in Application.objects.filter(status__in=OPEN).exclude(id_izin="").values_list("pk", flat=True):
        due.add("oss.poll", f"application:{pk}", at=timezone.now() + timedelta(seconds=settings.OSS_POLL_SECONDS))
