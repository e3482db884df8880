"""How the room of people is switched on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "accounts"

    def ready(self) -> None:
        """Journal of sign-ins; doors in the menu."""
        from accounts.entry import signals  # noqa: PLC0415 - needs the models
        from foundation.ui import navigation  # noqa: PLC0415

        signals.connect()
        navigation.register("admin", _("Pengguna"), "staff_list", 60)
