"""How a row gets its end: number, facts of the file, finished words, index and totals. All or nothing."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from counter.logbook.models import Visit, VisitAct
from counter.logbook.settling import totals, words
from counter.logbook.terms import Act
from foundation.numbers import counter
from licensing.models import Application

LANGUAGE = "id"  # what is stored is written in Indonesian, whoever presses the button
LONGEST = 500


def draw_number() -> str:
    """The next number of the book, such as 2026-000123. Call inside the transaction that uses it."""
    year = counter.year(timezone.now())
    return f"{year}-{counter.draw('logbook', year):06d}"


def facts_of_file(number: str) -> dict[str, Any]:
    """What the book keeps of a file: its id, NIB, KBLI with edition, agency. Empty for an unknown number."""
    files = Application.objects.select_related("kbli", "nib", "agency")
    file = files.filter(Q(number=number) | Q(draft_id=number)).first() if number else None
    if file is None:
        return {}
    facts: dict[str, Any] = {"application_id": file.pk, "file_number": file.ref}
    if file.nib:
        facts["nib"] = file.nib.number
    if file.kbli:
        facts |= {"kbli": file.kbli.code, "kbli_edition": str(file.kbli.edition)}
    if file.agency:
        facts |= {"agency_id": file.agency_id, "agency_name": file.agency.short_name}
    return facts


def acts_in_words(acts: Iterable[VisitAct]) -> str:
    """What was done, each thing once, in the order in which it was first done."""
    with override(LANGUAGE):
        labels = dict.fromkeys(str(Act(act.kind).label) for act in acts)
    return joined(labels)


def joined(texts: Iterable[str]) -> str:
    """Several short texts in one cell; what does not fit is left to the story of the row."""
    kept = ""
    for text in filter(None, (text.strip() for text in texts)):
        longer = f"{kept}; {text}" if kept else text
        if len(longer) > LONGEST:
            return (kept or text)[: LONGEST - 1] + "…"
        kept = longer
    return kept


def settle(visit: Visit, replaced: Visit | None = None) -> None:
    """An ended, saved row becomes findable and counts."""
    words.index(visit)
    totals.count([visit], [replaced] if replaced else [])
