"""How the ways out are doing, for /sehat/ and /metrik/: how much waits, how long, what is broken, what died."""

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.outbox.models import Circuit, OutboxMessage
from foundation.pulse.leases import State
from foundation.pulse.watch import health, metrics


def broken_circuits() -> str:
    """A sentence naming the ways out that are broken, else ""."""
    broken = Circuit.objects.filter(state=Circuit.State.OPEN).order_by("channel", "endpoint")
    names = ", ".join(f"{circuit.channel} {circuit.endpoint}".strip() for circuit in broken)
    return (
        _("Sambungan keluar terputus: %(names)s. Pesan disimpan dan dikirim kemudian.") % {"names": names}
        if names
        else ""
    )


def dead_messages() -> str:
    """A sentence when messages wait for a person, else ""."""
    dead = OutboxMessage.objects.filter(state=State.DEAD).count()
    return _("%(count)d pesan keluar butuh tindakan.") % {"count": dead} if dead else ""


def by_channel(state: State) -> list[metrics.Sample]:
    """How many messages are in this state, by channel."""
    rows = OutboxMessage.objects.filter(state=state).values_list("channel").annotate(Count("id"))
    return [((channel,), float(count)) for channel, count in rows]


def oldest() -> list[metrics.Sample]:
    """Seconds that the oldest waiting message is old, by channel."""
    now = timezone.now()
    rows = OutboxMessage.objects.filter(state=State.PENDING).values_list("channel").annotate(Min("created_at"))
    return [((channel,), (now - at).total_seconds()) for channel, at in rows]


def register() -> None:
    """Show all of it."""
    health.warn("circuits", broken_circuits)
    health.warn("messages", dead_messages)
    metrics.gauge("outbox_pending", "Pesan keluar yang menunggu", ("channel",), lambda: by_channel(State.PENDING))
    metrics.gauge("outbox_dead", "Pesan keluar yang butuh tindakan", ("channel",), lambda: by_channel(State.DEAD))
    metrics.gauge("outbox_oldest_seconds", "Umur pesan keluar tertua", ("channel",), oldest)
