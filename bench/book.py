"""The logbook with a million rows: server time of its pages, and what its large exports cost. Prints JSON.

    python -m bench.book pages TIMES     milliseconds of each page, asked TIMES times
    python -m bench.book csv ROWS        one export in this process, as the worker writes it; peak memory
    python -m bench.book xlsx ROWS       the same as a workbook

In the environment of an office whose book bench.book_seed has filled.
"""

import gc
import json
import resource
import statistics
import sys
import time
from typing import Any

import django
from django.conf import settings
from django.test import Client

from bench.marks import percentile

WARM = 5
SHOWN = ("number", "day", "start", "minutes", "officer_name", "channel", "person_name", "service", "kbli", "result")
COLUMNS = "&".join(f"kolom={key}" for key in SHOWN)


def head() -> Any:
    """A head of office of the bench's own."""
    from accounts.models import User  # noqa: PLC0415 - the rooms come after the settings
    from accounts.roles import Role  # noqa: PLC0415
    from tests.people import person  # noqa: PLC0415 - with a second factor, as staff need one

    found = User.objects.filter(email="kepala-bench@contoh.id").first()
    return found or person("kepala-bench", "Kepala Bench", Role.HEAD)


def questions() -> dict[str, list[str]]:
    """Addresses by page; several where one alone would only be warm."""
    from counter.logbook.models import Visit  # noqa: PLC0415
    from foundation.ui import keyset  # noqa: PLC0415

    rows = Visit.objects.order_by("-started_at", "-id")
    depths = [rows.count() * share // 10 for share in (3, 5, 9)]
    deep = [keyset.encode([row.started_at, row.pk]) for row in (rows[depth] for depth in depths)]
    months = [
        f"dari={year}-{month:02d}-01&sampai={year}-{month:02d}-28" for year, month in ((2017, 3), (2019, 8), (2021, 11))
    ]
    names = [
        "siti",
        "siti+aminah",
        "zainal+yusufwi",
        "vina+utamato",
        "muhammad+amin",
        "tidakada",
        "yusufwan",
        "budi+jayara",
    ]
    return {
        "first page": [""],
        "deep page": [f"sesudah={cursor}" for cursor in deep],
        "month + officer": [f"{month}&petugas={900000 + officer}" for month in months for officer in (0, 5)],
        "name search": [f"nama={name}" for name in names],
        "name + officer": [f"nama={name}&petugas=900003" for name in names[:4]],
        "one KBLI": ["kbli=10007", "kbli=99999"],
        "month + channel + result": [f"{month}&saluran=bergerak&hasil=batal" for month in months],
    }


def pages(times: int) -> dict[str, dict[str, float]]:
    """Milliseconds of each page (p50, p95, the least, CPU of this process), and the memory of the whole series."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client, found = Client(), {}
    client.force_login(head())
    asked = questions()
    for addresses in asked.values():
        for words in addresses * WARM:
            if client.get(f"/agenda/?{words}").status_code != 200:
                raise SystemExit(f"/agenda/?{words} does not answer")
    before = peak()
    for name, addresses in asked.items():
        spent, cpu = [], []
        for number in range(times):
            address = f"/agenda/?{addresses[number % len(addresses)]}"
            began, ours = time.perf_counter(), time.process_time()
            client.get(address)
            spent.append((time.perf_counter() - began) * 1000)
            cpu.append((time.process_time() - ours) * 1000)
        p50, p95 = statistics.median(spent), percentile(spent, 0.95)
        found[name] = {"p50": p50, "p95": p95, "least": min(spent), "cpu": statistics.median(cpu)}
    found["memory"] = {"grown": peak() - before}
    return found


def export(form: str, rows: int) -> dict[str, float]:
    """Write one large export, piece after piece; seconds, megabytes, peak memory of this whole process."""
    from accounts.actors import actor_of  # noqa: PLC0415
    from counter.logbook.exports import work  # noqa: PLC0415
    from counter.logbook.models import Export, Visit  # noqa: PLC0415
    from foundation.pulse.models import DueTask  # noqa: PLC0415

    actor = actor_of(head())
    last = Visit.objects.order_by("id").values_list("id", flat=True)[rows - 1]
    row = Export.objects.create(
        owner_id=actor.user_id, owner_role=actor.role, form=form, query=COLUMNS, last_visit_id=last
    )
    began, longest = time.monotonic(), 0.0
    while True:
        bite = time.monotonic()
        again = work.write_piece(DueTask(kind=work.KIND, subject=f"export:{row.pk}"))
        longest = max(longest, time.monotonic() - bite)
        gc.collect()
        if again is None:
            break
    row.refresh_from_db()
    size = work.path_of(row).stat().st_size / 2**20
    work.path_of(row).unlink()
    seconds = time.monotonic() - began
    return {"rows": row.done, "seconds": seconds, "longest": longest, "mb": size, "peak": peak()}


def peak() -> float:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    django.setup()
    what, number = sys.argv[1], int(sys.argv[2])
    print(json.dumps(pages(number) if what == "pages" else export(what, number)))
