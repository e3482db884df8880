"""Expiring links with which OSS fetches one file of ours. The signature is the permission; nothing else opens it."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from foundation.files.models import StoredFile

SALT = "foundation.files.oss"


def for_oss(file: StoredFile) -> str:
    """An absolute address, good for ``settings.OSS_FILE_LINK_SECONDS``."""
    signed = signing.TimestampSigner(salt=SALT).sign(file.public_id)
    return f"{settings.SITE_URL.rstrip('/')}{reverse('file_for_oss', args=[signed])}"


def file_of(signed: str) -> StoredFile | None:
    """The file behind a signed part of an address; None when it is expired, altered or not usable any more."""
    try:
        public_id = signing.TimestampSigner(salt=SALT).unsign(signed, max_age=settings.OSS_FILE_LINK_SECONDS)
    except signing.BadSignature:
        return None
    return StoredFile.objects.filter(public_id=public_id, state=StoredFile.State.CLEAN).first()
