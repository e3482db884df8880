"""Queue numbers drawn at once, beside the bare SQL of the same: number, ticket, journal entry, version. Prints JSON.

Run as ``python -m bench.draws CLIENTS EACH`` in an office's environment on PostgreSQL. Both sides draw from as many
threads with a connection each, in turns; afterwards no number of either side may be missing or twice.
"""

import json
import os
import sys
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

import django
import psycopg2

OFFICE_DAY = "timezone('Asia/Jakarta', now())::date"
STATEMENTS = (
    f"""INSERT INTO counter_ticket (day, number, on_day, code, tap, source, priority, place, state, calls, drawn_at,
        version, line_id) SELECT {OFFICE_DAY}, %(number)s, {OFFICE_DAY}, %(code)s, %(tap)s, 'desk', '', now(),
        'waiting', 0, now(), 0, %(line)s RETURNING id""",
    """INSERT INTO journal_entry (at, kind, subject, user_id, role, name, channel, on_behalf_of, data, note)
        VALUES (now(), 'ticket.drawn', 'ticket:0', NULL, '', 'bench', 'kiosk', '', %(data)s, %(note)s)""",
    "UPDATE counter_queueversion SET number = number + 1 WHERE id = 1",
)
NUMBER = """INSERT INTO numbers_counter (kind, period, last) VALUES (%(kind)s, %(day)s, 1)
    ON CONFLICT (kind, period) DO UPDATE SET last = numbers_counter.last + 1 RETURNING last"""


def rate(clients: int, each: int, work: Callable[[int], None]) -> float:
    """Draws per second of so many threads at once; ``work`` gets how many it is to make."""
    barrier = threading.Barrier(clients + 1)
    trouble: list[Exception] = []

    def one() -> None:
        barrier.wait()
        try:
            work(each)
        except Exception as error:  # noqa: BLE001 - raised again below
            trouble.append(error)

    threads = [threading.Thread(target=one) for _client in range(clients)]
    for thread in threads:
        thread.start()
    barrier.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if trouble:
        raise trouble[0]
    return clients * each / (time.perf_counter() - began)


def bare(line: int, day: str, sealed: tuple[Any, Any]) -> Callable[[int], None]:
    """The same rows by hand."""

    def work(count: int) -> None:
        connection = psycopg2.connect(os.environ["DATABASE_URL"])
        for _draw in range(count):
            with connection, connection.cursor() as cursor:
                cursor.execute(NUMBER, {"kind": "ticket:Y", "day": day})
                facts = {"number": cursor.fetchone()[0], "code": uuid.uuid4().hex[:22], "tap": str(uuid.uuid4())}
                for statement in STATEMENTS:
                    cursor.execute(statement, {**facts, "line": line, "data": sealed[0], "note": sealed[1]})
        connection.close()

    return work


def main(clients: int, each: int) -> dict[str, float]:
    """Draws per second of both sides: the better of two rounds each."""
    django.setup()
    from django.db import connection, connections  # noqa: PLC0415 - the rooms come after the settings
    from django.utils import timezone  # noqa: PLC0415

    from accounts.actors import SYSTEM  # noqa: PLC0415
    from counter.actions import draw  # noqa: PLC0415
    from counter.models import Line, Ticket  # noqa: PLC0415
    from counter.terms import Source  # noqa: PLC0415

    lines = [Line.objects.create(letter=letter, name="Bench", last_before_minutes=0) for letter in "XY"]

    def ours(count: int) -> None:
        for _draw in range(count):
            draw.now_in_line(lines[0], who=SYSTEM, tap=uuid.uuid4(), source=Source.DESK)
        connections.close_all()

    ours(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data, note FROM journal_entry ORDER BY id DESC LIMIT 1")
        sealed = cursor.fetchone()
    by_hand = bare(lines[1].pk, timezone.localdate().isoformat(), sealed)
    found: dict[str, list[float]] = {"ours": [], "bare": []}
    for _round in range(2):
        found["ours"].append(rate(clients, each, ours))
        found["bare"].append(rate(clients, each, by_hand))
    for line in lines:
        numbers = list(Ticket.objects.filter(line=line).order_by("number").values_list("number", flat=True))
        if numbers != list(range(1, len(numbers) + 1)):
            raise SystemExit(f"numbers of {line.letter} are not 1 to {len(numbers)} without gap and twin")
    Line.objects.filter(letter__in="XY").update(is_active=False)
    return {name: max(rates) for name, rates in found.items()}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
