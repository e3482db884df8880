"""Reports of LAPOR! taken in from its sheet: each once, each line told what became of it."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from complaints.actions import file
from complaints.channels.lapor import sheet, words
from complaints.life import talk
from complaints.models import Complaint, LaporWord
from complaints.terms import Channel, Kind, MessageKind, Side
from foundation.journal import book

TRACKING = 30  # characters of a tracking id
LONGEST_TEXT = 10_000
LAPOR_SPACE = uuid.UUID("5e1ab0cc-0c7d-5a4e-8f0e-1a90e0000001")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one line. ``state``: new, known or refused; ``number`` of the complaint, else ``why``."""

    line: int
    lapor_id: str
    state: str
    number: str = ""
    why: str = ""


def tracking_id(text: str) -> str:
    """A tracking id as LAPOR! writes it: ``#1916449`` and ``1916449`` are one."""
    return text.strip().lstrip("#").strip().upper()


def take(data: bytes, *, actor: Actor) -> list[Fate]:
    """Take a sheet in. A line that cannot be read stops no other. Raises SheetRefused for the sheet as a whole."""
    rows = sheet.read(data, words.headings())
    kinds = {row.get("kind"): words.key_of(LaporWord.Kind.KIND, row.get("kind")) for row in rows}
    ids = [tracking_id(row.get("lapor_id")) for row in rows]
    known = dict(Complaint.objects.filter(lapor_id__in=ids).values_list("lapor_id", "number"))
    fates = []
    for row, lapor_id in zip(rows, ids, strict=True):
        if lapor_id in known:
            fates.append(Fate(row.line, lapor_id, "known", known[lapor_id]))
        elif why := fault(row, lapor_id):
            fates.append(Fate(row.line, lapor_id[:TRACKING], "refused", why=why))
        else:
            known[lapor_id] = enter(row, lapor_id, kinds[row.get("kind")], actor).number
            fates.append(Fate(row.line, lapor_id, "new", known[lapor_id]))
    book.record("complaint.lapor_imported", subject="complaints:lapor", who=actor, data=counted(fates))
    return fates


def counted(fates: list[Fate]) -> dict[str, int]:
    """How many lines became what."""
    return {state: sum(fate.state == state for fate in fates) for state in ("new", "known", "refused")}


def fault(row: sheet.Row, lapor_id: str) -> str:
    """Why this line is not taken in; "" when it is."""
    if not lapor_id:
        return _("Nomor pelacakan LAPOR! kosong.")
    if len(lapor_id) > TRACKING or not lapor_id.replace("-", "").isalnum():
        return _("Nomor pelacakan LAPOR! ini bukan nomor. Periksa kolomnya.")
    if not row.get("text"):
        return _("Isi laporan kosong.")
    received = row.get("received_at")
    if received and sheet.moment(received) is None:
        return _("Tanggal “%(said)s” tidak terbaca. Tulis seperti 24/11/2026 10:42.") % {"said": received[:40]}
    return ""


@transaction.atomic
def enter(row: sheet.Row, lapor_id: str, kind: str, actor: Actor) -> Complaint:
    """One report as a complaint. Its sender is known to LAPOR! only; answers go there too."""
    title = row.get("title")
    text = "\n\n".join(part for part in (title, row.get("text")) if part)
    facts = {
        "kind": kind or Kind.COMPLAINT,
        "text": text[:LONGEST_TEXT],
        "place": row.get("place")[:250],
        "is_anonymous": True,
        "is_secret": sheet.is_yes(row.get("is_secret")) or not row.get("is_secret"),
    }
    complaint = file(
        facts,
        submission=uuid.uuid5(LAPOR_SPACE, lapor_id),
        actor=actor,
        channel=Channel.LAPOR,
        lapor_id=lapor_id,
        entered_by_id=actor.user_id,
    )
    if told := beside(row):
        talk.add(complaint, side=Side.SYSTEM, kind=MessageKind.INTERNAL, text=told)
    return complaint


def beside(row: sheet.Row) -> str:
    """What LAPOR! says of it and our columns do not hold, as an internal note."""
    parts = {
        _("Masuk di LAPOR!"): sheet.written(sheet.moment(row.get("received_at"))),
        _("Kategori di LAPOR!"): row.get("category"),
        _("Instansi di LAPOR!"): row.get("institution"),
        _("Status di LAPOR!"): row.get("status"),
    }
    return "\n".join(f"{name}: {said[:200]}" for name, said in parts.items() if said)
