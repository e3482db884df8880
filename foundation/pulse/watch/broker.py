"""Does the doorbell work? Only ever a warning: work flows without it, a little later."""

import os
from pathlib import Path

import redis
from django.conf import settings
from django.utils.translation import gettext as _


def trouble() -> str:
    """A sentence when the broker cannot be reached, else ""."""
    url: str = settings.BROKER_URL
    reachable = redis_answers(url) if url.startswith(("redis:", "rediss:", "unix:")) else folder_is_writable(url)
    return "" if reachable else _("Broker tidak dapat dihubungi; pekerjaan tetap jalan, beberapa detik lebih lambat.")


def redis_answers(url: str) -> bool:
    """Does Redis say PONG within a second?"""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def folder_is_writable(url: str) -> bool:
    """Can the broker's folder take a message? (Other schemes, such as memory:// in tests, always can.)"""
    if not url.startswith("filesystem:"):
        return True
    return os.access(Path(settings.VAR_DIR) / "broker" / "queue", os.W_OK)
