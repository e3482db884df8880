"""/kelola/kantor/: the admin changes the office, and the journal knows."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from foundation.journal.models import Entry
from foundation.office.models import Office
from foundation.office.office import current
from licensing.catalogue.services.offices import load_office
from tests.people import person, town

pytestmark = pytest.mark.django_db
ADDRESS = "/kelola/kantor/"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0"/></svg>'


@pytest.fixture
def admin(client: Client) -> Client:
    load_office("pariaman")
    client.force_login(person("admin", "Admin Kantor", Role.ADMIN))
    return client


def typed(client: Client, **changes: Any) -> dict[str, Any]:
    """What the browser would send: the page's own values, with some changed."""
    edit = client.get(ADDRESS).context["edit"]
    data: dict[str, Any] = {}
    forms = [edit.form, *edit.hours.forms, *edit.channels.forms, edit.hours.management_form]
    for form in [*forms, edit.channels.management_form]:
        for field in form:
            value = field.value()
            data[field.html_name] = "" if value is None or value is False else field.field.prepare_value(value)
    data["kop"] = data["kop"].replace("\n", "\r\n")
    data["pledge_text"] = data["pledge_text"].replace("\n", "\r\n")
    data.pop("logo")
    return data | changes


def test_sending_the_page_back_unchanged_changes_nothing(admin: Client) -> None:
    before = current().version
    assert admin.post(ADDRESS, typed(admin)).status_code == 302
    assert current().version == before
    assert current().edited == []
    assert not Entry.objects.filter(kind="office.changed").exists()


def test_a_change_is_saved_marked_as_the_offices_own_and_journalled(admin: Client) -> None:
    admin.post(ADDRESS, typed(admin, phone="0751 90000", completeness_days="2"))
    office = current()
    assert (office.phone, office.completeness_days) == ("0751 90000", 2)
    assert office.edited == ["completeness_days", "phone"]
    assert office.source_of("phone") == "diisi kantor ini"
    entry = Entry.objects.get(kind="office.changed")
    assert entry.name == "Admin Kantor"
    assert entry.data["fields"]["phone"] == {"before": "", "after": "0751 90000"}
    assert load_office("pariaman") == [], "the next load leaves it alone"


def test_hours_and_channels_are_changed_on_the_same_page(admin: Client) -> None:
    data = typed(admin)
    data |= {"jam-0-closes_at": "15:00", "saluran-0-label": "Ruang aduan lantai 1", "saluran-4-DELETE": "on"}
    assert admin.post(ADDRESS, data).status_code == 302
    office = current()
    assert str(office.hours.get(weekday=0).closes_at) == "15:00:00"
    assert next(channel.label for channel in office.channels.all()) == "Ruang aduan lantai 1"
    assert office.channels.count() == 4
    assert {"hours", "channels"} <= set(office.edited)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"colour_primary": "#ffee00"}, "Pilih warna yang lebih gelap"),
        ({"region_code": "1377"}, "Tulis kode wilayah"),
        ({"warn_early": "90"}, "Urutkan persen peringatan"),
        ({"completeness_days": "0"}, "1"),
        ({"jam-0-closes_at": "06:00", "jam-0-break_from": "", "jam-0-break_until": ""}, "Jam tutup harus sesudah"),
        ({"jam-0-break_until": ""}, "Isi jam mulai dan selesai istirahat"),
        ({"name": ""}, "Isi nama resmi"),
    ],
)
def test_what_cannot_be_is_answered_422_and_nothing_is_saved(
    admin: Client, changes: dict[str, str], sentence: str
) -> None:
    response = admin.post(ADDRESS, typed(admin, phone="0751 1", **changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "0751 1" in response.content.decode()
    assert Office.objects.get().phone == ""


def test_the_mark_is_taken_only_when_it_is_harmless(admin: Client) -> None:
    good = SimpleUploadedFile("tanda.svg", SVG.encode(), "image/svg+xml")
    assert admin.post(ADDRESS, typed(admin, logo=good)).status_code == 302
    assert current().logo_svg == SVG
    evil = SimpleUploadedFile("tanda.svg", SVG.replace("<path", "<script/><path").encode(), "image/svg+xml")
    response = admin.post(ADDRESS, typed(admin, logo=evil))
    assert response.status_code == 422
    assert "Hapus elemen" in response.content.decode()
    binary = SimpleUploadedFile("tanda.svg", b"\xff\xfe\x00", "image/svg+xml")
    assert admin.post(ADDRESS, typed(admin, logo=binary)).status_code == 422
    assert Office.objects.get().logo_svg == SVG


def test_only_the_admin_opens_the_page(client: Client) -> None:
    people = town()
    assert client.get(ADDRESS).status_code == 302
    for user in (people.budi, people.kadis, people.auditor, people.sari):
        client.force_login(user)
        assert client.get(ADDRESS).status_code == 403
        assert client.post(ADDRESS, {"name": "x"}).status_code == 403
    client.force_login(people.admin)
    assert client.get(reverse("office_edit")).status_code == 200


@pytest.mark.parametrize("colour", ["-1", "²", "#12345", "[]", "#zzzzzz"])
def test_what_is_no_colour_is_told_beside_its_field(admin: Client, colour: str) -> None:
    answer = admin.post(ADDRESS, typed(admin, colour_primary=colour))
    assert answer.status_code == 422
    assert "enam angka heksadesimal" in answer.content.decode()
