"""Running totals per day and dimension, kept in the transaction that ends or corrects a row.

A count over a million rows would cost a page its promise; a sum over days does not.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.db import connection

from counter.logbook.models import Visit

OFFICE_TIME = ZoneInfo("Asia/Jakarta")
DIMENSIONS = ("officer_id", "agency_id", "service", "window", "channel", "result", "kbli")
ADD = """
INSERT INTO logbook_daytotal (day, dimension, value, visits, seconds, documents, surveys)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (dimension, value, day) DO UPDATE SET
  visits = logbook_daytotal.visits + excluded.visits, seconds = logbook_daytotal.seconds + excluded.seconds,
  documents = logbook_daytotal.documents + excluded.documents, surveys = logbook_daytotal.surveys + excluded.surveys
"""
Key = tuple[str, str, date]


def day_of(visit: Visit) -> date:
    """The office day on which the help began."""
    return visit.started_at.astimezone(OFFICE_TIME).date()


def keys_of(visit: Visit) -> list[Key]:
    """The totals that a row counts in."""
    day = day_of(visit)
    values = [(name, getattr(visit, name)) for name in DIMENSIONS]
    return [("", "", day), *((name, str(value), day) for name, value in values if value not in {None, ""})]


def count(added: Iterable[Visit], removed: Iterable[Visit] = ()) -> None:
    """Count ended rows in, and rows that a correction replaced out. Keys are locked in one order."""
    sums: dict[Key, Counter[str]] = {}
    for sign, visits in ((1, added), (-1, removed)):
        for visit in visits:
            for key in keys_of(visit):
                total = sums.setdefault(key, Counter())
                total["visits"] += sign
                total["seconds"] += sign * visit.seconds
                total["documents"] += sign * visit.document_count
                total["surveys"] += sign * visit.survey_offered
    rows = [
        (key[2], key[0], key[1], total["visits"], total["seconds"], total["documents"], total["surveys"])
        for key, total in sorted(sums.items())
        if any(total.values())
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(ADD, rows)
