"""Sign-in, sessions and the second factor (reliability.md C17-C21, C31, C33, C35; decisions 18, 24)."""

import time
from typing import Any
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher as Argon2
from django.test import Client
from django.urls import reverse

from accounts.demo import secret_of
from accounts.entry.signals import SEEN, SINCE
from accounts.middleware import LONGEST_SECONDS
from accounts.models import User
from accounts.roles import Role
from foundation.journal.models import Entry
from tests.accounts.conftest import PASSWORD as NEW
from tests.accounts.conftest import Letters
from tests.people import PASSWORD, person

pytestmark = pytest.mark.django_db


def known(email: str = "budi", role: Role = Role.APPLICANT, **fields: Any) -> User:
    """An account whose address is proved."""
    user = person(email, email.title(), role, **fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post("/akun/masuk/", {"login": user.email, "password": password})


def factor_code(user: User) -> str:
    """The present code of the account's key."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret_of(user.email), counter))


def test_the_session_is_another_one_after_signing_in_and_dead_after_signing_out(client: Client) -> None:
    user = known()
    session = client.session
    session["x"] = 1
    session.save()
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert sign_in(client, user).status_code == 302
    after = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert before != after
    assert client.post("/akun/keluar/").status_code == 302
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = after
    assert thief.get("/beranda/").status_code == 302


@pytest.mark.parametrize(
    "change",
    [
        {"role": Role.CLERK},
        {"is_active": False},
        {"password": "argon2$other"},
        {"leaves_on": "2020-01-01"},
    ],
    ids=["role", "inactive", "password", "left"],
)
def test_a_session_ends_at_once_when_the_account_changes(client: Client, change: dict[str, Any]) -> None:
    user = person("dedi", "Dedi", Role.BACK_OFFICE)
    client.force_login(user)
    assert client.get("/beranda/").status_code == 200
    User.objects.filter(pk=user.pk).update(**change)
    assert client.get("/beranda/").status_code == 302


@pytest.mark.parametrize(("key", "limit"), [(SEEN, 30 * 60), (SINCE, LONGEST_SECONDS)])
def test_a_session_that_rests_or_lasts_too_long_leads_back_to_sign_in(client: Client, key: str, limit: int) -> None:
    client.force_login(person("budi", "Budi"))
    session = client.session
    session[key] = int(time.time()) - limit + 30
    session.save()
    assert client.get("/beranda/").status_code == 200
    session = client.session
    session[key] = int(time.time()) - limit - 5
    session.save()
    answer = client.get("/permohonan/?a=1")
    assert answer["Location"] == "/akun/masuk/?next=/permohonan/%3Fa%3D1"
    assert "lama tidak ada kegiatan" in client.get(answer["Location"]).content.decode()


def test_wrong_words_are_422_and_the_same_for_known_and_unknown_accounts() -> None:
    user, pages = known(), []
    for email in (user.email, "tidak-ada@contoh.id"):
        answer = Client().post("/akun/masuk/", {"login": email, "password": "salah-sama-sekali"})
        page = answer.content.decode().replace(email, "…")
        pages.append((answer.status_code, "E-mail atau kata sandi salah" in page, len(page)))
    assert pages[0] == pages[1]
    assert pages[0][:2] == (422, True)


def test_as_much_hashing_is_done_for_an_unknown_account_as_for_a_known_one() -> None:
    user, counts = known(), []
    for email in (user.email, "tidak-ada@contoh.id"):
        with (
            mock.patch.object(Argon2, "encode", autospec=True, side_effect=Argon2.encode) as made,
            mock.patch.object(Argon2, "verify", autospec=True, side_effect=Argon2.verify) as checked,
        ):
            Client().post("/akun/masuk/", {"login": email, "password": "salah-sama-sekali"})
        counts.append(made.call_count + checked.call_count)
    assert counts == [1, 1]


def test_the_sixth_wrong_password_from_one_place_waits_and_the_owner_elsewhere_does_not() -> None:
    user, stranger = known(), Client(REMOTE_ADDR="203.0.113.9")
    answers = [sign_in(stranger, user, "salah-sama-sekali") for _try in range(6)]
    assert "Terlalu banyak percobaan" in answers[5].content.decode()
    assert "Terlalu banyak percobaan" not in answers[4].content.decode()
    assert sign_in(Client(REMOTE_ADDR="198.51.100.7"), user)["Location"] == "/beranda/"


def test_many_wrong_passwords_from_many_places_lock_nobody_and_the_owner_is_told_once(letters: Letters) -> None:
    user = known()
    for number in range(24):
        sign_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), user, "salah-sama-sekali")
    told = letters.all("email", "account_changed")
    assert [letter["to"] for letter in told] == [user.email]
    assert sign_in(Client(), user)["Location"] == "/beranda/"


def test_staff_are_asked_for_the_second_factor_and_a_code_works_once(client: Client) -> None:
    user = known("dedi", Role.BACK_OFFICE)
    assert sign_in(client, user)["Location"] == "/akun/masuk/kunci/"
    assert client.get("/beranda/").status_code == 302
    assert client.post("/akun/masuk/kunci/", {"code": "000000"}).status_code == 422
    code = factor_code(user)
    assert client.post("/akun/masuk/kunci/", {"code": code})["Location"] == "/beranda/"
    assert client.get("/beranda/").status_code == 200
    again = Client()
    sign_in(again, user)
    assert again.post("/akun/masuk/kunci/", {"code": code}).status_code == 422


def test_staff_without_a_second_factor_are_led_to_it_and_open_nothing_else(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    user = known("dedi", Role.BACK_OFFICE)
    Authenticator.objects.filter(user=user).delete()
    assert sign_in(client, user)["Location"] == "/beranda/"
    for path in ("/beranda/", "/proses/", "/berkas-permohonan/", "/akun/profil/", "/", "/kbli/", "/pesan/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/akun/kunci/"), path
    assert client.get("/akun/kunci/").status_code == 200
    client.post("/akun/ulang/?next=/akun/kunci/aplikasi/", {"password": PASSWORD})
    page = client.get("/akun/kunci/aplikasi/")
    secret = page.context["form"].secret
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    assert client.post("/akun/kunci/aplikasi/", {"code": "1"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/akun/kunci/aplikasi/", {"code": code})["Location"] == "/akun/kunci/cadangan/"
    shown = client.get("/akun/kunci/cadangan/")
    assert shown.status_code == 200, shown.headers
    codes = shown.context["unused_codes"]
    assert len(codes) == 10
    assert client.get("/akun/kunci/cadangan/").context["unused_codes"] == ["****"] * 10
    assert client.get("/beranda/").status_code == 200
    stored = Authenticator.objects.filter(user=user).values_list("data", flat=True)
    assert secret not in repr(list(stored))
    assert Entry.objects.filter(subject=f"user:{user.pk}", kind="account.factor_added").exists()
    other = Client()
    sign_in(other, user)
    assert other.post("/akun/masuk/kunci/", {"code": codes[0]})["Location"] == "/beranda/"


def test_staff_cannot_take_off_their_key_and_applicants_can(client: Client) -> None:
    officer, applicant = known("dedi", Role.BACK_OFFICE), known("budi")
    TOTP.activate(applicant, secret_of(applicant.email))
    left = {}
    for user in (officer, applicant):
        browser = Client()
        sign_in(browser, user)
        browser.post("/akun/masuk/kunci/", {"code": factor_code(user)})
        assert browser.post("/akun/kunci/aplikasi/lepas/")["Location"].startswith("/akun/ulang/")
        browser.post("/akun/ulang/", {"password": PASSWORD})
        browser.post("/akun/kunci/aplikasi/lepas/")
        left[user.email] = Authenticator.objects.filter(user=user).count()
    assert left == {officer.email: 1, applicant.email: 0}


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(client: Client, letters: Letters) -> None:
    user = known()
    old = Client()
    old.force_login(user)
    pages = []
    for email in (user.email, "tidak-ada@contoh.id"):
        answer = Client().post("/akun/lupa-sandi/", {"email": email})
        pages.append((answer.status_code, answer["Location"]))
    assert pages[0] == pages[1] == (302, "/akun/lupa-sandi/terkirim/")
    assert [letter["to"] for letter in letters.all("email", "account_unknown")] == ["tidak-ada@contoh.id"]
    link = letters.link("account_reset")
    form = client.get(link)["Location"]
    assert client.post(form, {"password1": NEW, "password2": "lain sama sekali ya"}).status_code == 422
    assert client.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    assert "Tautan tidak berlaku lagi" in Client().get(link).content.decode()
    assert old.get("/beranda/").status_code == 302
    assert sign_in(Client(), user, NEW)["Location"] == "/beranda/"
    assert letters.all("email", "account_changed")[-1]["to"] == user.email


def test_address_and_number_change_by_code_after_the_password_and_the_old_ones_are_told(
    client: Client, letters: Letters
) -> None:
    user = known(phone="+6281200000001")
    client.force_login(user)
    answer = client.post("/akun/email/", {"action_add": "1", "email": "baru@contoh.id"})
    assert answer["Location"].startswith("/akun/ulang/")
    assert client.post(answer["Location"], {"password": "bukan-ini-kata-sandinya"}).status_code == 422
    assert client.post(answer["Location"], {"password": PASSWORD}).status_code == 302
    client.post("/akun/email/", {"action_add": "1", "email": "baru@contoh.id"})
    client.post("/akun/verifikasi/", {"code": letters.code("email")})
    user.refresh_from_db()
    assert user.email == "baru@contoh.id"
    assert letters.all("email", "account_changed")[-1]["to"] == "budi@contoh.id"
    client.post("/akun/nomor/", {"phone": "0813-1111-2222"})
    client.post("/akun/verifikasi/wa/", {"code": letters.code("whatsapp")})
    user.refresh_from_db()
    assert user.phone == "+6281311112222"
    assert letters.all("whatsapp", "account_changed")[-1]["to"] == "+6281200000001"


def test_other_sessions_are_listed_and_ended(client: Client) -> None:
    user = known()
    other = Client(HTTP_USER_AGENT="Warnet")
    sign_in(client, user)
    sign_in(other, user)
    assert "Warnet" in client.get("/akun/sesi/").content.decode()
    client.post("/akun/sesi/")
    assert other.get("/beranda/").status_code == 302
    assert client.get("/beranda/").status_code == 200


def test_the_profile_keeps_name_channels_and_language_and_shows_no_number(client: Client) -> None:
    user = known(phone="+6281200000001")
    client.force_login(user)
    assert "81200000001" not in client.get("/akun/profil/").content.decode()
    assert client.post("/akun/profil/", {"name": "", "language": "id"}).status_code == 422
    answer = client.post("/akun/profil/", {"name": "Budi S.", "notify_email": "on", "language": "en"})
    assert (answer.status_code, answer.cookies["django_language"].value) == (302, "en")
    user.refresh_from_db()
    assert (user.name, user.notify_email, user.notify_whatsapp) == ("Budi S.", True, False)
    assert Entry.objects.filter(kind="account.profile_changed", subject=f"user:{user.pk}").exists()


@pytest.mark.parametrize("path", ["login/", "signup/", "2fa/", "password/reset/", "email/verify/", "sessions/"])
def test_the_librarys_own_addresses_are_closed(client: Client, path: str) -> None:
    assert client.get(f"/akun/{path}").status_code == 404


def test_names_still_lead_to_our_addresses() -> None:
    assert reverse("account_login") == "/akun/masuk/"
    assert reverse("mfa_index") == "/akun/kunci/"
    assert reverse("usersessions_list") == "/akun/sesi/"
