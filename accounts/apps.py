"""How the room of people is switched on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "accounts"

    def ready(self) -> None:
        """Journal of sign-ins; doors in the menu."""
        from accounts.entry import kept, second_factor, signals  # noqa: PLC0415 - need the models
        from foundation.pulse import due  # noqa: PLC0415
        from foundation.secrets import rotation  # noqa: PLC0415
        from foundation.ui import navigation  # noqa: PLC0415

        signals.connect()
        due.every("kept_forms.forget", kept.forget_old, at="03:20")
        rotation.elsewhere.append(second_factor.rotate)
        navigation.register("admin", _("Pengguna"), "staff_list", 60)
