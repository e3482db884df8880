"""Writing in the agenda: what the queue, the assisted service and the phone pages call.

    from counter.logbook import book
    visit = book.open_visit(who=actor, channel=Channel.ASSISTED, service="Perizinan berusaha", ticket_id=7, …)
    book.tell(visit, who=actor, person_name="Budi Santoso", file_number="PB-2026-000012")
    book.add_act(visit, who=actor, kind=Act.READ)
    book.close_visit(visit, who=actor, result=Result.DONE, handed_over=["NIB", "Sertifikat Standar"])

A row runs from ``open_visit`` to ``close_visit``; then it is closed for good: ``tell`` raises ``Refused``, an act
that comes later is kept and shown as later, a mistake is mended by ``corrections.correct``. Closing twice is
closing once. Everything may be called inside the caller's transaction; ``close_visit`` and ``by_hand`` draw the
number of the row ("logbook"), so call them last. No NIK, no phone number in ``text`` and ``note``.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counter.logbook.models import MobileDay, Visit, VisitAct
from counter.logbook.settling import ending
from counter.logbook.terms import Act, Channel, Kind, Origin, Result
from foundation.identity.text import clean_text
from foundation.journal import book as journal
from foundation.journal.who import Who

#: What ``tell`` may say of a running row.
FACTS = frozenset({
    "channel", "kind", "service", "window", "place", "person_id", "person_name", "file_number", "ticket_id",
    "ticket_label", "note",
})  # fmt: skip
TEXTS = {"service": 150, "window": 60, "place": 120, "person_name": 200, "file_number": 20, "ticket_label": 20}
CLOCKS_DIFFER = timedelta(minutes=2)


class Refused(ValueError):
    """The book does not take this; the text is a sentence for the person."""


@transaction.atomic
def open_visit(
    *,
    who: Who,
    channel: str,
    service: str,
    kind: str = "",
    ticket_id: int | None = None,
    ticket_label: str = "",
    window: str = "",
    person_name: str = "",
    person_id: int | None = None,
    file_number: str = "",
    started_at: datetime | None = None,
    note: str = "",
    mobile_day: MobileDay | None = None,
) -> Visit:
    """Somebody is being helped from now on (or from ``started_at``, such as the call of the ticket)."""
    facts = tidy({"service": service, "window": window, "person_name": person_name, "ticket_label": ticket_label})
    visit = Visit.objects.create(
        channel=Channel(channel),
        kind=Kind(kind or Kind.LICENCE),
        started_at=started_at or timezone.now(),
        ticket_id=ticket_id,
        person_id=person_id,
        note=clean_text(note, multiline=True),
        mobile_day=mobile_day,
        place=mobile_day.place if mobile_day else "",
        officer_id=who.user_id,
        officer_name=who.name,
        **{**facts, **file_facts(file_number)},
    )
    journal.record("visit.opened", subject=visit.subject, who=who, data={"channel": channel, "ticket": ticket_label})
    return visit


def tell(visit: Visit, *, who: Who, **facts: Any) -> Visit:
    """Say more of a running row: person, file, service, channel, window … (``FACTS``). Raises Refused once it ended."""
    if unknown := set(facts) - FACTS:
        raise TypeError(f"A row has no {', '.join(sorted(unknown))}")
    told = tidy(facts)
    if "file_number" in told:
        told |= file_facts(told["file_number"])
    write(visit, told)
    return visit


def take_over(visit: Visit, *, who: Who, window: str = "") -> Visit:
    """Another officer goes on with a running row (transfer to another window)."""
    with transaction.atomic():
        add_act(visit, who=who, kind=Act.TRANSFERRED, text=window)
        write(visit, {"officer_id": who.user_id, "officer_name": who.name, **tidy({"window": window or visit.window})})
    return visit


def add_act(visit: Visit, *, who: Who, kind: str = Act.OTHER, text: str = "", file_number: str = "") -> VisitAct:
    """One thing was done. Names its file when it is not the row's own."""
    return VisitAct.objects.create(
        visit=visit,
        kind=Act(kind),
        text=clean_text(text)[:500],
        file_number=file_number[:20],
        user_id=who.user_id,
        name=who.name,
    )


@transaction.atomic
def close_visit(
    visit: Visit,
    *,
    who: Who,
    result: str,
    handed_over: Sequence[str] = (),
    survey_offered: bool = False,
    note: str = "",
) -> Visit:
    """The help is over. A row that has ended already is given back as it is.

    ``handed_over``: the documents given, one text each; without it the texts of acts of kind HANDED count.
    """
    mine = Visit.objects.select_for_update().get(pk=visit.pk)
    if mine.is_running:
        acts = list(mine.acts.all())
        given = list(handed_over) or [act.text for act in acts if act.kind == Act.HANDED]
        now = timezone.now()
        mine.result = Result(result)
        mine.ended_at, mine.recorded_at = max(now, mine.started_at), now
        mine.seconds = seconds_between(mine.started_at, mine.ended_at)
        mine.acts_text, mine.documents, mine.document_count = (
            ending.acts_in_words(acts),
            ending.joined(given),
            len(given),
        )
        mine.survey_offered = survey_offered or any(act.kind == Act.SURVEY for act in acts)
        mine.note = "\n".join(filter(None, [mine.note, clean_text(note, multiline=True)]))
        for name, value in ending.facts_of_file(mine.file_number).items():
            setattr(mine, name, value)
        mine.number = ending.draw_number()
        mine.save()
        ending.settle(mine)
        journal.record("visit.closed", subject=mine.subject, who=who, data={"number": mine.number, "result": result})
    visit.refresh_from_db()
    return visit


@transaction.atomic
def by_hand(
    *,
    who: Who,
    channel: str,
    service: str,
    started_at: datetime,
    ended_at: datetime,
    result: str = Result.DONE,
    acts: Sequence[str] = (),
    handed_over: Sequence[str] = (),
    survey_offered: bool = False,
    mobile_day: MobileDay | None = None,
    key: str = "",
    **facts: Any,
) -> Visit:
    """A whole row written afterwards: a call, a chat, a visit at a village. ``facts`` as in ``tell``.

    ``key``: the form that was sent; the same form sent again is the same row.
    """
    now = timezone.now()
    check_times(started_at, ended_at, now)
    facts = {"kind": Kind.LICENCE, "place": mobile_day.place if mobile_day else "", **facts, "service": service}
    row = Visit(
        origin=Origin.HAND,
        import_digest=hashlib.sha256(f"hand:{who.user_id}:{key}".encode()).hexdigest() if key else "",
        channel=Channel(channel),
        started_at=started_at,
        ended_at=ended_at,
        recorded_at=now,
        seconds=seconds_between(started_at, ended_at),
        officer_id=who.user_id,
        officer_name=who.name,
        mobile_day=mobile_day,
        result=Result(result),
        documents=ending.joined(handed_over),
        document_count=len(handed_over),
        survey_offered=survey_offered,
        **(tidy(facts) | file_facts(facts.get("file_number", ""))),
    )
    return same_form(row) or write_down(row, who, acts)


def same_form(row: Visit) -> Visit | None:
    """The row that this form became when it was sent before."""
    return Visit.objects.filter(import_digest=row.import_digest).first() if row.import_digest else None


def write_down(row: Visit, who: Who, acts: Sequence[str]) -> Visit:
    """Save a row by hand with its acts; of two sendings at the same moment one writes, the other finds its row."""
    row.acts_text = ending.acts_in_words(VisitAct(kind=kind) for kind in acts)
    try:
        with transaction.atomic():
            row.number = ending.draw_number()
            row.save()
    except IntegrityError:
        if same := same_form(row):
            return same
        raise
    for kind in acts:
        add_act(row, who=who, kind=kind)
    ending.settle(row)
    journal.record("visit.written", subject=row.subject, who=who, data={"number": row.number, "channel": row.channel})
    return row


def running_of(who: Who) -> Visit | None:
    """The row that this officer has open now, the latest if several."""
    mine = Visit.objects.filter(ended_at__isnull=True, officer_id=who.user_id) if who.user_id else Visit.objects.none()
    return mine.order_by("-started_at", "-id").first()


def of_ticket(ticket_id: int) -> Visit | None:
    """The row of a queue ticket, the latest if several."""
    return Visit.objects.filter(ticket_id=ticket_id, correction__isnull=True).order_by("-id").first()


def of_person(person_id: int, *, limit: int = 10) -> list[Visit]:
    """The last visits of a person, newest first."""
    rows = Visit.objects.filter(Q(person_id=person_id), correction__isnull=True)
    return list(rows.order_by("-started_at", "-id")[:limit])


def check_times(started_at: datetime, ended_at: datetime, now: datetime) -> None:
    """Help ends after it starts, and not in the future. Raises Refused."""
    if ended_at < started_at:
        raise Refused(_("Jam selesai lebih awal daripada jam mulai. Periksa kedua jam."))
    if ended_at > now + CLOCKS_DIFFER:
        raise Refused(_("Jam selesai belum tiba. Catat layanan sesudah selesai."))


def seconds_between(started_at: datetime, ended_at: datetime) -> int:
    """Whole seconds, never below zero."""
    return max(0, int((ended_at - started_at).total_seconds()))


def tidy(facts: dict[str, Any]) -> dict[str, Any]:
    """Texts cleaned and cut to their columns."""
    told = dict(facts)
    for name, longest in TEXTS.items():
        if name in told:
            told[name] = clean_text(told[name])[:longest]
    if "note" in told:
        told["note"] = clean_text(told["note"], multiline=True)
    return told


def file_facts(number: str) -> dict[str, Any]:
    """The number as it was said, and what the file itself knows."""
    said = clean_text(number)[:20]
    return {"file_number": said, **ending.facts_of_file(said)}


def write(visit: Visit, facts: dict[str, Any]) -> None:
    """One conditional UPDATE: only a running row takes it. Raises Refused."""
    if facts and not Visit.objects.filter(pk=visit.pk, ended_at__isnull=True).update(**facts):
        raise Refused(_("Baris ini sudah ditutup. Buat koreksi untuk mengubahnya."))
    for name, value in facts.items():
        setattr(visit, name, value)
