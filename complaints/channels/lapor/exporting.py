"""Complaints in LAPOR!'s columns, for whoever may see them; nobody's name, no number of a person.

Only the dialogue's official answer goes out, never a message. The text is masked: the sheet leaves the house.
"""

from collections.abc import Iterator

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.actors import Actor
from complaints.channels.lapor import sheet, standing, words
from complaints.models import Complaint, LaporWord, Message
from complaints.queries import visible_to
from complaints.terms import Kind, MessageKind
from foundation.identity.running_text import masked
from foundation.journal import book
from foundation.office.office import current

MOST_ROWS = 5000
WRITTEN = ("lapor_id", "title", "text", "received_at", "kind", "category", "institution", "place", "is_anonymous",
           "is_secret", "status", "answer")  # fmt: skip
TITLE = 80


def make(rows: QuerySet[Complaint], *, actor: Actor) -> bytes:
    """The sheet of these complaints, as far as this actor sees them; journalled."""
    seen = rows & visible_to(actor)
    columns = words.of(LaporWord.Kind.COLUMN)
    order = sorted((key for key in WRITTEN if key in columns), key=lambda key: columns[key].position)
    lines = list(written(seen, order))
    book.record("complaint.lapor_exported", subject="complaints:lapor", who=actor, data={"rows": len(lines)})
    return sheet.write([columns[key].word for key in order], lines)


def written(rows: QuerySet[Complaint], order: list[str]) -> Iterator[list[str]]:
    """The cells of each complaint, in the columns' order."""
    status, kinds = words.of(LaporWord.Kind.STATUS), words.of(LaporWord.Kind.KIND)
    answers = Message.objects.filter(complaint=OuterRef("pk"), kind=MessageKind.ANSWER).order_by("-sent_at", "-id")
    found = rows.select_related("agency").annotate(answer_pk=Subquery(answers.values("pk")[:1]))
    page = list(found.order_by("created_at", "id")[:MOST_ROWS])
    told = Message.objects.in_bulk([row.answer_pk for row in page if row.answer_pk])
    office = current().short_name
    for row in page:
        kind = kinds.get(row.kind) or kinds[Kind.COMPLAINT]
        answer = told.get(row.answer_pk)
        text = "" if row.is_secret else masked(row.text).text
        cells = {
            "lapor_id": row.lapor_id or "",
            "title": row.number,
            "text": text,
            "received_at": sheet.written(row.created_at),
            "kind": kind.word,
            "category": row.get_category_display(),
            "institution": row.agency.name if row.agency else office,
            "place": "" if row.is_secret else masked(row.place).text,
            "is_anonymous": yes(row.is_anonymous),
            "is_secret": yes(row.is_secret),
            "status": status[standing.status_of(row.stage, row.state)].word,
            "answer": masked(answer.text).text if answer and not row.is_secret else "",
        }
        yield [str(cells[key]) for key in order]


def yes(value: bool) -> str:
    """Ya or Tidak, as the sheet has it."""
    return "Ya" if value else "Tidak"
