"""What a simulated OSS remembers, and the shape of any memory that can hold it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from oss_bridge.contract.certificates import Certificate
from oss_bridge.contract.nib import NibTree, PermitRow
from oss_bridge.contract.simulation import HandedOver


class Refusal(Exception):
    """OSS disagrees: a code of Lampiran 9 and a sentence."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(slots=True)
class HolderBook:
    """One pelaku usaha: who it is, its tree, how many numbers were given under its NIB."""

    identity: str
    nib: str
    tree: NibTree
    numbers_given: int = 0


@dataclass(slots=True)
class PermitBook:
    """One permit. ``code`` is what OSS says; ``portal_code`` is what the office last sent, and when."""

    licence_id: str
    nib: str
    project_id: str
    code: str
    origin: str  # "portal" or "oss": where the applicant typed
    reference: str = ""
    edition: str = ""
    title: str = ""
    authority_code: str = ""
    portal_code: str = ""
    portal_at: datetime | None = None
    note: str = ""
    attachment_url: str = ""
    file_id: str = ""
    history: list[dict[str, str]] = field(default_factory=list)

    def move(self, code: str, *, by: str, at: datetime, note: str = "") -> None:
        """Put a code on the permit and remember who did."""
        self.code, self.note = code, note
        self.history.append({"at": at.isoformat(timespec="seconds"), "code": code, "by": by, "note": note})


@dataclass(frozen=True, slots=True)
class FileBook:
    """A file that OSS serves."""

    file_id: str
    licence_id: str
    name: str
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class AccountLetter:
    """A message by which OSS hands an account to a pelaku usaha."""

    at: datetime
    channel: str
    sent_to: str
    text: str


class Books(Protocol):
    """Any memory of a simulated OSS. Its caller holds the transaction."""

    def serial(self) -> int: ...

    def holder(self, nib: str) -> HolderBook | None: ...

    def holder_of(self, identity: str) -> HolderBook | None: ...

    def holder_by(self, *, oss_id: str = "", npwp: str = "") -> HolderBook | None: ...

    def keep_holder(self, holder: HolderBook) -> None: ...

    def permit(self, licence_id: str) -> PermitBook | None: ...

    def permits_of(self, nib: str) -> list[PermitBook]: ...

    def keep_permit(self, permit: PermitBook) -> None: ...

    def handed_over(self, reference: str) -> HandedOver | None: ...

    def keep_handed_over(self, answer: HandedOver) -> None: ...

    def file(self, file_id: str) -> FileBook | None: ...

    def keep_file(self, file: FileBook) -> None: ...

    def certificate(self, licence_id: str) -> Certificate | None: ...

    def keep_certificate(self, certificate: Certificate) -> None: ...

    def keep_letter(self, letter: AccountLetter) -> None: ...

    def post(self, push: str, nib: str, body: dict[str, Any]) -> None: ...


def row_of(holder: HolderBook, licence_id: str) -> PermitRow:
    """The checklist row of a permit that the books know."""
    row = holder.tree.permit(licence_id)
    if row is None:
        raise Refusal(400, "Data izin tidak ditemukan")
    return row


def with_row(holder: HolderBook, row: PermitRow) -> None:
    """Put a changed row back into the holder's tree."""
    rows = [row if one.licence_id == row.licence_id else one for one in holder.tree.permits]
    holder.tree = holder.tree.model_copy(update={"permits": rows})
