"""A mail server and a WhatsApp gateway of the driver's own, each with a mood. What arrives is counted by reference."""

import json
import re
import socket
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

from tests.clusters import HOST, free_port

SLOWNESS = 2.4  # seconds before each answer: within the patience for one answer, not for a whole call (clocks)
REFERENCE = re.compile(rb"^X-Rujukan-Surat: *(\S+)", re.MULTILINE)
WELL, SLOW, BUSY, MUTE = "well", "slow", "busy", "mute"


@dataclass
class Sinks:
    """``mood`` holds for both: well; slow to answer; busy (421, 503); mute (WhatsApp takes it and does not say so)."""

    mood: str = WELL
    mail_port: int = field(default_factory=free_port)
    gateway_port: int = field(default_factory=free_port)
    taken: Counter[str] = field(default_factory=Counter)  # letters that a person would see, by reference
    refused: int = 0
    _servers: list[Any] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def told(self) -> dict[str, str]:
        """For a worker that shall send there."""
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": HOST,
            "EMAIL_PORT": str(self.mail_port),
            "EMAIL_USE_TLS": "0",
            "WHATSAPP_BACKEND": "http",
            "WHATSAPP_URL": f"http://{HOST}:{self.gateway_port}/kirim",
            "WHATSAPP_HOSTS": HOST,
            "WHATSAPP_SECRET": "kunci-uji",
        }

    def open(self) -> None:
        """From now on somebody listens."""
        mail = type("Mail", (ThreadingTCPServer,), {"allow_reuse_address": True, "daemon_threads": True})
        servers: tuple[Any, ...] = (
            mail((HOST, self.mail_port), MailDoor),
            ThreadingHTTPServer((HOST, self.gateway_port), GatewayDoor),
        )
        for server in servers:
            server.sinks = self
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
            self._servers.append(server)

    def close(self) -> None:
        """Nobody listens."""
        for server in self._servers:
            server.shutdown()
            server.server_close()
        self._servers.clear()

    def take(self, reference: str, *, once: bool = False) -> bool:
        """A letter is in; False when it was there already and ``once`` is asked for."""
        with self._lock:
            if once and self.taken[reference]:
                return False
            self.taken[reference] += 1
            return True

    def refuse(self) -> None:
        """Somebody was sent away."""
        with self._lock:
            self.refused += 1


class MailDoor(StreamRequestHandler):
    """SMTP as far as a client that sends one mail needs it."""

    def handle(self) -> None:
        """From greeting to QUIT, or until the client goes; in the mood in which it began."""
        self.sinks: Sinks = self.server.sinks  # type: ignore[attr-defined]
        self.mood = self.sinks.mood
        try:
            if self._say("220 sink", busy="421 busy"):
                while line := self.rfile.readline():
                    if not self._answered(line[:4].strip().upper()):
                        return
        except OSError:
            return

    def _answered(self, verb: bytes) -> bool:
        if verb == b"QUIT":
            self._say("221 bye")
            return False
        if verb == b"DATA":
            return self._say("354 go on", busy="451 later") and self._letter()
        return self._say("250 ok")

    def _letter(self) -> bool:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line)
        found = REFERENCE.search(b"".join(lines))
        self.sinks.take(found[1].decode() if found else "a letter without a reference")
        self.wfile.write(b"250 taken\r\n")
        return True

    def _say(self, words: str, *, busy: str = "") -> bool:
        """False when this was a refusal."""
        if self.mood == SLOW:
            time.sleep(SLOWNESS)
        is_refused = self.mood == BUSY and bool(busy)
        if is_refused:
            self.sinks.refuse()
        self.wfile.write((busy if is_refused else words).encode() + b"\r\n")
        return not is_refused


class GatewayDoor(BaseHTTPRequestHandler):
    """One letter a call; a reference that it knows is answered 409 and sent to nobody."""

    def do_POST(self) -> None:
        """A letter comes."""
        sinks: Sinks = self.server.sinks  # type: ignore[attr-defined]
        reference = str(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["reference"])
        mood = sinks.mood
        if mood == SLOW:
            time.sleep(SLOWNESS)
        if mood == BUSY:
            sinks.refuse()
            self._answer(503)
            return
        is_new = sinks.take(reference, once=True)
        if mood == MUTE:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self._answer(200 if is_new else 409)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""
