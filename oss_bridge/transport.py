"""HTTP to OSS, bounded on every side: connect 2 s, each read 5 s, 10 s by the clock, a largest body, no redirects.

A socket time-out alone does not stop a peer that drips one byte at a time, so a watchdog closes the
connection when the time is up. A call inside a database transaction is a mistake of ours and raises.
"""

import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

import urllib3
from django.db import connection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, SSLError

from foundation.identity.digits import whole_number

CONNECT_SECONDS, READ_SECONDS, CLOCK_SECONDS = 2.0, 5.0, 10.0
GLANCE_SECONDS = 0.1
CHUNK = 32_768


class NotSent(Exception):
    """No connection: the other side never saw the request."""


class NoAnswer(Exception):
    """The request went out and no whole answer came back in time and size."""


class TooLarge(NoAnswer):
    """The answer exceeds what we are willing to read."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A whole answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def retry_after(self) -> float | None:
        """Seconds of a Retry-After header; a date there is not honoured."""
        return whole_number(self.headers.get("Retry-After", ""))


def no_transaction_open() -> None:
    """HTTP must not happen while a transaction holds rows. A test's own outer transaction does not count."""
    if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
        raise RuntimeError("Panggilan HTTP di dalam transaksi database.")


class _Watch:
    """One call's clock: the watchman closes the call's connection when the time is up."""

    def __init__(self, seconds: float) -> None:
        self.line: socket.socket | None = None
        self.is_over = False
        self.ends_at = time.monotonic() + seconds

    def __enter__(self) -> "_Watch":
        _here.watch = self
        _watchman.keep_an_eye_on(self)
        return self

    def __exit__(self, *_: object) -> None:
        _watchman.calls.discard(self)
        _here.watch = None

    def close(self) -> None:
        """The time is up."""
        self.is_over = True
        if self.line is not None:
            with suppress(OSError):
                self.line.shutdown(socket.SHUT_RDWR)


class _Watchman:
    """One thread for all calls of a process: looks at them ten times a second while there are any.

    A timer of its own for each call would cost a thread's beginning and end each time.
    """

    def __init__(self) -> None:
        self.calls: set[_Watch] = set()
        self._some = threading.Event()
        self._hiring = threading.Lock()
        self._process = 0  # a thread does not live on in a forked process

    def keep_an_eye_on(self, watch: _Watch) -> None:
        """Until it leaves ``calls``."""
        self.calls.add(watch)
        if self._process != os.getpid():
            with self._hiring:
                if self._process != os.getpid():
                    self._process = os.getpid()
                    threading.Thread(target=self._look, name="oss-watch", daemon=True).start()
        self._some.set()

    def _look(self) -> None:
        while True:
            self._some.wait()
            time.sleep(GLANCE_SECONDS)
            now = time.monotonic()
            for watch in self.calls.copy():
                if watch.ends_at <= now:
                    watch.close()
            self._some.clear()
            if self.calls:
                self._some.set()


_watchman = _Watchman()


class _Here(threading.local):
    """The call that this thread is in."""

    watch: _Watch | None = None


_here = _Here()


class _Watched(urllib3.connection.HTTPConnection):
    """A connection that shows its socket to the watch."""

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is None:
            self.connect()
        if _here.watch is not None:
            _here.watch.line = self.sock
        super().request(*args, **kwargs)


class _WatchedSecure(_Watched, urllib3.connection.HTTPSConnection):
    """The same over TLS."""


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Watched


class _SecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _WatchedSecure


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


class Host:
    """One allow-listed host. Only addresses on it are ever called.

    ``origin`` is scheme, host and port ("https://api-prd.oss.go.id"); a path behind it is the caller's matter.
    """

    def __init__(self, origin: str, *, guard: Callable[[], None] = no_transaction_open, clock: float = CLOCK_SECONDS):
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"Alamat OSS harus lengkap dengan http(s) dan nama host: {origin!r}.")
        self.scheme, self.name, self.port = parts.scheme, parts.hostname, _port(parts)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self._guard, self._clock = guard, clock
        pool = _SecurePool if parts.scheme == "https" else _PlainPool
        self._pool = pool(
            self.name,
            self.port,
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
            maxsize=4,
            retries=False,
        )

    def is_home_of(self, url: str) -> bool:
        """Is this address on the same scheme, host and port, without a user name in it?"""
        try:
            parts = urlsplit(url)
            same_place = (parts.scheme, parts.hostname, _port(parts)) == (self.scheme, self.name, self.port)
        except ValueError:
            return False
        return same_place and parts.username is None and parts.password is None

    def call(
        self, verb: str, path: str, *, body: bytes | None, headers: Mapping[str, str], most_bytes: int
    ) -> Answered:
        """One request, one answer; NotSent or NoAnswer when there is none."""
        self._guard()
        with _Watch(self._clock) as watch:
            try:
                response = self._pool.request(
                    verb,
                    path,
                    body=body,
                    headers={"Accept-Encoding": "identity", **headers},
                    redirect=False,
                    preload_content=False,
                    decode_content=False,
                )
                answered = _whole(response, most_bytes)
            except (NewConnectionError, ConnectTimeoutError, SSLError) as nobody:
                raise NotSent(type(nobody).__name__) from nobody
            except (HTTPError, OSError) as silence:
                why = f"Tidak selesai dalam {self._clock:g} detik." if watch.is_over else type(silence).__name__
                raise NoAnswer(why) from silence
        if watch.is_over:  # a connection closed by the watch can look like the end of a short answer
            raise NoAnswer(f"Tidak selesai dalam {self._clock:g} detik.")
        return answered


def _whole(response: urllib3.BaseHTTPResponse, most_bytes: int) -> Answered:
    """The body, up to a limit; a larger or encoded one counts as no answer."""
    try:
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise NoAnswer("Jawaban terkompresi tidak diminta.")
        body = bytearray()
        while chunk := response.read(CHUNK):
            body += chunk
            if len(body) > most_bytes:
                raise TooLarge(f"Jawaban lebih besar dari {most_bytes} bita.")
    except NoAnswer:
        response.close()
        raise
    response.release_conn()
    return Answered(status=response.status, headers=dict(response.headers), body=bytes(body))
