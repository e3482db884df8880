from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from foundation.ui import navigation


class ComplaintsConfig(AppConfig):
    name = "complaints"
    label = "complaints"

    def ready(self) -> None:
        """The doors in the menu."""
        navigation.register(navigation.VISITOR, _("Pengaduan"), "complaints", 40)
        navigation.register(Role.COMPLAINTS, _("Register pengaduan"), "complaint_register", 10)
