"""The secrets room."""

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from foundation.secrets.keys import index_key, ring


class SecretsConfig(AppConfig):
    """Holds no tables; it is an app for its command and its check of the keys."""

    name = "foundation.secrets"
    label = "secrets"

    def ready(self) -> None:
        """A wrong key stops the start, not the first citizen."""
        checks.register(keys_open, checks.Tags.security)


def keys_open(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Are FIELD_KEYS and INDEX_KEY whole?"""
    try:
        ring()
        index_key()
    except ImproperlyConfigured as trouble:
        return [checks.Critical(str(trouble), id="secrets.E001")]
    return []
