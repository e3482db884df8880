"""Asking OSS what it says of a permit: after each call of ours, near the due date, every few minutes for open files.

The manual has no call that brings a status from OSS to an office (decisions 3). What follows from a code is one
table: ``reconciling.comparing.PAIRS``. A code that is news but moves nothing here is kept and shown.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from foundation.outbox import circuits
from foundation.outbox.outcomes import Class
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
from oss_bridge.models import Difference
from oss_bridge.reconciling import differences, repairing
from oss_bridge.reconciling.comparing import PAIRS, Answer, Verdict, judge
from oss_bridge.reconciling.repairing import Told
from oss_bridge.troubles import OssRefused, OssTrouble
from supervision import actions as supervision

Kind = Difference.Kind
LOOK = "oss.look"  # due work: one look that a person asked for
ASKING = "checkLicenseStatus"  # the way out of questions; steps have their own (outbound.outward)
OPEN = frozenset(Status) - {
    Status.DRAFT, Status.NIB_REQUESTED, Status.ISSUED, Status.ISSUED_BY_EXPIRY, Status.REFUSED,
}  # fmt: skip
Adopt = Callable[[Application, OssClient, PermitStatus], None]


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
    """57: it stands, also against a 45 of ours that it crossed; the opinion stays, and somebody goes to look."""
    number, stood_at = papers.number_of(application, oss), application.status
    with transaction.atomic():
        outcome.expired(application, number=number, seen_on=timezone.localdate())
        supervision.open_for(application, stood_at=stood_at)
    fetching.seek_soon(application)


def refused(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """90 by another authority."""
    outcome.refused_elsewhere(application, said.meaning)


def asked(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """11, 41, 43 by another authority: told once; while the uploads are open it was told already."""
    if not application.uploads_open:
        outcome.asked_elsewhere(application, said.meaning)


ADOPT: dict[str, Adopt] = {
    statuses.UPLOADED: uploaded,
    statuses.CONFIRMED: answered,
    statuses.RECONFIRMED: answered,
    statuses.APPROVED: granted,
    statuses.BY_EXPIRY: expired,
    statuses.REFUSED: refused,
    statuses.INCOMPLETE: asked,
    statuses.CONFIRM: asked,
    statuses.RECONFIRM: asked,
}


def poll(task: DueTask) -> datetime | None:
    """Handler of due work ``oss.poll``: ask, adopt, and come back while the file is open."""
    application = Application.objects.select_related("nib").filter(pk=int(task.subject.partition(":")[2])).first()
    if application is None or not application.id_izin or application.status not in OPEN:
        return None
    if not circuits.may_try("oss", ASKING):
        raise due.Later("Sambungan ke OSS terputus.", seconds=30)
    code = look(application).code
    if is_closed(application, code):
        return None
    return timezone.now() + timedelta(seconds=settings.OSS_POLL_SECONDS)


def look_once(task: DueTask) -> None:
    """Handler of due work ``oss.look``: whatever the file's status, ask once."""
    application = Application.objects.select_related("nib").filter(pk=int(task.subject.partition(":")[2])).first()
    if application is not None and application.id_izin:
        look(application)


def look(application: Application) -> PermitStatus:
    """Ask OSS of one file and do what follows.

    Raises:
        Later: OSS cannot be asked now.
    """
    heard = repairing.told(application)
    is_behind = mirror.is_behind(application)  # before asking: what is told later cannot be in the answer
    try:
        oss = client()
        said = oss.permit_status(application.id_izin)
        circuits.close("oss", ASKING)
        mirror.saw(application, said.code, said.meaning, nib=said.nib)
        follow(application, oss, said, heard=heard, is_behind=is_behind)
    except OssRefused as no:
        missing(application, no)
        return PermitStatus()
    except OssTrouble as no:
        circuits.fail("oss", ASKING, Class.TRANSIENT)
        raise due.Later(str(no), seconds=30) from no
    return said


def missing(application: Application, no: OssRefused) -> None:
    """OSS does not know this permit (any more), or will not speak of it: a person must look, nothing is asked anew."""
    words = f"OSS menolak menjawab tentang izin {application.id_izin}: {no.sentence}"
    if no.is_not_found:
        words = f"OSS tidak menemukan izin {application.id_izin}: {no.sentence}"
    if mirror.differ(application, words, Kind.MISSING_THERE, there="-"):
        nib.alarm(application, words)


def is_closed(application: Application, code: str) -> bool:
    """A withdrawn file is asked about until OSS has closed it too."""
    return application.status == Status.WITHDRAWN and code in statuses.FINAL


def follow(application: Application, oss: OssClient, said: PermitStatus, *, heard: list[Told], is_behind: bool) -> None:
    """Adopt, tell again, ignore or raise an alarm, by the table. What was not adopted (a file could not be fetched,
    somebody was faster) is adopted by a later poll; an alarm is raised once."""
    verdict = judge(application, said, [one.code for one in heard])
    if verdict.answer is Answer.FOLLOW:
        if not (PAIRS[said.code].is_answer and is_behind):
            adopt(application, oss, said)
    elif verdict.answer is Answer.ALARM:
        alarm(application, verdict.kind, verdict.sentence)
    elif verdict.answer is Answer.BEHIND:
        if not is_behind:
            remind(application, said, heard, verdict)
    else:
        mirror.differ(application, "")


def remind(application: Application, said: PermitStatus, heard: list[Told], verdict: Verdict) -> None:
    """OSS forgot what it knew: tell it again, or have a person decide."""
    lost = repairing.forgotten(said.code, heard)
    why = repairing.why_not(application, lost)
    if why:
        alarm(application, verdict.kind, f"{verdict.sentence} {why}")
        return
    differences.raised(
        application.subject,
        verdict.kind,
        application=application,
        here=application.status,
        there=said.code,
        sentence=verdict.sentence,
    )
    repairing.tell_again(application, lost, verdict.sentence)
    differences.repaired(application.subject, verdict.kind)


def adopt(application: Application, oss: OssClient, said: PermitStatus) -> None:
    """Follow OSS; where our table of steps refuses, the difference is shown and tried again."""
    try:
        ADOPT[said.code](application, oss, said)
        mirror.differ(application, "")
    except Refused as no:
        mirror.differ(application, f"OSS: {said.code} {said.meaning}. Belum diikuti: {no}")


def alarm(application: Application, kind: str, sentence: str) -> None:
    """A difference that only a person can settle: journalled once."""
    if mirror.differ(application, sentence, kind):
        nib.alarm(application, sentence)


def sweep(task: DueTask | None = None) -> None:
    """Every open file has a poll due; a lost row is made again."""
    rows = Application.objects.filter(status__in=OPEN).exclude(id_izin="")
    closed = Q(status=Status.WITHDRAWN, oss_view__code__in=statuses.FINAL)
    for pk in rows.exclude(closed).values_list("pk", flat=True):
        due.add("oss.poll", f"application:{pk}", at=timezone.now() + timedelta(seconds=settings.OSS_POLL_SECONDS))
