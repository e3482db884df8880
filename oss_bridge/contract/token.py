"""How OSS proves to us that it is OSS: the header ``Token`` of each call.

PIA 4.3.22: SHA-1 in hexadecimal of user name, password, NIB and the day (Ymd), without separators. The day
is the day of the call in Jakarta; we accept the day before and the day after, since clocks differ.
SHA-1 is the manual's choice, not ours; the pass word never travels.
"""

import hashlib
import hmac
from datetime import date, datetime, timedelta

from oss_bridge.contract.identifiers import WIB


def token(username: str, password: str, nib: str, on: date) -> str:
    """The token of one day."""
    text = f"{username}{password}{nib}{on:%Y%m%d}"
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def is_genuine(given: str, *, username: str, password: str, nib: str, at: datetime) -> bool:
    """Was this header made by someone who knows the pass word, today in Jakarta or a day beside it?

    All three days are compared in constant time. A deployment without a pass word believes nobody.
    """
    if not (username and password and nib):
        return False
    said = given.strip().removeprefix("Bearer ").strip().lower()
    today = at.astimezone(WIB).date()
    days = (today, today - timedelta(days=1), today + timedelta(days=1))
    matches = [hmac.compare_digest(said.encode(), token(username, password, nib, day).encode()) for day in days]
    return any(matches)
