"""The tray: several scans at once, assigned to requirements afterwards."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from counter.assisted.actions import sessions
from counter.assisted.models import Assistance, Scan
from counter.logbook.terms import Act
from foundation.files import intake
from foundation.identity.digits import whole_number
from foundation.journal import book
from licensing.actions import attach
from licensing.models import Application, Requirement
from licensing.workflow import Refused

DISCARD = "buang"


def receive(assistance: Assistance, application: Application, uploads: Iterable[Any], *, actor: Actor) -> list[str]:
    """Put each readable scan on the tray; answers a sentence for each that is not.

    Raises:
        Refused: this file takes no papers from this clerk now.
    """
    open_lines = application.requirements.filter(retired_at=None, is_open=True)
    first = open_lines.first()
    if first is None:
        raise Refused(_("Tidak ada persyaratan yang terbuka pada berkas ini."))
    attach.check_open(first, actor)
    troubles = []
    for upload in uploads:
        try:
            stored = intake.receive(
                upload, purpose="evidence", subject=application.subject, who=actor, must_fit_oss=True
            )
        except intake.FileRefused as no:
            troubles.append(f"{upload.name}: {no}")
            continue
        Scan.objects.create(application=application, assistance=assistance, file=stored)
    return troubles


@transaction.atomic
def assign(assistance: Assistance, scans: Iterable[Scan], chosen: Mapping[int, str], *, actor: Actor) -> int:
    """Give scans to requirements, or throw them away. ``chosen``: scan id -> number of the requirement, or "buang".

    Answers how many were given. Raises Refused: two scans for one requirement, or a requirement that is closed.
    """
    wanted = [(scan, chosen[scan.pk]) for scan in scans if chosen.get(scan.pk)]
    numbers = [number for _scan, number in wanted if number != DISCARD]
    if len(numbers) != len(set(numbers)):
        raise Refused(_("Dua pindaian dipasangkan ke satu persyaratan. Gabungkan dulu menjadi satu berkas PDF."))
    for scan, number in wanted:
        line = None if number == DISCARD else line_of(scan.application, number)
        if line is not None:
            attach.check_open(line, actor)
            attach.put(line, scan.file, actor=actor)
        Scan.objects.filter(pk=scan.pk, settled_at=None).update(settled_at=timezone.now(), requirement=line)
        if line is None:
            data = {"file": scan.file.public_id}
            book.record("application.scan_discarded", subject=scan.application.subject, who=actor, data=data)
    if numbers:
        sessions.note(assistance, Act.UPLOADED, actor=actor, text=f"{len(numbers)} berkas")
    return len(numbers)


def line_of(application: Application, number: str) -> Requirement:
    """The living requirement with this number. Raises Refused."""
    found = application.requirements.filter(retired_at=None, number=whole_number(number, longest=5) or 0).first()
    if found is None:
        raise Refused(_("Persyaratan ini tidak ada lagi pada berkas. Muat ulang halaman."))
    return found
