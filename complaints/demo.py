"""The demo's complaints: one of each kind of story, on each desk. Only where ``DEMO`` is on; by the room's own acts."""

import uuid
from typing import Any

from accounts.actors import ANONYMOUS, Actor, actor_of
from accounts.models import User
from accounts.roles import Role
from complaints.actions import file, handling
from complaints.models import Complaint
from complaints.rules.steps import Step
from complaints.terms import Channel, Outcome, Priority, Route, Weight

NAMESPACE = uuid.UUID("5a7b4c5e-0000-4000-8000-000000000005")

SMOKE = {
    "category": "business", "subject": "holder", "place": "Jalan Sudirman, samping pasar", "is_secret": False,
    "text": "Bengkel las di samping rumah saya bekerja sampai tengah malam dan asapnya masuk ke rumah.",
    "contact_name": "Tuti Handayani", "contact": "tuti@contoh.id",
}  # fmt: skip
STUCK = {
    "category": "obstacle", "text": "Unggah dokumen di portal selalu berhenti di tengah. HP saya jaringan 3G.",
    "contact_name": "Budi Santoso", "contact": "+6281200000001",
}  # fmt: skip
MONEY = {
    "category": "licensing", "subject": "official", "place": "Loket 2, sekitar pukul 10",
    "text": "Petugas di loket meminta uang Rp200.000 supaya berkas saya didahulukan.",
}  # fmt: skip
IDEA = {"kind": "aspiration", "text": "Tolong sediakan kursi untuk lansia dekat loket informasi."}
ASKED = {"kind": "information", "text": "Mohon salinan standar pelayanan izin tenaga kerja tahun ini."}


def seed() -> None:
    """Make what is missing; touches nothing that exists."""
    desk = User.objects.filter(role=Role.COMPLAINTS, is_demo=True).first()
    if desk is None:
        return
    who = actor_of(desk)
    answered(new(1, SMOKE), who, desk)
    studied(new(2, STUCK), who, desk)
    new(3, MONEY)
    new(4, IDEA, channel=Channel.BOX, entered_by_id=desk.pk, actor=who)
    new(5, ASKED)
    whistle = {"text": "Ada rekan yang memakai akun OSS orang lain untuk mempercepat berkas kenalannya."}
    new(6, whistle, is_whistle=True)


def new(number: int, facts: dict[str, Any], *, actor: Actor = ANONYMOUS, **columns: Any) -> Complaint:
    """Filed once, however often the demo starts."""
    return file(facts, submission=uuid.uuid5(NAMESPACE, str(number)), actor=actor, **columns)


def studied(complaint: Complaint, who: Actor, desk: User) -> None:
    """On the desk of the complaint officer, being studied."""
    if complaint.stage != "a":
        return
    handling.take(complaint, Step.CHECK, {}, actor=who)
    handling.take(complaint, Step.FIND_COMPLETE, {}, actor=who)
    given = {
        "kind": complaint.kind, "category": complaint.category, "subject": complaint.subject,
        "weight": Weight.PLAIN, "priority": Priority.NORMAL, "route": Route.OFFICER, "handler": desk, "note": "",
    }  # fmt: skip
    handling.take(complaint, Step.CLASSIFY, given, actor=who)


def answered(complaint: Complaint, who: Actor, desk: User) -> None:
    """Answered; the complainant may still reply."""
    if complaint.stage != "a":
        return
    studied(complaint, who, desk)
    words = "Kami sudah mendatangi bengkel itu. Pemiliknya berjanji berhenti bekerja pukul 20.00 dan memasang cerobong."
    handling.take(complaint, Step.ANSWER, {"text": words, "outcome": Outcome.PROVEN}, actor=who)
