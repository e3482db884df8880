"""Why not? Each guard answers one question about a step with a sentence, or with nothing.

``refusal`` looks at state, role, agency, ties and authority: what a button must know. ``missing`` looks at
what the step still needs: a note, a ground, verdicts, evidence.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import SigningTerm
from accounts.roles import Power, Role
from foundation.office.office import current
from licensing.life.contents import CONTENT
from licensing.life.standing import why_not_act_for
from licensing.life.steps import NEEDS_WORDS, Rule, Step
from licensing.models import Application, RefusalGround
from licensing.terms import Authority, Master, Risk, Status

Why = str

JUDGING = frozenset({Power.CHECK, Power.REVIEW, Power.DECIDE})


def refusal(rule: Rule, application: Application, actor: Actor) -> Why:
    """Why may this actor not take this step on this file now? Empty: go ahead."""
    return (
        wrong_state(rule, application)
        or wrong_person(rule, application, actor)
        or tied(rule, application, actor)
        or next((why for need in sorted(rule.needs) if (why := state_need(need, application, actor))), "")
    )


def missing(rule: Rule, application: Application, *, note: str, facts: dict[str, Any]) -> Why:
    """What does the step still lack? Empty: nothing."""
    for need in sorted(rule.needs):
        if need == "note" and not note.strip():
            return str(NEEDS_WORDS["note"])
        if need in {"number", "visit"} and not facts.get(need):
            return str(NEEDS_WORDS[need])
        if need == "ground" and (why := ground_problem(application, facts.get("ground", ""))):
            return why
        if need in CONTENT and (why := CONTENT[need](application)):
            return why
    return ""


def wrong_state(rule: Rule, application: Application) -> Why:
    """The file is not where the step begins."""
    if application.word in rule.sources:
        return ""
    return _("Permohonan berstatus “%(status)s”, jadi langkah ini belum atau tidak lagi terbuka.") % {
        "status": application.word.label
    }


def wrong_person(rule: Rule, application: Application, actor: Actor) -> Why:
    """The actor holds no power for this step, or not for this file."""
    if Power.DECIDE in rule.by:
        if actor.role not in {Role.HEAD, Role.BACK_OFFICE} or not SigningTerm.of(actor.user_id, timezone.localdate()):
            return _("Hanya kepala dinas atau Plt/Plh yang sedang bertugas yang dapat memutuskan ini.")
        return ""
    if not any(actor.may(power) for power in rule.by):
        return _("Peran Anda tidak mengambil langkah ini.")
    if actor.role == Role.REVIEWER and application.agency_id != actor.agency_id:
        return _("Permohonan ini ditangani dinas teknis lain.")
    if actor.role == Role.APPLICANT and not belongs_to(application, actor):
        return _("Permohonan ini bukan milik Anda.")
    return why_not_act_for(application, actor)


def belongs_to(application: Application, actor: Actor) -> bool:
    """Is the actor the applicant, the owner of the business or its proxy?"""
    holder = application.holder
    return application.applicant_id == actor.user_id or (
        holder is not None and (holder.owner_id == actor.user_id or is_tied(application, actor, "proxy"))
    )


def is_tied(application: Application, actor: Actor, *kinds: str) -> bool:
    """Is there a living tie of these kinds between the actor and the business?"""
    if application.holder is None or actor.user_id is None:
        return False
    ties = application.holder.ties.filter(user_id=actor.user_id, kind__in=kinds)
    return ties.exclude(ends_on__lt=timezone.localdate()).exists()


def tied(rule: Rule, application: Application, actor: Actor) -> Why:
    """Nobody judges a file in which they are applicant, proxy or declared relative."""
    if not (rule.by & JUDGING) or actor.user_id is None:
        return ""
    if belongs_to(application, actor) or is_tied(application, actor, "relative"):
        return _("Anda tercatat sebagai pemohon, kuasa atau keluarga pada berkas ini. Serahkan kepada petugas lain.")
    return ""


def state_need(need: str, application: Application, actor: Actor) -> Why:
    """Needs that the state of the file answers: they also label the disabled button."""
    check = STATE.get(need)
    return check(application, actor) if check else ""


def not_ours(application: Application, actor: Actor) -> Why:
    """The verdict lies elsewhere."""
    if application.is_ours:
        return ""
    if application.authority == Authority.UNKNOWN:
        return _("Kewenangan belum dipastikan. Selama itu kantor ini mendampingi dan tidak memutuskan.")
    return _("Kewenangan ada pada %(who)s. Kantor ini mendampingi dan tidak memutuskan.") % {
        "who": Authority(application.authority).label
    }


def is_ours(application: Application, actor: Actor) -> Why:
    """The verdict lies here, so it is not handed over."""
    return _("Permohonan ini diputus kantor ini.") if application.is_ours else ""


def same_person(application: Application, actor: Actor) -> Why:
    """Two decisions, two people."""
    if application.decided_by_id is not None and application.decided_by_id == actor.user_id:
        return _("Anda sudah memberi putusan teknis pada berkas ini. Putusan kantor harus oleh orang lain.")
    return ""


def not_mine(application: Application, actor: Actor) -> Why:
    """Somebody else is checking this file."""
    if application.reviewer_id == actor.user_id:
        return ""
    name = application.reviewer.name if application.reviewer else _("belum ada")
    return _("Berkas ini sedang diperiksa %(name)s. Ambil alih dulu bila perlu.") % {"name": name}


def already_mine(application: Application, actor: Actor) -> Why:
    """Nothing to take over."""
    return _("Anda sudah memeriksa berkas ini.") if application.reviewer_id == actor.user_id else ""


def mastered_elsewhere(application: Application, actor: Actor) -> Why:
    """Files that were filled in at OSS are corrected at OSS."""
    if application.master == Master.OSS and not actor.may(Power.TELL):
        return _("Berkas ini diisi di OSS. Perbaiki datanya di oss.go.id; portal ini mengikuti dengan sendirinya.")
    return ""


def typed_there(application: Application, actor: Actor) -> Why:
    """With a real OSS the applicant sends and corrects at oss.go.id; only its own word moves the file."""
    if settings.OSS_MODE == "oss" and not actor.may(Power.TELL):
        return _("Kirim lewat oss.go.id; portal ini mengikuti dengan sendirinya.")
    return ""


def rounds_left(application: Application, actor: Actor) -> Why:
    """The number of correction rounds is data of the office."""
    limit = current().correction_rounds
    if application.correction_round >= limit:
        return _("Batas %(limit)d kali perbaikan sudah terpakai. Setujui atau tidak setujui.") % {"limit": limit}
    return ""


def nobody_asked(application: Application, actor: Actor) -> Why:
    """Another authority has not asked for anything."""
    return "" if application.uploads_open else _("Instansi yang berwenang belum meminta perbaikan.")


def not_verified_kind(application: Application, actor: Actor) -> Why:
    """Low and medium-low risk end with the NIB."""
    if application.risk in {Risk.MEDIUM_HIGH, Risk.HIGH}:
        return ""
    return _("Perizinan ini selesai dengan NIB, tanpa verifikasi.")


def not_automatic_kind(application: Application, actor: Actor) -> Why:
    """Medium-high and high risk go on after the NIB."""
    if application.risk in {Risk.LOW, Risk.MEDIUM_LOW}:
        return ""
    return _("Perizinan ini masih memerlukan verifikasi.")


def no_agency(application: Application, actor: Actor) -> Why:
    """A complete file must have an agency to go to."""
    return "" if application.agency_id else _("Dinas teknis belum ditetapkan. Pilih dinas teknis dulu.")


def not_from_oss(application: Application, actor: Actor) -> Why:
    """57 is OSS's own act: nobody here, and no clock of ours, may write it."""
    return "" if actor.role == Role.OSS else _("Terbit otomatis (57) hanya datang dari OSS.")


STATE: dict[str, Callable[[Application, Actor], Why]] = {
    "ours": not_ours,
    "elsewhere": is_ours,
    "other_person": same_person,
    "mine": not_mine,
    "other_reviewer": already_mine,
    "portal": mastered_elsewhere,
    "simulated": typed_there,
    "rounds": rounds_left,
    "asked": nobody_asked,
    "verified": not_verified_kind,
    "automatic": not_automatic_kind,
    "agency": no_agency,
    "from_oss": not_from_oss,
}


def ground_problem(application: Application, code: str) -> Why:
    """A refusal rests on a coded ground in force; after an approval only on one that allows it."""
    today = timezone.localdate()
    found = RefusalGround.objects.filter(code=code, effective_from__lte=today).exclude(effective_to__lt=today).first()
    if found is None:
        return str(NEEDS_WORDS["ground"])
    if application.status == Status.APPROVED and not found.after_approval:
        return _("Setelah dinas teknis menyetujui, penolakan hanya mungkin dengan dasar hukum yang ditandai untuk itu.")
    return ""


__all__ = ["Step", "Why", "belongs_to", "missing", "refusal"]
