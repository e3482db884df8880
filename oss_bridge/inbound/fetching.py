"""Signed files of a real OSS: where they lie is told (receiveFileDS) or asked (inqueryFileDS), then fetched once.

In simulation an address is recorded and never published: our worker draws what is marked SIMULASI (decisions 4).
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from foundation.pulse import due
from foundation.pulse.models import DueTask
from licensing.actions import nib, signed
from licensing.models import Application, Document, Nib
from licensing.queries.files import by_id_izin
from licensing.terms import CertificateStatus, DocumentKind, DocumentStatus, LicenceType, Status
from oss_bridge.client import OssClient, client
from oss_bridge.contract import methods, statuses
from oss_bridge.contract.nib import PermitRow
from oss_bridge.models import SignedFile
from oss_bridge.troubles import OssRefused, OssTrouble

FETCH, SEEK = "oss.fetch_file", "oss.seek_file"
SOON, AGAIN = timedelta(seconds=60), timedelta(minutes=5)
PATIENCE = timedelta(days=7)


def belongs_to(id_izin: str) -> tuple[Application | None, bool]:
    """The file whose permit carries this id_izin; or the newest file under the NIB that does (then: True)."""
    application = by_id_izin(id_izin)
    if application is not None:
        return application, False
    held = Nib.objects.filter(id_izin=id_izin).first() if id_izin else None
    return (held.application_set.order_by("-id").first() if held else None), held is not None


def remember(application: Application, url: str, *, of_nib: bool = False) -> SignedFile:
    """Record where a signed file lies; with a real OSS owe its fetching."""
    file, is_new = SignedFile.objects.get_or_create(application=application, url=url[:500])
    if settings.OSS_MODE == "oss" and is_new:
        due.add(FETCH, f"oss_file:{file.pk}", payload={"of_nib": of_nib})
    return file


def after_nib(application: Application, row: PermitRow) -> None:
    """A NIB arrived from a real OSS: its file, and that of a permit issued with it, are fetched when they are there."""
    if row.file_url:
        remember(application, row.file_url, of_nib=row.licence_type is LicenceType.NIB)
    seek_soon(application)


def seek_soon(application: Application) -> None:
    """Should no push name the signed file, ask for it."""
    if settings.OSS_MODE == "oss":
        due.add(SEEK, application.subject, at=timezone.now() + SOON)


def fetch(task: DueTask) -> None:
    """Handler of due work ``oss.fetch_file``: the bytes of one signed file, checked, kept unchanged, published.

    Raises:
        Later: OSS cannot be asked now, or the decision that the file belongs to has not arrived here yet.
        Never: what lies there is no whole PDF of at most 2 MB on OSS's file host.
    """
    file = SignedFile.objects.select_related("application__nib").filter(pk=number_in(task)).first()
    if file is None:
        raise due.Never("Berkas OSS tidak ada.")
    if settings.OSS_MODE != "oss" or file.fetched_at is not None:
        return
    application = file.application
    of_nib = bool(task.payload.get("of_nib")) or application.licence_type == LicenceType.NIB
    try:
        oss = client()
        wait_for_decision(oss, application)
        data = oss.fetch_pdf(file.url)
    except OssRefused as no:
        refuse(file, no)
        return
    except OssTrouble as no:
        raise due.Later(str(no), seconds=60) from no
    keep(file, data, DocumentKind.NIB if of_nib else signed.kind_of(application))


def wait_for_decision(oss: OssClient, application: Application) -> None:
    """OSS may sign before we hear that it issued: number and status come first, then the paper."""
    if application.word in signed.GRANTED or application.word in {Status.REFUSED, Status.WITHDRAWN}:
        return
    if application.id_izin and oss.permit_status(application.id_izin).code in statuses.FINAL:
        raise due.Later("Putusan OSS belum tercatat di sini.", seconds=10)


def refuse(file: SignedFile, no: OssRefused) -> None:
    """Not there yet: later, for a day. Anything else needs a person."""
    if no.code == methods.NOT_A_SERVICE and timezone.now() - file.told_at < timedelta(days=1):
        raise due.Later(no.sentence, seconds=AGAIN.total_seconds())
    nib.alarm(file.application, f"Berkas bertanda tangan dari OSS tidak dapat diambil: {no.sentence}")
    raise due.Never(no.sentence)


@transaction.atomic
def keep(file: SignedFile, data: bytes, kind: DocumentKind) -> None:
    """Publish what came and remember that it came."""
    document = signed.serve(file.application, data, kind=kind)
    SignedFile.objects.filter(pk=file.pk).update(fetched_at=timezone.now(), sha256=document.sha256)


def seek(task: DueTask) -> datetime | None:
    """Handler of due work ``oss.seek_file``: inqueryFileDS for what is not here yet, for a week."""
    application = Application.objects.select_related("nib").filter(pk=number_in(task)).first()
    if application is None or settings.OSS_MODE != "oss":
        return None
    lacking = 0
    for id_izin, of_nib in wanted(application):
        try:
            remember(application, client().signed_file_url(id_izin), of_nib=of_nib)
        except OssRefused:
            lacking += 1
        except OssTrouble as no:
            raise due.Later(str(no), seconds=60) from no
    since = application.closed_at or application.registered_at or application.created_at
    is_over = timezone.now() - since > PATIENCE
    return timezone.now() + AGAIN if lacking and not is_over else None


def wanted(application: Application) -> list[tuple[str, bool]]:
    """(id_izin, is it the NIB's) of each signed file that should be here and is not."""
    held = application.nib
    living = Document.objects.filter(status=DocumentStatus.VALID)
    found: list[tuple[str, bool]] = []
    if held is not None and held.id_izin and not living.filter(kind="nib", application__nib=held).exists():
        found.append((held.id_izin, True))
    kind = signed.kind_of(application)
    if application.word in signed.GRANTED and kind is not DocumentKind.NIB and application.id_izin:
        mine = living.filter(application=application, kind=kind)
        if not mine.exclude(certificate_status=CertificateStatus.UNVERIFIED).exists():
            found.append((application.id_izin, False))
    return found


def number_in(task: DueTask) -> int:
    """The key in a subject such as ``oss_file:12``."""
    return int(task.subject.partition(":")[2])
