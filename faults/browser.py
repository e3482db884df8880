"""A person's browser: signed in, with a session of its own, over HTTP to the running portal."""

import threading
import time
from dataclasses import dataclass, field

import urllib3
from django.conf import settings
from django.test import Client

from accounts.models import User

SECRET = "k" * 32
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer as a person sees it; status 0: none came."""

    status: int
    place: str = ""
    text: str = ""


class Browser:
    """GET and POST without following."""

    def __init__(self, url: str, user: User) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        cookie = f"{name}={client.cookies[name].value}; {settings.CSRF_COOKIE_NAME}={SECRET}"
        self._url, self._headers = url, {"Cookie": cookie, "X-CSRFToken": SECRET}
        self._http = urllib3.PoolManager(
            maxsize=16, timeout=urllib3.Timeout(connect=3, read=PATIENCE), retries=False, headers=self._headers
        )

    def get(self, path: str) -> Seen:
        """Open a page."""
        return self._ask("GET", path)

    def post(self, path: str, *, file: tuple[str, bytes] | None = None, field: str = "") -> Seen:
        """Press a button, perhaps with a PDF in a field."""
        return self._ask("POST", path, {field: (*file, "application/pdf")} if file else {})

    def _ask(self, verb: str, path: str, fields: dict[str, object] | None = None) -> Seen:
        try:
            if verb == "POST":
                answer = self._http.request(verb, self._url + path, fields=fields or {"x": ""}, redirect=False)  # type: ignore[arg-type]
            else:
                answer = self._http.request(verb, self._url + path, redirect=False)
        except urllib3.exceptions.HTTPError:
            return Seen(0)
        return Seen(answer.status, answer.headers.get("Location", ""), answer.data.decode("utf-8", "replace"))


@dataclass
class Looker:
    """Opens one page again and again and notes how long it took and what came; in the background."""

    browser: Browser
    path: str
    waits: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> "Looker":
        """Begin."""
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """End."""
        self._over.set()
        if self._thread:
            self._thread.join(PATIENCE)

    def _look(self) -> None:
        while not self._over.is_set():
            began = time.monotonic()
            status = self.browser.get(self.path).status
            self.waits.append(time.monotonic() - began)
            self.statuses[status] = self.statuses.get(status, 0) + 1
            self._over.wait(0.15)

    @property
    def p95(self) -> float:
        """Seconds."""
        return sorted(self.waits)[int(len(self.waits) * 0.95)] if self.waits else 0.0

    @property
    def told(self) -> str:
        """For the table."""
        counts = ", ".join(f"{count}x{status}" for status, count in sorted(self.statuses.items()))
        return f"page p95 {self.p95 * 1000:.0f} ms ({counts})"
