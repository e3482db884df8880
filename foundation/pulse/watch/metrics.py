"""What /metrik adds to django-prometheus: how much work waits, how old it is, how long the worker has been silent.

Rooms add gauges with ``gauge``; they are read from the database when somebody asks, so it does not matter which
process answers.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from foundation.pulse import rounds
from foundation.pulse.leases import State
from foundation.pulse.models import DueTask

Sample = tuple[tuple[str, ...], float]  # label values, value


@dataclass(frozen=True, slots=True)
class Gauge:
    """One number, or one per combination of label values."""

    name: str
    help: str
    labels: tuple[str, ...]
    read: Callable[[], Iterable[Sample]]


_gauges: dict[str, Gauge] = {}


def gauge(name: str, help_text: str, labels: tuple[str, ...], read: Callable[[], Iterable[Sample]]) -> None:
    """Show a number at /metrik under ``satupintu_<name>``."""
    _gauges[name] = Gauge(name, help_text, labels, read)


class House(Collector):
    """All gauges of all rooms."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read each one now."""
        for one in _gauges.values():
            family = GaugeMetricFamily(f"satupintu_{one.name}", one.help, labels=one.labels)
            for values, number in one.read():
                family.add_metric(values, number)
            yield family


def text() -> bytes:
    """The gauges in the format of Prometheus."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(House())
    return bytes(generate_latest(registry))


def due_pending() -> list[Sample]:
    """Rows of due work that are due now, by kind."""
    rows = DueTask.objects.filter(state=State.PENDING, next_at__lte=timezone.now()).values_list("kind")
    return [((kind,), float(count)) for kind, count in rows.annotate(Count("id"))]


def due_dead() -> list[Sample]:
    """Rows of due work that wait for a person, by kind."""
    rows = DueTask.objects.filter(state=State.DEAD).values_list("kind").annotate(Count("id"))
    return [((kind,), float(count)) for kind, count in rows]


def due_oldest() -> list[Sample]:
    """Seconds that the oldest due row has waited."""
    now = timezone.now()
    oldest = DueTask.objects.filter(state=State.PENDING, next_at__lte=now).aggregate(at=Min("next_at"))["at"]
    return [((), (now - oldest).total_seconds() if oldest else 0.0)]


def worker_silence() -> list[Sample]:
    """Seconds since a worker last said that it lives."""
    silent = rounds.last_beat("worker")
    return [((), silent.total_seconds())] if silent is not None else []


def register() -> None:
    """The gauges of this room."""
    gauge("due_pending", "Pekerjaan latar yang jatuh tempo", ("kind",), due_pending)
    gauge("due_dead", "Pekerjaan latar yang butuh tindakan", ("kind",), due_dead)
    gauge("due_oldest_seconds", "Umur pekerjaan latar tertua", (), due_oldest)
    gauge("worker_silence_seconds", "Lama pekerja latar diam", (), worker_silence)
