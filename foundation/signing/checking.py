"""Is this PDF as its signer left it? Signature, coverage of the entire file, changes after it, trust: in words.

What this house has made is read in place (``check``); what a stranger hands in is read in the sandbox
(``check_stranger``), whose memory and time are limited: few bytes can keep a reader of PDFs busy for ever.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.files.sandbox import run as sandbox
from foundation.files.sandbox import signatures
from foundation.files.sandbox.verdict import Unfit
from foundation.signing import authority, seals


class Verdict(StrEnum):
    """What can be said of a PDF's signature."""

    VALID = "valid"
    UNTRUSTED = "untrusted"
    BROKEN = "broken"
    UNSIGNED = "unsigned"


SENTENCES: dict[Verdict, str | Promise] = {
    Verdict.VALID: _("Tanda tangan elektronik sah dan mencakup seluruh berkas; tidak ada yang berubah sesudahnya."),
    Verdict.UNTRUSTED: _(
        "Isi berkas utuh, tetapi penanda tangannya tidak dapat dipastikan: sertifikatnya tidak dikenal, dicabut, atau "
        "habis masa berlakunya. Jangan pakai berkas ini sebelum bertanya kepada kantor."
    ),
    Verdict.BROKEN: _("Berkas ini diubah setelah ditandatangani. Jangan dipakai; minta berkas asli dari kantor."),
    Verdict.UNSIGNED: _("Berkas ini tidak memuat tanda tangan elektronik."),
}


SEALED = _(
    "Segel elektronik kantor sah dan mencakup seluruh berkas; tidak ada yang berubah sesudahnya. Segel menyatakan "
    "bahwa berkas ini berasal dari kantor; segel bukan tanda tangan seorang pejabat."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """The verdict on one file; ``signer`` and ``signed_at`` are claims unless the verdict is VALID.

    ``is_seal``: the certificate is (or once was) that of this office's own seal.
    """

    verdict: Verdict
    signer: str = ""
    signed_at: datetime | None = None
    is_seal: bool = False

    @property
    def sentence(self) -> str:
        """The verdict in the reader's words."""
        return str(SEALED if self.is_seal and self.verdict is Verdict.VALID else SENTENCES[self.verdict])


def check(data: bytes) -> Seen:
    """Look at the last signature of a PDF of ours, wholly. Never raises for what a file holds."""
    trust = trusted()
    return seen(signatures.read(data, trust["roots"], trust["revoked"]))


def check_stranger(path: Path) -> Seen:
    """The same of a file that somebody handed in. What cannot be read within the limits is told as unreadable."""
    try:
        return seen(sandbox.run("signature", path, json.dumps(trusted())))
    except Unfit:
        return unreadable(path.read_bytes())


def unreadable(data: bytes) -> Seen:
    """What is said of a PDF that cannot be opened."""
    return Seen(Verdict(signatures.verdict_of_unreadable(data)))


def seen(said: dict[str, Any]) -> Seen:
    """The reader's answer in our words."""
    verdict, signed_at = Verdict(said["verdict"]), said.get("signed_at")
    is_seal = verdict in {Verdict.VALID, Verdict.UNTRUSTED} and seals.knows(said["certificate"])
    at = datetime.fromisoformat(signed_at) if signed_at else None
    return Seen(verdict, said.get("signer", ""), at, is_seal)


def trusted() -> dict[str, list[str]]:
    """Whom we trust: our own CA in development, and the roots that the operator laid into SIGNING_ROOTS."""
    place = Path(settings.SIGNING_ROOTS)
    roots = sorted(place.glob("*.[pcd]e[mr]*")) if place.is_dir() else []
    own = authority.folder() / "ca.pem"
    if settings.SIGNER == "pengembangan" and own.is_file():
        roots.append(own)
    return {"roots": [str(path) for path in roots], "revoked": [str(path) for path in authority.folder().glob("*.crl")]}
