"""From an upload to rows of the book: preview, confirmation, and the worker that takes the rows in, each once."""

import hashlib
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import STAFF
from counter.logbook.imports import reading
from counter.logbook.imports.rows import Read, read
from counter.logbook.models import ImportBatch, SigapNumber, Visit
from counter.logbook.settling import totals, words
from counter.logbook.terms import Kind, Origin
from foundation.files.store import clean_name
from foundation.journal import book as journal
from foundation.pulse import due
from foundation.pulse.models import DueTask

KIND = "logbook.import"
GROUP, BITE_SECONDS, LEASE_SECONDS = 500, 30.0, 180
SHOWN_ROWS, SHOWN_PROBLEMS = 20, 200


def path_of(batch: ImportBatch) -> Path:
    """The uploaded workbook, kept until its rows are in."""
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{batch.token}.xlsx"


def receive(upload: UploadedFile, *, who: Actor) -> ImportBatch:
    """Keep the workbook and read its headings. Raises reading.NotReadable."""
    reading.check_size(upload.size or 0)
    data = upload.read()
    batch = ImportBatch(
        owner_id=who.user_id or 0,
        owner_name=who.name,
        file_name=clean_name(upload.name or ""),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    path = path_of(batch)
    path.write_bytes(data)
    try:
        with path.open("rb") as file:
            reading.check_archive(file)
        reading.check_lines(path)
        batch.header_row, batch.headings = reading.heading_line(path)
        batch.mapping = reading.guess(batch.headings)
    except reading.NotReadable:
        path.unlink(missing_ok=True)
        raise
    with transaction.atomic():
        batch.save()
        journal.record("logbook.import_read", subject=f"import:{batch.pk}", who=who, data={"sha256": batch.sha256})
    return batch


def rows_of(batch: ImportBatch, start: int = 0) -> Iterator[Read]:
    """The lines below the heading, read; ``start`` lines are passed over."""
    below = islice(reading.lines(path_of(batch)), batch.header_row + start, None)
    for number, line in enumerate(below, start=batch.header_row + start + 1):
        if found := read(line, number, batch.mapping):
            yield found


def preview(batch: ImportBatch) -> dict[str, Any]:
    """The first rows, the problems (up to a bound), and how many rows come in, stand there already, do not fit."""
    missing = [name for name in reading.REQUIRED if name not in batch.mapping]
    counts = {"total": 0, "fine": 0, "doubles": 0, "refused": 0}
    shown: list[Read] = []
    problems: list[Read] = []
    if missing:
        return {"missing": missing, "shown": shown, "problems": problems, **counts}
    seen: set[str] = set()
    for group in grouped(rows_of(batch)):
        known = standing(group) | seen
        for row in group:
            counts["total"] += 1
            what = "refused" if row.problems else "doubles" if row.digest in known else "fine"
            counts[what] += 1
            known.add(row.digest)
            if what == "refused" and len(problems) < SHOWN_PROBLEMS:
                problems.append(row)
            if len(shown) < SHOWN_ROWS:
                shown.append(row)
        seen |= known
    return {"missing": missing, "shown": shown, "problems": problems, **counts}


def grouped(rows: Iterator[Read]) -> Iterator[list[Read]]:
    """GROUP rows at a time."""
    while group := list(islice(rows, GROUP)):
        yield group


def standing(group: list[Read]) -> set[str]:
    """Digests of these rows that are in the book already."""
    digests = [row.digest for row in group if not row.problems]
    return set(Visit.objects.filter(import_digest__in=digests).values_list("import_digest", flat=True))


def remap(batch: ImportBatch, mapping: dict[str, int]) -> None:
    """The columns as a person said them. Only while the batch waits."""
    ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.PREVIEW).update(mapping=mapping)
    batch.refresh_from_db()


@transaction.atomic
def confirm(batch: ImportBatch, *, who: Actor) -> bool:
    """Have the worker take the rows in. False when that was said already."""
    waiting = ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.PREVIEW)
    if not waiting.update(state=ImportBatch.State.RUNNING):
        return False
    journal.record("logbook.import_confirmed", subject=f"import:{batch.pk}", who=who, data={"mapping": batch.mapping})
    due.add(KIND, f"import:{batch.pk}")
    return True


def drop(batch: ImportBatch) -> None:
    """Nothing of it is wanted."""
    if ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.PREVIEW).update(state=ImportBatch.State.DROPPED):
        path_of(batch).unlink(missing_ok=True)


def take_in(task: DueTask) -> datetime | None:
    """The worker's part: group by group, each in one transaction with its own count, so that a crash repeats none."""
    batch = ImportBatch.objects.get(pk=int(task.subject.partition(":")[2]))
    if batch.state != ImportBatch.State.RUNNING:
        return None
    until, officers = time.monotonic() + BITE_SECONDS, officers_by_name()
    for group in grouped(rows_of(batch, start=batch.done)):
        with transaction.atomic():
            add(batch, group, officers)
            batch.done = group[-1].number - batch.header_row
            batch.total += len(group)
            batch.save(update_fields=["done", "total", "added", "doubles", "refused"])
        if time.monotonic() > until:
            return timezone.now()
    ImportBatch.objects.filter(pk=batch.pk).update(state=ImportBatch.State.DONE, done_at=timezone.now())
    path_of(batch).unlink(missing_ok=True)
    return None


def add(batch: ImportBatch, group: list[Read], officers: dict[str, int]) -> None:
    """The new rows of a group, findable and counted."""
    known = standing(group)
    fresh: dict[str, Read] = {}
    for row in group:
        if row.problems:
            batch.refused += 1
        elif row.digest in known or row.digest in fresh:
            batch.doubles += 1
        else:
            fresh[row.digest] = row
    visits = Visit.objects.bulk_create([visit_of(batch, row, officers) for row in fresh.values()])
    sigaps = [(visit, row.facts["sigap"]) for visit, row in zip(visits, fresh.values(), strict=True)]
    numbers = [SigapNumber(visit=visit, number=said, noted_by_id=batch.owner_id) for visit, said in sigaps if said]
    SigapNumber.objects.bulk_create(numbers)
    words.VisitWord.objects.bulk_create(words.rows_for(visits), batch_size=2000)
    totals.count(visits)
    batch.added += len(visits)


def visit_of(batch: ImportBatch, row: Read, officers: dict[str, int]) -> Visit:
    """A row of ours. Its number says whence it came; an officer is known by the exact name only."""
    facts = {name: value for name, value in row.facts.items() if name != "sigap"}
    return Visit(
        number=f"L{batch.pk}-{row.number:05d}",
        origin=Origin.IMPORT,
        kind=Kind.LICENCE,
        import_digest=row.digest,
        officer_id=officers.get(facts["officer_name"].lower()),
        seconds=int((facts["ended_at"] - facts["started_at"]).total_seconds()),
        document_count=len([part for part in facts["documents"].split(";") if part.strip()]),
        **facts,
    )


def officers_by_name() -> dict[str, int]:
    """Staff by name; a name that two people have is nobody's."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for pk, name in User.objects.filter(role__in=STAFF).values_list("pk", "name"):
        twice.update({name.lower()} & found.keys())
        found[name.lower()] = pk
    return {name: pk for name, pk in found.items() if name not in twice}


def sentence_of(missing: list[str]) -> str:
    """What the workbook lacks."""
    labels = {"day": _("tanggal"), "service": _("layanan")}
    names = ", ".join(str(labels[name]) for name in missing)
    return _("Kolom %(names)s belum ditemukan. Pilih kolomnya di bawah ini.") % {"names": names}
