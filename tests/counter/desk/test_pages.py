"""The doors of the queue: kiosk, phone, board, console, admin."""

import re
from datetime import time
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from counter.actions import devices, shifts, windows
from counter.models import Device, HandoverNote, Line, QueueRules, Shift, SpecialDay, Ticket
from counter.terms import DeviceKind, Printer, Priority, TicketState
from foundation.journal.models import Entry
from tests.counter.desk.conftest import Hall


def machine(hall: Hall, kind: DeviceKind, printer: Printer = Printer.NONE) -> tuple[Client, Device]:
    """A machine that has typed its key."""
    device = Device(name=f"Uji {kind}", kind=kind, printer=printer)
    key = devices.add(device, who=hall.people.actor("admin"))
    client = Client()
    answer = client.post(reverse("device_pair"), {"key": f" {key[:4].lower()}-{key[4:]} "})
    assert answer.status_code == 302
    return client, device


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def tap_on(page) -> str:
    return re.search(r'name="tap" value="([^"]+)"', page.content.decode())[1]


def test_a_double_tap_at_the_kiosk_leads_to_the_same_number(hall: Hall) -> None:
    kiosk, device = machine(hall, DeviceKind.KIOSK)
    page = kiosk.get(reverse("kiosk"))
    assert page.content.decode().count('name="huruf"') == 4
    body = {"huruf": "A", "tap": tap_on(page)}
    first, second = (kiosk.post(reverse("kiosk_draw"), body) for _tap in range(2))
    assert (first.status_code, first.url) == (302, second.url)
    ticket = Ticket.objects.get()
    assert (ticket.label, ticket.device, ticket.source) == ("A001", device, "kiosk")
    assert "A001" in kiosk.get(first.url).content.decode()


@pytest.mark.parametrize(("printer", "prints"), [(Printer.NONE, False), (Printer.NARROW, True), (Printer.WIDE, True)])
def test_the_qr_is_shown_with_and_without_a_printer(hall: Hall, printer: Printer, prints: bool) -> None:
    kiosk, _device = machine(hall, DeviceKind.KIOSK, printer)
    body = {"huruf": "A", "tap": tap_on(kiosk.get(reverse("kiosk"))), "prioritas": "elderly"}
    page = kiosk.post(reverse("kiosk_draw"), body, follow=True).content.decode()
    assert ("data-print-now" in page, page.count('class="slip"')) == (prints, int(prints))
    assert 'class="kiosk-qr"><figure class="qr">' in page
    assert Ticket.objects.get().priority == Priority.ELDERLY


def test_the_kiosk_says_when_it_is_closed_and_draws_nothing(hall: Hall, time_machine) -> None:
    kiosk, _device = machine(hall, DeviceKind.KIOSK)
    tap = tap_on(kiosk.get(reverse("kiosk")))
    time_machine.move_to("2026-11-24T15:31:00+07:00")
    answer = kiosk.post(reverse("kiosk_draw"), {"huruf": "A", "tap": tap})
    assert answer.status_code == 409
    assert "sudah ditutup" in answer.content.decode()
    time_machine.move_to("2026-11-24T17:00:00+07:00")
    page = kiosk.get(reverse("kiosk")).content.decode()
    assert "Antrean tutup" in page
    assert len(re.findall(r"<button[^>]+disabled", page)) == 4
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("body", [{"huruf": "A", "tap": "bukan"}, {"huruf": "A"}, {"huruf": "Z", "tap": str(uuid4())}])
def test_a_broken_tap_draws_nothing(hall: Hall, body: dict[str, str]) -> None:
    kiosk, _device = machine(hall, DeviceKind.KIOSK)
    assert kiosk.post(reverse("kiosk_draw"), body).status_code in {404, 422}
    assert not Ticket.objects.exists()


def test_a_revoked_key_is_refused_in_the_middle_of_the_day(hall: Hall) -> None:
    kiosk, device = machine(hall, DeviceKind.KIOSK)
    board, screen = machine(hall, DeviceKind.BOARD)
    tap = tap_on(kiosk.get(reverse("kiosk")))
    assert board.get(reverse("queue_board_feed")).status_code == 200
    admin = signed_in(hall.people.admin)
    for each in (device, screen):
        assert admin.post(reverse("machine_revoke", args=[each.pk])).status_code == 302
    assert kiosk.post(reverse("kiosk_draw"), {"huruf": "A", "tap": tap}).status_code == 403
    assert board.get(reverse("queue_board_feed")).status_code == 403
    assert "tidak terdaftar" in kiosk.get(reverse("kiosk")).content.decode()
    assert not Ticket.objects.exists()


def test_a_machine_opens_only_its_own_pages_and_strangers_none(hall: Hall) -> None:
    board, _device = machine(hall, DeviceKind.BOARD)
    assert board.get(reverse("queue_board")).status_code == 200
    assert board.get(reverse("kiosk")).status_code == 403
    assert Client().get(reverse("queue_board")).status_code == 403
    assert signed_in(hall.people.admin).get(reverse("queue_board_feed")).status_code == 403


def test_a_key_is_shown_once_and_kept_as_a_mark_only(hall: Hall) -> None:
    admin = signed_in(hall.people.admin)
    page = admin.post(reverse("machines"), {"name": "Layar lobi", "kind": "board", "printer": "none"}).content.decode()
    key = re.search(r"data-device-key>([^<]+)<", page)[1]
    device = Device.objects.get()
    assert key.replace("-", "") not in str(list(Device.objects.values())) + str(list(Entry.objects.values()))
    assert key not in admin.get(reverse("machines")).content.decode()
    client = Client()
    answer = client.post(reverse("device_pair"), {"key": key})
    cookie = answer.cookies["perangkat"]
    assert (answer.url, cookie["httponly"], cookie["samesite"]) == (reverse("queue_board"), True, "Strict")
    client.get(reverse("queue_board"))
    device.refresh_from_db()
    assert device.seen_at is not None


def test_guessing_keys_ends(hall: Hall) -> None:
    _client, device = machine(hall, DeviceKind.KIOSK)
    guesser = Client()
    for _try in range(12):
        answer = guesser.post(reverse("device_pair"), {"key": "2" * 22})
        assert answer.status_code == 422
    key = devices.add(Device(name="Lain", kind="kiosk"), who=hall.people.actor("admin"))
    assert guesser.post(reverse("device_pair"), {"key": key}).status_code == 422, "its tries are spent"
    assert device.revoked_at is None


def test_the_board_is_told_only_what_has_changed(hall: Hall, time_machine, django_assert_num_queries) -> None:
    time_machine.move_to("2026-11-24T09:00:10+07:00", tick=False)
    board, _device = machine(hall, DeviceKind.BOARD)
    feed = reverse("queue_board_feed")
    board.get(feed)
    hall.draw("A")
    first = board.get(feed)
    assert (first.json()["waiting"], first.json()["calls"]) == (1, [])
    with django_assert_num_queries(2):  # the key and the version
        same = board.get(feed, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    windows.call(hall.sit(2), who=hall.wulan)
    news = board.get(feed, headers={"If-None-Match": first["ETag"]})
    assert news.status_code == 200
    assert news.json()["calls"][0] == {
        "call": news.json()["calls"][0]["call"], "label": "A001", "window": 2, "line": "Perizinan berusaha",
        "is_now": True,
    }  # fmt: skip


def test_the_board_shows_no_person(hall: Hall) -> None:
    board, _device = machine(hall, DeviceKind.BOARD)
    hall.draw("A")
    windows.call(hall.sit(2), who=hall.wulan)
    shown = board.get(reverse("queue_board")).content.decode() + board.get(reverse("queue_board_feed")).content.decode()
    assert "A001" in shown
    assert "Wulan" not in shown


def test_a_phone_books_a_slot_follows_it_and_gives_it_up(hall: Hall) -> None:
    phone = Client()
    url = reverse("queue_take") + "?layanan=A"
    page = phone.get(url).content.decode()
    slot = re.search(r'<option value="(2026[^"]+)"', page)[1]
    body = {"slot": slot, "priority": "", "tap": str(uuid4())}
    first, second = phone.post(url, body), phone.post(url, body)
    assert (first.status_code, first.url) == (302, second.url)
    page = phone.get(first.url).content.decode()
    assert "Janji temu" in page
    state = phone.get(first.url + "keadaan.json")
    assert (state.json()["state"], state.json()["minutes"]) == ("waiting", 30), "not before the appointment"
    assert phone.get(first.url + "keadaan.json", headers={"If-None-Match": state["ETag"]}).status_code == 304
    assert phone.post(first.url + "tindakan/", {"tindakan": "batal"}).status_code == 302
    assert Ticket.objects.get().state == TicketState.CANCELLED
    assert phone.post(first.url + "tindakan/", {"tindakan": "batal"}).status_code == 409


@pytest.mark.parametrize("slot", ["", "2026-11-24T03:00:00+07:00", "kapan-kapan"])
def test_a_slot_that_is_none_is_refused_with_a_sentence(hall: Hall, slot: str) -> None:
    answer = Client().post(reverse("queue_take") + "?layanan=A", {"slot": slot, "tap": str(uuid4())})
    assert answer.status_code == 422
    assert not Ticket.objects.exists()


def test_a_slot_taken_meanwhile_answers_409_with_the_slots_that_are_left(hall: Hall) -> None:
    url = reverse("queue_take") + "?layanan=A"
    slot = re.search(r'<option value="(2026[^"]+)"', Client().get(url).content.decode())[1]
    for _person in range(2):
        assert Client().post(url, {"slot": slot, "tap": str(uuid4())}).status_code == 302
    answer = Client().post(url, {"slot": slot, "tap": str(uuid4())})
    assert answer.status_code == 422
    assert slot not in Client().get(url).content.decode()


@pytest.mark.parametrize("width", ["58", "80"])
def test_the_ticket_is_a_pdf_as_wide_as_its_paper(hall: Hall, width: str) -> None:
    ticket = hall.draw("A", Priority.ELDERLY)
    answer = Client().get(reverse("queue_slip_pdf", args=[ticket.code]) + f"?lebar={width}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    with pikepdf.open(BytesIO(answer.content)) as paper:
        wide = float(paper.pages[0].mediabox[2]) / 72 * 25.4
        assert (len(paper.pages), round(wide)) == (1, int(width))


def test_the_clerk_works_with_the_console_alone(hall: Hall) -> None:
    hall.draw("A")
    desk = signed_in(hall.people.wulan)
    assert "Di loket mana" in desk.get("/loket/").content.decode()
    assert desk.post("/loket/mulai/", {"loket": hall.windows[2].pk}).status_code == 302
    assert desk.post("/loket/antrean/panggil/").status_code == 302
    for step in ("ulang", "ulang", "layani"):
        ticket = Ticket.objects.get()
        answer = desk.post(f"/loket/antrean/{step}/", {"tiket": ticket.pk, "versi": ticket.version})
        assert answer.status_code == 302, step
    stale = desk.post("/loket/antrean/layani/", {"tiket": ticket.pk, "versi": ticket.version})
    assert stale.status_code == 409
    ticket.refresh_from_db()
    body = {"tiket": ticket.pk, "versi": ticket.version, "result": "selesai", "remark": "NIB dicetak."}
    assert desk.post("/loket/antrean/selesai/", body | {"result": "terserah"}).status_code == 422
    assert desk.post("/loket/antrean/selesai/", body).status_code == 302
    assert Ticket.objects.get().state == TicketState.DONE
    nobody = desk.post("/loket/antrean/panggil/")
    assert (nobody.status_code, "Tidak ada yang menunggu" in nobody.content.decode()) == (409, True)


def test_a_browser_closed_in_mid_service_finds_its_ticket_again(hall: Hall) -> None:
    hall.draw("A")
    shift = hall.sit(2)
    windows.serve(windows.call(shift, who=hall.wulan), who=hall.wulan)
    elsewhere = signed_in(hall.people.wulan).get("/loket/").content.decode()
    assert "A001" in elsewhere
    assert "dilayani sejak" in elsewhere


def test_the_ticket_of_another_window_is_nobody_elses_business(hall: Hall) -> None:
    hall.draw("A")
    ticket = windows.call(hall.sit(2), who=hall.wulan)
    hall.sit(3, "ijah")
    other = signed_in(hall.people.ijah)
    body = {"tiket": ticket.pk, "versi": ticket.version, "result": "selesai"}
    assert other.post("/loket/antrean/selesai/", body).status_code == 404


def test_a_shift_is_handed_over_with_a_note_and_its_open_ticket(hall: Hall) -> None:
    hall.draw("A")
    windows.serve(windows.call(hall.sit(2), who=hall.wulan), who=hall.wulan)
    leaving, coming = signed_in(hall.people.wulan), signed_in(hall.people.ijah)
    assert leaving.post("/loket/akhiri/", {"text": "Pencetak loket 2 macet."}).status_code == 302
    page = coming.get("/loket/").content.decode()
    assert "Pencetak loket 2 macet." in page
    note = HandoverNote.objects.get()
    assert "macet" not in str(list(HandoverNote.objects.extra(select={"raw": "text"}).values_list("raw")))
    assert coming.post(f"/loket/catatan/{note.pk}/").status_code == 302
    assert "macet" not in coming.get("/loket/").content.decode()
    coming.post("/loket/mulai/", {"loket": hall.windows[2].pk})
    assert "A001" in coming.get("/loket/").content.decode()


def test_a_window_is_taken_once_and_can_be_taken_over(hall: Hall) -> None:
    hall.sit(2)
    other = signed_in(hall.people.ijah)
    answer = other.post("/loket/mulai/", {"loket": hall.windows[2].pk})
    assert (answer.status_code, "dijaga Wulan Sari" in answer.content.decode()) == (409, True)
    assert other.post("/loket/mulai/", {"loket": hall.windows[2].pk, "ambil_alih": "1"}).status_code == 302
    assert Shift.objects.get(ended_at__isnull=True).clerk == hall.people.ijah


def test_who_was_sent_to_a_window_that_closes_waits_in_the_line_again(hall: Hall) -> None:
    hall.draw("A")
    here, there = hall.sit(2), hall.sit(3, "ijah")
    windows.transfer(windows.call(here, who=hall.wulan), hall.windows[3], who=hall.wulan)
    shifts.end(there, who=hall.ijah)
    assert windows.call(here, who=hall.wulan).label == "A001"


def test_the_desk_draws_a_number_and_brings_a_no_show_back(hall: Hall) -> None:
    desk = signed_in(hall.people.ijah)
    body = {"line": hall.lines["A"].pk, "priority": "pregnant", "tap": str(uuid4())}
    assert desk.post("/loket/nomor/", {"priority": ""}).status_code == 422
    answer = desk.post("/loket/nomor/", body, follow=True)
    assert "A001" in answer.content.decode()
    ticket = windows.call(hall.sit(2), who=hall.wulan)
    for _call in range(2):
        ticket = windows.recall(ticket, who=hall.wulan)
    windows.skip(ticket, who=hall.wulan)
    desk.post(f"/loket/kembali/{ticket.pk}/")
    assert Ticket.objects.get().state == TicketState.WAITING


def test_an_admin_sets_the_queue_up_and_the_journal_remembers_what_was(hall: Hall) -> None:
    admin = signed_in(hall.people.admin)
    line = hall.lines["A"]
    facts = {"letter": "A", "name": "Bantuan perizinan", "kind": "perizinan", "position": 1, "minutes_each": 20,
             "last_before_minutes": 45, "slot_minutes": 30, "slot_places": 2, "is_active": "on"}  # fmt: skip
    assert admin.post(f"/kelola/antrean/layanan/{line.pk}/", facts).status_code == 302
    assert admin.post(f"/kelola/antrean/layanan/{line.pk}/", facts | {"letter": "Q"}).status_code == 422
    entry = Entry.objects.get(kind="queue.line_kept")
    assert (entry.data["before"]["minutes_each"], entry.data["after"]["minutes_each"]) == (15, 20)
    rules = {"calls": 2, "priority_in_a_row": 1, "leftover": "carry", "announcement": ""}
    assert admin.post("/kelola/antrean/aturan/", rules).status_code == 302
    assert QueueRules.objects.get().calls == 2
    assert admin.post("/kelola/antrean/loket/", {"number": 9, "lines": [line.pk], "is_active": "on"}).status_code == 302
    assert Line.objects.get(letter="A").windows.filter(number=9).exists()
    day = {"day": "2026-12-24", "opens_at": "08:00", "closes_at": "07:00", "reason": "Natal"}
    assert admin.post("/kelola/antrean/hari/", day).status_code == 422
    assert admin.post("/kelola/antrean/hari/", day | {"closes_at": "12:00"}).status_code == 302
    special = SpecialDay.objects.get(reason="Natal")
    assert special.closes_at == time(12)
    assert admin.post(f"/kelola/antrean/hari/{special.pk}/hapus/").status_code == 302
    assert not SpecialDay.objects.filter(reason="Natal").exists()
    assert admin.get("/kelola/antrean/").status_code == 200


def test_the_hall_is_open_to_everybody(hall: Hall) -> None:
    hall.draw("A")
    page = Client().get("/antrean/").content.decode()
    assert "Perizinan berusaha" in page
    assert timezone.localdate().isoformat() == "2026-11-24"
