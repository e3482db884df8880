"""Paths of this room: /akun/… is django-allauth under our own addresses (its own are closed), /kelola/… is ours."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import URLPattern, URLResolver, include, path, re_path

from accounts import views
from accounts.staff import views as staff

RESET_KEY = r"^lupa-sandi/kunci/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

mine: list[URLPattern | URLResolver] = [
    path("masuk/", account.login, name="account_login"),
    path("masuk/kunci/", factor.authenticate, name="mfa_authenticate"),
    path("daftar/", account.signup, name="account_signup"),
    path("keluar/", account.logout, name="account_logout"),
    path("tidak-aktif/", account.account_inactive, name="account_inactive"),
    path("verifikasi/", account.email_verification_sent, name="account_email_verification_sent"),
    path("verifikasi/wa/", account.verify_phone, name="account_verify_phone"),
    path("verifikasi/wa/nanti/", views.verify_later, name="account_verify_phone_later"),
    path("ulang/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", account.email, name="account_email"),
    path("nomor/", account.change_phone, name="account_change_phone"),
    path("sandi/", account.password_change, name="account_change_password"),
    path("sandi/pasang/", account.password_set, name="account_set_password"),
    path("lupa-sandi/", account.password_reset, name="account_reset_password"),
    path("lupa-sandi/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path("lupa-sandi/selesai/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(RESET_KEY, account.password_reset_from_key, name="account_reset_password_from_key"),
    path("kunci/", factor.index, name="mfa_index"),
    path("kunci/ulang/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("kunci/aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path("kunci/aplikasi/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("kunci/cadangan/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("kunci/cadangan/baru/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sesi/", sessions.list_usersessions, name="usersessions_list"),
    path("lanjutkan/", views.resume, name="account_resume"),
    path("tetap-masuk/", views.stay, name="account_stay"),
    path("profil/", views.profile, name="account_profile"),
]

managed: list[URLPattern | URLResolver] = [
    path("pengguna/", staff.index, name="staff_list"),
    path("pengguna/undang/", staff.invite, name="staff_invite"),
    path("pengguna/<int:pk>/", staff.edit, name="staff_edit"),
    path("pengguna/<int:pk>/undang-lagi/", staff.invite_again, name="staff_invite_again"),
    path("pengguna/<int:pk>/akhiri-sesi/", staff.end_sessions, name="staff_end_sessions"),
    path("pengguna/<int:pk>/lepas-kunci/", staff.reset_factor, name="staff_reset_factor"),
    path("pengguna/<int:pk>/nonaktifkan/", staff.close, name="staff_close"),
    path("pengguna/<int:pk>/aktifkan/", staff.reopen, name="staff_reopen"),
    path("penandatangan/", staff.signers, name="signers"),
    path("penandatangan/<int:pk>/akhiri/", staff.end_term, name="signer_end"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("akun/", include(mine)),
    path("kelola/", include(managed)),
]
