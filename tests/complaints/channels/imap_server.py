"""A small IMAP server on loopback: enough of RFC 3501 for a client that reads unread mail and marks it."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Session(socketserver.StreamRequestHandler):
    """One client."""

    def handle(self) -> None:
        self.say(b"* OK siap")
        for line in self.rfile:
            tag, _space, rest = line.decode().strip().partition(" ")
            word, _space, arguments = rest.partition(" ")
            if word.upper() == "UID":
                word, _space, arguments = arguments.partition(" ")
            self.server.said.append(word.upper())  # type: ignore[attr-defined]
            answer = getattr(self, f"on_{word.lower()}", None)
            done = answer(arguments) if answer else "BAD tidak dikenal"
            self.say(f"{tag} {done or f'OK {word}'}".encode())
            if word.upper() == "LOGOUT":
                return

    def say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    @property
    def mails(self) -> dict[int, dict[str, object]]:
        return self.server.mails  # type: ignore[attr-defined, no-any-return]

    def on_capability(self, _arguments: str) -> None:
        self.say(b"* CAPABILITY IMAP4rev1")

    def on_login(self, arguments: str) -> str | None:
        return None if arguments.replace('"', "") == "aduan@kantor.id rahasia" else "NO kata sandi salah"

    def on_select(self, _arguments: str) -> None:
        self.say(f"* {len(self.mails)} EXISTS".encode())
        self.say(f"* OK [UIDVALIDITY {self.server.epoch}] ya".encode())  # type: ignore[attr-defined]

    def on_search(self, _arguments: str) -> None:
        unread = [str(uid) for uid, mail in self.mails.items() if not mail["seen"]]
        self.say(f"* SEARCH {' '.join(unread)}".strip().encode())

    def on_fetch(self, arguments: str) -> None:
        for uid in (int(part) for part in re.findall(r"\d+", arguments.split(" ")[0])):
            data = self.mails[uid]["data"]
            if self.mails[uid].get("broken"):
                continue
            assert isinstance(data, bytes)
            self.say(b"* %d FETCH (UID %d FLAGS () BODY[] {%d}" % (uid, uid, len(data)))
            self.wfile.write(data)
            self.say(b")")

    def on_store(self, arguments: str) -> None:
        self.mails[int(arguments.split(" ")[0])]["seen"] = "Seen" in arguments

    def on_expunge(self, _arguments: str) -> None: ...

    def on_close(self, _arguments: str) -> None: ...

    def on_logout(self, _arguments: str) -> None:
        self.say(b"* BYE")


class Server(socketserver.ThreadingTCPServer):
    """The server with its one folder."""

    allow_reuse_address = daemon_threads = True
    mails: dict[int, dict[str, object]]
    said: list[str]
    epoch: int

    def put(self, data: bytes) -> int:
        """A mail arrives."""
        uid = len(self.mails) + 1
        self.mails[uid] = {"data": data, "seen": False}
        return uid


@contextmanager
def running() -> Iterator[Server]:
    """A server on a free port."""
    with Server(("127.0.0.1", 0), Session) as server:
        server.mails, server.said, server.epoch = {}, [], 7
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
