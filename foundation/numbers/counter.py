"""Drawing numbers: without gaps and never twice, however many clerks press at once.

The counter row is raised in the caller's own transaction. Whoever draws holds the row until that
transaction ends: if it fails, the number goes back; if it commits, the next one gets the next number
(reliability.md, finding 9). So draw late, and only one kind per transaction where you can; who needs two
kinds draws them in alphabetical order, so that two people never wait for each other in a ring.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction

OFFICE_TIME = ZoneInfo("Asia/Jakarta")  # registers are kept in WIB, wherever the office

RAISE = """
INSERT INTO numbers_counter (kind, period, last) VALUES (%s, %s, 1)
ON CONFLICT (kind, period) DO UPDATE SET last = numbers_counter.last + 1
RETURNING last
"""


def draw(kind: str, period: str) -> int:
    """The next number of this kind in this period, starting at 1.

    ``kind`` such as ``application`` or ``ticket:A``; ``period`` as made by ``year`` or ``day`` below.
    Raises TransactionManagementError outside a transaction, where a number could be lost.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Draw a number inside the transaction that uses it.")
    with connection.cursor() as cursor:
        cursor.execute(RAISE, [kind, period])
        return int(cursor.fetchone()[0])


def year(at: datetime) -> str:
    """The register year of a moment, such as ``2026``: midnight is midnight WIB."""
    return at.astimezone(OFFICE_TIME).strftime("%Y")


def day(at: datetime) -> str:
    """The register day of a moment, such as ``2026-11-22``: midnight is midnight WIB."""
    return at.astimezone(OFFICE_TIME).strftime("%Y-%m-%d")
