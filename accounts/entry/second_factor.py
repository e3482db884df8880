"""The second factor: secrets rest closed, staff cannot do without it."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from foundation.secrets import box
from foundation.secrets.keys import ring
from foundation.secrets.rotation import Tally
from foundation.throttle import budget

CONTEXT = "mfa_authenticator.data"
SECRETS = ("secret", "seed")
TRIES = "10/10minutes"


class Adapter(DefaultMFAAdapter):
    """allauth's hooks."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Petugas wajib memakai kunci kedua, jadi kunci ini tidak dapat dilepas."),
        "cannot_generate_recovery_codes": _("Pasang aplikasi kunci dulu, baru buat kode cadangan."),
        "incorrect_code": _("Kode salah atau sudah dipakai. Tunggu kode berikutnya, lalu ketik enam angkanya."),
        "unverified_email": _("Verifikasi e-mail Anda dulu, baru pasang kunci kedua."),
    }

    def encrypt(self, text: str) -> str:
        """Close a TOTP key or the seed of recovery codes."""
        return box.close(text, context=CONTEXT)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it. A key from before this rule (no version mark) is read as it stands."""
        if not box.key_id_of(encrypted_text):
            return encrypted_text
        return box.open_(encrypted_text, context=CONTEXT)

    def build_totp_svg(self, url: str) -> str:
        """The page draws its own QR code."""
        return ""

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Applicants may; staff may not take off their TOTP key."""
        is_key = authenticator.type == Authenticator.Type.TOTP
        return not (is_key and Role(authenticator.user.role).is_staff)


def has(user: Any) -> bool:
    """Does this account hold a TOTP key?"""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())


def confirms(user: Any, code: str) -> bool:
    """Is this a fresh code of the account's TOTP key? A code counts once; after ten tries in ten minutes none does."""
    if not budget.spend("second-factor", TRIES, f"user:{user.pk}"):
        return False
    key = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    return key is not None and bool(key.wrap().validate_code(code))


def rotate() -> Tally:
    """Close every stored key anew with the newest key of the ring (``manage.py rotate_keys``)."""
    tally, adapter = Tally("mfa_authenticator.data"), Adapter()
    for row in Authenticator.objects.all():
        closed = [name for name in SECRETS if name in row.data and box.key_id_of(row.data[name]) != ring().current]
        try:
            moved = {name: adapter.encrypt(adapter.decrypt(row.data[name])) for name in closed}
        except box.CannotOpen:
            tally.failed += 1
            continue
        if moved:
            tally.moved += Authenticator.objects.filter(pk=row.pk, data=row.data).update(data={**row.data, **moved})
    return tally
