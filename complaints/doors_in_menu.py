"""The doors of complaints in the menu of each role."""

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from foundation.ui import navigation

DESKS = (Role.COMPLAINTS, Role.INSPECTORATE, Role.WHISTLE)
READERS = (Role.HEAD, Role.REVIEWER)


def register() -> None:
    """Put them there."""
    navigation.register(navigation.VISITOR, _("Pengaduan"), "complaints", 40)
    navigation.register(Role.APPLICANT, _("Pengaduan"), "my_complaints", 60)
    navigation.register(DESKS, _("Register pengaduan"), "complaint_register", 10)
    navigation.register((Role.COMPLAINTS, Role.INFORMATION), _("Catat pengaduan"), "complaint_enter", 20)
    navigation.register(Role.CLERK, _("Catat pengaduan"), "complaint_enter", 55)
    navigation.register((Role.COMPLAINTS, Role.INSPECTORATE), _("Statistik pengaduan"), "complaint_statistics", 30)
    navigation.register(READERS, _("Pengaduan"), "complaint_register", 60)
