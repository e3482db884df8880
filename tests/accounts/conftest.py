"""Visitors, letters, codes."""

import re
from typing import Any

import pytest
from django.test import Client

from foundation.outbox.models import OutboxMessage

PASSWORD = "kopi hitam di Pasar Kuraitaji"
SIGN_UP = {
    "kind": "person",
    "umk": "ya",
    "name": "Siti Canaria",
    "email": "siti@contoh.id",
    "phone": "0812-9988-7766",
    "password1": PASSWORD,
}


class Letters:
    """What has been posted to people, newest last."""

    def all(self, way: str = "", kind: str = "") -> list[dict[str, Any]]:
        """Payloads of a way ("email", "whatsapp") and kind."""
        rows = OutboxMessage.objects.filter(channel="message").order_by("id")
        return [
            row.payload | {"kind": row.kind}
            for row in rows
            if (not way or row.payload["way"] == way) and (not kind or row.kind == kind)
        ]

    def code(self, way: str) -> str:
        """The six digits of the newest code letter."""
        found = re.search(r"\b(\d{6})\b", self.all(way, "account_code")[-1]["body"])
        assert found is not None
        return found[1]

    def link(self, kind: str) -> str:
        """The path of the link in the newest letter of a kind."""
        found = re.search(r"https?://[^/\s]+(/\S+)", self.all("email", kind)[-1]["body"])
        assert found is not None
        return found[1]


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def visitor(db: None) -> Client:
    return Client()
