"""From a row of the agenda to the story of its number: drawn, called, missed, come back, sent on, served, done."""

import re

from django.test import Client
from django.urls import reverse

from counter.actions import windows
from counter.logbook import book
from counter.logbook.models import Visit
from counter.logbook.queries import tickets
from counter.logbook.terms import Channel
from counter.terms import Priority
from tests.counter.desk.conftest import Hall


def lived(hall: Hall) -> Visit:
    """A number with a whole life: missed at window 2, back, sent to window 3, served there."""
    ticket = hall.draw("A", Priority.DISABLED)
    here, there = hall.sit(2), hall.sit(3, "ijah")
    ticket = windows.call(here, who=hall.wulan)
    for _call in range(2):
        ticket = windows.recall(ticket, who=hall.wulan)
    windows.come_back(windows.skip(ticket, who=hall.wulan), who=hall.ijah)
    windows.transfer(windows.call(here, who=hall.wulan), hall.windows[3], who=hall.wulan)
    ticket = windows.serve(windows.call(there, who=hall.ijah), who=hall.ijah)
    windows.finish(ticket, result="selesai", who=hall.ijah)
    return Visit.objects.get()


def test_the_story_of_a_number_is_told_in_order_with_window_and_doer(hall: Hall) -> None:
    told = tickets.moments(lived(hall).ticket_id)
    assert [moment["title"] for moment in told] == [
        "Nomor diambil", "Dipanggil", "Dipanggil", "Dipanggil", "Dilewati karena tidak hadir",
        "Datang lagi, kembali ke urutan paling belakang", "Dipanggil", "Dipindahkan ke loket lain", "Dipanggil",
        "Mulai dilayani", "Selesai dilayani",
    ]  # fmt: skip
    assert (told[0]["text"], told[0]["who"]) == ("di mesin antrean · antrean prioritas", "Mesin 1")
    assert (told[3]["text"], told[7]["text"]) == ("panggilan ke-3 · Loket 2", "Loket 3")
    assert told[-1]["who"] == hall.ijah.name
    assert "disabilitas" not in str(told).lower(), "why somebody goes first is not told"


def test_the_number_in_the_list_and_on_the_row_leads_to_its_story(hall: Hall) -> None:
    visit = lived(hall)
    officer = Client()
    officer.force_login(hall.people.ijah)
    url = reverse("logbook_row", args=[visit.pk])
    listed = officer.get(reverse("logbook"), {"kolom": ["number", "ticket_label"]}).content.decode()
    assert f'<a href="{url}#antrean">A001</a>' in listed
    page = officer.get(url).content.decode()
    assert '<a href="#antrean">A001</a>' in page
    story = page.partition('<h2 id="antrean">')[2]
    assert re.search(r"Perjalanan nomor\s+A001", story)
    assert "Dilewati karena tidak hadir" in story


def test_a_row_without_a_number_tells_of_none(hall: Hall) -> None:
    visit = book.open_visit(who=hall.wulan, channel=Channel.PHONE, service="Telepon", ticket_label="lama")
    clerk = Client()
    clerk.force_login(hall.people.wulan)
    page = clerk.get(reverse("logbook_row", args=[visit.pk])).content.decode()
    assert 'id="antrean"' not in page
    assert 'href="#antrean"' not in page
