"""The reconciliation's rounds: every 15 minutes what moved or stands open, at night everything under every NIB.

The manual has no list of an office's permits: what OSS knows is asked permit by permit (checkLicenseStatus) or, at
night, NIB by NIB (inqueryNIB brings every permit with its code and number). What nobody here knows a NIB of is
found by importing the dashboard's export.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from foundation.outbox import circuits
from foundation.outbox.models import OutboxMessage
from foundation.outbox.outcomes import Class
from foundation.pulse import due
from foundation.pulse.models import DueTask
from licensing.actions.nib import alarm
from licensing.models import Application, Nib
from licensing.queries.files import by_id_izin
from licensing.terms import Authority, NibStatus, Status
from oss_bridge import mirror
from oss_bridge.client import client
from oss_bridge.contract.nib import NibTree, PermitRow
from oss_bridge.inbound import inward, polling
from oss_bridge.models import Comparison, Difference, Import, OssView
from oss_bridge.reconciling import differences
from oss_bridge.reconciling.comparing import ENDS
from oss_bridge.troubles import OssRefused, OssTrouble

RECENT, ALL = "oss.compare", "oss.compare_all"
EVERY, AT_NIGHT = 900, "01:30"
FRESH, LATELY = timedelta(minutes=15), timedelta(hours=1)
BUDGET_SECONDS = 60.0  # of one run; the lease is 120 s
BATCH = 500
KEEP_DAYS = 90
Kind = Difference.Kind
log = logging.getLogger(__name__)
Look = Callable[[int], None]


def compare_recent(task: DueTask) -> datetime | None:
    """Handler of ``oss.compare``: files that moved, were closed or told lately, or stand in the list."""
    return go_round(Comparison.Scope.RECENT, moved(), look_at_file)


def compare_all(task: DueTask) -> datetime | None:
    """Handler of ``oss.compare_all``: every NIB with everything under it; then old rounds and imports are forgotten."""
    again_at = go_round(Comparison.Scope.ALL, Nib.objects.exclude(status=NibStatus.REVOKED), look_at_nib)
    old = timezone.now() - timedelta(days=KEEP_DAYS)
    Comparison.objects.filter(started_at__lt=old).delete()
    Import.objects.filter(read_at__lt=old).delete()
    return again_at


def moved() -> QuerySet[Application]:
    """What the quarter-hourly round looks at. Open files whose mirror is fresh were just looked at by their poll."""
    now = timezone.now()
    files = Application.objects.exclude(id_izin="").exclude(status__in=[Status.DRAFT, Status.NIB_REQUESTED])
    stale = Q(oss_view__isnull=True) | Q(oss_view__polled_at=None) | Q(oss_view__polled_at__lt=now - FRESH)
    told = OutboxMessage.objects.filter(subject=OuterRef("named"), channel="oss", done_at__gte=now - LATELY)
    standing = Difference.objects.filter(application=OuterRef("pk"), state="open")
    named = files.annotate(named=mirror.SUBJECT)
    is_open = Q(status__in=polling.OPEN) & stale
    return named.filter(is_open | Q(closed_at__gte=now - timedelta(days=1)) | Exists(told) | Exists(standing))


def go_round(scope: Comparison.Scope, rows: QuerySet[Application] | QuerySet[Nib], look: Look) -> datetime | None:
    """Look at rows in order of their key, from where an unfinished round stopped, for as long as the budget lasts.

    Returns when to go on, or None when the round is complete. Raises Later while OSS cannot be asked.
    """
    run = Comparison.objects.filter(scope=scope, finished_at=None).first() or Comparison.objects.create(scope=scope)
    ends_at = time.monotonic() + BUDGET_SECONDS
    pks = list(rows.filter(pk__gt=run.cursor).order_by("pk").values_list("pk", flat=True)[:BATCH])
    for pk in pks:
        if time.monotonic() > ends_at:
            return timezone.now()
        if not circuits.may_try("oss", polling.ASKING):
            hinder(run, "Sambungan ke OSS terputus.", seconds=60)
        try:
            look(pk)
        except due.Later as no:
            hinder(run, str(no), seconds=no.seconds)
        except Exception:  # one bad row never fails the round
            log.exception("comparison_failed", extra={"scope": str(scope), "row": pk})
        Comparison.objects.filter(pk=run.pk).update(cursor=pk, looked=run.looked + 1)
        run.looked += 1
    if len(pks) == BATCH:
        return timezone.now()
    since = {"closed_at__gte": run.started_at}
    Comparison.objects.filter(pk=run.pk).update(
        finished_at=timezone.now(),
        trouble="",
        repaired=Difference.objects.filter(state="repaired", **since).count(),
        alarms=Difference.objects.filter(state="open").count(),
    )
    return None


def hinder(run: Comparison, why: str, *, seconds: float) -> None:
    """Write down what is in the way and come back later."""
    Comparison.objects.filter(pk=run.pk).update(trouble=why[:300])
    raise due.Later(why, seconds=seconds)


def look_at_file(pk: int) -> None:
    """One file: ask, and do what follows from the table."""
    application = Application.objects.select_related("nib").get(pk=pk)
    before = application.status
    polling.look(application)
    if application.status != before:
        inward.note_repair(application, before)


def look_at_nib(pk: int) -> None:
    """One NIB: its number, and every permit under it."""
    held = Nib.objects.select_related("holder").get(pk=pk)
    subject = f"nib:{held.pk}"
    try:
        tree = client().nib_tree(held.number)
    except OssRefused as no:
        unknown = f"OSS tidak mengenal NIB {held.number}."
        say_nib(held, unknown if no.is_not_found else f"OSS menolak menjawab tentang NIB: {no.sentence}", there="-")
        return
    except OssTrouble as no:
        circuits.fail("oss", polling.ASKING, Class.TRANSIENT)
        raise due.Later(str(no), seconds=60) from no
    circuits.close("oss", polling.ASKING)
    differences.gone(subject, Kind.NIB)
    look_at_permits(held, tree)


def say_nib(held: Nib, sentence: str, *, there: str) -> None:
    """A NIB that differs is an alarm on its newest file, and never overwritten."""
    newest = held.application_set.order_by("-id").first()
    if differences.raised(
        f"nib:{held.pk}", Kind.NIB, here=held.number, there=there, sentence=sentence, application=newest
    ) and newest:  # fmt: skip
        alarm(newest, sentence)


def look_at_permits(held: Nib, tree: NibTree) -> None:
    """Files of this NIB that OSS does not list, permits that have no file here, numbers and codes."""
    rows = {row.licence_id: row for row in tree.permits}
    files = held.application_set.exclude(id_izin="").exclude(status__in=[Status.DRAFT, Status.NIB_REQUESTED])
    for application in files.select_related("nib", "oss_view"):
        row = rows.pop(application.id_izin, None)
        if row is None or row.status_code != code_seen(application) or application.word in ENDS:
            look_at_file(application.pk)
        compare_number(application, row)
    for row in rows.values():
        find_home(tree, row)


def code_seen(application: Application) -> str:
    """What the mirror holds."""
    view = OssView.objects.filter(application=application).first()
    return view.code if view else ""


def compare_number(application: Application, row: PermitRow | None) -> None:
    """The permit's number is OSS's; where ours is another, a person looks."""
    if row is None or not row.number or not application.permit_number:
        return
    if row.number == application.permit_number:
        differences.gone(application.subject, Kind.NUMBER)
        return
    sentence = f"OSS mencatat nomor izin {row.number}, di sini {application.permit_number}."
    facts = {"here": application.permit_number, "there": row.number, "sentence": sentence}
    if differences.raised(application.subject, Kind.NUMBER, application=application, **facts):
        alarm(application, sentence)


def find_home(tree: NibTree, row: PermitRow) -> None:
    """A permit without a file here: taken as if it had been pushed; what still has none is for a person."""
    if by_id_izin(row.licence_id) is not None or row.authority is not Authority.REGENT or not row.needs_fulfilment:
        return
    problems = inward.take_tree(tree.model_copy(update={"permits": [row]}))
    subject = f"permit:{row.licence_id}"
    application = by_id_izin(row.licence_id)
    if application is not None:
        inward.note_repair(application, "")
        differences.repaired(subject, Kind.MISSING_HERE)
        return
    sentence = " ".join(problems) or f"Izin {row.licence_id} ({row.name}) ada di OSS, belum ada di sini."
    differences.raised(subject, Kind.MISSING_HERE, here="-", there=row.status_code or "ada", sentence=sentence)
