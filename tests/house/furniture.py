"""A furnished house: people of every role, a file in every status, and one of everything that an address can name."""

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.utils import timezone

from accounts.models import SigningTerm, User
from accounts.roles import Role
from complaints import actions as complaints
from complaints.models import ClockRule, Forwarding, LaporWord, MailAside, PlanItem
from foundation.calendar.models import Holiday, Proposal
from foundation.files import links, store
from foundation.files.models import StoredFile
from foundation.journal.who import Who
from foundation.messaging import stopping
from foundation.messaging.models import InboxItem, Way
from foundation.outbox.post import post
from licensing.catalogue.loading.load import load
from licensing.catalogue.models import AgencyRoute, EnvironmentRule, RequirementItem, Scope
from licensing.catalogue.services.offices import load_office
from licensing.forms.wizard.pages import PAGES
from licensing.models import Application, Document, Duty, Evidence, Tie
from licensing.portraits.referrals import TOPICS
from licensing.terms import Status
from oss_bridge.models import InboxItem as Push
from portal.doorplan import Door
from tests.factories.files import NIK, risk_row
from tests.foundation.files import pdfs
from tests.house import survey_room
from tests.house.assisted_room import assisted_things
from tests.house.book_room import book_things
from tests.house.bridge_room import bridge_things
from tests.house.hall import hall_things
from tests.licensing.table import standing_at
from tests.people import PASSWORD, Town, person, town

PHONE = "+6281200000001"
CAST = {
    Role.APPLICANT: "budi",
    Role.INFORMATION: "ijah",
    Role.CLERK: "wulan",
    Role.BACK_OFFICE: "dedi",
    Role.REVIEWER: "sari",
    Role.HEAD: "kadis",
    Role.COMPLAINTS: "aduan",
    Role.INSPECTORATE: "apip",
    Role.WHISTLE: "wbs",
    Role.SUPERVISOR: "pengawas",
    Role.ADMIN: "admin",
    Role.AUDITOR: "auditor",
}
ABSENT: dict[str, Any] = {
    "ident": "tidak-ada",
    "ref": "PB-2026-999999",
    "number": 9999,
    "letter": 9999,
    "name": "tidak-ada",
    "pk": 999_999,
    "code": "2ZZZZZZZZZZZZZZZZZZZZZ",
    "public_id": "tidakadaberkasnya1234",
    "signed": "palsu:1:2",
    "token": "e-3k-palsupalsupalsu",
    "slug": "tidak-ada",
    "section": "tidak-ada",
    "topic": "tidak_ada",
    "kind": "tidak-ada",
    "set_code": "TIDAK-ADA",
    "scope_id": 999_999,
    "scale": "tidak-ada",
    "edition": "2025",
    "procedure": "mandiri",
    "method": "tidakAda",
    "uidb36": "zz",
    "key": "palsu",
    "step": "tidak-ada",
    "layout": "tidak-ada",
    "on": "2026-99-99",
}


@dataclass
class House:
    """Everything that stands in it. ``files`` has one application of Pak Budi for each status."""

    people: Town
    files: dict[Status, Application] = field(default_factory=dict)
    evidence: StoredFile | None = None
    document: Document | None = None
    duty: Duty | None = None
    named: dict[str, Any] = field(default_factory=dict)

    def user(self, role: Role) -> User:
        """The person who plays this role."""
        found: User = getattr(self.people, CAST[role])
        return found


def furnish() -> House:
    """Build it all, in the caller's transaction: the catalogue of Pariaman and what people did with it."""
    load_office("pariaman")
    load("pariaman", today=date(2026, 11, 22))
    call_command("load_texts", stdout=open_nothing())
    house = House(town())
    for user in User.objects.all():  # as sign-up and invitation leave it
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    row = risk_row()
    for number, status in enumerate(Status.values, start=1):
        columns = {"number": f"PB-2026-{number:06d}", "row": row, "complete_at": timezone.now()}
        house.files[Status(status)] = standing_at(Status(status), house.people, **columns)
    put_papers(house)
    put_things(house)
    return house


class open_nothing:  # noqa: N801 - stands where a file is expected
    """Takes what a command prints."""

    def write(self, *_words: str) -> None:
        """Nowhere."""


def put_papers(house: House) -> None:
    """Evidence with real bytes on every file, one drawn document and one duty on the issued one."""
    budi = Who(user_id=house.people.budi.pk, role="applicant", name="Budi Santoso", channel="web")
    data = pdfs.good()
    for file in house.files.values():
        kept = store.keep_bytes(data, purpose="evidence", subject=file.subject, name="bukti.pdf", kind="pdf", who=budi)
        for line in file.requirements.all():
            Evidence.objects.create(requirement=line, file=kept, uploaded_by=house.people.budi)
        house.evidence = kept if file.status == Status.VERIFYING else house.evidence
    issued = house.files[Status.ISSUED]
    paper = store.keep_bytes(data, purpose="document", subject=issued.subject, name="ss.pdf", kind="pdf", who=budi)
    house.document = Document.objects.create(
        application=issued, kind="sertifikat_standar", status="valid", issued_on=timezone.localdate(), file=paper
    )
    house.duty = Duty.objects.create(holder=issued.holder, application=issued, number=1, text="Laporan tiap 6 bulan")


def complaint_things(people: Town, today: date) -> dict[str, Any]:
    """A complaint, a letter that forwards it, an act planned because of it."""
    facts = {"service": "", "category": "obstacle", "subject": "", "text": "Loket tutup", "place": "Loket 2",
             "is_anonymous": False, "contact_name": "Budi", "contact": PHONE}  # fmt: skip
    complaint = complaints.file(facts, submission=uuid_of(1), actor=people.actor("budi"))
    letter = Forwarding.objects.create(
        complaint=complaint, number="PENERUSAN/0001/2026", institution="BPOM", reason="Uji", forwarded_by=people.aduan
    )
    plan = PlanItem.objects.create(
        month=today.replace(day=1), problem="x", responsible="x", due_on=today, written_by=people.aduan
    )
    mail = MailAside.objects.create(place="7:1", set_aside_at=timezone.now())
    limit = ClockRule.objects.filter(effective_to=None).values_list("pk", flat=True).first()
    return {
        "complaint": complaint.number,
        "forwarding": letter.pk,
        "plan": plan.pk,
        "limit": limit,
        "mail_aside": mail.pk,
    }


def put_things(house: House) -> None:
    """One of everything else: a letter, a complaint, holidays, a signing term, a message that waits."""
    people, today = house.people, timezone.localdate()
    item = InboxItem.objects.create(
        user=people.budi, key="k1", about="application:1", template="submitted", title="Halo", body="Isi", path="/"
    )
    holiday = Holiday.objects.create(day=today + timedelta(days=200), name="Uji", kind="national", source="uji")
    proposal = Proposal.objects.create(
        day=today + timedelta(days=201), change="add", name="Usul", kind="national", source="uji"
    )
    message = post("oss", subject=house.files[Status.VERIFYING].subject, kind="step.claim", payload={"to": "verifying"})
    push = Push.objects.create(method="receiveNIB", sha256="0" * 64, nib="2211260000001", state="parked", problem="Uji")
    term = SigningTerm.objects.create(
        user=person("plh", "Pelaksana Harian", Role.BACK_OFFICE), capacity="plh", starts_on=today
    )
    holder = house.files[Status.DRAFT].holder
    tie = Tie.objects.create(user=people.tono, holder=holder, kind="relative")
    line = RequirementItem.objects.current().first()
    scope = Scope.objects.filter(kbli__code="85571", kbli__edition="2025").first()
    assert line is not None
    assert scope is not None
    house.named = {
        "hall": hall_things(people),
        "book": book_things(people, house.files[Status.VERIFYING]),
        **complaint_things(people, today),
        "inbox": item.pk,
        "holiday": holiday.pk,
        "proposal": proposal.pk,
        "term": term.pk,
        "tie": tie.pk,
        "push": push.pk,
        "bridge": bridge_things(people, house.files[Status.ISSUED_BY_EXPIRY]),
        "message": message.pk,
        "line": line,
        "scope": scope.pk,
        "environment": getattr(EnvironmentRule.objects.current().first(), "pk", 1),
        "route": getattr(AgencyRoute.objects.current().first(), "pk", 1),
        "surveys": survey_room.furnish(people),
        "assisted": assisted_things(people, house.document),
    }


def uuid_of(number: int) -> Any:
    """A fixed identifier of a sending."""
    return uuid.UUID(int=number)


def existing(door: Door, house: House) -> list[dict[str, Any]]:
    """Arguments under which this door leads to things that are really there; several where states differ."""
    if not door.arguments:
        return [{}]
    if door.name in {"file_step", "file_autosave"}:
        ref = house.files[Status.DRAFT].ref
        return [{"ref": ref, "section": page.section, "slug": page.slug} for page in PAGES]
    if door.name == "file_referral":
        return [{"ref": house.files[Status.DRAFT].ref, "topic": topic} for topic in TOPICS]
    if "ref" in door.arguments:
        rest = {name: one_of(name, door, house) for name in door.arguments if name != "ref"}
        return [{"ref": file.ref, **rest} for file in house.files.values()]
    return [{name: one_of(name, door, house) for name in door.arguments}]


def behind(house: House) -> dict[str, Any]:
    """What stands behind the one argument of these doors."""
    assert house.document is not None
    assert house.duty is not None
    return {
        **house.named["surveys"],
        **house.named["hall"],
        **house.named["book"],
        **house.named["assisted"],
        "tracked": house.files[Status.VERIFYING].number,
        "complaint_detail": house.named["complaint"],
        "complaint_limit": house.named["limit"],
        "complaint_limit_back": house.named["limit"],
        "complaint_contact": house.named["complaint"],
        "complaint_message": house.named["complaint"],
        "complaint_desk_evidence": house.named["complaint"],
        "complaint_link": house.named["complaint"],
        "complaint_publish": house.named["complaint"],
        "complaint_triage": house.named["complaint"],
        "complaint_accused": house.named["complaint"],
        "complaint_hand_over": house.named["complaint"],
        "complaint_open_mine": house.named["complaint"],
        "complaint_lapor_word": getattr(LaporWord.objects.first(), "pk", 1),
        "complaint_mail_settle": house.named["mail_aside"],
        "complaint_plan_edit": house.named["plan"],
        "inbox_open": house.named["inbox"],
        "holiday": house.named["holiday"],
        "holiday_cancel": house.named["holiday"],
        "holiday_answer": house.named["proposal"],
        "signer_end": house.named["term"],
        "declared_tie_end": house.named["tie"],
        "oss_desk_item": house.named["push"],
        **house.named["bridge"],
        "oss_desk_message": house.named["message"],
        "catalogue_environment_rule": house.named["environment"],
        "catalogue_route": house.named["route"],
        "file_duty_done": house.duty.pk,
        "document_download": house.document.code,
        "verified": house.document.code,
    }


def one_of(argument: str, door: Door, house: House) -> Any:
    """A value of this argument behind which something is."""
    line = house.named["line"]
    assert house.evidence is not None
    by_door = behind(house)
    if door.name in by_door:
        return by_door[door.name]
    if door.name == "person_proxy_revoke":
        return {"pk": house.named["assisted"]["person"], "letter": 1}[argument]
    if door.name == "supervision_act":
        return {"pk": house.named["bridge"]["supervision_task"], "step": "tugaskan"}[argument]
    if door.name in {"complaint_step", "complaint_letter", "complaint_unname"}:
        return {"number": house.named["complaint"], "name": "check", "pk": house.named["forwarding"]}[argument]
    if door.name == "wording":
        return {"kind": "pernyataan", "ident": "truth"}[argument]
    if door.name == "catalogue_line":
        return {"kind": "persyaratan", "pk": line.pk}[argument]
    if door.name.startswith("staff_"):
        return house.people.sari.pk
    plain = {
        "number": 1,
        "code": "85571",
        "edition": "2025",
        "public_id": house.evidence.public_id,
        "signed": links.for_oss(house.evidence).rsplit("/", 1)[-1],
        "token": stopping.token_of_user(Way.EMAIL, house.people.budi.pk),
        "slug": "ketenagakerjaan-menengah-tinggi",
        "procedure": "mandiri",
        "set_code": line.set_code,
        "scope_id": house.named["scope"],
        "scale": "small",
        "method": "receiveNIB",
        "uidb36": "1",
        "key": "x-y",
    }
    return plain[argument]


def absent(door: Door) -> dict[str, Any]:
    """Arguments behind which nothing is."""
    codes = {"kbli_code": "99999", "kbli_sheet": "99999"}
    return {name: codes.get(door.name, ABSENT[name]) if name == "code" else ABSENT[name] for name in door.arguments}


__all__ = ["ABSENT", "CAST", "NIK", "PASSWORD", "PHONE", "House", "absent", "existing", "furnish"]
