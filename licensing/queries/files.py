"""What belongs to one file: its checklist, its story, the papers that can be used again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from foundation.journal import book
from foundation.journal.models import Entry
from licensing.models import Application, Document, Evidence, RefusalGround, Requirement, StatementText
from licensing.terms import Status


def checklist(application: Application) -> list[Requirement]:
    """The living requirements with all their evidence, old versions included, newest last."""
    evidence = Evidence.objects.select_related("file", "uploaded_by")
    lines = application.requirements.filter(retired_at=None)
    return list(lines.prefetch_related(Prefetch("evidence", queryset=evidence), "assessments"))


@dataclass(frozen=True)
class Papers:
    """How far the papers are: ``shown`` of the ``asked`` lines have theirs, and ``extra`` lines may yet have one."""

    asked: int
    shown: int
    extra: int


def may_stay_out(application: Application, line: Requirement) -> bool:
    """Before the first sending what is not required may be left out. Afterwards a line is open because it was asked."""
    return application.status == Status.FULFILLING and not line.is_required


def papers_of(application: Application, lines: Sequence[Requirement]) -> Papers:
    """The one count of a checklist (``lines`` of ``checklist``): what holds up the sending, and what is free beside."""
    waiting = [line for line in lines if line.is_open]
    have = {line.pk for line in waiting if any(has_come(application, paper) for paper in line.evidence.all())}
    free = {line.pk for line in waiting if may_stay_out(application, line)}
    return Papers(asked=len(waiting) - len(free), shown=len(have - free), extra=len(free - have))


def has_come(application: Application, evidence: Evidence) -> bool:
    """Is this paper what is asked for now? In a correction round only a paper of this round is; another authority
    does not say which of its papers it means."""
    if application.status == Status.ACCOMPANIED:
        return evidence.replaced_at is None
    return evidence.replaced_at is None and evidence.round == application.correction_round


def story(application: Application) -> QuerySet[Entry]:
    """Everything that happened to the file, oldest first."""
    return book.of(application.subject)


def evidence_library(application: Application) -> QuerySet[Evidence]:
    """Papers that the same business has shown before in other files, newest first."""
    return (
        Evidence.objects.filter(requirement__application__holder_id=application.holder_id)
        .exclude(requirement__application=application)
        .exclude(requirement__application__holder_id=None)
        .select_related("file", "requirement")
        .order_by("-id")
    )


def grounds(on: date, *, after_approval: bool = False) -> QuerySet[RefusalGround]:
    """Refusal grounds in force on a day."""
    found = RefusalGround.objects.filter(effective_from__lte=on).exclude(effective_to__lt=on)
    return found.filter(after_approval=True) if after_approval else found


def statement_texts(on: date) -> dict[str, StatementText]:
    """The wording in force for each statement key."""
    texts: dict[str, StatementText] = {}
    for text in StatementText.objects.filter(effective_from__lte=on).order_by("effective_from", "id"):
        texts[text.key] = text
    return texts


def by_id_izin(id_izin: str) -> Application | None:
    """The file that carries this id_izin."""
    return Application.objects.filter(id_izin=id_izin).select_related("holder", "nib").first() if id_izin else None


def documents_of(application: Application) -> list[Document]:
    """Documents of a file, newest of each kind first; receipts last."""
    rows = list(application.documents.select_related("file").order_by("-id"))
    return sorted(rows, key=lambda row: (row.status not in {"valid", "preparing"}, row.kind == "receipt"))
