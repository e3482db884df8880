"""What the office's list of decisions says of every status: who may take which step. Written by hand, not read from
the code, so that a change of the code's table shows here."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.actors import ANONYMOUS, OSS, SYSTEM, Actor, actor_of
from accounts.models import SigningTerm
from accounts.roles import Role
from licensing.life.steps import Step
from licensing.models import Application, RefusalGround
from licensing.terms import Authority, Status, Verdict
from tests.factories.files import application_in, show_everything
from tests.people import HELPED, Town, person

S = Status
GROUND = "DATA"
NIGHT = timedelta(days=1)

#: Who may take which step on a running file of this office, filled in here, at medium-high risk.
APPLY, CLERK, BACK, ACTING = "budi", "wulan", "dedi", "plh"
MINE, COLLEAGUE, HEAD, FROM_OSS, MACHINE = "sari", "tono", "kadis", "oss", "system"

Doors = Mapping[str, set[Step]]


def both(*steps: Step) -> dict[str, set[Step]]:
    """Steps of the applicant, which the clerk at the counter takes for them."""
    return {APPLY: set(steps), CLERK: set(steps)}


def told(*steps: Step) -> dict[str, set[Step]]:
    """Steps that only bring what OSS says."""
    return {FROM_OSS: set(steps), MACHINE: set(steps)}


def merged(*parts: Doors) -> dict[str, set[Step]]:
    """Several doors beside each other."""
    names = {name for part in parts for name in part}
    return {name: {step for part in parts for step in part.get(name, ())} for name in names}


EXPIRES = {FROM_OSS: {Step.EXPIRE}}
LEAVES = both(Step.WITHDRAW)
VERDICTS = {Step.ASK_CORRECTION, Step.ASK_AFRESH, Step.APPROVE, Step.REJECT}
CHECKS = {Step.FIND_COMPLETE, Step.FIND_INCOMPLETE}
SIGNS = {Step.SEND_BACK, Step.ISSUE, Step.REFUSE}

TABLE: dict[Status, dict[str, set[Step]]] = {
    S.DRAFT: merged(both(Step.REQUEST_NIB), LEAVES),
    S.NIB_REQUESTED: merged(told(Step.DENY_NIB, Step.RECEIVE_NIB), LEAVES),
    S.FULFILLING: merged(both(Step.SUBMIT), told(Step.SUBMIT), LEAVES),
    S.SUBMITTED: merged({BACK: CHECKS, ACTING: CHECKS}, EXPIRES, LEAVES),
    S.INCOMPLETE: merged(both(Step.SUPPLY), told(Step.SUPPLY), LEAVES),
    S.COMPLETE: merged({MINE: {Step.CLAIM}, COLLEAGUE: {Step.CLAIM}}, EXPIRES, LEAVES),
    S.VERIFYING: merged({MINE: VERDICTS | {Step.PLAN_VISIT}, COLLEAGUE: {Step.TAKE_OVER}}, EXPIRES, LEAVES),
    S.SITE_VISIT: merged({MINE: VERDICTS, COLLEAGUE: {Step.TAKE_OVER_VISIT}}, EXPIRES, LEAVES),
    S.CORRECTION: merged(both(Step.CORRECT), told(Step.CORRECT, Step.LAPSE), EXPIRES, LEAVES),
    S.CORRECTION_RESET: merged(both(Step.CORRECT_AFRESH), told(Step.CORRECT_AFRESH, Step.LAPSE), EXPIRES, LEAVES),
    S.APPROVED: merged({HEAD: SIGNS, ACTING: SIGNS}, EXPIRES, LEAVES),
    S.REJECTED: merged({HEAD: SIGNS - {Step.ISSUE}, ACTING: SIGNS - {Step.ISSUE}}, EXPIRES, LEAVES),
    S.ISSUING: merged(told(Step.CONFIRM_ISSUE, Step.UNDO_ISSUE), EXPIRES),
    S.ISSUED: {},
    S.ISSUED_BY_EXPIRY: {},
    S.REFUSED: {},
    S.WITHDRAWN: {},
    S.ACCOMPANIED: merged(told(Step.ASK_ELSEWHERE, Step.GRANT_ELSEWHERE, Step.REFUSE_ELSEWHERE), EXPIRES),
}


def everybody(people: Town) -> dict[str, Actor]:
    """All people of the town, a back-office officer who signs as Plh today, the two machines and a passer-by."""
    plh = person("plh", "Pejabat Plh", Role.BACK_OFFICE)
    today = timezone.localdate()
    SigningTerm.objects.create(user=plh, capacity="plh", starts_on=today - NIGHT, ends_on=today + NIGHT)
    names = [name for name in vars(people) if name not in {"naker", "dinkes"}]
    cast = {name: people.actor(name) for name in names}
    return {**cast, ACTING: actor_of(plh), FROM_OSS: OSS, MACHINE: SYSTEM, "anonymous": ANONYMOUS}


def standing_at(status: Status, people: Town, **columns: Any) -> Application:
    """A file of Pak Budi that has honestly come this far: checked, claimed by Bu Sari, decided where that is past."""
    if status == S.ACCOMPANIED:
        columns = {"is_ours": False, "authority": Authority.MINISTER, "agency": None, **columns}
    reviewed = status in {S.VERIFYING, S.SITE_VISIT, S.CORRECTION, S.CORRECTION_RESET, S.APPROVED, S.REJECTED}
    if reviewed or status == S.ISSUING:
        columns = {"reviewer": people.sari, **columns}
    if status in {S.APPROVED, S.REJECTED, S.ISSUING}:
        columns = {"decided_by": people.sari, "decided_at": timezone.now(), **columns}
    if status == S.ISSUING:
        columns = {"signed_by": people.kadis, "signed_at": timezone.now(), **columns}
    if columns.get("agency", people) is people:
        columns["agency"] = people.naker
    return application_in(status, applicant=people.budi, **{"assisted_for": HELPED, **columns})


def ground() -> RefusalGround:
    """A ground that holds before and after an approval."""
    found, _new = RefusalGround.objects.get_or_create(
        code=GROUND,
        effective_from=date(2025, 6, 5),
        defaults={"title": "Data tidak benar", "article": "uji", "remedy": "Ajukan lagi.", "after_approval": True},
    )
    return found


def supply_facts(file: Application, step: Step) -> dict[str, Any]:
    """Everything that a step may still lack, so that only state and person can refuse it. For ``advance``."""
    ground()
    show_everything(file)
    verdict = Verdict.REPAIR if step in {Step.ASK_CORRECTION, Step.ASK_AFRESH} else Verdict.MEETS
    file.requirements.update(verdict=verdict, verdict_note="catatan")
    if step is Step.LAPSE:
        Application.objects.filter(pk=file.pk).update(applicant_due_on=timezone.localdate() - NIGHT)
    changes: dict[str, Any] = {"number": file.number or "PB-2026-000777"} if step is Step.REQUEST_NIB else {}
    facts = {"ground": GROUND, "number": "PB-UMKU-1", "visit": timezone.localdate()}
    return {"note": "alasan", "facts": facts, **changes}
