"""Words as people paste them, made safe to store: no NUL, no control or direction-changing characters."""

import re
import unicodedata

LINE_BREAKS = re.compile(r"\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")
INVISIBLE = frozenset("\u200b\u200e\u200f\ufeff\u2060\u00ad")


def clean_text(text: str, *, multiline: bool = False) -> str:
    """Composed (NFC), trimmed text without control characters; runs of spaces become one.

    With ``multiline`` line breaks stay (as ``\\n``); otherwise they become spaces. Joiners that
    scripts and emoji need are kept.
    """
    composed = LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    kept = "".join(char for char in composed if not _is_harmful(char))
    if multiline:
        return "\n".join(SPACES.sub(" ", line).strip() for line in kept.split("\n")).strip()
    return " ".join(kept.split())


def inside_a_sentence(label: str) -> str:
    """A label as it stands within a sentence: ``Nama usaha`` → ``nama usaha``, ``Kabupaten/Kota`` → ``kabupaten/kota``.

    Words that carry a capital of their own further on (NIK, WhatsApp, SP4N-LAPOR!) stay as they are.
    """
    first, space, rest = label.partition(" ")
    return "/".join(map(_lowered, first.split("/"))) + space + rest


def _lowered(word: str) -> str:
    return word if any(char.isupper() for char in word[1:]) else word[:1].lower() + word[1:]


def _is_harmful(char: str) -> bool:
    """Control characters, lone surrogates, bidirectional overrides and invisible marks."""
    if char in "\n\t":
        return False
    if char in INVISIBLE or unicodedata.bidirectional(char) in {
        "LRE",
        "RLE",
        "PDF",
        "LRO",
        "RLO",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    }:
        return True
    return unicodedata.category(char) in {"Cc", "Cs"}
