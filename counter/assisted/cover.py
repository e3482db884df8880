"""The cover sheet of a reprint: SALINAN. It names the paper by number and fingerprint and is never part of it."""

from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from counter.assisted.models import Printing
from foundation.office.office import current
from foundation.printing import render
from foundation.printing.qr import png_data_uri


def facts(printing: Printing) -> dict[str, Any]:
    """What the sheet says."""
    document, office = printing.document, current()
    link = f"{settings.SITE_URL}/v/{document.code}/"
    holder = document.application.holder
    return {
        "office": {"name": office.name, "address": office.address, "phone": office.phone, "email": office.email,
                   "website": office.website},
        "kind": str(document.get_kind_display()),
        "number": document.number,
        "application": document.application.number or "",
        "holder": holder.name if holder else "",
        "issued_on": document.issued_on,
        "sha256": document.sha256,
        "copy_number": printing.number,
        "printed_at": timezone.localtime(printing.printed_at),
        "officer": printing.officer.name,
        "is_receipt": document.kind == "receipt",
        "link": link,
    }  # fmt: skip


def pdf(printing: Printing) -> bytes:
    """The sheet as a PDF, in Indonesian."""
    with translation.override(settings.LANGUAGE_CODE):
        it = facts(printing)
        mark = "SIMULASI — BUKAN DOKUMEN SAH" if printing.document.is_simulation else ""
        context = {"it": it, "mark": mark, "qr": "" if it["is_receipt"] else png_data_uri(it["link"])}
        return render.pdf("documents/copy_cover-1.html", context, title=f"SALINAN {it['kind']} {it['number']}".strip())
