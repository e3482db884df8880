"""Idle sessions: ten minutes for staff, thirty for applicants; what was typed meanwhile waits for its owner."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.entry import kept
from accounts.entry.signals import SEEN
from accounts.models import KeptForm, User
from accounts.roles import Role
from tests.factories.drafts import office
from tests.factories.files import NIK
from tests.people import person

pytestmark = pytest.mark.django_db
NOTE = "Denah belum memuat pintu darurat, mohon digambar ulang."


def resting(role: Role, minutes: int, **options: Any) -> Client:
    client = Client(**options)
    user = User.objects.filter(name="Petugas Uji").first()
    client.force_login(user or person("petugas", "Petugas Uji", role))
    client.get("/pesan/")
    session = client.session
    session[SEEN] = int(time.time()) - minutes * 60 - 5
    session.save()
    return client


@pytest.mark.parametrize(
    ("role", "minutes", "is_open"),
    [(Role.CLERK, 9, True), (Role.CLERK, 10, False), (Role.ADMIN, 10, False), (Role.APPLICANT, 10, True),
     (Role.APPLICANT, 29, True), (Role.APPLICANT, 30, False)],
)  # fmt: skip
def test_staff_rest_ten_minutes_and_applicants_thirty(role: Role, minutes: int, is_open: bool) -> None:
    assert (resting(role, minutes).get("/pesan/").status_code == 200) is is_open


def test_the_times_are_the_offices_to_set(settings: Any) -> None:
    settings.STAFF_IDLE_MINUTES = 3
    page = resting(Role.CLERK, 2).get("/pesan/")
    assert 'data-idle="180"' in page.content.decode()
    assert resting(Role.CLERK, 3).get("/pesan/").status_code == 302


def test_what_was_sent_too_late_waits_and_is_sent_on_after_sign_in() -> None:
    office()
    client = resting(Role.APPLICANT, 31)
    answer = client.post("/akun/lanjutkan/", {})  # a page of the account itself keeps nothing
    assert (answer["Location"], KeptForm.objects.count()) == ("/akun/masuk/?next=/beranda/", 0)
    client = resting(Role.APPLICANT, 31)
    sent: dict[str, Any] = {"note": NOTE, "line": ["1", "2"], "password": "rahasia-sekali", "kode": "123456"}
    sent["berkas"] = SimpleUploadedFile("surat.pdf", b"%PDF-1.4")
    answer = client.post("/pesan/nomor/?a=1", sent)
    assert answer["Location"] == "/akun/masuk/?next=/akun/lanjutkan/"
    assert "_auth_user_id" not in client.session
    found = KeptForm.objects.get()
    assert (found.path, found.fields) == ("/pesan/nomor/?a=1", [["note", NOTE], ["line", "1"], ["line", "2"]])
    client.force_login(found.user)
    page = client.get("/akun/lanjutkan/").content.decode()
    assert NOTE in page
    assert "rahasia-sekali" not in page
    onward = client.post("/akun/lanjutkan/", {"note": NOTE, "lanjutkan-kirim": "ya"})
    assert (onward.status_code, onward["Location"]) == (307, "/pesan/nomor/?a=1")
    assert not KeptForm.objects.exists()


def test_it_is_its_owners_alone_rests_encrypted_and_goes_after_a_day() -> None:
    client = resting(Role.CLERK, 11)
    client.post("/pesan/x/", {"note": NOTE, "nik": NIK})
    with connection.cursor() as cursor:
        cursor.execute("SELECT fields FROM accounts_keptform")
        raw = str(cursor.fetchone()[0])
    assert NOTE not in raw
    assert NIK not in raw
    stranger = Client()
    stranger.force_login(person("lain", "Orang Lain", Role.CLERK))
    assert "Tidak ada isian yang tersimpan" in stranger.get("/akun/lanjutkan/").content.decode()
    KeptForm.objects.update(kept_at=timezone.now() - timedelta(hours=25))
    assert kept.of(KeptForm.objects.get().user_id) is None
    kept.forget_old()
    assert not KeptForm.objects.exists()


def test_a_form_from_another_site_or_too_much_is_not_kept() -> None:
    forged = resting(Role.CLERK, 11, enforce_csrf_checks=True)
    forged.post("/pesan/x/", {"note": NOTE})
    resting(Role.CLERK, 11).post("/pesan/x/", {"note": "x" * (kept.LONGEST + 1)})
    assert not KeptForm.objects.exists()


def test_throwing_it_away_needs_one_press() -> None:
    client = resting(Role.CLERK, 11)
    client.post("/pesan/x/", {"note": NOTE})
    client.force_login(User.objects.get(name="Petugas Uji"))
    assert client.post("/akun/lanjutkan/", {"lanjutkan-buang": "ya"})["Location"] == "/beranda/"
    assert not KeptForm.objects.exists()


def test_of_a_signature_nothing_is_kept_not_even_the_nik_beside_it() -> None:
    client = resting(Role.HEAD, 11)
    client.post("/persetujuan/tandatangan/", {"letters": ["A"], "nik": NIK, "passphrase": "frasa", "code": "1"})
    assert not KeptForm.objects.exists()
