"""The console and the information desk offer the survey: once per service, in the row, without a token in a message."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from counter.actions import windows
from counter.assisted.actions import ending, offering, people, sessions
from counter.assisted.models import Assistance, Person
from counter.assisted.terms import Attendance
from counter.logbook.models import Visit
from counter.logbook.queries import surveys
from counter.logbook.settling.offering import Way, address, by_code, link_of
from counter.models import Ticket
from foundation.journal.models import Entry
from foundation.outbox.models import OutboxMessage
from licensing.catalogue.services.offices import load_office
from licensing.workflow import Refused
from surveys.models import Offered, OfferTally, Sheet, SpentToken
from tests.counter.assisted.conftest import RATNA_NIK, RATNA_PHONE
from tests.counter.desk.conftest import Hall


@pytest.fixture
def desk(hall: Hall) -> Client:
    """Wulan's browser, with A001 in service at her window."""
    hall.draw("A")
    windows.serve(windows.call(hall.sit(2), who=hall.wulan), who=hall.wulan)
    client = Client()
    client.force_login(hall.people.wulan)
    return client


def finish(client: Client, **told: str) -> Any:
    ticket = Ticket.objects.get()
    body = {"tiket": ticket.pk, "versi": ticket.version, "result": "selesai", "remark": ""}
    return client.post("/loket/antrean/selesai/", body | told)


def helped(hall: Hall, **facts: str) -> Person:
    """The person of the ticket, found and being helped."""
    told = {"name": "Ratna Dewi", "nik": RATNA_NIK, "phone": "", "email": "", **facts}
    ratna = people.register(told, ktp_seen=True, actor=hall.wulan)
    sessions.start(ratna, attendance=Attendance.OWNER, ktp_seen=True, actor=hall.wulan)
    return ratna


@pytest.mark.parametrize(("way", "said"), [("qr", "kode QR"), ("tablet", "tablet di loket")])
def test_the_console_offers_it_with_the_end_of_a_service(desk: Client, way: str, said: str) -> None:
    answer = finish(desk, survey=way)
    visit = Visit.objects.get()
    assert answer.url == f"/loket/?survei={visit.pk}"
    assert (visit.survey_offered, [act.text for act in visit.acts.filter(kind="survey")]) == (True, [said])
    page = desk.get(answer.url).content.decode()
    assert 'class="qr"' in page
    assert link_of(visit) in page
    assert sum(OfferTally.objects.values_list("count", flat=True)) == 1
    assert Entry.objects.get(kind="survey.offered").data == {"way": way}


def test_nothing_is_offered_unless_the_clerk_says_so(desk: Client) -> None:
    assert finish(desk, survey="").url == "/loket/"
    assert not Visit.objects.get().survey_offered
    assert not Offered.objects.exists()


def test_an_end_that_came_too_late_offers_nothing(desk: Client) -> None:
    assert finish(desk, survey="qr", versi="0").status_code == 409
    assert not Offered.objects.exists()
    assert Visit.objects.get().is_running


def test_a_message_goes_only_to_somebody_who_can_be_reached_and_holds_no_token(desk: Client, hall: Hall) -> None:
    assert finish(desk, survey="pesan").status_code == 422, "nobody is known of who only drew a number"
    helped(hall, phone=RATNA_PHONE)
    assert "Tautan lewat WhatsApp atau e-mail" in desk.get("/loket/").content.decode()
    assert finish(desk, survey="pesan").status_code == 302
    letter, visit = OutboxMessage.objects.get(kind="survey_visit"), Visit.objects.get()
    assert letter.payload["to"] == RATNA_PHONE
    token = link_of(visit).rstrip("/").rpartition("/")[2]
    assert token not in str(letter.payload)
    door = re.search(r"https?://[^/]+(/survei/layanan/\S+/)", letter.payload["body"])
    assert door
    came = Client().get(door[1])
    assert (came.status_code, came.url) == (302, link_of(visit))
    assert (Sheet.objects.count(), SpentToken.objects.count()) == (0, 0)


@pytest.mark.parametrize("code", ["1", "1.abc", "x.y.z"])
def test_a_made_up_door_leads_nowhere(hall: Hall, code: str) -> None:
    assert Client().get(reverse("survey_of_visit", args=[code])).status_code == 404


def test_a_row_without_an_offer_has_no_door(desk: Client) -> None:
    visit = Visit.objects.get()
    assert by_code(address(visit).rstrip("/").rpartition("/")[2]) is None
    assert "survei-baru" not in desk.get(f"/loket/?survei={visit.pk}").content.decode()


def test_offered_in_the_service_and_again_at_its_end_is_one_offer_and_one_letter(desk: Client, hall: Hall) -> None:
    ratna = helped(hall, phone=RATNA_PHONE)
    for _press in range(2):
        assert desk.post("/loket/bantu/survei/", {"cara": "pesan"}).status_code == 200
    assert finish(desk, survey="pesan").status_code == 302
    assert (OutboxMessage.objects.filter(kind="survey_visit").count(), Offered.objects.count()) == (1, 1)
    assert Visit.objects.get().acts.filter(kind="survey").count() == 1
    assert ratna.account is None


def test_somebody_without_phone_or_e_mail_is_offered_the_code_on_the_screen(desk: Client, hall: Hall) -> None:
    helped(hall)
    assert "Kirim tautan survei" not in desk.get("/loket/bantu/").content.decode()
    refused = desk.post("/loket/bantu/survei/", {"cara": "pesan"})
    assert (refused.status_code, "kode QR atau tablet" in refused.content.decode()) == (409, True)
    assert desk.post("/loket/bantu/survei/", {"cara": "qr"}).status_code == 200


def test_a_service_without_its_row_says_where_the_survey_is(desk: Client, hall: Hall) -> None:
    ratna = helped(hall)
    assistance = ratna.assistances.get()
    assistance.visit_id = None
    with pytest.raises(Refused, match="ruang tunggu"):
        offering.offer(assistance, way=Way.QR, actor=hall.wulan)
    ending.end(ratna.assistances.get(), result="selesai", actor=hall.wulan)


def test_another_officers_survey_is_not_shown(desk: Client, hall: Hall) -> None:
    finish(desk, survey="qr")
    other = Client()
    other.force_login(hall.people.ijah)
    hall.sit(3, "ijah")
    assert "survei-baru" not in other.get(f"/loket/?survei={Visit.objects.get().pk}").content.decode()


def test_on_another_day_the_officer_does_not_see_whether_it_was_answered(
    desk: Client, hall: Hall, time_machine: Any
) -> None:
    finish(desk, survey="qr")
    visit, officer = Visit.objects.get(), hall.people.actor("wulan")
    assert surveys.shown(officer, str(visit.pk)) is not None
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert surveys.shown(officer, str(visit.pk)) is None


def test_a_message_about_this_number_goes_to_nobody_who_is_helped_beside_it(hall: Hall) -> None:
    helped(hall, phone=RATNA_PHONE)
    hall.draw("A")
    windows.serve(windows.call(hall.sit(2), who=hall.wulan), who=hall.wulan)
    client = Client()
    client.force_login(hall.people.wulan)
    assert sessions_running(hall)
    assert finish(client, survey="pesan").status_code == 422
    assert not OutboxMessage.objects.filter(kind="survey_visit").exists()


def sessions_running(hall: Hall) -> bool:
    """Is Bu Ratna still being helped?"""
    return Assistance.objects.filter(clerk_id=hall.people.wulan.pk, ended_at=None).exists()


def test_the_information_desk_offers_it_with_a_card(hall: Hall) -> None:
    load_office("pariaman")
    cache.clear()
    officer, url = Client(), reverse("information_desk")
    officer.force_login(hall.people.ijah)
    slug = next(value for value, _label in officer.get(url).context["form"].fields["service"].choices if value)
    answer = officer.post(url, {"submission": "a", "service": slug, "how": "qr", "survey": "on"}, follow=True)
    page = answer.content.decode()
    assert 'class="qr"' in page
    assert f"/kartu/{slug}/" in page
    sent = officer.post(
        url, {"submission": "b", "service": slug, "how": "whatsapp", "phone": "0812 0000 0001", "survey": "on"}
    )
    assert "survei%2Flayanan%2F" in sent.content.decode() or "survei/layanan/" in sent.content.decode()
    officer.post(url, {"submission": "c", "service": slug, "how": "lisan"})
    assert list(Visit.objects.order_by("pk").values_list("survey_offered", flat=True)) == [True, True, False]
    assert officer.get(f"{url}?survei=x&kartu=a b").status_code == 200
