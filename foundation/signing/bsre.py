"""BSrE's e-sign service (BSSN): the PDF goes out with NIK and passphrase, and comes back signed.

``POST {BSRE_URL}/api/sign/pdf``, HTTP Basic, multipart; the answer is the signed PDF and the header
``id_dokumen``. The passphrase lives for this one call: it is in no log, no row, no exception.
Source: public client implementations of several institutions (confidence: IMPL); the addresses are settings.
"""

import json
from functools import cache
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from django.utils.translation import gettext as _
from urllib3.exceptions import HTTPError

from foundation.signing.terms import Signatory, SignatureRefused, Signed, SignerUnavailable

LIMIT = urllib3.Timeout(connect=2.0, read=20.0)
BODY_LIMIT = 25 * 1024 * 1024
Fields = dict[str, str | bytes | tuple[str, bytes, str]]
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def sign(data: bytes, signatory: Signatory, passphrase: str, *, reason: str, place: str) -> Signed:
    """Have BSrE sign. Raises SignatureRefused (passphrase, NIK, certificate) or SignerUnavailable."""
    del reason, place  # the service writes its own
    if not signatory.nik:
        raise SignatureRefused(_("NIK Anda belum diisi. Isi NIK, lalu coba lagi."))
    body: Fields = {
        "file": ("dokumen.pdf", data, "application/pdf"),
        "nik": signatory.nik,
        "passphrase": passphrase,
        "tampilan": "invisible",
    }
    status, content, reference = _post("/api/sign/pdf", body)
    if status == 200 and content.startswith(b"%PDF-"):
        return Signed(content, signatory.name, reference)
    if status >= 500 or status in {401, 403, 404, 408, 429}:
        raise SignerUnavailable(_("Layanan tanda tangan BSrE sedang terganggu. Dokumen tetap menunggu; coba lagi."))
    raise SignatureRefused(_("BSrE menolak: %(reason)s") % {"reason": _words(content, passphrase)})


def _post(path: str, body: Fields) -> tuple[int, bytes, str]:
    """Status, body (bounded) and ``id_dokumen``."""
    parts = urlsplit(settings.BSRE_URL)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise SignerUnavailable(_("Alamat layanan BSrE belum diatur dengan benar. Hubungi admin."))
    headers = urllib3.make_headers(basic_auth=f"{settings.BSRE_USER}:{settings.BSRE_PASSWORD}")
    try:
        answer = _pool().request(
            "POST", settings.BSRE_URL.rstrip("/") + path, fields=body, headers=headers, preload_content=False
        )
        with answer:
            content = answer.read(BODY_LIMIT + 1, decode_content=True)
    except (HTTPError, OSError):
        sentence = _("Layanan tanda tangan BSrE tidak menjawab. Dokumen tetap menunggu; coba lagi.")
        raise SignerUnavailable(sentence) from None  # the cause may hold the request
    return answer.status, content, answer.headers.get("id_dokumen", "")


def _words(content: bytes, passphrase: str) -> str:
    """BSrE's own sentence, bounded, never echoing the passphrase."""
    try:
        said = str(json.loads(content).get("error") or "")
    except (ValueError, AttributeError):
        said = ""
    return said.replace(passphrase, "…")[:200] or _("tanpa alasan")


@cache
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(num_pools=1, timeout=LIMIT, retries=False, cert_reqs="CERT_REQUIRED")
