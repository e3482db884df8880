"""An optional virus scanner: clamd, spoken to by INSTREAM. Off unless ``settings.CLAMD_ADDRESS`` is set.

Address: ``host:port`` or ``/path/to/socket``. Protocol: clamd(8), commands prefixed with ``z``.
"""

import socket
import struct
from contextlib import closing
from pathlib import Path

from django.conf import settings

SECONDS = 30.0
CHUNK = 128 * 1024


class ScannerSilent(Exception):
    """The scanner is configured and did not give an answer that we understand."""


def is_on() -> bool:
    """Is there a scanner in this deployment?"""
    return bool(settings.CLAMD_ADDRESS)


def scan(path: Path) -> str:
    """The name of what was found; empty when clean or when no scanner is configured. Raises ScannerSilent."""
    if not is_on():
        return ""
    try:
        reply = _ask(path)
    except OSError:
        raise ScannerSilent from None
    verdict = reply.removeprefix("stream:").strip(" \0\r\n")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")[:100]
    raise ScannerSilent


def _ask(path: Path) -> str:
    with closing(_connected()) as line, path.open("rb") as file:
        line.sendall(b"zINSTREAM\0")
        while piece := file.read(CHUNK):
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        reply = b""
        while not reply.endswith(b"\0") and len(reply) < 4096 and (part := line.recv(4096)):
            reply += part
    return reply.decode("utf-8", "replace")


def _connected() -> socket.socket:
    address: str = settings.CLAMD_ADDRESS
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(address)
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
