"""Who signs, what comes of it, and why not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signatory:
    """The official whose signature it is: a named person, never the application.

    ``key`` names the official's certificate file: the NIP, or ``akun-<id>`` where there is none.
    ``nik`` is used by BSrE only and goes nowhere else.
    """

    key: str
    name: str
    job_title: str = ""
    nik: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed PDF. ``reference`` is the service's own number of the act (``id_dokumen`` of BSrE), or empty."""

    data: bytes
    by: str
    reference: str = ""


class SignatureRefused(Exception):
    """Not signed, and trying the same again will not help; the text is a sentence to the official."""


class SignerUnavailable(Exception):
    """Not signed because the service is out of reach; the paper waits. The text is a sentence to the official."""


class SealMissing(Exception):
    """The office's electronic seal cannot be put on a paper now; the text is a sentence to a person who can mend it."""
