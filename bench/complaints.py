"""Complaints with a hundred thousand rows: how fast the register answers and a report is drawn. Prints JSON.

Run as ``python -m bench.complaints ROWS TIMES`` in an office's own environment (PostgreSQL). The rows are laid
straight into the tables, spread over five years, each with its stages and limits; text and place rest encrypted as
ever. Times are wall-clock time of the whole request inside the server process, queries and template included.
"""

import html
import json
import random
import re
import sys
import time
import uuid
from datetime import timedelta
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.marks import percentile

BASE = 5000  # rows that the models make; each of the others is a copy of one, with its own number and moment
CHANGED = {
    "number": f"left(row.number, 9) || lpad((right(row.number, 6)::int + k * {BASE})::text, 6, '0')",
    "submission": "md5(row.number || k)::uuid",
    "created_at": "row.created_at - k * interval '37 minutes'",
}
MADE = f"right({{0}}.number, 6)::int < {BASE} AND {{0}}.digest = repeat('0', 64)"
OURS = {
    "complaints_complaint": MADE.format("row"),
    "complaints_stagepassage": "true",
    "complaints_clock": "true",
}
JOINED = f"""JOIN complaints_complaint AS old ON old.id = row.complaint_id AND {MADE.format("old")}
    JOIN complaints_complaint AS new ON right(new.number, 6)::int % {BASE} = right(old.number, 6)::int
    AND new.digest = old.digest AND new.id <> old.id"""
YEARS = 5
WARM = 3
PATIENCE = 120.0
NEXT = re.compile(r'href="(\?[^"]*sesudah=[^"]*)"')
#: What an officer opens: the newest, deep pages, one filter, two filters, a number, what is late.
QUERIES = (
    "?tahap=a", "?tahap=g", "?kategori=misuse", "?saluran=lapor&jenis=complaint", "?objek=holder&tahap=d",
    "?keadaan=waiting", "?q=ADU-2024-0000", "?q=ADU-2023-012345",
    "?dinas=naker", "?dari=2024-02-01&sampai=2024-02-29", "?terlambat=on",
)  # fmt: skip


def lay(rows: int, agency: Any, officer: Any) -> None:
    """Complaints with passages and clocks: some thousands by the models, the rest as their copies by the database."""
    from complaints.models import Clock, ClockRule, Complaint, StagePassage  # noqa: PLC0415 - after the settings

    dice, now = random.Random(20261122), timezone.now()
    rule = ClockRule.objects.filter(is_senders=False).first()
    kept = Complaint.objects.bulk_create(complaint(dice, now, number, agency) for number in range(min(BASE, rows)))
    StagePassage.objects.bulk_create([row for one in kept for row in passages(one, dice, officer)], batch_size=BASE)
    Clock.objects.bulk_create(
        Clock(
            complaint=one, rule=rule, started_at=one.created_at, length=14, ended_at=one.answered_at,
            due_at=one.created_at + timedelta(days=20) if dice.random() < 0.97 else now - timedelta(days=1),
            paused_at=None if one.answered_at or dice.random() < 0.02 else now,
        )
        for one in kept
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(copying(Complaint, CHANGED), [rows // BASE - 1])
        for model in (StagePassage, Clock):
            cursor.execute(copying(model, {"complaint_id": "new.id"}, JOINED))
        cursor.execute("ANALYZE")


def copying(model: Any, changed: dict[str, str], joined: str = "CROSS JOIN generate_series(1, %s) AS k") -> str:
    """The statement that copies rows of a model, some columns changed. ``row`` is the one that is copied."""
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    chosen = ", ".join(changed.get(column, f'row."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    return f"INSERT INTO {table} ({names}) SELECT {chosen} FROM {table} AS row {joined} WHERE {OURS[table]}"


def complaint(dice: random.Random, now: Any, number: int, agency: Any) -> Any:
    """One row as years of an office would leave it."""
    from complaints.models import Complaint  # noqa: PLC0415 - after the settings
    from complaints.terms import Category, Channel, Kind, Stage, State, Subject  # noqa: PLC0415

    came = now - timedelta(minutes=dice.randrange(YEARS * 365 * 24 * 60))
    stage = dice.choices(Stage.values, weights=[2, 1, 1, 3, 2, 2, 30])[0]
    answered = came + timedelta(days=dice.randrange(2, 40)) if stage >= "e" else None
    return Complaint(
        number=f"ADU-{came.year}-{number:06d}", code="AAAAABBBBB", submission=uuid.UUID(int=dice.getrandbits(128)),
        kind=dice.choices(Kind.values, weights=[70, 15, 14, 1])[0], channel=dice.choice(Channel.values),
        category=dice.choice(Category.values), subject=dice.choice(Subject.values), stage=stage,
        state=State.CLOSED if answered and dice.random() < 0.9 else dice.choices(["open", "waiting"], [9, 1])[0],
        text="Loket tutup sebelum waktunya." * 10, place="Loket 2", digest="0" * 64, created_at=came,
        answered_at=answered, closed_at=answered, evaluated_at=answered, outcome="proven" if answered else "",
        agency=agency if dice.random() < 0.2 else None, satisfaction=dice.choice([None, 1, 2, 3, 4]),
    )  # fmt: skip


def passages(one: Any, dice: random.Random, officer: Any) -> list[Any]:
    """The stages that it went through."""
    from complaints.models import StagePassage  # noqa: PLC0415 - after the settings
    from complaints.terms import Stage  # noqa: PLC0415

    through, at, made = [stage for stage in Stage.values if stage <= one.stage], one.created_at, []
    for stage in through:
        left = at + timedelta(hours=dice.randrange(1, 120))
        left_at = None if stage == one.stage else left
        made.append(StagePassage(complaint=one, stage=stage, entered_at=at, left_at=left_at, by=officer))
        at = left
    return made


def register(client: Client, times: int) -> dict[str, list[float]]:
    """Milliseconds of each kind of page, turning over one after another."""
    spent: dict[str, list[float]] = {}
    for name, query in {"plain": "", "deep": deep(), **{query: query for query in QUERIES}}.items():
        path = f"/tangani/pengaduan/{query}"
        for turn in range(times + WARM):
            began = time.perf_counter()
            answer = client.get(path)
            took = (time.perf_counter() - began) * 1000
            assert answer.status_code == 200, (path, answer.status_code)
            following = NEXT.search(answer.content.decode())
            path = f"/tangani/pengaduan/{html.unescape(following[1])}" if following else path
            if turn >= WARM:
                spent.setdefault(name, []).append(took)
    return spent


def deep() -> str:
    """The page behind nine tenths of the register."""
    from complaints.models import Complaint  # noqa: PLC0415 - after the settings
    from foundation.ui import keyset  # noqa: PLC0415

    rows = Complaint.objects.order_by("-created_at", "-id")
    row = rows[rows.count() * 9 // 10]
    return f"?sesudah={keyset.encode([row.created_at, row.pk])}"


def report(officer: Any) -> dict[str, Any]:
    """Seconds from asking for last year's report until PDF and workbook are there, drawn by the office's own worker."""
    from accounts.actors import actor_of  # noqa: PLC0415 - after the settings
    from complaints.models import Report  # noqa: PLC0415
    from complaints.reporting import making, sight, spans  # noqa: PLC0415

    span, actor = spans.year(timezone.localdate().year - 1), actor_of(officer)
    rows = sight.within(sight.counted(actor), span.starts_on, span.ends_on).count()
    began, seen = time.perf_counter(), {0}
    asked = making.ask(span, actor=actor)
    while time.perf_counter() - began < PATIENCE:
        now = Report.objects.get(pk=asked.pk)
        seen.add(now.progress)
        if now.done_at:
            return {"seconds": time.perf_counter() - began, "rows": rows, "progress": sorted(seen)}
        time.sleep(0.05)
    raise SystemExit(f"The report stands at {max(seen)} % after {PATIENCE:.0f} s")


def main(rows: int, times: int) -> dict[str, Any]:
    """Lay, measure, tell."""
    django.setup()
    from accounts.models import Agency, User  # noqa: PLC0415 - after the settings

    settings.ALLOWED_HOSTS = ["testserver"]
    agency = Agency.objects.filter(slug="naker").first()
    officer = User.objects.get(email="aduan@contoh.id")
    lay(rows, agency, officer)
    client = Client()
    client.force_login(officer)
    spent = register(client, times)
    everything = [took for line in spent.values() for took in line]
    worst = max(spent, key=lambda name: percentile(spent[name], 0.95))
    return {
        "p50": percentile(everything, 0.5), "p95": percentile(everything, 0.95), "worst": worst,
        "worst_p95": percentile(spent[worst], 0.95), "report": report(officer),
        "each": {name: round(percentile(line, 0.5), 1) for name, line in spent.items()},
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
