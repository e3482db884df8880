"""Where counts are kept: Redis in production, Django's cache (files) in the demo, shared by all processes."""

import time
from functools import cache as once

from django.conf import settings
from django.core.cache import cache
from limits.storage import RedisStorage, Storage

PREFIX = "budget:"


class CacheStorage(Storage):
    """Counts in Django's cache. Two processes may rarely count one try twice as one; Redis does not."""

    STORAGE_SCHEME = ["django-cache"]

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a broken cache raises."""
        return OSError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Raise a count that lives ``expiry`` seconds from its first try; answers the new count."""
        count, until = cache.get(PREFIX + key) or (0, time.time() + expiry)
        cache.set(PREFIX + key, (count + amount, until), max(1, until - time.time()))
        return int(count + amount)

    def get(self, key: str) -> int:
        """The count as it stands."""
        return int((cache.get(PREFIX + key) or (0, 0))[0])

    def get_expiry(self, key: str) -> float:
        """When the count starts again (seconds since the epoch)."""
        return float((cache.get(PREFIX + key) or (0, time.time()))[1])

    def check(self) -> bool:
        """The cache is always there."""
        return True

    def reset(self) -> int | None:
        """Counts end by themselves."""
        return None

    def clear(self, key: str) -> None:
        """Forget one count."""
        cache.delete(PREFIX + key)


@once
def storage() -> Storage:
    """The store of this deployment."""
    return RedisStorage(settings.REDIS_URL) if settings.REDIS_URL else CacheStorage()
