"""Certificates in the worker's own hands against bare WeasyPrint; and the memory of a press that runs long.

    python -m bench.certificates PAIRS MOST SECONDS      (in the environment of an office). Prints JSON.

A pair is one certificate by the worker's handler (a row it holds, drawn from the frozen snapshot, stored, published,
journalled, the row finished) and the same snapshot's finished HTML by bare WeasyPrint with the same variant and
finishing, in turns in one process. Then the handler goes on until MOST are drawn or SECONDS are over, and the kernel
tells how much memory the process has.
"""

import json
import os
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

WARM = 30


def main(pairs: int, most: int, seconds: float) -> dict[str, Any]:
    """CPU milliseconds of each side (medians), and megabytes by number of documents drawn."""
    django.setup()
    from bench import paper  # noqa: PLC0415 - the rooms come after the settings
    from foundation.printing import render  # noqa: PLC0415
    from licensing.documents import drawing  # noqa: PLC0415

    files, began = waiting(most), time.monotonic()
    facts = [document.snapshot for document in files[:pairs]]
    markups = [
        paper.caught_markup(lambda one=one: drawing.draw(one["kind"], one, mode="simulasi"), render) for one in facts
    ]
    bare, ours = paper.bare_press(), []
    theirs, memory = [], {}
    for number, document in enumerate(files):
        spent = cpu(lambda: handled(document))  # noqa: B023 - called at once
        if number < pairs:
            theirs.append(cpu(lambda: bare(markups[number])))  # noqa: B023
            ours.append(spent)
        memory[number + 1] = resident()
        if time.monotonic() - began > seconds:
            break
    drawn = len(memory)
    if drawn < 2 * WARM:
        raise SystemExit(f"only {drawn} documents in {seconds:g} s")
    return {
        "ours": statistics.median(ours[2:]), "bare": statistics.median(theirs[2:]), "drawn": drawn,
        "warm_at": WARM, "warm_mb": memory[WARM], "last_mb": memory[drawn],
    }  # fmt: skip


def waiting(count: int) -> list[Any]:
    """So many certificates whose number and snapshot are laid down, and their due work, as an issue leaves them."""
    from accounts.models import User  # noqa: PLC0415 - the rooms come after the settings
    from licensing.models import Application, Document  # noqa: PLC0415
    from licensing.rules.numbering import verification_code  # noqa: PLC0415
    from licensing.terms import Status  # noqa: PLC0415
    from tests.factories import files  # noqa: PLC0415
    from tests.licensing.documents import examples  # noqa: PLC0415

    applicant, row = User.objects.get(email="budi@contoh.id"), files.risk_row()
    holder = files.business(applicant, name="LPK Bina Terampil Sejahtera")
    start, found = Application.objects.count(), []
    for number in range(start, start + count):
        application = files.application_in(
            Status.ISSUED, applicant=applicant, agency=None, number=f"PB-2034-{number:06d}", row=row, holder=holder,
            id_izin=f"I-cert{number:018d}",
        )  # fmt: skip
        code = verification_code()
        snapshot = examples.certificate(code=code, verify_url=f"https://satupintu.example/v/{code}/")
        found.append(
            Document.objects.create(
                application=application, kind=snapshot["kind"], number=f"22112600{number:09d}", code=code,
                snapshot=snapshot, template_version="1", issued_on=application.created_at.date(),
            )
        )  # fmt: skip
    return found


def handled(document: Any) -> None:
    """What the worker does for one row of due work."""
    from django.utils import timezone  # noqa: PLC0415 - the rooms come after the settings

    from foundation.pulse import work  # noqa: PLC0415
    from foundation.pulse.models import DueTask  # noqa: PLC0415
    from licensing.background import printing_press  # noqa: PLC0415

    now = timezone.now()
    held = {"lease": uuid.uuid4(), "lease_until": now + timedelta(seconds=120), "attempts": 1, "tried_at": now}
    row = DueTask.objects.create(kind=printing_press.DRAW, subject=f"document:{document.pk}", **held)
    work.run(row)
    document.refresh_from_db()
    if document.status != "valid" or not document.file_id:
        raise SystemExit(f"{document} is {document.status} after drawing: {DueTask.objects.get(pk=row.pk).last_error}")


def cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of this process and of the helpers that it started and awaited."""
    began = sum(times())
    work()
    return (sum(times()) - began) * 1000


def times() -> tuple[float, float]:
    """Of ourselves and of our children."""
    spent = os.times()
    return time.process_time(), spent.children_user + spent.children_system


def resident() -> float:
    """Megabytes of this process in memory now."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))))
