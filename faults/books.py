"""Reading the three books: the client's ledger, the mock's journal, the database. What they say becomes facts."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max

from faults import people
from faults.facts import Call, Facts, File, Message, Paper, Permit, Pushed, Transition
from faults.ledger import Ledger
from faults.mock import Mock
from foundation.files.models import StoredFile
from foundation.files.upkeep import older_than
from foundation.journal import seals
from foundation.journal.models import Entry
from foundation.numbers.models import Counter
from foundation.outbox.models import OutboxMessage
from licensing.background import issued
from licensing.life.steps import RULES, Step
from licensing.models import Application, Document
from licensing.terms import Status
from oss_bridge.contract import statuses
from oss_bridge.models import InboxItem

PASSING = frozenset({Status.NIB_REQUESTED, Status.ISSUING})
WRITING = frozenset(
    {"receiveLicenseStatus", "receiveLicense", "simulasi/permohonan", "simulasi/pemenuhan", "simulasi/perbaikan"}
)
TABLE = frozenset(
    (step.value, source.value, rule.target.value) for step, rule in RULES.items() for source in rule.sources
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the books stood when a run began: what is newer belongs to it."""

    application: int
    message: int
    entry: int
    document: int
    item: int
    call: int
    push: int
    serials: dict[str, int]
    logs: dict[str, int]


def mark(mock: Mock, logs: Path) -> Mark:
    """Now."""
    newest = [
        model.objects.aggregate(last=Max("pk"))["last"] or 0
        for model in (Application, OutboxMessage, Entry, Document, InboxItem)
    ]
    serials = {f"{row.kind} {row.period}": row.last for row in Counter.objects.all()}
    sizes = {path.name: path.stat().st_size for path in logs.glob("*.log")}
    application, message, entry, document, item = newest
    call, push = mock.last()
    return Mark(application, message, entry, document, item, call, push, serials, sizes)


def read(since: Mark, ledger: Ledger, mock: Mock, logs: Path) -> Facts:
    """Everything that happened since the mark."""
    rows = list(Application.objects.filter(pk__gt=since.application).select_related("nib"))
    files = [_file(row) for row in rows]
    messages = [_message(row) for row in OutboxMessage.objects.filter(pk__gt=since.message)]
    numbers = {row.number for row in rows if row.number}
    permits = [_permit(row) for row in mock.permits()]
    seals.seal_all()
    return Facts(
        acks=list(ledger.lines()),
        files=files,
        transitions=list(_transitions(since)),
        messages=messages,
        papers=list(_papers(since)),
        permits=[one for one in permits if _is_in_scope(one, numbers, rows)],
        calls=[one for row in mock.calls(since.call) if (one := _call(row))],
        pushes=[_push(row) for row in InboxItem.objects.filter(pk__gt=since.item)],
        serials=_serials(since, rows),
        steps=TABLE,
        chain=[finding.text for finding in seals.findings()],
        stray=list(_stray()),
        canaries=list(_canaries(since, logs)),
        delays=[
            (one.done_at - one.created_at).total_seconds()
            for one in messages
            if one.channel == "oss" and one.done_at and one.state == "done"
        ],
    )


def _file(row: Application) -> File:
    code = statuses.AWAITED if row.word is Status.FULFILLING else statuses.code_of(row.word)
    return File(
        pk=row.pk,
        number=row.number or "",
        status=row.status,
        version=row.version,
        nib=row.nib.number if row.nib else "",
        id_izin=row.id_izin,
        permit_number=row.permit_number,
        is_passing=row.word in PASSING,
        oss_code=code if row.id_izin else None,
    )


def _transitions(since: Mark) -> Iterator[Transition]:
    """Steps of this run's files: one that an earlier run left halfway may still move, and is not ours to judge."""
    for entry in Entry.objects.filter(pk__gt=since.entry, kind__startswith="application.").order_by("id"):
        facts_ = entry.data
        if "version" not in facts_ or int(entry.subject.partition(":")[2]) <= since.application:
            continue
        step = Step(entry.kind.removeprefix("application."))
        yield Transition(
            subject=entry.subject,
            step=step.value,
            source=facts_["from"],
            target=facts_["to"],
            version=facts_["version"],
            tells_oss=RULES[step].tells_oss,
            code=statuses.code_of(Status(facts_["to"])),
        )


def _message(row: OutboxMessage) -> Message:
    return Message(
        pk=row.pk, channel=row.channel, subject=row.subject, key=row.key, state=row.state,
        created_at=row.created_at, done_at=row.done_at,
    )  # fmt: skip


def _papers(since: Mark) -> Iterator[Paper]:
    told: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    kinds = ("document.published", "document.signed")
    for entry in Entry.objects.filter(pk__gt=since.entry, kind__in=kinds).order_by("id"):
        told[entry.subject, entry.data["kind"], entry.data["number"]].append(entry.data["sha256"])
    for row in Document.objects.filter(pk__gt=since.document).select_related("file", "application"):
        subject = row.application.subject
        yield Paper(
            pk=row.pk,
            subject=subject,
            kind=row.kind,
            number=row.number,
            status="unsigned" if row.file_id is None and row.unsigned_file_id else row.status,
            sha256=row.sha256,
            published=tuple(told[subject, row.kind, row.number]),
            fault=issued.fault(row) if row.file_id else "",
        )


def _permit(row: dict[str, Any]) -> Permit:
    return Permit(
        licence_id=row["licence_id"],
        reference=row["reference"],
        nib=row["nib"],
        code=row["code"],
        number=row["number"],
        history=tuple(line["code"] for line in row["history"]),
    )


def _is_in_scope(one: Permit, numbers: set[str], rows: list[Application]) -> bool:
    """Of one of these files, or given for a number that begins like one of theirs."""
    return one.reference[:14] in numbers or one.licence_id in {row.id_izin for row in rows}


def _call(row: dict[str, Any]) -> Call | None:
    """A changing call that OSS carried out."""
    if row["method"] not in WRITING or row["code"] != 200:
        return None
    said = str(_inner(json.loads(row["request"] or "{}")).get("kd_status", ""))
    return Call(method=row["method"], about=row["licence_id"], said=said, fault=row["fault"])


def _inner(tree: dict[str, Any]) -> dict[str, Any]:
    return next((one for one in tree.values() if isinstance(one, dict)), tree)


def _push(row: InboxItem) -> Pushed:
    content = hashlib.sha256(json.dumps(row.body, sort_keys=True).encode()).hexdigest()
    return Pushed(method=row.method, content=content, state=row.state)


def _serials(since: Mark, rows: list[Application]) -> dict[str, tuple[int, list[int]]]:
    """The office's own numbers, of files and of letters, each year by itself: PB-2026-000007, SP-2026-000003."""
    letters = Document.objects.filter(pk__gt=since.document, kind="refusal_letter")
    given = [("application", row.number) for row in rows]
    given += [("letter", number) for number in letters.values_list("number", flat=True)]
    drawn: dict[str, list[int]] = defaultdict(list)
    for kind, number in given:
        if number:
            drawn[f"{kind} {number[3:7]}"].append(int(number[-6:]))
    return {line: (since.serials.get(line, 0), sorted(found)) for line, found in drawn.items()}


def _stray() -> Iterator[str]:
    """What arrived more than an hour ago and belongs to nothing (I5). Plans look at younger ones themselves."""
    root = Path(settings.MEDIA_ROOT)
    for path in older_than(root / "incoming", hours=1):
        yield str(path.relative_to(root))
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    for path in older_than(root / "sha256", hours=1):
        if path.name not in known:
            yield str(path.relative_to(root))


def _canaries(since: Mark, logs: Path) -> Iterator[str]:
    """Logs of this run with an applicant's telephone number or the stem of her NIK."""
    for path in logs.glob("*.log"):
        with path.open("rb") as file:
            file.seek(since.logs.get(path.name, 0))
            text = file.read().decode(errors="replace")
        if people.PHONE[3:] in text or people.NIK_STEM in text:
            yield path.name
