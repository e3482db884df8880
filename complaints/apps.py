from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from complaints.catalogue import load_clocks
from foundation.ui import navigation


class ComplaintsConfig(AppConfig):
    name = "complaints"
    label = "complaints"

    def ready(self) -> None:
        """The doors in the menu, the limits of the law in their table, and the rooms that others ask."""
        post_migrate.connect(load_clocks, sender=self, dispatch_uid="complaints.clocks")
        navigation.register(navigation.VISITOR, _("Pengaduan"), "complaints", 40)
        navigation.register(Role.COMPLAINTS, _("Register pengaduan"), "complaint_register", 10)
