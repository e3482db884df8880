"""How numbers and codes look."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U


def application_number(year: int, count: int) -> str:
    """The public number of an application: PB-2026-000123."""
    return f"PB-{year}-{count:06d}"


def letter_number(year: int, count: int) -> str:
    """The number of a letter that the office itself signs: SP-2026-000012."""
    return f"SP-{year}-{count:06d}"


def technical_number(year: str, count: int) -> str:
    """The number of an agency's technical approval: PT-2026-000012."""
    return f"PT-{year}-{count:06d}"


def tracking_code() -> str:
    """Ten characters that make the number trackable (50 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def verification_code() -> str:
    """Twenty-two characters for /v/ (110 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(22))


def draft_id() -> str:
    """The random name of a draft before its number is drawn."""
    return "d-" + "".join(secrets.choice(ALPHABET) for _ in range(16)).lower()


def tidy_code(text: str) -> str:
    """What a person typed, as we keep it: upper case, no blanks or hyphens, look-alikes mended."""
    plain = "".join(c for c in text.upper() if c.isalnum())
    return plain.translate(str.maketrans("ILOU", "110V"))
