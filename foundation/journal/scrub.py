"""Taking personal numbers out of texts that were never meant to hold any: log lines, error messages.

A run of 13 to 16 digits is a NIB, NPWP or NIK, one of 22 a NITKU; ``08…``, ``62…`` and ``+62…`` with nine
digits or more is a telephone number. Separators inside the number (space, dot, dash) do not hide it. The shown
rest is the last two digits, enough to tell two of them apart in one log.
"""

import re
from typing import Any

LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z-])(?:\d(?:[ .-]?\d){12,15}|\d{22})(?![0-9A-Za-z])")
PHONE = re.compile(r"(?<![0-9A-Za-z-])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,11}(?![0-9A-Za-z])")


def numbers_in(text: str) -> list[str]:
    """The personal numbers that this text shows."""
    return LONG_NUMBER.findall(text) + PHONE.findall(LONG_NUMBER.sub("", text))


def scrub(text: str) -> str:
    """The text with every personal number masked."""
    masked = LONG_NUMBER.sub(_mask, text)
    return PHONE.sub(_mask, masked)


def _mask(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    return f"[{len(digits)} angka …{digits[-2:]}]"


def scrub_value(value: Any) -> Any:
    """The same for a value of a log event: text, number, or lists and mappings of them."""
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return scrub(str(value)) if numbers_in(str(value)) else value
    if isinstance(value, dict):
        return {scrub(str(name)): scrub_value(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [scrub_value(item) for item in value]
    return value if isinstance(value, float) else scrub(str(value))
