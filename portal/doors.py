"""Access rules of the doors that libraries bring; our own views declare theirs themselves."""

from django.urls import ResolverMatch

from accounts.access import MACHINE, PUBLIC, SIGNED_IN, Access
from accounts.roles import Role

LIBRARY_DOORS: dict[str, Access] = {
    "account_login": PUBLIC,
    "account_logout": PUBLIC,  # also gives up a half-finished sign-in
    "account_signup": PUBLIC,
    "account_email_verification_sent": PUBLIC,
    "account_verify_phone": PUBLIC,  # at sign-up; signed in when the number changes
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "account_inactive": PUBLIC,
    "account_reauthenticate": SIGNED_IN,
    "account_email": SIGNED_IN,
    "account_change_phone": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "mfa_authenticate": PUBLIC,  # the second half of signing in
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
    "file_viewer": SIGNED_IN,  # and the policy of the file's purpose
    "file_page": SIGNED_IN,
    "file_original": SIGNED_IN,
    "file_sound": SIGNED_IN,
    "file_for_oss": MACHINE,  # the link itself is signed
    "inbox": SIGNED_IN,
    "inbox_open": SIGNED_IN,
    "inbox_read_all": SIGNED_IN,
    "inbox_ways": SIGNED_IN,
    "stop_letters": PUBLIC,  # the link itself is signed
    "demo_outbox": PUBLIC,  # 404 outside the demo
    "office_colours": PUBLIC,  # the foundation knows no roles
    "office_mark": PUBLIC,
    "offline": PUBLIC,
    "service_worker": PUBLIC,
    "manifest": PUBLIC,
    "schema": PUBLIC,  # describes the public API
    "api_docs": PUBLIC,
    "style_guide": PUBLIC,  # 404 outside the demo
    "revoked_certificates": PUBLIC,  # anybody's PDF reader asks
    "office_edit": Access(roles=frozenset({Role.ADMIN})),
    "holidays": Access(roles=frozenset({Role.ADMIN})),
    "holiday": Access(roles=frozenset({Role.ADMIN})),
    "holiday_new": Access(roles=frozenset({Role.ADMIN})),
    "holiday_cancel": Access(roles=frozenset({Role.ADMIN})),
    "holiday_answer": Access(roles=frozenset({Role.ADMIN})),
    "quarantine": Access(roles=frozenset({Role.ADMIN, Role.BACK_OFFICE, Role.HEAD})),
    "quarantine_decide": Access(roles=frozenset({Role.ADMIN, Role.HEAD})),  # the head only as the second person
    "health": PUBLIC,
    "alive": PUBLIC,
    "metrics": MACHINE,  # token, or loopback
}


def rule_for_library_view(match: ResolverMatch | None) -> Access | None:
    """The rule of a library's view by its full name (``namespace:name``); None means closed."""
    return LIBRARY_DOORS.get(match.view_name) if match else None
