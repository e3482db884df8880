"""Sealing and verifying the chain of the journal.

A seal's hash is the SHA-256 of the previous seal's hash, the sequence and the entry exactly as it is stored
(the encrypted columns as ciphertext, so the chain can be verified without any key). One sealer works at a time;
it holds the head row. An edited or removed entry breaks its seal; a cut-off tail no longer ends at the head; and
whoever rewrites all of it and the head too is found by comparing with a head published earlier (operations.md).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, QuerySet, TextField
from django.utils import timezone

from foundation.journal.models import Entry, Head, Seal

BATCH = 500
SETTLED = timedelta(hours=1)  # no transaction of ours is open this long
COLUMNS = ("at", "kind", "subject", "user_id", "role", "name", "channel", "on_behalf_of")
ENCRYPTED = ("data", "note")


def as_stored(entries: QuerySet[Any]) -> QuerySet[Any]:
    """Rows as dictionaries, the encrypted columns as they rest."""
    closed = {f"{name}_closed": ExpressionWrapper(F(name), output_field=TextField()) for name in ENCRYPTED}
    rows: QuerySet[Any] = entries.annotate(**closed).values("id", *COLUMNS, *closed)
    return rows


def digest(previous_hash: str, sequence: int, row: dict[str, Any]) -> str:
    """The hash of one seal."""
    stored = {**row, "at": row["at"].astimezone(UTC).isoformat(timespec="microseconds")}
    text = json.dumps([previous_hash, sequence, stored], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def unsealed(head: Head) -> QuerySet[Any]:
    """Entries without a seal, oldest first. Committed late (a smaller id than sealed ones) does not matter."""
    sealed = Seal.objects.filter(entry_id=OuterRef("id"))
    return Entry.objects.filter(id__gt=head.floor).exclude(Exists(sealed)).order_by("id")


@transaction.atomic
def seal_batch() -> int:
    """Seal up to BATCH entries; returns how many. Whoever comes second waits, then finds them sealed."""
    now = timezone.now()
    Head.objects.get_or_create(pk=1)
    Head.objects.filter(pk=1).update(sealed_at=now)  # the lock, on both databases
    head = Head.objects.get(pk=1)
    rows = list(as_stored(unsealed(head))[:BATCH])
    seals = []
    for row in rows:
        sequence = head.sequence + 1
        seal = Seal(
            sequence=sequence, entry_id=row["id"], previous_hash=head.hash, hash=digest(head.hash, sequence, row)
        )
        head.sequence, head.hash = sequence, seal.hash
        seals.append(seal)
    Seal.objects.bulk_create(seals)
    if len(rows) < BATCH:
        settled = Entry.objects.filter(at__lt=now - SETTLED).order_by("-id").values_list("id", flat=True).first()
        head.floor = max(head.floor, settled or 0)
    head.save()
    return len(rows)


def seal_all(_task: object = None) -> None:
    """Recurring: seal whatever is not sealed yet."""
    while seal_batch() == BATCH:
        pass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the chain, as a sentence."""

    sequence: int
    text: str


def findings() -> Iterator[Finding]:
    """Everything that is wrong with the chain; nothing when it is whole."""
    previous, expected = "", 1
    entries: dict[int, dict[str, Any]] = {}
    seals = Seal.objects.order_by("sequence")
    for number, seal in enumerate(seals.iterator(chunk_size=BATCH)):
        if number % BATCH == 0:
            first, last = seal.sequence, seal.sequence + BATCH
            ids = list(seals.filter(sequence__gte=first, sequence__lt=last).values_list("entry_id", flat=True))
            entries = {row["id"]: row for row in as_stored(Entry.objects.filter(id__in=ids))}
        yield from faults(seal, previous, expected, entries.get(seal.entry_id))
        previous, expected = seal.hash, seal.sequence + 1
    yield from end_faults(previous, expected - 1)


def faults(seal: Seal, previous: str, expected: int, row: dict[str, Any] | None) -> Iterator[Finding]:
    """What is wrong with one seal and its entry."""
    if seal.sequence != expected:
        yield Finding(seal.sequence, f"Urutan terputus: {expected} diharapkan, {seal.sequence} ditemukan.")
    if seal.previous_hash != previous:
        yield Finding(seal.sequence, "Hash sebelumnya tidak cocok.")
    if row is None:
        yield Finding(seal.sequence, f"Catatan {seal.entry_id} tidak ada lagi.")
    elif digest(seal.previous_hash, seal.sequence, row) != seal.hash:
        yield Finding(seal.sequence, f"Catatan {seal.entry_id} berubah sejak disegel.")


def end_faults(last_hash: str, last_sequence: int) -> Iterator[Finding]:
    """Does the chain end where the head says, and is everything old enough sealed?"""
    head = Head.objects.filter(pk=1).first() or Head()
    if (head.sequence, head.hash) != (last_sequence, last_hash):
        yield Finding(last_sequence, f"Rantai berakhir di {last_sequence}, ujungnya menyebut {head.sequence}.")
    forgotten = Entry.objects.exclude(Exists(Seal.objects.filter(entry_id=OuterRef("id"))))
    count = forgotten.filter(at__lt=timezone.now() - SETTLED).count()
    if count:
        yield Finding(last_sequence, f"{count} catatan lama belum disegel.")


def holds(sequence: int, digest_then: str) -> list[Finding]:
    """Is the end of the chain that was published earlier still part of it? (Finds a chain rewritten as a whole.)"""
    if Seal.objects.filter(sequence=sequence, hash=digest_then).exists():
        return []
    return [Finding(sequence, "Ujung rantai yang pernah diterbitkan tidak ada lagi di rantai ini.")]
