"""Beginning and ending the time in which a clerk helps a person; the files that the clerk may touch meanwhile."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from counter.assisted.actions import people
from counter.assisted.models import Assistance, Person, Proxy
from counter.assisted.queries.people import is_reached_at, is_relative, is_theirs
from counter.assisted.queries.sessions import current, visit_of
from counter.assisted.terms import Attendance
from counter.logbook import book as agenda
from counter.logbook.models import MobileDay, Visit
from counter.logbook.terms import Act, Channel, Result
from foundation.journal import book
from licensing import workflow
from licensing.actions import draft
from licensing.models import Application, PelakuUsaha
from licensing.workflow import Refused


def why_not(person: Person, actor: Actor) -> str:
    """Why may this clerk not help this person? Empty: go ahead."""
    me = User.objects.filter(pk=actor.account).first()
    if me is None:
        return _("Hanya petugas loket yang membantu pemohon.")
    is_same_phone = bool(me.phone_index) and person.phone_index == me.phone_index
    if person.account_id == me.pk or is_same_phone or is_reached_at(person, me):
        return _("Ini data Anda sendiri. Permohonan Anda sendiri dibantu petugas lain, atau Anda isi di rumah.")
    if is_relative(person, actor):
        return _("Anda tercatat sebagai keluarga atau kuasa orang ini. Serahkan kepada petugas lain.")
    running = current(actor)
    if running is not None and running.person_id != person.pk:
        return _("Selesaikan dulu layanan untuk %(name)s.") % {"name": running.person.name}
    return ""


@transaction.atomic
def start(
    person: Person,
    *,
    attendance: str,
    attendant: str = "",
    proxy: Proxy | None = None,
    ktp_seen: bool = False,
    mobile_day: MobileDay | None = None,
    actor: Actor,
) -> Assistance:
    """Somebody is helped from now on. The running row of the agenda (the ticket in hand) tells of it; else a new one.

    ``mobile_day``: the clerk is at a village, so a new row is one of that service day.

    The same person again is the same assistance.

    Raises:
        Refused: it is the clerk, a relative, somebody else is being helped, or the proxy has no power.
    """
    if why := why_not(person, actor) or why_not_there(person, attendance, attendant, proxy, actor):
        raise Refused(why)
    if (running := current(actor)) is not None:
        return running
    visit = agenda.running_of(actor)
    if visit is None or visit.person_id not in {None, person.pk}:
        visit = open_row(mobile_day, actor=actor)
    agenda.tell(visit, who=actor, person_id=person.pk, person_name=person.name)
    try:
        with transaction.atomic():
            assistance = Assistance.objects.create(
                person=person, clerk_id=actor.user_id or 0, ticket_id=visit.ticket_id, visit_id=visit.pk,
                channel=visit.channel, attendance=attendance, attendant=proxy.name if proxy else attendant, proxy=proxy,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(_("Anda sedang melayani orang lain di jendela lain. Muat ulang halaman.")) from None
    data = {"attendance": attendance, "proxy": proxy.pk if proxy else None, "visit": visit.pk}
    book.record("assistance.started", subject=assistance.subject, who=helping(actor, person), data=data)
    if ktp_seen:
        see_ktp(assistance, actor=helping(actor, person))
    return assistance


def open_row(mobile_day: MobileDay | None, *, actor: Actor) -> Visit:
    """A new row of the agenda: of the village where the clerk serves today, else of the counter."""
    channel = Channel.MOBILE if mobile_day else Channel.ASSISTED
    return agenda.open_visit(who=actor, channel=channel, service="Layanan berbantuan", mobile_day=mobile_day)


def why_not_there(person: Person, attendance: str, attendant: str, proxy: Proxy | None, actor: Actor) -> str:
    """Why may nobody be helped who stands there like this?"""
    if attendance == Attendance.WITNESSED and not attendant.strip():
        return _("Isi nama saksi.")
    if attendance != Attendance.PROXY:
        return ""
    if proxy is None or proxy.person_id != person.pk:
        return _("Pilih surat kuasa orang yang hadir.")
    if not proxy.is_living:
        return _("Surat kuasa ini tidak berlaku lagi. Minta surat kuasa baru.")
    if proxy.name.casefold() == actor.name.casefold():
        return _("Petugas loket tidak menjadi kuasa pemohon. Serahkan kepada petugas lain.")
    return ""


def helping(actor: Actor, person: Person) -> Actor:
    """The clerk as one who acts for this person at the counter."""
    return Actor(
        user_id=actor.user_id, role=actor.role, name=actor.name, channel="counter", agency_id=actor.agency_id,
        on_behalf_of=person.subject,
    )  # fmt: skip


@transaction.atomic
def see_ktp(assistance: Assistance, *, actor: Actor) -> None:
    """The KTP-el of whoever stands there was seen; of the applicant it raises the level of identity.

    An account that has not said its NIK yet (nothing was filed so far) has no level to raise: the service goes on.

    Raises:
        Refused: an entry of the counter has no NIK on record.
    """
    person = assistance.person
    is_new_account = person.account_id is not None and not person.nik
    if assistance.attendance != Attendance.PROXY and not is_new_account:
        people.see_ktp(person, actor=actor)
    if Assistance.objects.filter(pk=assistance.pk, ktp_seen_at=None).update(ktp_seen_at=timezone.now()):
        assistance.refresh_from_db()
        data = {"attendance": assistance.attendance}
        book.record("assistance.ktp_seen", subject=assistance.subject, who=actor, data=data)
        note(assistance, Act.IDENTITY, actor=actor)


@transaction.atomic
def finish(assistance: Assistance, *, result: str, remark: str = "", close_row: bool = True, actor: Actor) -> None:
    """The help is over; the row of the agenda is closed with it, unless the queue closes it by itself. Once.

    Nobody is asked for a survey before documents are given, nor kept from going without one.
    """
    held = Assistance.objects.filter(pk=assistance.pk, ended_at=None)
    if held.update(ended_at=timezone.now(), result=Result(result)) != 1:
        return
    assistance.refresh_from_db()
    assistance.remark = remark.strip()
    assistance.save(update_fields=["remark"])
    book.record("assistance.finished", subject=assistance.subject, who=actor, data={"result": result})
    visit = visit_of(assistance)
    if close_row and visit is not None and visit.is_running:
        offered = assistance.survey_offered_at is not None
        agenda.close_visit(visit, who=actor, result=result, survey_offered=offered, note=remark)


def note(assistance: Assistance, act: Act, *, actor: Actor, text: str = "", file_number: str = "") -> None:
    """One act in the row of the agenda."""
    visit = visit_of(assistance)
    if visit is not None:
        agenda.add_act(visit, who=actor, kind=act, text=text, file_number=file_number)


# -- files ---------------------------------------------------------------------------------------------
@transaction.atomic
def begin_draft(assistance: Assistance, *, kbli: dict[str, Any] | None = None, actor: Actor) -> Application:
    """A new draft for the person, with what the counter knows. In simulation OSS writes to them about their account.

    Raises:
        Refused: the proxy's letter does not cover filing.
    """
    refuse_without_power(assistance)
    person = assistance.person
    known = {"kind": "person", "name": person.name, "nik": person.nik, "phone": person.phone, "email": person.email}
    answers: dict[str, dict[str, Any]] = {"pemohon": {name: text for name, text in known.items() if text}}
    answers["pemohon"]["contact_optional"] = True
    if kbli:
        answers["kegiatan"] = kbli
    application = draft.start(actor=actor, answers=answers, applicant_id=person.account_id)
    if person.phone or person.email:
        workflow.ask_for_account(application)
    note(assistance, Act.REGISTERED, actor=actor)
    visit = visit_of(assistance)
    if visit is not None and visit.is_running:
        agenda.tell(visit, who=actor, file_number=application.ref)  # its number, NIB and KBLI follow at the row's end
    return application


@transaction.atomic
def take_up(assistance: Assistance, application: Application, *, actor: Actor) -> Application:
    """Work on a file that this person has already; it carries the person's name at the counter from now on.

    Raises:
        Refused: the file is somebody else's, or the proxy's letter does not cover filing.
    """
    refuse_without_power(assistance)
    person = assistance.person
    if not is_theirs(person, application):
        raise Refused(_("Berkas ini bukan milik %(name)s.") % {"name": person.name})
    Application.objects.filter(pk=application.pk).update(assisted_for=person.subject, assisted_by_id=actor.user_id)
    application.refresh_from_db()
    if application.holder_id and person.account_id:  # claimed at the window: came from OSS, same NIK, KTP seen
        PelakuUsaha.objects.filter(pk=application.holder_id, owner=None).update(owner_id=person.account_id)
        Application.objects.filter(pk=application.pk, applicant=None).update(applicant_id=person.account_id)
        application.refresh_from_db()
    book.record("application.taken_up", subject=application.subject, who=actor, data={"assistance": assistance.pk})
    visit = visit_of(assistance)
    if visit is not None and application.number:
        agenda.tell(visit, who=actor, file_number=application.number)
    return application


def refuse_without_power(assistance: Assistance) -> None:
    """A proxy who may only collect documents fills nothing in. Raises Refused."""
    if assistance.proxy is not None and not assistance.proxy.scope_word.may_file:
        raise Refused(_("Surat kuasa ini hanya untuk mengambil dokumen. Pengisian memerlukan kuasa mengajukan."))
