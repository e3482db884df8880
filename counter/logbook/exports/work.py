"""Large exports, written by the worker in pieces that each fit into its time; a crash loses one piece.

A CSV grows by pieces and goes on after the last one that was counted. A workbook cannot grow: above PART rows it
becomes several workbooks in one archive, each written in one go.
"""

import os
import time
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from counter.logbook.columns import Cell
from counter.logbook.exports import reading, writers
from counter.logbook.models import Export, Visit
from counter.logbook.queries import asking
from counter.logbook.queries.asking import Asked
from foundation.journal import book as journal
from foundation.pulse import due
from foundation.pulse.models import DueTask

KIND = "logbook.export"
AT_ONCE = {"csv": 5000, "xlsx": 2000, "pdf": 100}  # rows; more goes to the worker
MOST_ON_PAPER = 2000
PART = 100_000  # rows of one workbook
BITE_SECONDS = 30.0
TOLD_EVERY = 2.0  # seconds between two words on progress
LEASE_SECONDS = 180
KEPT = timedelta(hours=24)


def folder() -> Path:
    """Where files wait for their download; nobody else may read it."""
    path = Path(settings.MEDIA_ROOT) / "exports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(export: Export, part: int | None = None) -> Path:
    """The finished file, or one of its parts."""
    ending = export.form if part is None else f"part{part}"
    return folder() / f"{export.token}.{ending}"


def actor_of(export: Export) -> Actor:
    """Who asked, as the account is now: rights that were taken meanwhile are gone here too."""
    user = User.objects.filter(pk=export.owner_id, is_active=True).first()
    if user is None or user.role != export.owner_role:
        raise due.Never("the account that asked has changed")
    return Actor(user_id=user.pk, role=user.role, name=user.name, agency_id=user.agency_id)


@transaction.atomic
def ask(actor: Actor, *, form: str, query: str, total: int) -> Export:
    """Order a large export."""
    last = Visit.objects.order_by("-id").values_list("id", flat=True).first() or 0
    export = Export.objects.create(
        owner_id=actor.account,
        owner_role=actor.role,
        owner_name=actor.name,
        owner_agency_id=actor.agency_id,
        form=form,
        query=query,
        total=total,
        last_visit_id=last,
    )
    record(actor, form=form, rows=total, query=query, subject=f"export:{export.pk}")
    due.add(KIND, f"export:{export.pk}")
    return export


def record(actor: Actor, *, form: str, rows: int, query: str, subject: str = "logbook:export") -> None:
    """Each export is journalled: what kind, how many rows, which filters (never their words)."""
    filters = sorted({part.partition("=")[0] for part in query.split("&") if part})
    data = {"form": form, "rows": rows, "filters": filters}
    journal.record("logbook.exported", subject=subject, who=actor, data=data)


def write_piece(task: DueTask) -> datetime | None:
    """The worker's part: write on for a while; a moment when there is more to do."""
    export = Export.objects.get(pk=int(task.subject.partition(":")[2]))
    if export.state not in {Export.State.WAITING, Export.State.RUNNING}:
        return None
    try:
        actor = actor_of(export)
    except due.Never:
        Export.objects.filter(pk=export.pk).update(state=Export.State.FAILED)
        raise
    Export.objects.filter(pk=export.pk).update(state=Export.State.RUNNING)
    asked = asking.of_query(export.query)
    is_done = {"csv": grow_csv, "xlsx": next_workbook, "pdf": write_paper}[export.form](export, asked, actor)
    if not is_done:
        return timezone.now()
    finish(export)
    return None


def grow_csv(export: Export, asked: Asked, actor: Actor) -> bool:
    """Go on after the last counted byte; True when all rows are written."""
    until, told = time.monotonic() + BITE_SECONDS, time.monotonic()
    found = reading.asked_rows(actor, asked, export.last_visit_id)
    target = path_of(export, 0)
    with target.open("r+b" if target.exists() else "w+b") as file:
        file.truncate(export.size)
        file.seek(export.size)
        if not export.size:
            file.write(writers.csv_head(asked.columns).encode())
        for piece, cursor in reading.pieces(found, asked, export.cursor):
            file.write(writers.csv_text(reading.lines(piece, asked, actor), asked.columns).encode())
            export.done, export.cursor = export.done + len(piece), cursor
            if time.monotonic() - told > TOLD_EVERY:
                file.flush()
                keep(export, size=file.tell())
                told = time.monotonic()
            if time.monotonic() > until:
                file.flush()
                os.fsync(file.fileno())
                keep(export, size=file.tell())
                return False
        file.flush()
        os.fsync(file.fileno())
        keep(export, size=file.tell())
    target.replace(path_of(export))
    return True


def keep(export: Export, *, size: int) -> None:
    """How far it is, in one row."""
    export.size = size
    export.save(update_fields=["done", "cursor", "size", "parts"])


def next_workbook(export: Export, asked: Asked, actor: Actor) -> bool:
    """One workbook of at most PART rows; True when that was the last."""
    found = reading.asked_rows(actor, asked, export.last_visit_id)
    before, last = export.done, dict[str, Any](cursor=export.cursor, rows=0)

    def part() -> Iterator[list[list[Cell]]]:
        for piece, cursor in reading.pieces(found, asked, export.cursor):
            last["cursor"], last["rows"] = cursor, int(last["rows"]) + len(piece)
            yield reading.lines(piece, asked, actor)
            if int(last["rows"]) >= PART:
                return

    def tell(count: int) -> None:
        if count % (5 * reading.PIECE) == 0:
            Export.objects.filter(pk=export.pk).update(done=before + count)

    written = path_of(export, export.parts)
    count = writers.workbook(written, asked.columns, part(), tell)
    export.parts, export.done, export.cursor = export.parts + 1, before + count, str(last["cursor"])
    keep(export, size=export.size + written.stat().st_size)
    if count >= PART:
        return False
    gather(export, has_rows=count > 0)
    return True


def gather(export: Export, *, has_rows: bool) -> None:
    """One workbook is the file; several go into one archive."""
    parts = [path_of(export, number) for number in range(export.parts)]
    if len(parts) > 1 and not has_rows:
        parts.pop().unlink(missing_ok=True)
    if len(parts) == 1:
        parts[0].replace(path_of(export))
        return
    packed = path_of(export, export.parts)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for number, part in enumerate(parts, start=1):
            archive.write(part, f"agenda-bagian-{number:02d}.xlsx")
    packed.replace(path_of(export))
    for part in parts:
        part.unlink(missing_ok=True)
    export.parts = len(parts)
    export.save(update_fields=["parts"])


def write_paper(export: Export, asked: Asked, actor: Actor) -> bool:
    """All on paper, in one go."""
    found = reading.asked_rows(actor, asked, export.last_visit_id)
    lines = [line for piece, _cursor in reading.pieces(found[:MOST_ON_PAPER], asked) for line in
             reading.lines(piece, asked, actor)]  # fmt: skip
    draft = path_of(export, 0)
    draft.write_bytes(writers.paper(lines, asked, actor))
    draft.replace(path_of(export))
    export.done = len(lines)
    keep(export, size=path_of(export).stat().st_size)
    return True


def finish(export: Export) -> None:
    """Ready for a day."""
    now = timezone.now()
    ending = "zip" if export.form == "xlsx" and export.parts > 1 else export.form
    Export.objects.filter(pk=export.pk).update(
        state=Export.State.READY,
        done=export.done,
        total=export.done,
        size=path_of(export).stat().st_size,
        ready_at=now,
        expires_at=now + KEPT,
        file_name=f"agenda-{timezone.localtime(export.created_at):%Y%m%d-%H%M}.{ending}",
    )


def expire(task: DueTask | None = None) -> None:
    """Downloads whose time is over go away, and files whose row never got ready."""
    for export in Export.objects.filter(state=Export.State.READY, expires_at__lt=timezone.now())[:500]:
        path_of(export).unlink(missing_ok=True)
        Export.objects.filter(pk=export.pk).update(state=Export.State.EXPIRED)
    forgotten = time.time() - 2 * KEPT.total_seconds()
    for path in folder().iterdir():
        if path.is_file() and path.stat().st_mtime < forgotten:
            path.unlink(missing_ok=True)
