"""What complaints bring to the tools of the house when they start."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ComplaintsConfig(AppConfig):
    """Registers the menu, the limits of the law, the file policy and the recurring watch."""

    name = "complaints"
    label = "complaints"

    def ready(self) -> None:
        """Called once models are loaded, hence the imports here."""
        from complaints import doors_in_menu, policies  # noqa: PLC0415 - models must be loaded first
        from complaints.background import watch  # noqa: PLC0415
        from complaints.catalogue import load_clocks  # noqa: PLC0415
        from complaints.channels import wiring  # noqa: PLC0415
        from foundation.files import policy  # noqa: PLC0415
        from foundation.pulse import due  # noqa: PLC0415

        doors_in_menu.register()
        due.every("complaint.watch", watch.watch, seconds=600)
        policy.register("complaint", policies.may_open, originals_stay_closed=True)
        post_migrate.connect(load_clocks, sender=self, dispatch_uid="complaints.clocks")
        wiring.connect(self)
