"""Taking in a recap sheet that the office kept elsewhere: all of it or nothing, and once."""

import hashlib
import uuid
from collections import Counter
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from foundation.journal import book
from surveys.actions import alarms, periods, questionnaires, tallies
from surveys.actions.sheets import paid
from surveys.catalogue.reading import read as read_catalogue
from surveys.models import ImportBatch, Period, ServiceAsked, Sheet, Suggestion
from surveys.refusals import BadRecap, Refused
from surveys.rules import recap
from surveys.rules.words import sorted_by
from surveys.terms import AlarmKind, Channel, Unsur

ROOM = uuid.UUID("5f1d2c0a-8f0e-4a58-9d0f-0d7c2b3c9a11")
BATCH = 1000


def take(
    data: bytes, *, name: str, period: Period, service: ServiceAsked, day: date, facilities_first: bool, actor: Actor
) -> ImportBatch:
    """Every row a sheet of this period and service; ``day`` for rows without a date of their own.

    Raises:
        BadRecap: with the faults by row; nothing was written.
        Refused: the same file is already in, or the figures are published.
    """
    periods.must_be_open(period)
    order = unsur_order(facilities_first=facilities_first)
    reading = checked(recap.read(data), period, day)
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        with transaction.atomic():
            return write(reading.lines, order, name, sha256, period, service, day, actor)
    except IntegrityError:
        raise Refused(_("Berkas ini sudah pernah diimpor untuk periode itu."))


def unsur_order(*, facilities_first: bool) -> list[str]:
    """Which unsur U1 to U9 are: by the regulation, or with sarana eighth as many forms print it."""
    last = [Unsur.FACILITIES, Unsur.COMPLAINTS] if facilities_first else [Unsur.COMPLAINTS, Unsur.FACILITIES]
    return [str(unsur) for unsur in Unsur.values if unsur not in last] + [str(unsur) for unsur in last]


def checked(reading: recap.Reading, period: Period, day: date) -> recap.Reading:
    """The reading, when nothing is wrong with it."""
    if reading.missing:
        columns = ", ".join(reading.missing)
        faults = [_("Kolom %(column)s tidak ada.") % {"column": column} for column in reading.missing]
        raise BadRecap(_("Kolom %(columns)s tidak ada di baris judul. Tidak ada yang disimpan.") % {
            "columns": columns}, faults)  # fmt: skip
    said = [fault(*each) for each in reading.faults]
    said += [
        _("Baris %(row)s: tanggal %(day)s di luar periode.") % {"row": line.number, "day": line.day}
        for line in reading.lines
        if not period.starts_on <= (line.day or day) <= period.ends_on
    ]
    if said:
        raise BadRecap(_("Ada isian yang tidak dapat dibaca. Tidak ada yang disimpan."), said[: recap.MOST_FAULTS])
    if not reading.lines:
        raise BadRecap(_("Tidak ada satu pun baris jawaban di bawah judul. Tidak ada yang disimpan."), [])
    if len(reading.lines) > recap.MOST_ROWS:
        raise BadRecap(_("Lebih dari 20.000 baris. Bagi berkasnya, lalu impor satu per satu."), [])
    return reading


def fault(row: int, column: str, cell: str) -> str:
    """One fault as a sentence."""
    facts = {"row": row, "column": column, "cell": cell[:20]}
    if not cell:
        return _("Baris %(row)s, kolom %(column)s: kosong. Isi angka 1 sampai 4.") % facts
    if column.startswith("U"):
        return _("Baris %(row)s, kolom %(column)s: “%(cell)s”. Yang boleh hanya 1, 2, 3, atau 4.") % facts
    return _("Baris %(row)s, kolom %(column)s: “%(cell)s” bukan tanggal seperti 2026-11-24 atau 24/11/2026.") % facts


def write(
    lines: list[recap.Line], order: list[str], name: str, sha256: str, period: Period, service: ServiceAsked,
    day: date, actor: Actor,
) -> ImportBatch:  # fmt: skip
    """Sheets, suggestions, alarms, figures and the journal's line, in the caller's transaction."""
    batch = ImportBatch.objects.create(
        period=period, service=service, sha256=sha256, name=name[:150], rows=len(lines), taken_by_id=actor.user_id or 0
    )
    sheets = [
        Sheet(
            pk=uuid.uuid5(ROOM, f"{period.pk}:{sha256}:{line.number}"), period=period, service=service,
            channel=Channel.IMPORT, day=line.day or day, **dict(zip(order, line.scores, strict=True)), **line.traits,
        )
        for line in lines
    ]  # fmt: skip
    Sheet.objects.bulk_create(sheets, batch_size=BATCH)
    words = read_catalogue().words
    Suggestion.objects.bulk_create(
        Suggestion(
            period=period, service=service, day=line.day or day, text=line.suggestion,
            unsur=sorted_by(line.suggestion, words),
        )
        for line in lines
        if line.suggestion.strip()
    )  # fmt: skip
    questionnaires.freeze(period.questionnaire)
    follow(period, sheets)
    book.record("survey.recap_imported", subject=period.subject, who=actor, data={"rows": len(lines), "sha256": sha256})
    return batch


def follow(period: Period, sheets: list[Sheet]) -> None:
    """Alarms and due counting, once per day."""
    of_day = {sheet.day: sheet for sheet in sheets if paid(sheet)}
    for day, count in Counter(sheet.day for sheet in sheets if sheet.day in of_day and paid(sheet)).items():
        alarms.raise_one(AlarmKind.FEE, of_day[day], count=count)
    for day in {sheet.day for sheet in sheets}:
        tallies.owe(period, day)
