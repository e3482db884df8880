"""How both sides stand to each other, for /sehat/ and /metrik/: differences, parked pushes, the last comparison."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.outbox.models import OutboxMessage
from foundation.pulse.watch import health, metrics
from oss_bridge.desk import showing
from oss_bridge.models import Comparison
from oss_bridge.reconciling import differences


def late_comparison() -> str:
    """A sentence when a comparison is overdue, else ""."""
    late = ", ".join(one.label for one in showing.rounds() if one.is_late)
    return _("Terlambat: %(names)s.") % {"names": late} if late else ""


def open_differences() -> str:
    """A sentence when both sides differ and a person must look, else ""."""
    count = differences.open_ones().count()
    return _("%(count)d perbedaan dengan OSS perlu dilihat.") % {"count": count} if count else ""


def needs_person(_request: HttpRequest) -> int:
    """Dead letters and open differences, for the menu of admin and head: one query, by partial indexes."""
    dead = OutboxMessage.objects.filter(channel="oss", state="dead").order_by().values("pk")
    return dead.union(differences.open_ones().order_by().values("pk"), all=True).count()


def ages() -> list[metrics.Sample]:
    """Seconds since the last complete comparison, by scope."""
    now = timezone.now()
    found: list[metrics.Sample] = []
    for scope in Comparison.Scope.values:
        good = Comparison.objects.filter(scope=scope).exclude(finished_at=None).order_by("-finished_at").first()
        if good is not None and good.finished_at is not None:
            found.append(((scope,), (now - good.finished_at).total_seconds()))
    return found


def register() -> None:
    """Show all of it."""
    health.warn("oss_comparison", late_comparison)
    health.warn("oss_differences", open_differences)
    metrics.gauge("oss_differences", "Perbedaan dengan OSS", (), lambda: [((), float(differences.open_ones().count()))])
    metrics.gauge("oss_parked", "Kiriman OSS menunggu petugas", (), lambda: [((), float(showing.counts()["parked"]))])
    metrics.gauge("oss_comparison_age_seconds", "Umur pembandingan terakhir", ("scope",), ages)
