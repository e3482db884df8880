"""The NIB arrives from OSS (or OSS refuses): the file goes on to its requirements, or is done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import OSS, Actor
from foundation.journal import book
from licensing import workflow
from licensing.actions import duties, publish
from licensing.life.steps import Step
from licensing.models import Application, Nib, PelakuUsaha, Proyek
from licensing.terms import NibStatus


class NibDiffers(Exception):
    """OSS names another NIB than the one we hold for this business: an alarm, never overwritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NibNews:
    """What OSS tells of a NIB and of this file's permit."""

    number: str
    issued_on: date
    changed_on: date | None = None
    id_izin_nib: str = ""
    oss_id: str = ""
    id_proyek: str = ""
    id_izin: str = ""
    kd_izin: str = ""
    permit_number: str = ""
    status: NibStatus = NibStatus.ACTIVE


@transaction.atomic
def receive(application: Application, news: NibNews, *, actor: Actor = OSS) -> Application:
    """Record the NIB, plan its documents, and take the file on.

    Raises:
        NibDiffers: the business holds another living NIB, or the number belongs to another business.
        Refused: the file does not wait for a NIB.
    """
    holder = application.holder
    assert holder is not None  # noqa: S101 - set at registration
    nib = keep_nib(holder, news)
    if news.id_proyek and application.proyek_id:
        Proyek.objects.filter(pk=application.proyek_id).update(id_proyek=news.id_proyek)
    if news.oss_id:
        PelakuUsaha.objects.filter(pk=holder.pk).update(
            oss_id=news.oss_id, identity_level=PelakuUsaha.IdentityLevel.MATCHED
        )
    step = Step.RECEIVE_NIB if application.needs_verification else Step.RECEIVE_FINAL_NIB
    columns: dict[str, Any] = {
        "nib": nib,
        "oss_id": news.oss_id,
        "id_izin": news.id_izin,
        "kd_izin": news.kd_izin,
        "permit_number": news.permit_number,
        "problem": "",
    }
    workflow.advance(application, step, actor=actor, data={"nib": nib.number}, **columns)
    publish.after_nib(application)
    if step is Step.RECEIVE_FINAL_NIB:
        duties.begin(application)
    return application


def keep_nib(holder: PelakuUsaha, news: NibNews) -> Nib:
    """The one living NIB of a business; news of a change counts as "Perubahan ke-n"."""
    living = holder.nibs.exclude(status=NibStatus.REVOKED).first()
    if living is not None and living.number != news.number:
        raise NibDiffers(_("OSS menyebut NIB yang berbeda dari yang tercatat untuk pelaku usaha ini."))
    if living is None:
        taken = Nib.objects.filter(number=news.number).first()
        if taken is not None:
            raise NibDiffers(_("NIB ini sudah tercatat pada pelaku usaha lain."))
        return Nib.objects.create(
            holder=holder,
            number=news.number,
            status=news.status,
            issued_on=news.issued_on,
            changed_on=news.changed_on,
            id_izin=news.id_izin_nib,
        )
    living.change_count += 1
    living.changed_on = news.changed_on or news.issued_on
    living.status = news.status
    living.save(update_fields=["change_count", "changed_on", "status"])
    return living


@transaction.atomic
def deny(application: Application, reason: str, *, actor: Actor = OSS) -> Application:
    """OSS refuses the request: back to draft, with its reason kept where the applicant reads it."""
    workflow.advance(application, Step.DENY_NIB, actor=actor, note=reason, problem=reason)
    return application


def alarm(application: Application, sentence: str, *, actor: Actor = OSS) -> None:
    """Something only a person can settle: journalled, and shown on the file's page."""
    Application.objects.filter(pk=application.pk).update(problem=sentence)
    book.record("application.alarm", subject=application.subject, who=actor, note=sentence)


def calm(application: Application, sentence: str) -> None:
    """An alarm was settled: it is no longer shown on the file's page. The journal keeps it."""
    Application.objects.filter(pk=application.pk, problem__startswith=sentence).update(problem="")
