"""The driver's way to the mock OSS: its knobs, its books."""

import json
import time
from collections.abc import Iterator
from typing import Any

import urllib3

PATIENCE = 15.0


class Mock:
    """The doors that a tester has."""

    def __init__(self, url: str, user_key: str) -> None:
        self._url, self._headers = url, {"user_key": user_key, "Content-Type": "application/json"}
        self._http = urllib3.PoolManager(timeout=urllib3.Timeout(connect=2, read=20), retries=False)

    def order(self, **order: Any) -> dict[str, Any]:
        """A fault, or an act of OSS (``_knobs``)."""
        return self._said("POST", "/_knobs", json.dumps(order).encode())

    def calm(self) -> None:
        """No more trouble."""
        self._said("DELETE", "/_knobs")

    def act(self, name: str, given: dict[str, Any]) -> dict[str, Any]:
        """An act of the simulation, as somebody does it at oss.go.id."""
        return self._said("POST", f"/simulasi/{name}", json.dumps(given).encode())

    def permits(self) -> Iterator[dict[str, Any]]:
        """Everything that OSS holds."""
        since: str | None = ""
        while since is not None:
            page = self._said("GET", f"/_permits?sejak={since}")
            yield from page["permits"]
            since = page["next"] if len(page["permits"]) else None

    def calls(self, since: int) -> list[dict[str, Any]]:
        """The journal after this line."""
        return self._pages("calls", "sejak", since)

    def pushes(self, since: int) -> list[dict[str, Any]]:
        """Letters to the portal after this one."""
        return self._pages("pushes", "kiriman", since)

    def _pages(self, name: str, word: str, since: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while True:
            other = "kiriman" if word == "sejak" else "sejak"
            page = self._said("GET", f"/_journal?{word}={since}&{other}=999999999")[name]
            found += page
            if not page:
                return found
            since = int(page[-1]["id"])

    def last(self) -> tuple[int, int]:
        """The newest line of the journal and the newest letter."""
        page = self._said("GET", "/_journal")
        calls, pushes = (max((int(row["id"]) for row in page[name]), default=0) for name in ("calls", "pushes"))
        return calls, pushes

    def _said(self, verb: str, path: str, body: bytes | None = None) -> dict[str, Any]:
        ends_at = time.monotonic() + PATIENCE
        while True:
            try:
                answer = self._http.request(verb, self._url + path, body=body, headers=self._headers)
            except urllib3.exceptions.HTTPError:
                if time.monotonic() > ends_at:
                    raise
                time.sleep(0.2)
                continue
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}: {answer.data[:300]!r}")
            said: dict[str, Any] = json.loads(answer.data)
            return said
