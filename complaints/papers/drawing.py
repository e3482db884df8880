"""From rows to the bytes of a PDF. The same facts give the same bytes."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from complaints.models import Complainant, Complaint, Forwarding
from complaints.terms import Channel, Kind, Lane
from foundation.files.models import StoredFile
from foundation.identity.running_text import masked
from foundation.identity.text import inside_a_sentence
from foundation.office.office import current
from foundation.printing import qr, render

RECEIPT = "documents/complaint_receipt-1.html"
LETTER = "documents/complaint_forwarding-1.html"
CODE_ONLY = "Identitas dirahasiakan: pengadu dikenal dengan kode di atas"


def office() -> dict[str, str]:
    """The office as printed."""
    row = current()
    return {"name": row.name, "address": row.address, "phone": row.phone, "email": row.email, "website": row.website}


def track_address(complaint: Complaint) -> str:
    """Where the complaint is tracked; the code is not in it."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('complaint_track')}?nomor={complaint.number}"


def identity(complaint: Complaint) -> dict[str, str]:
    """Who told it, as a receipt says it: in full, or the code in its place."""
    person = Complainant.objects.filter(complaint=complaint).first()
    if complaint.is_anonymous or complaint.lane == Lane.WHISTLE or person is None or not person.name:
        return {"name": CODE_ONLY, "address": "", "contact": ""}
    return {"name": person.name, "address": person.address, "contact": person.contact or person.email or person.phone}


def receipt_facts(complaint: Complaint) -> dict[str, Any]:
    """The legal minimum (UU 25/2009 art. 44(2)) and what stands for the two signatures."""
    with translation.override(settings.LANGUAGE_CODE):
        taken_by = complaint.entered_by.name if complaint.entered_by else "portal, tanpa petugas"
        return {
            "office": office(),
            "made_on": timezone.localdate(complaint.created_at),
            "number": complaint.number,
            "code": complaint.code_in_groups,
            "received_at": timezone.localtime(complaint.created_at),
            "happened_on": complaint.happened_on,
            "place": complaint.place,
            "kind": str(complaint.get_kind_display()),
            "category": str(complaint.get_category_display()) if complaint.category else "",
            "subject": str(complaint.get_subject_display()) if complaint.subject else "",
            "has_legal_limits": complaint.kind == Kind.COMPLAINT and complaint.lane != Lane.WHISTLE,
            "service": complaint.service_name,
            "channel": inside_a_sentence(str(Channel(complaint.channel).label)),
            "text": complaint.text,
            "digest": complaint.digest,
            "taken_by": taken_by,
            "was_read_back": complaint.was_read_back,
            "is_filed_late": complaint.is_filed_late,
            "files": [
                {"name": file.original_name, "sha256": file.sha256}
                for file in StoredFile.objects.filter(purpose="complaint", subject=complaint.mark).order_by("id")
            ],
            **{f"sender_{name}": value for name, value in identity(complaint).items()},
        }


def receipt(complaint: Complaint) -> bytes:
    """Tanda terima."""
    address = track_address(complaint)
    context = {"it": receipt_facts(complaint), "qr": qr.png_data_uri(address), "qr_address": address.split("?")[0]}
    return render.pdf(
        RECEIPT, context, title=f"Tanda Terima Pengaduan {complaint.number}", description=office()["name"]
    )


def letter(forwarding: Forwarding) -> bytes:
    """Surat pengantar to another institution: the matter with personal numbers hidden, the identity if it may go."""
    complaint = forwarding.complaint
    facts = {
        "office": office(),
        "made_on": timezone.localdate(forwarding.forwarded_at),
        "number": forwarding.number,
        "institution": forwarding.institution,
        "address": forwarding.address,
        "reason": forwarding.reason,
        "complaint": complaint.number,
        "received_at": timezone.localtime(complaint.created_at),
        "kind": str(complaint.get_kind_display()),
        "text": complaint.text if forwarding.with_identity else masked(complaint.text).text,
        "place": complaint.place,
        "signed_by": forwarding.forwarded_by.name,
        "sender": identity(complaint) if forwarding.with_identity else {"name": "", "address": "", "contact": ""},
    }
    return render.pdf(LETTER, {"it": facts}, title=f"Surat Pengantar {forwarding.number}", description=office()["name"])
