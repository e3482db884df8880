"""The one door: have a PDF signed by an official, through the back end of this deployment."""

from collections.abc import Callable

from django.conf import settings

from foundation.signing import authority, bsre, local
from foundation.signing.checking import Verdict, check
from foundation.signing.terms import Signatory, SignatureRefused, Signed

BACKENDS: dict[str, Callable[..., Signed]] = {"pengembangan": local.sign, "pkcs12": local.sign, "bsre": bsre.sign}


def has_certificate(key: str) -> bool:
    """Can this official sign here? BSrE alone knows its people; it is asked when they sign."""
    return settings.SIGNER == "bsre" or (authority.folder() / f"{key}.p12").is_file()


def sign(data: bytes, signatory: Signatory, passphrase: str, *, reason: str, place: str = "") -> Signed:
    """Sign finished bytes; what comes back is checked before anybody keeps it.

    Raises:
        SignatureRefused: wrong passphrase, no certificate, or the service returned another document.
        SignerUnavailable: the service is out of reach; nothing was signed that we know of.
    """
    signed = BACKENDS[settings.SIGNER](data, signatory, passphrase, reason=reason, place=place)
    seen = check(signed.data)
    if seen.verdict is Verdict.BROKEN or seen.verdict is Verdict.UNSIGNED:
        raise SignatureRefused(seen.sentence)
    if not signed.data.startswith(data) and settings.SIGNER != "bsre":  # BSrE may linearise anew
        raise SignatureRefused(seen.sentence)
    return signed
