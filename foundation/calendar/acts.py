"""Changing the table of holidays. Every change raises the version, is journalled, and moves open deadlines."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from foundation.calendar import days
from foundation.calendar.models import Holiday, Proposal
from foundation.calendar.published import Day, Difference, differences, source
from foundation.journal import book
from foundation.journal.who import Who


class NotPossible(Exception):
    """The act cannot be done; the text says why."""


def facts(row: Holiday, change: str) -> dict[str, Any]:
    """What the journal keeps of a changed day."""
    return {
        "change": change,
        "day": row.day.isoformat(),
        "name": row.name,
        "kind": row.kind,
        "provisional": row.provisional,
        "active": row.active,
        "decree": row.decree,
    }


@transaction.atomic
def keep(row: Holiday, *, who: Who, note: str = "") -> Holiday:
    """Add or change one day, as an admin has filled it in; a day that was cancelled is in force again."""
    before = Holiday.objects.filter(pk=row.pk).first()
    row.active = True
    row.save()
    change = facts(row, "replace" if before else "add")
    days.changed(who, what=[{**change, "before": facts(before, "before") if before else None}], note=note)
    return row


@transaction.atomic
def cancel(row: Holiday, *, who: Who, reason: str) -> None:
    """The day is a working day after all. The row stays, inactive. Raises NotPossible without a reason."""
    if not reason.strip():
        raise NotPossible(_("Tulis alasannya."))
    row.active = False
    row.save(update_fields=["active"])
    days.changed(who, what=[facts(row, "remove")], note=reason)


def apply(change: str, published: Day, origin: str) -> Holiday:
    """Write one published difference into the table (within a transaction; ``days.changed`` is the caller's)."""
    if change == Proposal.Change.REMOVE:
        row = Holiday.objects.get(day=published.day)
        row.active = False
        row.save(update_fields=["active"])
        return row
    fields = {
        "name": published.name,
        "kind": published.kind,
        "provisional": published.provisional,
        "source": origin,
        "active": True,
    }
    return Holiday.objects.update_or_create(day=published.day, defaults=fields)[0]


@transaction.atomic
def load(years: Iterable[int], *, who: Who) -> list[Difference]:
    """Fill the table from the published calendar: new days and new words, never a removal. Returns what it did."""
    done = [change for change in differences(years) if change.change != Proposal.Change.REMOVE]
    if done:
        rows = [(change.change, apply(change.change, change.published, source())) for change in done]
        days.changed(who, what=[facts(row, change) for change, row in rows])
    return done


@transaction.atomic
def propose(years: Iterable[int]) -> int:
    """Write down every difference that was not proposed before, for an admin to judge. Returns how many are new."""
    new = 0
    for difference in differences(years):
        published = difference.published
        new += Proposal.objects.get_or_create(
            day=published.day,
            change=difference.change,
            name=published.name,
            kind=published.kind,
            provisional=published.provisional,
            defaults={"source": source()},
        )[1]
    return new


@transaction.atomic
def accept(proposal: Proposal, *, who: Who) -> None:
    """Do as proposed. Raises NotPossible when somebody else has answered it."""
    answer(proposal, Proposal.State.ACCEPTED)
    published = Day(proposal.day, proposal.name, proposal.kind, proposal.provisional)
    row = apply(proposal.change, published, proposal.source)
    days.changed(who, what=[facts(row, proposal.change)], note="Usulan diterima.")


@transaction.atomic
def decline(proposal: Proposal, *, who: Who) -> None:
    """Leave the table as it is; the same is not proposed again. Raises NotPossible."""
    answer(proposal, Proposal.State.DECLINED)
    data = {"day": proposal.day.isoformat(), "change": proposal.change, "name": proposal.name}
    book.record("calendar.proposal_declined", subject=days.SUBJECT, who=who, data=data)


def answer(proposal: Proposal, state: Proposal.State) -> None:
    """Whoever answers first, decides."""
    open_ones = Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.OPEN)
    if open_ones.update(state=state) != 1:
        raise NotPossible(_("Usulan ini sudah dijawab."))


def open_proposals(today: date) -> list[Proposal]:
    """What waits for an admin, each with the day as it stands in the table (``now``); past years are left alone."""
    waiting = list(Proposal.objects.filter(state=Proposal.State.OPEN, day__year__gte=today.year))
    rows = {row.day: row for row in Holiday.objects.filter(day__in=[proposal.day for proposal in waiting])}
    for proposal in waiting:
        proposal.now = rows.get(proposal.day)
    return waiting
