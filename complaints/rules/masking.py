"""Personal numbers in words that become public: found and hidden before anybody else reads them. Pure."""

import re

from foundation.secrets.masks import mask_email, mask_npwp

GAP = r"[ .\-]?"
NPWP_DOTTED = re.compile(r"(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)")
SIXTEEN = re.compile(rf"(?<!\d)(?:\d{GAP}){{15}}\d(?!\d)")
FIFTEEN = re.compile(r"(?<!\d)\d{15}(?!\d)")
MOBILE = rf"(?<![\d+])(?:\+?62|0){GAP}8{GAP}(?:\d{GAP}){{7,10}}\d(?!\d)"
FIXED_LINE = rf"(?<![\d+])0[2-79]\d{{1,2}}{GAP}\d{{6,8}}(?!\d)"
PHONE = re.compile(f"{MOBILE}|{FIXED_LINE}")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
KEEP = 3


def digits_hidden(text: str) -> str:
    """All but the first three and the last two digits as stars; blanks and dots stay."""
    places = [at for at, letter in enumerate(text) if letter.isdigit()]
    hidden = set(places[KEEP : len(places) - 2])
    return "".join("*" if at in hidden else letter for at, letter in enumerate(text))


def masked(text: str) -> str:
    """The text with NIK, NPWP, phone numbers and e-mail addresses hidden."""
    text = EMAIL.sub(lambda found: mask_email(found.group()), text)
    text = NPWP_DOTTED.sub(lambda found: digits_hidden(found.group()), text)
    text = SIXTEEN.sub(lambda found: digits_hidden(found.group()), text)
    text = FIFTEEN.sub(lambda found: mask_npwp(found.group()), text)
    return PHONE.sub(lambda found: digits_hidden(found.group()), text)


def holds_personal_numbers(text: str) -> bool:
    """Would masking change anything?"""
    return masked(text) != text
