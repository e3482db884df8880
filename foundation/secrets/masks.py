"""What screens show instead of a personal number or address. Enough to recognise, too little to use."""

HIDDEN = "*"


def _middle(text: str, *, head: int, tail: int) -> str:
    """Keep the ends and hide the rest; a text too short to hide anything is hidden whole."""
    if len(text) <= head + tail:
        return HIDDEN * len(text)
    return text[:head] + HIDDEN * (len(text) - head - tail) + text[len(text) - tail :]


def mask_nik(nik: str) -> str:
    """``1377015708900003`` -> ``1377********0003``."""
    return _middle(nik, head=4, tail=4)


def mask_npwp(npwp: str) -> str:
    """The same as a NIK: for citizens the NPWP is the NIK. Also for a NITKU of 22 digits."""
    return _middle(npwp, head=4, tail=4)


def mask_phone(phone: str) -> str:
    """``+6281234567890`` -> ``+628*******890``."""
    return _middle(phone, head=4, tail=3)


def mask_email(email: str) -> str:
    """``sari@contoh.id`` -> ``s***@contoh.id``; the length of the name is not shown."""
    local, at, domain = email.rpartition("@")
    return f"{local[:1]}{HIDDEN * 3}{at}{domain}" if at else HIDDEN * 3


def mask_name(name: str) -> str:
    """``Sari Dewi`` -> ``S*** D***``; the length of each word is not shown."""
    return " ".join(word[0] + HIDDEN * 3 for word in name.split())
