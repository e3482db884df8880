"""Begin a draft, keep its answers, copy an old file into a new draft."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.roles import Role
from foundation.journal import book
from licensing.drafts.answers import PERNYATAAN
from licensing.life.standing import why_not_act_for
from licensing.models import Application
from licensing.terms import Master, Status
from licensing.workflow import Refused, begin


class Conflict(Exception):
    """Another tab or device saved this draft meanwhile; the text says what to do."""


@transaction.atomic
def start(
    *, actor: Actor, answers: dict[str, dict[str, Any]] | None = None, applicant_id: int | None = None
) -> Application:
    """A new draft for this actor, or by a clerk for the person who is being helped.

    ``applicant_id`` is that person's account; without one the draft is claimed later.

    Raises:
        Refused: for a clerk who helps nobody.
    """
    if actor.role != Role.CLERK:
        return begin(actor=actor, applicant_id=actor.user_id, answers=answers or {})
    if not actor.on_behalf_of:
        raise Refused(why_not_act_for(Application(), actor))
    return begin(
        actor=actor,
        applicant_id=applicant_id,
        assisted_by_id=actor.user_id,
        assisted_for=actor.on_behalf_of,
        answers=answers or {},
    )


@transaction.atomic
def save(application: Application, section: str, fields: dict[str, Any], *, actor: Actor, version: int) -> Application:
    """Keep a section's answers (partial ones too: autosave).

    Raises:
        Conflict: when ``version`` is not the newest, so two tabs never overwrite each other in silence.
        Refused: when the file is no longer a draft.
    """
    held = Application.objects.select_for_update().get(pk=application.pk)
    if why := why_not_act_for(held, actor):
        raise Refused(why)
    if section == PERNYATAAN.slug:
        if actor.role == Role.CLERK:
            raise Refused(_("Di loket pernyataan dibacakan, lalu disetujui pemohon. Petugas tidak mencentangnya."))
        fields = {**fields, "spoken": None}
    put(held, section, fields, version=version)
    application.refresh_from_db()
    return application


def put(held: Application, section: str, fields: dict[str, Any], *, version: int) -> None:
    """Write a section of a draft.

    Raises:
        Conflict, Refused: as ``save``.
    """
    if held.status != Status.DRAFT:
        raise Refused(_("Permohonan ini sudah diajukan; datanya tidak dapat diubah dari sini."))
    merged = {**held.answers, section: {**held.answers.get(section, {}), **fields}}
    rows = Application.objects.filter(pk=held.pk, answers_version=version, status=Status.DRAFT).update(
        answers=merged, answers_version=version + 1, answers_saved_at=timezone.now(), problem=""
    )
    if rows != 1:
        raise Conflict(
            _(
                "Draf ini baru saja diubah di tab atau perangkat lain. "
                "Isian Anda masih ada di halaman ini: periksa, lalu simpan lagi."
            )
        )


@transaction.atomic
def again(old: Application, *, actor: Actor) -> Application:
    """ "Ajukan lagi": a new draft with the good answers of a closed file; its papers can be used again."""
    if not old.word.is_final:
        raise Refused(_("Permohonan ini masih berjalan."))
    if old.master == Master.OSS:
        raise Refused(_("Berkas ini diisi di OSS. Ajukan lagi lewat oss.go.id."))
    if why := why_not_act_for(old, actor):
        raise Refused(why)
    answers = {slug: dict(fields) for slug, fields in old.answers.items() if slug != PERNYATAAN.slug}
    draft = start(actor=actor, answers=answers, applicant_id=old.applicant_id)
    Application.objects.filter(pk=draft.pk).update(copied_from=old, holder=old.holder)
    draft.refresh_from_db()
    book.record("application.copied", subject=draft.subject, who=actor, data={"from": old.ref})
    return draft
