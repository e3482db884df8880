"""The office's electronic seal: what a machine puts on the office's own papers, with a key of the office.

No person signs and no passphrase is asked for. With ``SIGNER=pengembangan`` the development CA makes the key;
elsewhere it is the PKCS#12 file ``SEAL_FILE``. A paper whose seal cannot be made goes out without one, and a
person is told (``trouble``); no paper says in its own text that it is sealed.
"""

from __future__ import annotations

import datetime
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.files import store
from foundation.files.models import StoredFile
from foundation.journal import book
from foundation.journal.who import Who
from foundation.office.office import current
from foundation.signing import authority, seals
from foundation.signing.checking import Verdict, check
from foundation.signing.local import Words, certified
from foundation.signing.terms import SealMissing

if TYPE_CHECKING:
    from pyhanko.sign import signers

log = logging.getLogger(__name__)
FIELD = "SegelKantor"
UNSEALED = "unsealed"  # purpose of the bytes as they were drawn; opens for nobody
SOON = datetime.timedelta(days=30)
_kept: dict[tuple[Path, int], tuple[signers.SimpleSigner, datetime.datetime]] = {}


def put(data: bytes, *, reason: str) -> bytes:
    """The same bytes with the office's seal over all of them. Raises SealMissing, and then nothing was made."""
    office = current().name
    words = Words(
        field=FIELD, label=_("Segel elektronik %(name)s") % {"name": office}, name=office, reason=reason, place=office
    )
    try:
        sealed = certified(data, _hand()[0], words)
    except SealMissing:
        raise
    except Exception as no:  # whatever is wrong with the key: the paper must go out all the same
        raise SealMissing(_("Segel elektronik kantor gagal dibubuhkan: %(why)s") % {"why": type(no).__name__}) from no
    if not sealed.startswith(data) or check(sealed).verdict in {Verdict.BROKEN, Verdict.UNSIGNED}:
        raise SealMissing(_("Segel elektronik kantor gagal dibubuhkan: %(why)s") % {"why": "cek"})
    return sealed


def tried(data: bytes, *, reason: str, subject: str) -> bytes | None:
    """As ``put``; None where the seal is missing (journalled on ``subject``) or switched off (``SEAL``)."""
    if not settings.SEAL:
        return None
    try:
        return put(data, reason=reason)
    except SealMissing as no:
        log.critical("seal_missing", extra={"subject": subject})
        book.record("document.unsealed", subject=subject, who=Who(), note=str(no), data={"reason": reason})
        return None


def keep(data: bytes, *, purpose: str, subject: str, name: str, reason: str) -> StoredFile:
    """Keep what was drawn, then the sealed paper that people get; without a seal both are the same bytes."""
    system = Who()
    drawn = store.keep_bytes(data, purpose=UNSEALED, subject=subject, name=name, kind="pdf", who=system)
    given = tried(data, reason=reason, subject=subject) or data
    return store.keep_bytes(
        given, purpose=purpose, subject=subject, name=name, kind="pdf", who=system, pages=drawn.pages
    )


def trouble() -> str:
    """What is wrong with the seal, as a sentence to a person; "" when it can be made (or is switched off)."""
    if not settings.SEAL:
        return ""
    try:
        until = _hand()[1]
    except SealMissing as no:
        return str(no)
    if until - timezone.now() < SOON and settings.SIGNER != "pengembangan":
        return _("Sertifikat segel elektronik kantor habis pada %(day)s. Pasang yang baru.") % {
            "day": timezone.localdate(until)
        }
    return ""


def _hand() -> tuple[signers.SimpleSigner, datetime.datetime]:
    """The key, opened once per process and file, and the end of its certificate. Raises SealMissing."""
    from pyhanko.sign import signers  # noqa: PLC0415 - as in checking

    path = _place()
    if not path.is_file():
        raise SealMissing(_("Berkas kunci segel elektronik kantor (SEAL_FILE) tidak ada."))
    mark = (path, path.stat().st_mtime_ns)
    if mark not in _kept:
        passphrase = settings.SEAL_PASSPHRASE.encode() if settings.SIGNER != "pengembangan" else None
        hand = signers.SimpleSigner.load_pkcs12(str(path), passphrase=passphrase)  # type: ignore[no-untyped-call]
        if hand is None or hand.signing_cert is None:
            raise SealMissing(_("Kunci segel elektronik kantor tidak dapat dibuka: periksa SEAL_PASSPHRASE."))
        seals.remember(hand.signing_cert.dump())
        _kept.clear()
        _kept[mark] = hand, hand.signing_cert.not_valid_after
    if _kept[mark][1] < timezone.now():
        raise SealMissing(_("Sertifikat segel elektronik kantor sudah habis masa berlakunya."))
    return _kept[mark]


def _place() -> Path:
    """Where the key lies; the development CA makes one when there is none or it has run out."""
    if settings.SIGNER != "pengembangan":
        return Path(settings.SEAL_FILE)
    path = authority.folder() / "segel-pengembangan.p12"
    day = datetime.timedelta(days=365 * authority.OFFICIAL_YEARS) - SOON
    if not path.exists() or timezone.now().timestamp() - path.stat().st_mtime > day.total_seconds():
        authority.make_seal(path)
    return path
