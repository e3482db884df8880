"""From a workbook to a preview, and from a preview to questions for OSS. Nothing is written into a file from Excel."""

import hashlib
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from foundation.journal import book
from foundation.outbox.acts import NotPossible
from foundation.pulse import due
from foundation.pulse.models import DueTask
from licensing.models import Application
from licensing.queries.files import by_id_izin
from oss_bridge.client import client
from oss_bridge.importing import judging, sheets
from oss_bridge.inbound import inward, polling
from oss_bridge.models import Import, ImportRow
from oss_bridge.troubles import OssRefused, OssTrouble

PULL = "oss.pull_nib"
Finding = ImportRow.Finding


@transaction.atomic
def preview(upload: Any, *, actor: Actor) -> Import:
    """Read an export and keep what each row means. Raises SheetRefused."""
    sheet, rows = sheets.read(upload, upload.size)
    made = Import(sheet=sheet, name=str(upload.name)[:200], sha256=digest(upload))
    made.read_by_id = actor.user_id or 0  # the door lets nobody in without an account
    made.save()
    findings = []
    for row in judging.judged(sheet, rows):
        row.belongs_to = made
        findings.append(row)
    if not findings:
        raise sheets.SheetRefused(_("Tidak ada baris di bawah judul. Ekspor ulang dari dasbor OSS."))
    ImportRow.objects.bulk_create(findings, batch_size=500)
    book.record("oss.import_read", subject=f"import:{made.pk}", who=actor, data=counts(made))
    return made


def digest(upload: Any) -> str:
    """The hash of the file, read in pieces; the file stands at its beginning before and after."""
    upload.seek(0)
    found = hashlib.sha256()
    for piece in upload.chunks():
        found.update(piece)
    upload.seek(0)
    return found.hexdigest()


def counts(made: Import) -> dict[str, int]:
    """How many rows of each finding."""
    pairs = made.rows.order_by().values_list("finding").annotate(n=Count("pk"))
    return dict(pairs)


@transaction.atomic
def carry_out(made: Import, *, actor: Actor) -> dict[str, int]:
    """Ask OSS for what is missing here and about what differs; once. Raises NotPossible."""
    if Import.objects.filter(pk=made.pk, done_at=None).update(done_at=timezone.now()) != 1:
        raise NotPossible(_("Impor ini sudah dijalankan."))
    nibs = set(made.rows.filter(finding=Finding.NEW).values_list("nib", flat=True))
    for nib in sorted(nibs):
        due.add(PULL, f"nib:{nib}")
    files = made.rows.filter(finding=Finding.DIFFERENT).exclude(application=None)
    odd = set(files.values_list("application", flat=True))
    for pk in sorted(odd):
        due.add(polling.LOOK, f"application:{pk}")
    asked = {"nibs": len(nibs), "files": len(odd)}
    book.record("oss.import_done", subject=f"import:{made.pk}", who=actor, data=asked)
    return asked


def pull(task: DueTask) -> None:
    """Handler of ``oss.pull_nib``: take a NIB's tree as if it had been pushed.

    Raises:
        Later: OSS cannot be asked now.
        Never: OSS does not know the NIB.
    """
    nib = task.subject.partition(":")[2]
    try:
        tree = client().nib_tree(nib)
    except OssRefused as no:
        raise due.Never(f"NIB {nib}: {no.sentence}") from no
    except OssTrouble as no:
        raise due.Later(str(no), seconds=60) from no
    if problems := inward.take_tree(tree):
        raise due.Never(" ".join(problems)[:400])


def outcome(row: ImportRow) -> str:
    """What became of a row after it was carried out, in words."""
    if row.finding == Finding.NEW:
        if by_id_izin(row.mark) is not None or Application.objects.filter(proyek__id_proyek=row.mark).exists():
            return _("Berkas sudah diambil dari OSS.")
        return waiting(due.of(PULL, f"nib:{row.nib}"))
    if row.finding == Finding.DIFFERENT and row.application_id:
        return waiting(due.of(polling.LOOK, f"application:{row.application_id}"))
    return ""


def waiting(task: DueTask | None) -> str:
    """Where a question to OSS stands."""
    if task is None or task.state == "pending":
        return _("Menunggu jawaban OSS.")
    if task.state == "dead":
        return _("Butuh tindakan: %(why)s") % {"why": task.last_error}
    return _("OSS sudah ditanya.")
