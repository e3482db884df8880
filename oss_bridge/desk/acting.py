"""What an officer may do at the desk. Every act has its reason, is journalled, and asks OSS only through the worker.

Refusals are sentences: every act raises NotPossible with one.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor, actor_of
from foundation.journal import book
from foundation.outbox import acts
from foundation.outbox.acts import NotPossible
from foundation.outbox.models import OutboxMessage
from foundation.pulse import due
from foundation.pulse.models import DueTask
from licensing.life.steps import Step
from licensing.models import Application
from oss_bridge.contract import statuses
from oss_bridge.desk.showing import looked_up
from oss_bridge.inbound import inbox, polling
from oss_bridge.models import Difference, InboxItem, OssView, SkipRequest
from oss_bridge.reconciling import differences, repairing

ANSWERED = timedelta(minutes=10)  # how long a look-up counts
ISSUED = frozenset({statuses.APPROVED, statuses.BY_EXPIRY})


@transaction.atomic
def retry(message: OutboxMessage, *, actor: Actor, reason: str) -> None:
    """Send a stuck message again. Raises NotPossible with the sentence."""
    acts.retry(message, who=actor, reason=reason)
    SkipRequest.objects.filter(message=message).delete()


@transaction.atomic
def skip(message: OutboxMessage, *, actor: Actor, reason: str) -> bool:
    """Leave a stuck message out: the first officer asks, a second one agrees. True when it is left out now.

    Raises:
        NotPossible: no reason, not stuck, or the same officer again.
    """
    acts.demand_reason(reason)
    asked = SkipRequest.objects.filter(message=message).select_related("asked_by").first()
    if asked is not None:
        acts.skip(message, who=actor_of(asked.asked_by), second=actor, reason=f"{asked.reason} · {reason}")
        return True
    if message.state != "dead" or actor.user_id is None:
        raise NotPossible(_("Hanya pesan yang butuh tindakan yang dapat dilewati."))
    SkipRequest.objects.create(message=message, asked_by_id=actor.user_id, reason=reason[:300])
    book.record("outbox.skip_asked", subject=message.subject, who=actor, data={"message": message.pk}, note=reason)
    return False


def ask(message: OutboxMessage, *, actor: Actor, reason: str = "") -> None:
    """Have the worker ask OSS where this permit stands."""
    ask_of(file_of(message), actor=actor)


def ask_of(application: Application, *, actor: Actor) -> None:
    """The look-up: due work, so that nobody waits for OSS. Raises NotPossible where OSS has no permit yet."""
    if not application.id_izin:
        raise NotPossible(_("OSS belum memberi nomor permohonan izin; yang dapat ditanya belum ada."))
    book.record("oss.asked", subject=application.subject, who=actor)
    due.add(polling.LOOK, application.subject)


def file_of(message: OutboxMessage) -> Application:
    """The file that a message is about."""
    found = Application.objects.filter(pk=message.payload.get("application")).first()
    if found is None:
        raise NotPossible(_("Permohonan dari pesan ini tidak ditemukan."))
    return found


@transaction.atomic
def renew(message: OutboxMessage, *, actor: Actor, reason: str) -> None:
    """Send a stuck message under a new reference, after a look-up showed that OSS does not have it.

    Raises:
        NotPossible: OSS was not asked since the last attempt, has it already, or the message asks for a NIB (whose
            reference is the registration number itself).
    """
    acts.demand_reason(reason)
    if message.kind == f"step.{Step.REQUEST_NIB.value}":
        raise NotPossible(_("NIB selalu diminta dengan nomor pendaftaran yang sama. Tekan “Coba lagi”."))
    view = OssView.objects.filter(application=file_of(message)).first()
    if view is None or not looked_up(message, view):
        raise NotPossible(_("Tekan “Tanya OSS” dahulu dan tunggu jawabannya."))
    if message.kind == f"step.{Step.ISSUE.value}" and view.code in ISSUED:
        raise NotPossible(_("OSS sudah menerbitkan izin ini. Tekan “Coba lagi”; nomornya akan diambil, bukan diminta."))
    acts.supersede(message, payload=message.payload, who=actor, reason=reason)
    SkipRequest.objects.filter(message=message).delete()


@transaction.atomic
def process_again(item: InboxItem, *, actor: Actor, reason: str) -> None:
    """Let the worker try a parked push once more, after somebody mended what was in its way."""
    move(item, InboxItem.State.NEW, actor=actor, reason=reason)
    due.add(inbox.PROCESS, f"inbox:{item.pk}")


@transaction.atomic
def settle(item: InboxItem, *, actor: Actor, reason: str) -> None:
    """A person did by hand what was needed: the push is done with."""
    move(item, InboxItem.State.IGNORED, actor=actor, reason=reason)


def move(item: InboxItem, state: InboxItem.State, *, actor: Actor, reason: str) -> None:
    """From parked to another state, once, journalled. Raises NotPossible."""
    acts.demand_reason(reason)
    rows = InboxItem.objects.filter(pk=item.pk, state=InboxItem.State.PARKED)
    if rows.update(state=state, processed_at=timezone.now()) != 1:
        raise NotPossible(_("Kiriman ini tidak lagi menunggu petugas."))
    book.record(f"oss.inbox_{state.value}", subject=f"inbox:{item.pk}", who=actor, note=reason)


def work_again(task: DueTask, *, actor: Actor, reason: str) -> None:
    """Let dead work of the bridge begin anew."""
    acts.demand_reason(reason)
    if not due.retry(task, who=actor, reason=reason):
        raise NotPossible(_("Pekerjaan ini tidak lagi berhenti."))


def ask_difference(difference: Difference, *, actor: Actor, reason: str = "") -> None:
    """Look at both sides once more."""
    if difference.application is None:
        raise NotPossible(_("Perbedaan ini belum punya permohonan di sini; ia dilihat lagi pada pembandingan malam."))
    ask_of(difference.application, actor=actor)


def settle_difference(difference: Difference, *, actor: Actor, reason: str) -> None:
    """Done by hand, or accepted as it is."""
    differences.settle(difference, actor=actor, reason=reason)


@transaction.atomic
def tell_again(difference: Difference, *, actor: Actor, reason: str) -> None:
    """OSS forgot what would mint a number: a person, after a fresh look-up, has it told again.

    A number that comes back other than ours is an alarm; ours is never overwritten (``outward.issued``).

    Raises:
        NotPossible: not this kind of difference, no fresh look-up, or OSS stands elsewhere by now.
    """
    acts.demand_reason(reason)
    application = difference.application
    if difference.kind != Difference.Kind.BEHIND or application is None or difference.state != Difference.State.OPEN:
        raise NotPossible(_("Hanya yang dilupakan OSS yang dapat dikirim ulang."))
    view = OssView.objects.filter(application=application).first()
    if view is None or view.polled_at is None or timezone.now() - view.polled_at > ANSWERED:
        raise NotPossible(_("Tekan “Tanya OSS” dahulu dan tunggu jawabannya."))
    lost = repairing.forgotten(view.code, repairing.told(application))
    if view.code != difference.there or not lost:
        raise NotPossible(_("OSS sudah mencatat yang lain. Muat ulang halaman."))
    repairing.tell_again(application, lost, reason)
    book.record("oss.told_again", subject=application.subject, who=actor, note=reason)
    differences.repaired(difference.subject, difference.kind)
