"""Several workers at once: threads with database connections of their own, all starting at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections


def all_at_once(count: int, work: Callable[[int], object]) -> list[object]:
    """Run ``work(number)`` in so many threads and return their answers; what one raises is raised here."""
    barrier = threading.Barrier(count)

    def one(number: int) -> object:
        try:
            barrier.wait(10)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return [future.result(60) for future in [pool.submit(one, number) for number in range(count)]]
