"""Printing at the counter, and giving papers into somebody's hands against a signature."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.actors import Actor
from counter.assisted.actions import sessions
from counter.assisted.models import Assistance, HandOver, Printing
from counter.assisted.queries.people import is_theirs
from counter.assisted.terms import Attendance, SignatureHow
from counter.logbook.terms import Act
from foundation.files.models import StoredFile
from foundation.journal import book
from licensing.models import Application, Document
from licensing.terms import DocumentStatus
from licensing.workflow import Refused

AGAIN = 3  # tries when two clerks print at one moment


def printed(assistance: Assistance, document: Document, *, actor: Actor) -> Printing:
    """Count one printing. The file itself is never touched; every printing after the first has a cover sheet SALINAN.

    Raises:
        Refused: the document is not drawn yet, or is another person's.
    """
    if document.file_id is None:
        raise Refused(_("Dokumen ini masih dibuat. Tunggu sebentar."))
    if not is_theirs(assistance.person, document.application):
        raise Refused(_("Dokumen ini bukan milik %(name)s.") % {"name": assistance.person.name})
    for _n in range(AGAIN):
        try:
            with transaction.atomic():
                return count(assistance, document, actor=actor)
        except IntegrityError:
            continue
    raise Refused(_("Dokumen ini sedang dicetak petugas lain. Coba lagi."))


def count(assistance: Assistance, document: Document, *, actor: Actor) -> Printing:
    """The next number."""
    last = Printing.objects.filter(document=document).aggregate(last=Max("number"))["last"] or 0
    row = Printing.objects.create(
        document=document, assistance=assistance, number=last + 1, officer_id=actor.user_id or 0
    )
    name = str(document)
    act = Act.PRINTED if row.number == 1 else Act.REPRINTED
    sessions.note(assistance, act, actor=actor, text=name, file_number=document.application.number or "")
    data = {"document": document.code, "printing": row.number, "sha256": document.sha256}
    book.record("document.printed", subject=document.application.subject, who=actor, data=data)
    return row


def ready(application: Application) -> list[Document]:
    """Papers that can be printed and given: drawn, and in force."""
    rows = application.documents.filter(status=DocumentStatus.VALID).exclude(file=None).select_related("file")
    return list(rows.order_by("pk"))


def why_not_hand_over(assistance: Assistance, application: Application) -> str:
    """Why may nothing be given to whoever stands there? A survey is never asked about."""
    if not is_theirs(assistance.person, application):
        return _("Berkas ini bukan milik %(name)s.") % {"name": assistance.person.name}
    if not assistance.ktp_seen_at:
        return _("Lihat KTP-el yang hadir dulu, baru serahkan dokumen.")
    if assistance.attendance != Attendance.PROXY:
        return ""
    proxy = assistance.proxy
    if proxy is None or not proxy.is_living:
        return _("Surat kuasa tidak berlaku lagi. Dokumen diserahkan kepada pemohon, atau dengan surat kuasa baru.")
    if not proxy.scope_word.may_collect:
        return _("Surat kuasa ini tidak mencakup pengambilan dokumen.")
    return ""


def hand_over(
    assistance: Assistance, application: Application, documents: Iterable[Document], signature: StoredFile,
    *, how: SignatureHow, letter_shown: bool = False, actor: Actor,
) -> HandOver:  # fmt: skip
    """Give papers to whoever stands there, against name and signature.

    Raises:
        Refused: it is not theirs to take, the letter of authority was not shown again, or nothing was chosen.
    """
    if why := why_not_hand_over(assistance, application):
        raise Refused(why)
    if assistance.attendance == Attendance.PROXY and not letter_shown:
        raise Refused(_("Minta surat kuasa asli diperlihatkan lagi, lalu centang."))
    given = [row for row in ready(application) if row.pk in {one.pk for one in documents}]
    if not given:
        raise Refused(_("Pilih sedikitnya satu dokumen yang diserahkan."))
    is_proxy = assistance.attendance == Attendance.PROXY
    with transaction.atomic():
        row = HandOver.objects.create(
            application=application, assistance=assistance, taken_as=assistance.attendance, proxy=assistance.proxy,
            taken_by=assistance.attendant if is_proxy else assistance.person.name, signature=signature, how=how,
            officer_id=actor.user_id or 0,
        )  # fmt: skip
        row.documents.set(given)
        for document in given:
            sessions.note(assistance, Act.HANDED, actor=actor, text=str(document), file_number=application.number or "")
        data: dict[str, Any] = {"documents": [one.code for one in given], "taken_as": row.taken_as, "how": how}
        book.record("document.handed_over", subject=application.subject, who=actor, data=data)
    return row
