"""What licensing puts in the menu of each role."""

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from foundation.ui import navigation


def register() -> None:
    """Called once, when the room starts."""
    navigation.register((Role.APPLICANT, Role.CLERK), _("Permohonan"), "my_files", 10)
    navigation.register(Role.BACK_OFFICE, _("Kelengkapan"), "desk_back_office", 10)
    navigation.register(Role.REVIEWER, _("Verifikasi"), "desk_agency", 10)
    navigation.register((Role.HEAD, Role.BACK_OFFICE), _("Keputusan"), "desk_decisions", 20)
    navigation.register((Role.HEAD, Role.REVIEWER), _("Tanda tangan"), "desk_sign", 25)
    readers = (Role.BACK_OFFICE, Role.HEAD, Role.ADMIN, Role.AUDITOR, Role.SUPERVISOR, Role.CLERK)
    navigation.register(readers, _("Semua permohonan"), "desk_register", 40)
    navigation.register((Role.BACK_OFFICE, Role.REVIEWER, Role.HEAD), _("Usaha keluarga"), "relatives", 80)
