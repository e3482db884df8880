"""People who work here, by the admin's hand (issue, section 4; screens.md 68; decisions 8)."""

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts.models import SigningTerm, User
from accounts.roles import HUMAN, Role
from accounts.staff import queries
from foundation.journal.models import Entry
from tests.accounts.conftest import PASSWORD as NEW
from tests.accounts.conftest import Letters
from tests.people import Town, town

pytestmark = pytest.mark.django_db
PAGES = ("/kelola/pengguna/", "/kelola/pengguna/undang/", "/kelola/penandatangan/", "/kelola/keluarga/")


@pytest.fixture
def people(db: None) -> Town:
    return town()


@pytest.fixture
def admin(people: Town, client: Client) -> Client:
    client.force_login(people.admin)
    return client


def officer(**changes: Any) -> dict[str, Any]:
    """The invitation form, filled in."""
    return {"name": "Lina Marlina", "email": "lina@dinas.example", "role": "clerk", "job_title": "Petugas"} | changes


def kinds(user: User) -> list[str]:
    """What the journal says about an account."""
    return list(Entry.objects.filter(subject=f"user:{user.pk}").order_by("id").values_list("kind", flat=True))


def test_nobody_but_the_admin_comes_in(people: Town) -> None:
    one = f"/kelola/pengguna/{people.dedi.pk}/"
    for role in sorted(HUMAN - {Role.ADMIN}):
        person = User.objects.filter(role=role).first()
        assert person is not None
        browser = Client()
        browser.force_login(person)
        answers = {browser.get(path).status_code for path in (*PAGES, one, f"{one}lepas-kunci/")}
        assert (role, answers) == (role, {403})
    stranger = Client().get(one)
    assert (stranger.status_code, stranger["Location"].startswith("/akun/masuk/")) == (302, True)


def test_an_invited_officer_sets_their_own_password_and_then_a_second_factor(
    people: Town, admin: Client, letters: Letters
) -> None:
    assert admin.post("/kelola/pengguna/undang/", officer()).status_code == 302
    user = User.objects.get(email="lina@dinas.example")
    assert (user.role, user.has_usable_password(), kinds(user)) == ("clerk", False, ["staff.invited"])
    browser = Client()
    form = browser.get(letters.link("account_invited"))["Location"]
    assert browser.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    answer = browser.post("/akun/masuk/", {"login": user.email, "password": NEW})
    assert answer["Location"] == "/beranda/"
    assert browser.get("/beranda/")["Location"] == "/akun/kunci/"
    assert admin.post(f"/kelola/pengguna/{user.pk}/undang-lagi/").status_code == 409


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"role": "reviewer"}, "Pilih dinas teknis verifikator ini."),
        ({"email": "DEDI@contoh.id"}, "E-mail ini sudah dipakai"),
        ({"nip": "123"}, "NIP"),
        ({"name": ""}, "Isi nama lengkap."),
        ({"role": "applicant"}, ""),
    ],
)
def test_an_invitation_that_cannot_be_is_said_with_422(admin: Client, changes: dict[str, Any], sentence: str) -> None:
    answer = admin.post("/kelola/pengguna/undang/", officer(**changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert User.objects.filter(name="Lina Marlina").count() == 0


def test_a_new_role_ends_the_sessions_of_that_person(people: Town, admin: Client) -> None:
    browser = Client()
    browser.force_login(people.wulan)
    assert browser.get("/beranda/").status_code == 200
    facts = {"name": "Wulan Sari", "role": "reviewer", "agency": people.naker.pk}
    assert admin.post(f"/kelola/pengguna/{people.wulan.pk}/", facts).status_code == 302
    assert browser.get("/beranda/").status_code == 302
    people.wulan.refresh_from_db()
    assert (people.wulan.role, people.wulan.agency) == ("reviewer", people.naker)
    assert kinds(people.wulan) == ["staff.changed"]


def test_an_admin_changes_neither_own_role_nor_own_key_nor_closes_the_own_account(people: Town, admin: Client) -> None:
    me = f"/kelola/pengguna/{people.admin.pk}/"
    assert admin.post(me, {"name": "Admin Kantor", "role": "head"}).status_code == 409
    assert admin.post(f"{me}lepas-kunci/", {"reason": "HP saya hilang"}).status_code == 409
    closing = {"leaves_on": timezone.localdate(), "reason": "Pensiun"}
    assert admin.post(f"{me}nonaktifkan/", closing).status_code == 409
    people.admin.refresh_from_db()
    assert (people.admin.role, people.admin.is_active, people.admin.leaves_on) == ("admin", True, None)
    assert Authenticator.objects.filter(user=people.admin).exists()


def test_a_leave_date_closes_the_account_on_the_day_after(people: Town, admin: Client) -> None:
    page = f"/kelola/pengguna/{people.dedi.pk}/nonaktifkan/"
    browser = Client()
    browser.force_login(people.dedi)
    assert admin.post(page, {"leaves_on": "", "reason": "Pindah tugas"}).status_code == 422
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert admin.post(page, {"leaves_on": tomorrow, "reason": "Pindah tugas"}).status_code == 302
    assert browser.get("/beranda/").status_code == 200
    User.objects.filter(pk=people.dedi.pk).update(leaves_on=timezone.localdate() - timedelta(days=1))
    assert browser.get("/beranda/").status_code == 302
    assert admin.post(f"/kelola/pengguna/{people.dedi.pk}/aktifkan/").status_code == 302
    people.dedi.refresh_from_db()
    assert (people.dedi.is_active, people.dedi.leaves_on) == (True, None)
    assert kinds(people.dedi) == ["staff.closed", "staff.reopened"]


def test_closing_today_closes_at_once(people: Town, admin: Client) -> None:
    today = {"leaves_on": timezone.localdate(), "reason": "Mengundurkan diri"}
    admin.post(f"/kelola/pengguna/{people.dedi.pk}/nonaktifkan/", today)
    people.dedi.refresh_from_db()
    assert not people.dedi.is_active
    assert people.dedi not in queries.can_sign()


def test_a_lost_phone_takes_off_the_key_with_a_reason_and_the_owner_is_told(
    people: Town, admin: Client, letters: Letters
) -> None:
    page = f"/kelola/pengguna/{people.dedi.pk}/lepas-kunci/"
    assert admin.post(page, {"reason": ""}).status_code == 422
    assert Authenticator.objects.filter(user=people.dedi).exists()
    assert admin.post(page, {"reason": "HP hilang, sudah ditelepon"}).status_code == 302
    assert not Authenticator.objects.filter(user=people.dedi).exists()
    assert letters.all("email", "account_changed")[-1]["to"] == people.dedi.email
    assert Entry.objects.get(kind="staff.factor_reset").note == "HP hilang, sudah ditelepon"


def test_ended_sessions_are_dead(people: Town, admin: Client) -> None:
    browser = Client()
    browser.force_login(people.kadis)
    page = f"/kelola/pengguna/{people.kadis.pk}/akhiri-sesi/"
    from_request(browser)
    assert admin.post(page).status_code == 302
    assert browser.get("/beranda/").status_code == 302


def from_request(browser: Client) -> None:
    """force_login writes no row of allauth's list of sessions; signing in does."""
    user = User.objects.get(pk=browser.session["_auth_user_id"])
    UserSession.objects.create(user=user, session_key=browser.session.session_key, ip="127.0.0.1", user_agent="x")


def test_the_list_is_paged_by_key_and_costs_few_queries(
    people: Town, admin: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        User.objects.create_user(f"p{number}@dinas.example", name=f"Petugas {number}", role=Role.INFORMATION)
    with django_assert_max_num_queries(8):
        page = admin.get("/kelola/pengguna/?peran=information")
    assert "?peran=information&amp;sesudah=" in page.content.decode()
    assert "Petugas 3<" in admin.get("/kelola/pengguna/?q=p3%40").content.decode()
    assert "Budi Santoso" not in admin.get("/kelola/pengguna/").content.decode()


def term(user: User, **changes: Any) -> dict[str, Any]:
    """A Plh for a week."""
    today = timezone.localdate()
    facts = {"capacity": "plh", "decree": "800/12/2026", "starts_on": today, "ends_on": today + timedelta(days=6)}
    return {"user": user.pk} | facts | changes


def test_a_plh_signs_within_the_dates_of_the_decree(people: Town, admin: Client) -> None:
    assert admin.post("/kelola/penandatangan/", term(people.dedi)).status_code == 302
    today = timezone.localdate()
    assert SigningTerm.of(people.dedi.pk, today) is not None
    assert SigningTerm.of(people.dedi.pk, today + timedelta(days=7)) is None
    row = SigningTerm.objects.get(user=people.dedi)
    assert admin.post(f"/kelola/penandatangan/{row.pk}/akhiri/", {"ends_on": today}).status_code == 302
    assert SigningTerm.of(people.dedi.pk, today + timedelta(days=1)) is None
    assert kinds(people.dedi) == ["signing.appointed", "signing.ended"]


@pytest.mark.parametrize(
    ("who", "changes", "sentence"),
    [
        ("dedi", {"decree": ""}, "Isi nomor SK Plt/Plh."),
        ("dedi", {"ends_on": ""}, "Isi hari terakhir Plt/Plh."),
        ("dedi", {"capacity": "head"}, "hanya untuk akun berperan kepala dinas"),
        ("dedi", {"ends_on": date(2020, 1, 1)}, "tidak boleh sebelum hari pertama"),
        ("sari", {}, "Pilih"),
        ("admin", {}, "Pilih"),
        ("kadis", {"capacity": "head"}, "Sudah ada pejabat"),
    ],
)
def test_a_term_that_cannot_be_is_said_with_422(
    people: Town, admin: Client, who: str, changes: dict[str, Any], sentence: str
) -> None:
    answer = admin.post("/kelola/penandatangan/", term(getattr(people, who), **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert SigningTerm.objects.count() == 1
