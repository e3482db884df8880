"""Carrying our steps to OSS: one outbox message, the calls that it means, and what follows here."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import SigningTerm
from foundation.outbox.models import OutboxMessage
from foundation.outbox.outcomes import Outcome
from foundation.pulse import due
from licensing.actions import nib, outcome
from licensing.life.steps import Step
from licensing.models import Application, Opinion
from licensing.terms import LicenceType, Status
from oss_bridge import mirror
from oss_bridge.client import OssClient, client
from oss_bridge.contract import permits, statuses
from oss_bridge.contract.identifiers import region
from oss_bridge.inbound import fetching
from oss_bridge.models import Difference
from oss_bridge.outbound import accounts, catching_up, handing_over
from oss_bridge.reconciling import differences
from oss_bridge.simulation import desk
from oss_bridge.troubles import OssKeyRefused, OssRefused, OssUnavailable, OssUnknownOutcome

QUIET = 30.0  # seconds: longer than OSS's slowest commit; then look up before asking again
SOON = timedelta(seconds=2)
SETTLED = timedelta(seconds=10)  # after news that OSS took: what follows at once is asked about together
Act = Callable[[Application, OutboxMessage], Outcome]


def carry(message: OutboxMessage) -> Outcome:
    """Handler of channel ``oss``. May run twice for one message; every call may be repeated."""
    application = handing_over.file_of(message)
    act = ACTS.get(message.kind.removeprefix("step."))
    if act is None:
        return Outcome.ok("OSS tidak perlu diberi tahu.")
    try:
        return act(application, message)
    except OssKeyRefused as no:
        return Outcome.auth(str(no))
    except OssUnavailable as no:
        if no.is_throttled:
            return Outcome.throttled(str(no), retry_after=no.retry_after)
        return Outcome.transient(str(no))
    except OssUnknownOutcome as silence:
        return Outcome.unknown(str(silence), retry_after=QUIET)
    except OssRefused as no:
        if catching_up.caught_up(application, message):
            return Outcome.later("OSS diberi tahu ulang; kabar ini menyusul.", seconds=1)
        return Outcome.permanent(no.sentence)


def request_nib(application: Application, message: OutboxMessage) -> Outcome:
    """Portal-first in simulation: hand the data over; the NIB comes as a push. With a real OSS a person types."""
    if settings.OSS_MODE != "simulasi":
        return Outcome.ok("Pemohon mengetik di oss.go.id dengan Lembar OSS.")
    try:
        answer = desk().hand_over(handing_over.hand_over(application))
    except OssRefused as no:
        reason = no.sentence
        return Outcome.ok("OSS menolak serahan.", apply=lambda: deny(application, reason))

    def remember() -> None:
        view = mirror.view_of(application)
        view.handed_nib = answer.nib
        view.save(update_fields=["handed_nib"])
        due.add("oss.nib_awaited", application.subject, at=timezone.now() + timedelta(seconds=20))

    return Outcome.ok("OSS menerima data.", apply=remember)


def deny(application: Application, reason: str) -> None:
    """OSS refused the hand-over: back to the applicant, unless the file has moved on."""
    application.refresh_from_db()
    if application.status == Status.NIB_REQUESTED:
        nib.deny(application, reason)


def fulfil(application: Application, message: OutboxMessage) -> Outcome:
    """The applicant sent the requirements (09): in simulation we play the applicant at OSS."""
    if settings.OSS_MODE != "simulasi" or application.master == "oss":
        return Outcome.ok("Disampaikan pemohon di OSS.")
    answer = desk().fulfil(handing_over.fulfilment(application))
    return Outcome.ok(answer.code, apply=lambda: note(application, answer.code))


def correct(application: Application, message: OutboxMessage) -> Outcome:
    """The applicant answered (42, 44, or 09 after 11)."""
    if settings.OSS_MODE != "simulasi" or application.master == "oss":
        return Outcome.ok("Disampaikan pemohon di OSS.")
    answer = desk().correct(handing_over.fulfilment(application))
    return Outcome.ok(answer.code, apply=lambda: note(application, answer.code))


def note(application: Application, code: str) -> None:
    """What OSS answered stands in the mirror; a poll confirms it."""
    mirror.saw(application, code, "")
    poll_soon(application)


def report(application: Application, message: OutboxMessage) -> Outcome:
    """Put our status on the permit; after an answer of the applicant OSS first hears 20."""
    target = statuses.code_of(Status(message.payload["to"]))
    if target is None:
        return Outcome.ok("OSS tidak punya kode untuk ini.")
    send, before = sender(application, message), statuses.before(target)
    is_believed = mirror.just_heard(application, before)
    refusal = refused(send, target) if is_believed else None
    if not is_believed or refusal is not None:
        last = last_code(client(), application)
        if refusal is not None and last in before:
            raise refusal  # nobody else was there: it is this news that OSS will not take
        if last in statuses.FINAL and last != target:
            return Outcome.ok(f"OSS sudah pada {last}.", apply=lambda: overtaken(application, last, target))
        for code in path(last, target):
            send(code)
    at = timezone.now()
    return Outcome.ok(target, apply=lambda: after_report(application, target, at))


def sender(application: Application, message: OutboxMessage) -> Callable[[str], None]:
    """Puts a code on the permit with what the message says of it."""
    keys = handing_over.keys(application)
    nip = handing_over.actor_nip(application)
    note, file = message.payload.get("note", ""), attachment(application, message)

    def send(code: str) -> None:
        client().send_status(
            permits.StatusReport.of(keys, code=code, at=message.created_at, officer_nip=nip, note=note, file=file)
        )

    return send


def refused(send: Callable[[str], None], code: str) -> OssRefused | None:
    """Send it unasked. What OSS says when it will not take it; somebody else may have acted there meanwhile."""
    try:
        send(code)
    except OssRefused as no:
        return no
    return None


def overtaken(application: Application, last: str, target: str) -> None:
    """OSS closed the permit otherwise, before it heard of ours: a person looks; a poll follows what can be followed."""
    sentence = f"OSS sudah mencatat {last} {statuses.meaning(last)}; {target} tidak dikirim."
    if mirror.differ(application, sentence):
        nib.alarm(application, sentence)
    poll_soon(application)


def path(last: str, target: str) -> tuple[str, ...]:
    """The codes to send so that each is allowed after the one before.

    Raises:
        OssRefused: there is no way; a person must look.
    """
    found = statuses.way(last, target)
    if not found:
        raise OssRefused(400, f"Kode {target} tidak boleh menyusul {last or '(belum ada)'}; periksa berkas di OSS.")
    return found


def last_code(oss: OssClient, application: Application) -> str:
    """What OSS says now: asked each time, because other people act there too."""
    answer = oss.permit_status(application.id_izin)
    mirror.saw(application, answer.code, answer.meaning)
    return answer.code


def attachment(application: Application, message: OutboxMessage) -> str:
    """The agency's letter with an approval, as an expiring address."""
    if message.payload["step"] != Step.APPROVE:
        return ""
    opinion = Opinion.objects.filter(application=application, kind="approve").order_by("-id").first()
    letter = opinion.letter if opinion else None
    if letter is None:
        drawn = application.documents.filter(kind="technical_letter", status="valid").select_related("file").first()
        letter = drawn.file if drawn else None
    return handing_over.address(letter) if letter else ""


def after_report(application: Application, code: str, at: datetime) -> None:
    """OSS took it at that moment. The refusal is told once OSS has it; everything else is confirmed by a poll."""
    is_going_on = mirror.was_told(application, since=at - mirror.BELIEVED)
    mirror.sent(application, code, at=at)
    if code == statuses.REFUSED:
        outcome.refusal_taken(application)
    if not is_going_on:  # else the news before has owed it
        due.add("oss.poll", application.subject, at=at + SETTLED)


def issue(application: Application, message: OutboxMessage) -> Outcome:
    """IZINFINAL: OSS gives the number. Asked again only after a quiet period and a look-up."""
    oss, keys = client(), handing_over.keys(application)
    if last_code(oss, application) == statuses.BY_EXPIRY:
        return Outcome.ok("57 lebih dulu.", apply=lambda: poll_soon(application))
    number = number_at_oss(oss, application)
    if not number:
        try:
            number = oss.issue(decision(application, message, keys)).number
        except OssRefused as no:
            return refused_issue(oss, application, message, no)
    if not number:
        return Outcome.transient("OSS menjawab tanpa nomor.")
    mirror.sent(application, statuses.APPROVED)
    return Outcome.ok(number, apply=lambda: issued(application, number))


def number_at_oss(oss: OssClient, application: Application) -> str:
    """The number that OSS gave already, if it did."""
    row = oss.licence(application.id_izin, with_requirements=False).row
    is_issued = row is not None and oss.permit_status(application.id_izin).code == statuses.APPROVED
    return row.number if row is not None and is_issued else ""


def refused_issue(oss: OssClient, application: Application, message: OutboxMessage, no: OssRefused) -> Outcome:
    """A refusal for good goes back to the head, after a look-up found no number, nor that OSS forgot our 45."""
    number = number_at_oss(oss, application)
    if number:
        return Outcome.ok(number, apply=lambda: issued(application, number))
    if catching_up.caught_up(application, message):
        return Outcome.later("OSS diberi tahu ulang; penerbitan menyusul.", seconds=1)
    reason = no.sentence
    return Outcome.ok(f"OSS menolak: {reason}", apply=lambda: not_issued(application, reason))


def issued(application: Application, number: str) -> None:
    """Record the number, unless 57 was faster; a second number for one permit is an alarm, never an overwrite."""
    mirror.saw(application, statuses.APPROVED, "")
    application.refresh_from_db()
    if application.status == Status.ISSUING:
        outcome.issued(application, number=number)
        fetching.seek_soon(application)
    elif application.status == Status.ISSUED and application.permit_number != number:
        sentence = f"OSS memberi nomor {number}; izin ini sudah terbit dengan {application.permit_number}."
        facts = {"here": application.permit_number, "there": number, "sentence": sentence}
        if differences.raised(application.subject, Difference.Kind.NUMBER, application=application, **facts):
            nib.alarm(application, sentence)


def not_issued(application: Application, reason: str) -> None:
    """Back to the head."""
    application.refresh_from_db()
    if application.status == Status.ISSUING:
        outcome.not_issued(application, reason)


def decision(application: Application, message: OutboxMessage, keys: permits.PermitKeys) -> permits.Issue:
    """The head's decision with the signature block of that day."""
    signed_on = timezone.localtime(application.signed_at or message.created_at).date()
    term = SigningTerm.of(application.signed_by_id, signed_on)
    signatory = application.signed_by
    return permits.as_issue(
        keys,
        region=region(application.proyek.region_code[:5]) if application.proyek else "",
        issued_on=signed_on,
        signatory=signatory.name if signatory else "",
        signatory_nip=(signatory.nip if signatory else "") or "-",
        signatory_position=str(term.get_capacity_display()) if term else "",
        licence=LicenceType(application.licence_type),
        note=message.payload.get("note", ""),
    )


def poll_soon(application: Application) -> None:
    """Ask OSS again in a moment."""
    due.add("oss.poll", application.subject, at=timezone.now() + SOON)


ACTS: dict[str, Act] = {
    "open_account": accounts.open_account,
    Step.REQUEST_NIB: request_nib,
    Step.SUBMIT: fulfil,
    Step.HAND_OVER: fulfil,
    Step.SUPPLY: correct,
    Step.CORRECT: correct,
    Step.CORRECT_AFRESH: correct,
    Step.SUPPLY_ELSEWHERE: correct,
    Step.FIND_COMPLETE: report,
    Step.FIND_INCOMPLETE: report,
    Step.CLAIM: report,
    Step.PLAN_VISIT: report,
    Step.ASK_CORRECTION: report,
    Step.ASK_AFRESH: report,
    Step.APPROVE: report,
    Step.REJECT: report,
    Step.REFUSE: report,
    Step.ISSUE: issue,
}


def endpoint_of(kind: str) -> str:
    """The method that a message of this kind needs: it breaks and mends on its own (one circuit each)."""
    act = ACTS.get(kind.removeprefix("step."))
    methods: dict[Act, str] = {report: "receiveLicenseStatus", issue: "receiveLicense"}
    return methods.get(act, "simulasi") if act else ""
