"""The ways to a person outside the portal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How a letter reaches somebody. The value is also the endpoint of the outbox, so one may fail alone."""

    EMAIL = "email", _("E-mail")
    WHATSAPP = "whatsapp", _("WhatsApp")
