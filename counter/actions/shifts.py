"""Beginning and ending a shift at a window, and the note to the next one."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from counter.actions import version
from counter.models import HandoverNote, Shift, Ticket, Window
from counter.queries import shifts
from counter.refusals import Refused
from counter.terms import TicketState
from foundation.journal import book
from foundation.journal.who import Who
from foundation.ui import formats


@transaction.atomic
def begin(window: Window, *, who: Who, take_over: bool = False) -> Shift:
    """Sit down at a window. The same clerk at the same window again is the same shift.

    ``take_over`` ends the shift of somebody who went without closing; the ticket in hand stays at the window.
    Raises Refused when the window is taken, or the clerk still works at another.
    """
    version.rise()
    mine = shifts.of_clerk(who)
    if mine is not None and mine.window_id == window.pk:
        return mine
    if mine is not None:
        raise Refused(_("Tutup dulu %(loket)s sebelum pindah loket.") % {"loket": mine.window})
    taken = shifts.at_window(window.pk)
    if taken is not None and not take_over:
        words = {"loket": window, "nama": taken.clerk.name, "jam": formats.jam(taken.started_at)}
        raise Refused(_("%(loket)s sedang dijaga %(nama)s sejak %(jam)s.") % words)
    if taken is not None:
        close(taken, who=who, why="taken_over")
    try:
        with transaction.atomic():
            shift = Shift.objects.create(window=window, clerk_id=who.account)
    except IntegrityError:
        raise Refused(_("%(loket)s baru saja dipakai petugas lain.") % {"loket": window}) from None
    book.record("shift.begun", subject=f"window:{window.pk}", who=who, data={"window": window.number})
    return shift


@transaction.atomic
def end(shift: Shift, *, note: str = "", who: Who) -> None:
    """Leave the window. Its ticket in hand waits there; who was sent here waits in the line again."""
    version.rise()
    if note.strip():
        leave_note(note, window=shift.window, who=who)
    close(shift, who=who, why="ended")
    sent_here = Ticket.objects.filter(for_window=shift.window, state=TicketState.WAITING)
    sent_here.update(for_window=None)


def close(shift: Shift, *, who: Who, why: str) -> bool:
    """End one shift, once."""
    if Shift.objects.filter(pk=shift.pk, ended_at__isnull=True).update(ended_at=timezone.now()) != 1:
        return False
    data = {"window": shift.window.number, "clerk": shift.clerk_id, "why": why}
    book.record("shift.ended", subject=f"window:{shift.window_id}", who=who, data=data)
    return True


@transaction.atomic
def leave_note(text: str, *, window: Window | None, who: Who) -> HandoverNote:
    """Tell the next shift. The words rest encrypted; the journal only says that there was a note."""
    kept = HandoverNote.objects.create(window=window, text=text.strip(), written_by_id=who.account)
    book.record("shift.note_left", subject=f"note:{kept.pk}", who=who)
    return kept


@transaction.atomic
def read_note(note: HandoverNote, *, who: Who) -> None:
    """Somebody says that the note was read; the first one counts."""
    unread = HandoverNote.objects.filter(pk=note.pk, read_at__isnull=True)
    if unread.update(read_at=timezone.now(), read_by_id=who.user_id) == 1:
        book.record("shift.note_read", subject=f"note:{note.pk}", who=who)
