"""What a complaint is about, in the office's own registers: an application, a business."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from complaints.models import Complaint
from complaints.queries.visibility import visible_to
from complaints.workflow import Refused
from foundation.journal import book
from licensing.models import Application, Nib


@transaction.atomic
def link(complaint: Complaint, *, actor: Actor, application: str = "", nib: str = "") -> Complaint:
    """Tie it to the application with this number and the business with this NIB; blank unties.

    Raises:
        Refused: a number that no register knows.
    """
    if not visible_to(actor).filter(pk=complaint.pk).exists():
        raise Refused(_("Pengaduan ini tidak dapat Anda tangani."))
    file = Application.objects.filter(number=application.strip().upper()).first() if application.strip() else None
    held = Nib.objects.filter(number=nib.strip()).select_related("holder").first() if nib.strip() else None
    if application.strip() and file is None:
        raise Refused(_("Nomor permohonan itu tidak ada. Periksa lagi."))
    if nib.strip() and held is None:
        raise Refused(_("NIB itu tidak ada dalam register kantor ini. Periksa lagi."))
    holder = held.holder if held else (file.holder if file else None)
    Complaint.objects.filter(pk=complaint.pk).update(application=file, holder=holder)
    complaint.refresh_from_db()
    told = {"application": file.number if file else "", "holder": holder.pk if holder else None}
    book.record("complaint.linked", subject=complaint.mark, who=actor, data=told)
    return complaint
