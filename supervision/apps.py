from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role


class SupervisionConfig(AppConfig):
    name = "supervision"
    label = "supervision"

    def ready(self) -> None:
        """The menu, who may open a task's papers, and the sweep that misses no permit."""
        from foundation.files import policy  # noqa: PLC0415 - models must be loaded first
        from foundation.pulse import due  # noqa: PLC0415
        from foundation.ui import navigation  # noqa: PLC0415
        from supervision import actions, limits, queries  # noqa: PLC0415

        post_migrate.connect(limits.load, sender=self, dispatch_uid="supervision.limits")
        policy.register("assignment", queries.may_open)
        due.every("supervision.sweep", actions.sweep, seconds=600)
        navigation.register((Role.SUPERVISOR, Role.HEAD, Role.AUDITOR), _("Pengawasan"), "supervision", 30)
