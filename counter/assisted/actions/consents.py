"""Statements read aloud, and the yes to them: a photographed signature on paper, or a code to the applicant's phone."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from accounts.staff.queries import no_officers
from counter.assisted.actions import sessions
from counter.assisted.models import Assistance, Consent, Person
from counter.assisted.queries.people import is_proved, is_reached_at
from counter.assisted.terms import Attendance, ConsentHow
from counter.logbook.terms import Act
from foundation.files import intake
from foundation.journal import book
from foundation.messaging.letters import Recipient, write
from foundation.secrets.index import blind_index
from licensing.actions import consent
from licensing.drafts.consent import digest
from licensing.models import Application, StatementText
from licensing.workflow import Refused

LIFE = timedelta(minutes=15)
TRIES = 5
WORDS = {ConsentHow.PAPER: "tanda tangan di kertas", ConsentHow.CODE: "kode ke HP pemohon"}


def why_not(assistance: Assistance, application: Application) -> str:
    """Why can nobody consent here now? Empty: read aloud."""
    if not assistance.ktp_seen_at:
        return _("Lihat KTP-el yang hadir dulu, lalu bacakan pernyataan.")
    if assistance.proxy is not None and not assistance.proxy.scope_word.may_file:
        return _("Surat kuasa ini hanya untuk mengambil dokumen, tidak untuk menyetujui pernyataan.")
    if not application.answers.get("lokasi"):
        return _("Lengkapi dulu data permohonan; pernyataan dibacakan paling akhir.")
    return ""


def on_paper(
    assistance: Assistance, application: Application, texts: Sequence[StatementText], photo: Any, *, data: str,
    actor: Actor,
) -> Consent:  # fmt: skip
    """The applicant (or proxy) has signed the printed statements; the photo of that paper is kept.

    Raises:
        Refused: the data changed since it was read, or nobody may consent now.
        foundation.files.intake.FileRefused: what is wrong with the photo.
    """
    refuse(assistance, application, data)
    stored = intake.receive(photo, purpose="consent", subject=application.subject, who=actor)
    with transaction.atomic():
        kept = keep(assistance, application, texts, ConsentHow.PAPER, paper=stored, given_at=timezone.now())
        settle(kept, data=data, actor=actor)
    return kept


@transaction.atomic
def send_code(
    assistance: Assistance, application: Application, texts: Sequence[StatementText], *, data: str, actor: Actor
) -> Consent:
    """Send a code to the applicant's own telephone or e-mail: typing it is the yes to what was read.

    Raises:
        Refused: there is no telephone and no e-mail on record, or nobody may consent now.
    """
    refuse(assistance, application, data)
    person = assistance.person
    if not (person.phone or person.email):
        raise Refused(_("Orang ini tidak punya nomor HP atau e-mail. Pakai tanda tangan di kertas."))
    if is_reached_at(person, User.objects.filter(pk=actor.account).first()):
        raise Refused(_("Nomor HP atau e-mail orang ini adalah milik Anda sendiri. Pakai tanda tangan di kertas."))
    reached = no_officers(phone=person.phone, email=person.email, besides=person.account_id)
    if reached != (person.phone, person.email):
        raise Refused(_("Nomor HP atau e-mail orang ini milik petugas kantor. Pakai tanda tangan di kertas."))
    code = f"{secrets.randbelow(10**6):06d}"
    kept = keep(assistance, application, texts, ConsentHow.CODE, code_index=seal(code, data))
    write(
        "consent_code",
        to=Recipient(
            user_id=None, name=person.name, email=person.email, phone=person.phone, by_email=True, by_whatsapp=True
        ),
        context={"code": code, "minutes": int(LIFE.total_seconds() // 60), "count": len(texts)},
        key=f"consent:{kept.pk}",
        subject=person.subject,
    )
    book.record("consent.code_sent", subject=application.subject, who=actor, data={"consent": kept.pk})
    return kept


def confirm(kept: Consent, code: str, *, data: str, actor: Actor) -> Consent:
    """The applicant read the code out. A wrong try is counted before it is refused.

    Raises:
        Refused: wrong or old code, or the data changed meanwhile.
    """
    tries = Consent.objects.filter(pk=kept.pk, given_at=None, tries__lt=TRIES).update(tries=F("tries") + 1)
    is_young = kept.read_at + LIFE > timezone.now()
    is_right = secrets.compare_digest(kept.code_index, seal(code.strip(), data))
    if not (tries and is_young and is_right):
        book.record("consent.code_wrong", subject=kept.application.subject, who=actor, data={"consent": kept.pk})
        raise Refused(
            _("Kode salah, sudah lewat waktunya, atau data berubah sesudah dibacakan. Bacakan lagi, kirim kode baru.")
        )
    with transaction.atomic():
        Consent.objects.filter(pk=kept.pk).update(given_at=timezone.now())
        kept.refresh_from_db()
        settle(kept, data=data, actor=actor)
    return kept


def seal(code: str, data: str) -> str:
    """What is kept of a code: it is a yes to these very answers and to no others."""
    return blind_index("consent", f"{code}:{data}")


def refuse(assistance: Assistance, application: Application, data: str) -> None:
    """Raises Refused when nothing can be consented to."""
    if why := why_not(assistance, application):
        raise Refused(why)
    if digest(application.answers) != data:
        raise Refused(_("Data permohonan berubah sesudah dibacakan. Bacakan lagi, lalu minta persetujuan."))


def keep(
    assistance: Assistance, application: Application, texts: Sequence[StatementText], how: ConsentHow, **columns: Any
) -> Consent:
    """The row: what was read, to whom."""
    by_applicant = how is ConsentHow.CODE or assistance.attendance != Attendance.PROXY
    given_as = Attendance.OWNER if how is ConsentHow.CODE else assistance.attendance
    return Consent.objects.create(
        assistance=assistance,
        application=application,
        how=how,
        texts={text.key: text.version for text in texts},
        given_as=given_as,
        given_by=assistance.person.name if by_applicant else assistance.attendant,
        officer_id=assistance.clerk_id,
        **columns,
    )


def settle(kept: Consent, *, data: str, actor: Actor) -> None:
    """Put the yes on the draft, in the words that the papers will print."""
    given = consent.Given(
        texts=kept.texts,
        by=said_by(kept),
        how=WORDS[ConsentHow(kept.how)],
        is_applicant=kept.given_as != Attendance.PROXY,
        data=data,
        at=kept.given_at or timezone.now(),
        ktp="" if kept.assistance.attendance == Attendance.PROXY else card_of(kept.assistance.person),
    )
    consent.record(kept.application, given, actor=actor)
    for act in (Act.READ, Act.CONSENT):
        sessions.note(kept.assistance, act, actor=actor)


def card_of(person: Person) -> str:
    """The NIK whose card was matched with this person, as its index; "" while an account has only declared it."""
    return person.nik_index if is_proved(person) else ""


def said_by(kept: Consent) -> str:
    """Who said yes, as printed: Indonesian, because it is stored."""
    owner = kept.assistance.person.name
    if kept.given_as == Attendance.PROXY:
        return f"{kept.given_by}, kuasa dari {owner}"
    if kept.given_as == Attendance.WITNESSED:
        return f"{owner}, disaksikan {kept.assistance.attendant}"
    return owner
