"""Which files exist for whom, and in which order they wait."""

from licensing.models import Application as File
from licensing.queries import desks
from licensing.queries.desks import agency_desk, back_office_desk, decision_desk, overdue
from licensing.queries.files import (
    Papers,
    by_id_izin,
    checklist,
    documents_of,
    evidence_library,
    grounds,
    may_stay_out,
    papers_of,
    statement_texts,
    story,
)
from licensing.queries.visibility import document_visible_to, draft_of, file_of, mine, visible_to

__all__ = [
    "File",
    "Papers",
    "agency_desk",
    "back_office_desk",
    "by_id_izin",
    "checklist",
    "decision_desk",
    "desks",
    "document_visible_to",
    "documents_of",
    "draft_of",
    "evidence_library",
    "file_of",
    "grounds",
    "may_stay_out",
    "mine",
    "overdue",
    "papers_of",
    "statement_texts",
    "story",
    "visible_to",
]
