"""What belongs to one file: its checklist, its story, the papers that can be used again."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from foundation.journal import book
from foundation.journal.models import Entry
from licensing.models import Application, Document, Evidence, RefusalGround, Requirement, StatementText


def checklist(application: Application) -> list[Requirement]:
    """The living requirements with all their evidence, old versions included, newest last."""
    evidence = Evidence.objects.select_related("file", "uploaded_by")
    lines = application.requirements.filter(retired_at=None)
    return list(lines.prefetch_related(Prefetch("evidence", queryset=evidence), "assessments"))


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
