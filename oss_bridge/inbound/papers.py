"""Files that the applicant gave to OSS, through our own upload intake; and the number of a permit."""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db.models import Max

from accounts.actors import OSS
from foundation.files import intake
from foundation.files.intake import FileRefused
from foundation.identity.digits import whole_number
from licensing.actions import attach, nib
from licensing.models import Application, Requirement
from licensing.terms import Master
from oss_bridge.client import OssClient
from oss_bridge.contract.nib import SentFile
from oss_bridge.troubles import OssRefused


def take_in(application: Application, oss: OssClient) -> None:
    """Fetch the requirement files of an OSS-mastered file into the reviewer's view."""
    if application.master != Master.OSS:
        return
    row = oss.licence(application.id_izin).row
    for sent in row.requirements if row else []:
        line = line_of(application, sent)
        try:
            data = oss.fetch_file(sent.url)
            upload = InMemoryUploadedFile(BytesIO(data), "berkas", name_of(sent), None, len(data), None)
            stored = intake.receive(upload, purpose="evidence", subject=application.subject, who=OSS)
        except (FileRefused, OssRefused) as no:
            nib.alarm(application, f"Berkas OSS “{line.text[:60]}” tidak dapat diambil: {no}")
            continue
        if not line.evidence.filter(replaced_at=None, file__sha256=stored.sha256).exists():
            attach.put(line, stored, actor=OSS)


def line_of(application: Application, sent: SentFile) -> Requirement:
    """The requirement that a file belongs to: by number, by wording, else a new line."""
    lines = application.requirements.filter(retired_at=None)
    number = whole_number(sent.requirement_id, longest=4)
    if number is not None and (found := lines.filter(number=number).first()):
        return found
    if sent.note and (found := lines.filter(text=sent.note).first()):
        return found
    last = lines.aggregate(last=Max("number"))["last"] or 0
    return Requirement.objects.create(
        application=application, number=last + 1, text=sent.note or "Dokumen dari OSS", source="OSS"
    )


def name_of(sent: SentFile) -> str:
    """The last part of the address, as a name to show."""
    return sent.url.rsplit("/", 1)[-1][:100] or "berkas-oss.pdf"


def number_of(application: Application, oss: OssClient) -> str:
    """The number that OSS shows for a permit."""
    row = oss.licence(application.id_izin, with_requirements=False).row
    return row.number if row else ""


__all__ = ["OSS", "number_of", "take_in"]
