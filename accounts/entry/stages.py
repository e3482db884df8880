"""Signing in, stage by stage: e-mail, then WhatsApp (only when signing up), then the second factor.

The e-mail comes first: only who reads that mailbox learns anything about the account, so a mistyped
telephone number can be corrected at the next stage without telling strangers who has an account.
"""

from typing import Any

from allauth.account.stages import PhoneVerificationStage
from allauth.core.exceptions import RateLimited

ORDER = [
    "allauth.account.stages.EmailVerificationStage",
    "accounts.entry.stages.PhoneStage",
    "allauth.mfa.stages.AuthenticateStage",
]


class PhoneStage(PhoneVerificationStage):
    """Asked once, at sign-up, and can be put off: a dead WhatsApp gateway locks nobody out."""

    def handle(self) -> Any:
        """A response that asks for the code, or none; and whether signing in may go on."""
        if not self.login.signup or self.login.user is None:
            return None, True
        try:
            return super().handle()
        except RateLimited:  # a code went to this number a moment ago: prove it from the profile
            return None, True
