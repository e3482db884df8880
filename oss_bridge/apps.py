"""What the bridge brings to the tools of the house when it starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role


class OssBridgeConfig(AppConfig):
    """Registers the carrier of channel ``oss``, the inbox's processor, polling and the mirror's reader."""

    name = "oss_bridge"
    label = "oss_bridge"

    def ready(self) -> None:
        """Called once models are loaded, hence the imports here."""
        from foundation.outbox import delivery  # noqa: PLC0415 - models must be loaded first
        from foundation.pulse import due  # noqa: PLC0415
        from foundation.ui import navigation  # noqa: PLC0415
        from licensing.queries import oss  # noqa: PLC0415
        from oss_bridge import demo, mirror, watch  # noqa: PLC0415
        from oss_bridge.importing import carrying_out  # noqa: PLC0415
        from oss_bridge.inbound import fetching, inbox, inward, polling  # noqa: PLC0415
        from oss_bridge.outbound import outward  # noqa: PLC0415
        from oss_bridge.reconciling import rounds  # noqa: PLC0415

        delivery.register("oss", outward.carry, endpoint_of=outward.endpoint_of)
        due.register("oss.inbox", inward.process)
        due.register("oss.nib_awaited", inward.await_nib)
        due.register("oss.poll", polling.poll)
        due.register(demo.STORY, demo.play)
        due.register(carrying_out.PULL, carrying_out.pull)
        due.register(polling.LOOK, polling.look_once)
        due.register(fetching.FETCH, fetching.fetch)
        due.register(fetching.SEEK, fetching.seek)
        due.every("oss.poll_sweep", polling.sweep, seconds=300)
        due.every("oss.purge", inbox.purge, at="02:40")
        due.every(rounds.RECENT, rounds.compare_recent, seconds=rounds.EVERY)
        due.every(rounds.ALL, rounds.compare_all, at=rounds.AT_NIGHT)
        oss.register(mirror.knows)
        watch.register()
        navigation.register((Role.ADMIN, Role.HEAD), _("OSS"), "oss_desk", 45, count=watch.needs_person)
