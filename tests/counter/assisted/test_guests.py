"""Layanan mandiri di kantor: a visit at a computer of the office; nothing of it stays."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from counter.actions import devices as machines
from counter.assisted.actions import guests
from counter.assisted.models import Guest
from counter.assisted.queries.sessions import calls_for_help
from counter.logbook.models import Visit
from counter.models import Device
from counter.queries.devices import COOKIE
from counter.terms import DeviceKind
from tests.counter.assisted.conftest import Counter

pytestmark = pytest.mark.django_db


def seat(desk: Counter, kind: DeviceKind = DeviceKind.SELF_SERVICE) -> tuple[Device, Client]:
    """A computer with its key in the browser."""
    device = Device(name="Komputer 1", kind=kind)
    key = machines.add(device, who=desk.people.actor("admin"))
    client = Client()
    client.cookies[COOKIE] = key
    return device, client


def test_a_visit_begins_and_ends_in_the_agenda_and_wipes_the_browser(desk: Counter) -> None:
    _device, client = seat(desk)
    assert "Mulai" in client.get("/mandiri/").content.decode()
    began = client.post("/mandiri/mulai/")
    assert began["Clear-Site-Data"] == '"cache", "storage"'
    client.force_login(desk.people.budi)
    session = client.session
    session[guests.MARK] = Guest.objects.get().pk
    session.save()
    page = client.get("/permohonan/").content.decode()
    assert "Selesai, hapus data saya" in page
    gone = client.post("/mandiri/selesai/")
    assert (gone.status_code, gone["Clear-Site-Data"]) == (302, '"cache", "storage"')
    assert client.get("/permohonan/").status_code == 302
    visit = Visit.objects.get()
    assert (visit.channel, visit.result, visit.person_name) == ("mandiri", "selesai", "Budi Santoso")
    assert visit.window == "Komputer 1"


def test_five_idle_minutes_wipe_everything_also_for_who_presses_back(desk: Counter) -> None:
    _device, client = seat(desk)
    client.post("/mandiri/mulai/")
    client.force_login(desk.people.budi)
    session = client.session
    session[guests.MARK] = Guest.objects.get().pk
    session.save()
    now = timezone.now()
    with time_machine.travel(now + timedelta(minutes=4)):
        assert client.post("/mandiri/hadir/").status_code == 204
    with time_machine.travel(now + timedelta(minutes=8, seconds=30)):
        assert client.get("/permohonan/").status_code == 200, "typing kept it alive"
    with time_machine.travel(now + timedelta(minutes=14)):
        gone = client.get("/permohonan/")
        assert (gone.status_code, gone["Location"]) == (302, "/mandiri/")
        assert "Clear-Site-Data" in gone
        assert client.get("/permohonan/")["Location"] == "/mandiri/"
    guest = Guest.objects.get()
    assert (guest.ended_how, Visit.objects.get().result) == ("idle", "batal")


def test_outside_a_visit_the_computer_shows_only_its_start_page(desk: Counter) -> None:
    _device, client = seat(desk)
    assert client.get("/kbli/")["Location"] == "/mandiri/"
    client.force_login(desk.people.budi)  # somebody signed in without a visit
    assert client.get("/mandiri/")["Location"] == "/mandiri/"
    assert client.get("/mandiri/").status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_revoked_computer_loses_its_guest_at_once(desk: Counter) -> None:
    device, client = seat(desk)
    client.post("/mandiri/mulai/")
    assert client.get("/mandiri/").status_code == 200
    machines.revoke(device, who=desk.people.actor("admin"))
    assert client.get("/mandiri/")["Location"] == "/perangkat/"
    assert Guest.objects.get().ended_how == "revoked"
    assert client.get("/mandiri/").status_code == 403


def test_a_guest_calls_and_one_officer_comes(desk: Counter) -> None:
    _device, client = seat(desk)
    assert client.post("/mandiri/bantuan/").status_code == 403
    client.post("/mandiri/mulai/")
    client.post("/mandiri/mulai/")  # a double tap
    client.post("/mandiri/bantuan/")
    waiting = calls_for_help()
    assert [row.device_name for row in waiting] == ["Komputer 1"]
    for name in ("ijah", "wulan"):
        assert desk.at(name).post(f"/loket/bantuan/{waiting[0].pk}/").status_code == 302
    guest = Guest.objects.get()
    assert guest.helped_by == desk.people.ijah
    assert calls_for_help() == []
    assert Visit.objects.get().acts.filter(kind="helped").count() == 1


def test_a_console_that_lies_open_hears_of_the_call_and_of_its_end(desk: Counter) -> None:
    _device, client = seat(desk)
    client.post("/mandiri/mulai/")
    hall = "/antrean/keadaan.json"
    quiet = Client().get(hall)
    assert quiet.json()["help"] == []
    client.post("/mandiri/bantuan/")
    told = Client().get(hall, headers={"If-None-Match": quiet["ETag"]})
    assert told.status_code == 200, "the answer has changed"
    ((place, since),) = told.json()["help"]
    assert (place, since[-3:]) == ("Komputer 1", "WIB")
    wulan = desk.at()
    client.post("/mandiri/selesai/")
    assert Client().get(hall, headers={"If-None-Match": told["ETag"]}).json()["help"] == []
    client.post("/mandiri/mulai/")
    client.post("/mandiri/bantuan/")
    assert len(Client().get(hall).json()["help"]) == 1
    wulan.post(f"/loket/bantuan/{calls_for_help()[0].pk}/")
    assert Client().get(hall).json()["help"] == []


def test_the_officer_sees_which_computer_is_free_before_sending_somebody_there(desk: Counter) -> None:
    _device, client = seat(desk)
    ijah = desk.at("ijah")
    assert 'href="/loket/nomor/"' in ijah.get("/agenda/informasi/").content.decode()
    page = ijah.get("/loket/nomor/").content.decode()
    assert "Komputer 1" in page
    assert "Kosong" in page
    client.post("/mandiri/mulai/")
    page = ijah.get("/loket/nomor/").content.decode()
    assert "Sedang dipakai" in page
    assert "Kosong" not in page


def test_strangers_kiosks_and_boards_are_no_seats(desk: Counter) -> None:
    for client in (Client(), seat(desk, DeviceKind.KIOSK)[1]):
        for path in ("mulai", "selesai", "bantuan", "hadir"):
            assert client.post(f"/mandiri/{path}/").status_code == 403, path
        assert client.get("/mandiri/").status_code == 403
    assert not Guest.objects.exists()


def test_a_computer_that_was_switched_off_ends_its_visit_by_the_sweep(desk: Counter) -> None:
    _device, client = seat(desk)
    client.post("/mandiri/mulai/")
    guests.sweep()
    assert Guest.objects.get().ended_at is None
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        guests.sweep()
    assert Guest.objects.get().ended_how == "idle"
    assert Visit.objects.get().ended_at is not None
