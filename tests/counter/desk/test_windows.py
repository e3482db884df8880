"""At the windows: call, recall, skip, return, transfer, serve, finish; and the row of the agenda that grows from it."""

import pytest
from django.db import IntegrityError, transaction

from counter.actions import draw, windows
from counter.logbook import book
from counter.logbook.terms import Result
from counter.models import Ticket
from counter.queries import feed, waiting
from counter.refusals import Refused
from counter.terms import Priority, TicketState
from foundation.journal.models import Entry
from tests.counter.desk.conftest import KIOSK, Hall, furnish
from tests.foundation.threads import all_at_once


def three_calls(hall: Hall, ticket: Ticket) -> Ticket:
    for _call in range(2):
        ticket = windows.recall(ticket, who=hall.wulan)
    return ticket


def test_the_queue_is_called_in_order_with_the_priority_lane_in_between(hall: Hall) -> None:
    ordinary = [hall.draw("A") for _n in range(3)]
    priority = [hall.draw("C", Priority.ELDERLY) for _n in range(3)] + [hall.draw("A", Priority.CHILD)]
    shift, called = hall.sit(2), []
    for _turn in range(7):
        ticket = windows.call(shift, who=hall.wulan)
        called.append(ticket.label)
        windows.finish(ticket, result=Result.DONE, who=hall.wulan)
    expected = [*priority[:2], ordinary[0], *priority[2:], *ordinary[1:]]
    assert called == [ticket.label for ticket in expected]


def test_pressing_call_twice_calls_once(hall: Hall) -> None:
    hall.draw("A")
    hall.draw("A")
    shift = hall.sit(2)
    first = windows.call(shift, who=hall.wulan)
    assert windows.call(shift, who=hall.wulan).pk == first.pk
    windows.serve(first, who=hall.wulan)
    with pytest.raises(Refused, match="Selesaikan dulu A001"):
        windows.call(shift, who=hall.wulan)


def test_a_no_show_is_skipped_after_three_calls_and_comes_back_once_to_the_end(hall: Hall, time_machine) -> None:
    ticket, shift = hall.draw("A", Priority.ELDERLY), hall.sit(2)
    hall.draw("A")
    ticket = windows.call(shift, who=hall.wulan)
    with pytest.raises(Refused, match="baru 1 kali"):
        windows.skip(ticket, who=hall.wulan)
    ticket = three_calls(hall, ticket)
    with pytest.raises(Refused, match="Sudah dipanggil 3 kali"):
        windows.recall(ticket, who=hall.wulan)
    ticket = windows.skip(ticket, who=hall.wulan)
    time_machine.move_to("2026-11-24T09:05:00+07:00")
    ticket = windows.come_back(ticket, who=KIOSK)
    assert (ticket.state, ticket.calls, feed.ahead_of(ticket, waiting.version())) == (TicketState.WAITING, 0, 1)
    assert windows.call(shift, who=hall.wulan).number == 2
    windows.finish(waiting.in_hand(shift.window_id), result=Result.DONE, who=hall.wulan)
    again = windows.skip(three_calls(hall, windows.call(shift, who=hall.wulan)), who=hall.wulan)
    assert again.pk == ticket.pk
    with pytest.raises(Refused, match="Ambil nomor baru"):
        windows.come_back(again, who=KIOSK)


def test_serving_opens_a_row_of_the_agenda_and_finishing_ends_it(hall: Hall, time_machine) -> None:
    hall.draw("A")
    ticket = windows.call(hall.sit(2), who=hall.wulan)
    assert not ticket.visit_id
    ticket = windows.serve(ticket, who=hall.wulan)
    time_machine.move_to("2026-11-24T09:12:30+07:00")
    windows.finish(ticket, result=Result.CONTINUES, remark="Kembali besok.", who=hall.wulan)
    row = book.of_ticket(ticket.pk)
    assert (row.ticket_label, row.window, row.channel, row.result) == ("A001", "2", "berbantuan", Result.CONTINUES)
    assert (row.seconds // 60, row.officer_id, row.note) == (12, hall.wulan.user_id, "Kembali besok.")


def test_a_transferred_person_goes_first_at_the_other_window_and_the_row_goes_on(hall: Hall) -> None:
    hall.draw("A")
    waits = hall.draw("A", Priority.DISABLED)
    here = hall.sit(2)
    ticket = windows.serve(windows.call(here, who=hall.wulan), who=hall.wulan)
    assert ticket.pk == waits.pk
    with pytest.raises(Refused, match="tidak sedang melayani"):
        windows.transfer(ticket, hall.windows[1], who=hall.wulan)
    there = hall.sit(1, "ijah")
    windows.transfer(ticket, hall.windows[1], who=hall.wulan)
    assert windows.call(here, who=hall.wulan).number == 1, "the old window goes on with its own line"
    ticket = windows.serve(windows.call(there, who=hall.ijah), who=hall.ijah)
    windows.finish(ticket, result=Result.DONE, who=hall.ijah)
    row = book.of_ticket(waits.pk)
    assert (row.window, row.officer_id, row.acts.count()) == ("1", hall.ijah.user_id, 3)


def test_an_act_on_a_ticket_as_it_was_a_moment_ago_is_refused(hall: Hall) -> None:
    hall.draw("A")
    ticket = windows.call(hall.sit(2), who=hall.wulan)
    seen = ticket.version
    windows.recall(ticket, seen=seen, who=hall.wulan)
    with pytest.raises(Refused, match="sudah berubah"):
        windows.recall(ticket, seen=seen, who=hall.wulan)
    assert Ticket.objects.get(pk=ticket.pk).calls == 2


def test_the_database_refuses_two_tickets_in_one_hand(hall: Hall) -> None:
    hall.draw("A")
    second, shift = hall.draw("A"), hall.sit(2)
    windows.call(shift, who=hall.wulan)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=second.pk).update(state=TicketState.CALLED, window=shift.window)


def test_every_act_stands_in_the_journal_with_its_doer(hall: Hall) -> None:
    ticket = hall.draw("A")
    windows.finish(
        windows.serve(windows.call(hall.sit(2), who=hall.wulan), who=hall.wulan), result="selesai", who=hall.wulan
    )
    told = Entry.objects.filter(subject=f"ticket:{ticket.pk}").order_by("id").values_list("kind", "name")
    assert list(told) == [
        ("ticket.drawn", "Mesin 1"),
        ("ticket.called", "Wulan Sari"),
        ("ticket.served", "Wulan Sari"),
        ("ticket.finished", "Wulan Sari"),
    ]


@pytest.mark.django_db(transaction=True)
def test_two_clerks_calling_at_once_get_two_numbers(time_machine) -> None:
    time_machine.move_to("2026-11-24T09:00:00+07:00", tick=True)
    hall = furnish()
    for _n in range(10):
        hall.draw("A")
    desks = [(hall.sit(2), hall.wulan), (hall.sit(3, "ijah"), hall.ijah)]
    for _round in range(5):
        called = all_at_once(2, lambda n: windows.call(desks[n][0], who=desks[n][1]))
        assert len({ticket.pk for ticket in called}) == 2
        for ticket, (_shift, who) in zip(called, desks, strict=True):
            windows.finish(ticket, result=Result.DONE, who=who)
    assert Ticket.objects.filter(state=TicketState.DONE).count() == 10


@pytest.mark.django_db(transaction=True)
def test_one_clerk_pressing_call_eight_times_at_once_calls_one(time_machine) -> None:
    time_machine.move_to("2026-11-24T09:00:00+07:00", tick=True)
    hall = furnish()
    for _n in range(8):
        hall.draw("A")
    shift = hall.sit(2)
    assert len({ticket.pk for ticket in all_at_once(8, lambda _n: windows.call(shift, who=hall.wulan))}) == 1
    assert Ticket.objects.filter(state=TicketState.WAITING).count() == 7


@pytest.mark.django_db(transaction=True)
def test_draws_calls_and_cancellations_at_once_never_wait_in_a_ring(time_machine) -> None:
    time_machine.move_to("2026-11-24T09:00:00+07:00", tick=True)
    hall = furnish()
    mine = [hall.draw("A") for _n in range(12)]
    desks = [(hall.sit(2), hall.wulan), (hall.sit(3, "ijah"), hall.ijah)]

    def busy(worker: int) -> None:
        for turn in range(4):
            if worker < 2:
                shift, who = desks[worker]
                windows.finish(windows.call(shift, who=who), result=Result.DONE, who=who)
            elif worker == 2:
                try_to_cancel(mine[-1 - turn])
            else:
                hall.draw("AC"[turn % 2])

    all_at_once(6, busy)
    assert draw.taken(hall.lines["A"], mine[0].day) <= 12 + 6
    assert Ticket.objects.filter(state=TicketState.DONE).count() == 8


def try_to_cancel(ticket: Ticket) -> None:
    try:
        windows.cancel(ticket, who=KIOSK)
    except Refused:
        assert Ticket.objects.get(pk=ticket.pk).state != TicketState.CANCELLED
