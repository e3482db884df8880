"""Who can sign in: active accounts whose last day has not passed. Asked again on every request."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone


class Employed(AuthenticationBackend):
    """allauth's back end, which also knows the day on which somebody leaves."""

    def user_can_authenticate(self, user: Any) -> bool:
        """A leave date that has passed closes the account, and every session of it, without any task."""
        gone = user.leaves_on is not None and user.leaves_on < timezone.localdate()
        return bool(super().user_can_authenticate(user)) and not gone
