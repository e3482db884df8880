from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from foundation.ui import navigation


class CatalogueConfig(AppConfig):
    name = "licensing.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """The doors in the menu."""
        navigation.register(navigation.VISITOR, _("Cek syarat"), "kbli_find", 5)
        navigation.register(Role.APPLICANT, _("Cek syarat"), "kbli_find", 30)
        navigation.register(Role.ADMIN, _("Katalog"), "catalogue_admin", 50)
