"""Sessions rest closed: a half-finished sign-up keeps a telephone number and a code in its session."""

import json
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Rows

from foundation.secrets import box

CONTEXT = "session.session_data"


class SessionStore(Rows):
    """Django's table of sessions, each row encrypted like any other personal data."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """JSON, closed with the current key."""
        return box.close(json.dumps(session_dict), context=CONTEXT)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What ``encode`` made; a row that does not open is an empty session: sign in again."""
        try:
            found: dict[str, Any] = json.loads(box.open_(str(session_data), context=CONTEXT))
        except ValueError:
            return {}
        return found
