"""How the room of assistance is switched on."""

from django.apps import AppConfig


class AssistedConfig(AppConfig):
    name = "counter.assisted"
    label = "assisted"

    def ready(self) -> None:
        """Who may open its files, its doors in the menu, and the computers that nobody left properly."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from accounts.roles import Role  # noqa: PLC0415
        from counter.assisted import policies  # noqa: PLC0415 - models are ready only now
        from counter.assisted.actions import guests  # noqa: PLC0415
        from foundation.files import policy  # noqa: PLC0415
        from foundation.pulse import due  # noqa: PLC0415
        from foundation.ui import navigation  # noqa: PLC0415

        policy.register("consent", policies.may_open_of_file)
        policy.register("signature", policies.may_open_of_file)
        policy.register("proxy_letter", policies.may_open_letter)
        navigation.register(Role.CLERK, _("Cari orang"), "people_search", 6)
        navigation.register((Role.CLERK, Role.BACK_OFFICE, Role.ADMIN), _("Data ganda"), "merges", 85)
        due.every("assisted.guests", guests.sweep, seconds=60)
