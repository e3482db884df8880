"""Why not? Each guard answers one question about a step with a sentence, or with nothing."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import Power, Role
from complaints.models import Accused, Clock, Complaint
from complaints.queries.visibility import OUTSIDE, visible_to
from complaints.rules import limits
from complaints.rules.lanes import AWAY_FROM_THE_DESK
from complaints.rules.steps import NEEDS_WORDS, By, Rule, Step
from complaints.terms import Lane, Route

Why = str
DESK_OF = {
    Lane.OFFICE: Role.COMPLAINTS,
    Lane.TRIAGE: Role.INSPECTORATE,
    Lane.INSPECTORATE: Role.INSPECTORATE,
    Lane.WHISTLE: Role.WHISTLE,
}
NEVER_BACK_TO = frozenset({Role.HEAD, Role.COMPLAINTS, Role.ADMIN})
BEFORE_TRIAGE = frozenset({Step.CHECK, Step.FIND_COMPLETE, Step.CLASSIFY, Step.REROUTE, Step.ANSWER})


def refusal(rule: Rule, complaint: Complaint, actor: Actor, *, as_sender: bool) -> Why:
    """Why may this step not be taken now? Empty: it may be offered."""
    return (
        wrong_state(rule, complaint)
        or wrong_person(rule, complaint, actor, as_sender=as_sender)
        or next((why for need in sorted(rule.needs) if (why := state_need(need, complaint))), "")
    )


def wrong_state(rule: Rule, complaint: Complaint) -> Why:
    """It is not where the step begins."""
    if complaint.lane == Lane.TRIAGE and rule.step in BEFORE_TRIAGE:
        return _("Triase belum selesai. Tetapkan dulu siapa yang menangani pengaduan ini.")
    places = (complaint.stage in rule.stages, complaint.state in rule.states, complaint.lane in rule.lanes)
    if all(places):
        return ""
    return _(
        "Pengaduan ini berada pada tahap %(stage)s dan berkeadaan “%(state)s”, jadi langkah ini tidak terbuka."
    ) % {
        "stage": complaint.stage,
        "state": complaint.get_state_display(),
    }


def wrong_person(rule: Rule, complaint: Complaint, actor: Actor, *, as_sender: bool) -> Why:
    """The actor is not among those who take it."""
    if as_sender:
        return "" if By.SENDER in rule.by else _("Langkah ini diambil petugas.")
    if By.SYSTEM in rule.by and actor.role == Role.SYSTEM:
        return ""
    if not visible_to(actor).filter(pk=complaint.pk).exists():
        return _("Pengaduan ini tidak dapat Anda tangani.")
    desk = actor.may(Power.HEAR) and DESK_OF[Lane(complaint.lane)] == actor.role
    if By.DESK in rule.by and desk:
        return ""
    if By.TRIAGE in rule.by and actor.role == Role.INSPECTORATE and complaint.lane in OUTSIDE:
        return ""
    if By.STUDY in rule.by and studies(complaint, actor):
        return ""
    return _("Langkah ini diambil %(who)s.") % {"who": ", ".join(str(by.label) for by in By if by in rule.by)}


def studies(complaint: Complaint, actor: Actor) -> bool:
    """Was it sent to this person, or to this person's agency or post?"""
    if complaint.route == Route.AGENCY:
        return actor.role == Role.REVIEWER and actor.agency_id == complaint.agency_id
    if complaint.route == Route.HEAD:
        return actor.role == Role.HEAD
    return complaint.handler_id is not None and complaint.handler_id == actor.user_id


def state_need(need: str, complaint: Complaint) -> Why:
    """Needs that the state of the complaint answers: they also label the disabled button."""
    today = timezone.localdate()
    over = complaint.reply_until is None or complaint.reply_until < today
    if need == "in_time" and over:
        return _("Batas 10 hari kerja untuk membalas sudah lewat. Sampaikan pengaduan baru dan sebut nomor ini.")
    if need == "silent" and not over:
        return _("Pengadu masih dapat membalas.")
    if need == "unevaluated" and complaint.evaluated_at:
        return _("Pemantauan dan evaluasi sudah dicatat.")
    if need == "cleared":
        return not_cleared(complaint)
    return not_expired(complaint) if need == "expired" else ""


def not_cleared(complaint: Complaint) -> Why:
    """A complaint about the head, the complaint officer or an admin never returns to them."""
    accused = User.objects.filter(pk__in=complaint.accused.values("user_id"))
    if accused.filter(role__in=NEVER_BACK_TO).exists():
        return _("Teradu memimpin, mengelola pengaduan atau mengelola sistem kantor ini. Tangani di Inspektorat.")
    if complaint.subject == "official" and not complaint.accused.exists():
        return _("Tetapkan dulu teradu, agar jelas dari siapa pengaduan ini disembunyikan.")
    return ""


def not_expired(complaint: Complaint) -> Why:
    """The complainant's limit has passed, and so has the day that the notice named."""
    now = timezone.now()
    late = Clock.objects.filter(complaint=complaint, ended_at=None, rule__is_senders=True, due_at__lt=now)
    clock = late.filter(reminded_at__isnull=False).select_related("rule").first()
    if clock and clock.reminded_at:
        last = limits.after_notice(clock.due_at, clock.reminded_at, clock.rule.notice_days)
        if last < now:
            return ""
    return _("Batas waktu pengadu belum lewat atau belum diberitahukan sebelumnya.")


def missing(rule: Rule, complaint: Complaint, given: dict[str, Any]) -> Why:
    """What does the step still lack? ``given`` holds note, text and the facts by the needs' names."""
    for need in sorted(rule.needs):
        if need in NEEDS_WORDS and not str(given.get(need) or "").strip():
            return str(NEEDS_WORDS[need])
    if rule.step in {Step.CLASSIFY, Step.REROUTE}:
        return wrong_route(complaint, given)
    return ""


def wrong_route(complaint: Complaint, given: dict[str, Any]) -> Why:
    """Never to whom it is about, nor to their unit; about an official only after triage."""
    handler, agency, route = given.get("handler"), given.get("agency"), given.get("route")
    subject = given.get("subject", complaint.subject)
    if complaint.lane == Lane.OFFICE and subject in AWAY_FROM_THE_DESK and complaint.triaged_at is None:
        return _("Pengaduan tentang aparatur atau kantor ini lebih dulu ditriase Inspektorat. Serahkan ke Inspektorat.")
    if route == Route.AGENCY and agency is None:
        return _("Pilih dinas teknis yang menelaah.")
    if route == Route.OFFICER and handler is None:
        return _("Pilih petugas yang menelaah.")
    accused = Accused.objects.filter(complaint=complaint)
    if handler is not None and accused.filter(user_id=handler.pk).exists():
        return _("Petugas ini adalah teradu. Pilih petugas lain.")
    if agency is not None and accused.filter(agency_id=agency.pk).exists():
        return _("Teradu bekerja di dinas ini. Pilih penelaah lain.")
    if route == Route.HEAD and accused.filter(user__role=Role.HEAD).exists():
        return _("Kepala dinas adalah teradu. Pilih Inspektorat.")
    return ""


__all__ = ["Why", "missing", "refusal", "studies"]
