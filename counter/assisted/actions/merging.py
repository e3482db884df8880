"""Two entries of one person become one: proposed by one officer, done by another, undone by anybody who may propose."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from counter.assisted.actions.people import needs_proof
from counter.assisted.models import Assistance, Merge, Person
from counter.assisted.queries.people import is_proved
from counter.assisted.terms import MergeState
from foundation.journal import book
from licensing.models import Application
from licensing.workflow import Refused


def why_not(kept: Person, gone: Person) -> str:
    """Why can these two not be one?"""
    if kept.pk == gone.pk:
        return _("Ini data yang sama. Pilih dua data yang berbeda.")
    if kept.merged_into_id or gone.merged_into_id:
        return _("Salah satu data sudah digabung. Muat ulang halaman.")
    if kept.nik_index and gone.nik_index and kept.nik_index != gone.nik_index:
        return _("NIK keduanya berbeda, jadi ini dua orang dan tidak dapat digabung.")
    if not (kept.nik_index or gone.nik_index):
        return _("Salah satu data harus punya NIK. Catat NIK dari KTP-el dulu.")
    if kept.account_id and gone.account_id:
        return _("Keduanya punya akun. Akun tidak digabung; pemohon memakai salah satunya.")
    if any(needs_proof(one) for one in (kept, gone)) and any(is_proved(one) for one in (kept, gone)):
        return _("Akun ini baru menyebut NIK-nya. Buktikan dulu dengan kode dari HP atau e-mail akun, saat dilayani.")
    return ""


@transaction.atomic
def propose(kept: Person, gone: Person, *, reason: str, actor: Actor) -> Merge:
    """Ask a second officer. The entry with an account, or else with the NIK, is the one that stays.

    Raises:
        Refused: two NIKs, two accounts, or a proposal exists already.
    """
    if why := why_not(kept, gone):
        raise Refused(why)
    if (gone.account_id and not kept.account_id) or (gone.nik_index and not kept.nik_index and not kept.account_id):
        kept, gone = gone, kept
    try:
        with transaction.atomic():
            merge = Merge.objects.create(kept=kept, gone=gone, reason=reason, proposed_by_id=actor.user_id or 0)
    except IntegrityError:
        raise Refused(_("Penggabungan data ini sudah diusulkan.")) from None
    data = {"merge": merge.pk, "gone": gone.pk}
    book.record("person.merge_proposed", subject=kept.subject, who=actor, data=data, note=reason)
    return merge


@transaction.atomic
def approve(merge: Merge, *, actor: Actor) -> None:
    """The second officer looked at both and agrees. Files begun for the one carry the other's name.

    Raises:
        Refused: it is the same officer, somebody is being helped, or the entries have changed.
    """
    settle(merge, MergeState.PROPOSED, MergeState.DONE, actor=actor, second=True)
    kept, gone = merge.kept, merge.gone
    if why := why_not(kept, gone):
        raise Refused(why)
    if Assistance.objects.filter(person__in=(kept, gone), ended_at=None).exists():
        raise Refused(_("Salah satu orang ini sedang dilayani. Gabungkan sesudah layanan selesai."))
    moved = list(Application.objects.filter(assisted_for=gone.subject).values_list("pk", flat=True))
    Application.objects.filter(pk__in=moved).update(assisted_for=kept.subject)
    Person.objects.filter(pk=gone.pk).update(merged_into=kept)
    Merge.objects.filter(pk=merge.pk).update(moved=moved)
    book.record("person.merged", subject=kept.subject, who=actor, data={"merge": merge.pk, "gone": gone.pk})


@transaction.atomic
def refuse(merge: Merge, *, actor: Actor) -> None:
    """The second officer does not agree: nothing happens. Raises Refused when it was settled already."""
    settle(merge, MergeState.PROPOSED, MergeState.REFUSED, actor=actor, second=True)
    book.record("person.merge_refused", subject=merge.kept.subject, who=actor, data={"merge": merge.pk})


@transaction.atomic
def undo(merge: Merge, *, reason: str, actor: Actor) -> None:
    """They were two people after all: each has again what it had. Raises Refused when it was undone already."""
    settle(merge, MergeState.DONE, MergeState.UNDONE, actor=actor, second=False)
    Application.objects.filter(pk__in=merge.moved).update(assisted_for=merge.gone.subject)
    Person.objects.filter(pk=merge.gone_id).update(merged_into=None)
    book.record("person.unmerged", subject=merge.kept.subject, who=actor, data={"merge": merge.pk}, note=reason)


def settle(merge: Merge, before: MergeState, after: MergeState, *, actor: Actor, second: bool) -> None:
    """One conditional UPDATE. Raises Refused: the same officer, or it has moved on."""
    if second and merge.proposed_by_id == actor.user_id:
        raise Refused(_("Penggabungan diputus petugas lain daripada yang mengusulkan."))
    columns = {"decided_by_id": actor.user_id, "decided_at": timezone.now()} if second else {}
    if Merge.objects.filter(pk=merge.pk, state=before).update(state=after, **columns) != 1:
        raise Refused(_("Usulan ini sudah diputus. Muat ulang halaman."))
    merge.refresh_from_db()
