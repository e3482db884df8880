from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "foundation.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Carry the channel "message", show the inbox in the menu, forget what is old, warn of demo back ends."""
        from foundation.messaging import delivery, inbox, retention  # noqa: PLC0415 - models are ready only now
        from foundation.messaging.backends import checks  # noqa: F401, PLC0415
        from foundation.outbox import delivery as outbox  # noqa: PLC0415
        from foundation.pulse import due  # noqa: PLC0415
        from foundation.ui import navigation  # noqa: PLC0415

        outbox.register("message", delivery.carry)
        due.every("messaging.forget", retention.forget, at="02:20")
        navigation.register(navigation.SIGNED_IN, _("Pesan"), "inbox", 80, count=inbox.unread_of)
