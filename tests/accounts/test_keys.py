"""Keys of the second factor move with all other personal data when the office changes its key."""

import base64
import os
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command

from accounts.demo import secret_of
from accounts.roles import Role
from foundation.secrets import box
from tests.people import person

pytestmark = pytest.mark.django_db


def test_a_key_of_yesterday_is_closed_anew_and_still_opens(settings: Any) -> None:
    user = person("dedi", "Dedi", Role.BACK_OFFICE)
    plain = person("budi", "Budi")
    TOTP.activate(plain, secret_of(plain.email))
    Authenticator.objects.filter(user=plain).update(data={"secret": secret_of(plain.email)})  # from before the rule
    newest = "t2:" + base64.b64encode(os.urandom(32)).decode()
    settings.FIELD_KEYS = [newest, *settings.FIELD_KEYS]
    call_command("rotate_keys")
    stored = {row.user_id: row.data["secret"] for row in Authenticator.objects.all()}
    assert {box.key_id_of(secret) for secret in stored.values()} == {"t2"}
    settings.FIELD_KEYS = [newest]
    for owner in (user, plain):
        assert box.open_(stored[owner.pk], context="mfa_authenticator.data") == secret_of(owner.email)
    settings.FIELD_KEYS = ["t3:" + base64.b64encode(os.urandom(32)).decode()]
    with pytest.raises(CommandError):
        call_command("rotate_keys")
