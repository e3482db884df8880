"""The office's look as a stylesheet: the few tokens that differ between offices, light and dark."""

import hashlib
from functools import lru_cache

from foundation.office import colours
from foundation.office.models import Office

WHITE, BLACK = "#ffffff", "#000000"
DARK_PAPER, DARK_FACE = "#10171c", "#182229"

SHEET = """\
:root{{{light}}}
@media screen and (prefers-color-scheme:dark){{:root:not([data-tema="terang"]){{{dark}}}}}
@media screen{{:root[data-tema="gelap"]{{{dark}}}}}
"""


def stylesheet(office: Office) -> str:
    """``/kantor.css``: every colour is moved until its text can be read (4.5:1)."""
    return SHEET.format(light=declared(light_tokens(office)), dark=declared(dark_tokens(office)))


def declared(tokens: dict[str, str]) -> str:
    """Custom properties in one line."""
    return ";".join(f"--{name}:{value}" for name, value in tokens.items())


def light_tokens(office: Office) -> dict[str, str]:
    """Colours on white paper."""
    main = office.colour_primary
    band = colours.mix(main, BLACK, 0.28)
    return {
        "utama": main,
        "utama-tua": colours.mix(main, BLACK, 0.25),
        "utama-lunak": colours.mix(main, WHITE, 0.88),
        "pita": band,
        "pita-2": main,
        "di-pita-2": colours.readable_on(main, colours.mix(main, WHITE, 0.8), WHITE),
        "aksen": office.colour_accent,
    }


def dark_tokens(office: Office) -> dict[str, str]:
    """Colours on dark paper."""
    main = colours.glowing_on(DARK_FACE, office.colour_primary, ratio=8)
    soft = colours.mix(DARK_PAPER, office.colour_primary, 0.4)
    return {
        "utama": main,
        "utama-tua": colours.mix(main, WHITE, 0.35),
        "utama-lunak": colours.mix(DARK_PAPER, soft, 0.8),
        "di-utama": colours.readable_on(main, colours.mix(office.colour_primary, BLACK, 0.6), BLACK),
    }


def version(office: Office) -> str:
    """Eight characters that change when the look changes; part of the addresses that browsers keep."""
    return version_of(office.colour_primary, office.colour_accent, office.logo_svg)


@lru_cache(maxsize=8)
def version_of(primary: str, accent: str, logo: str) -> str:
    """The version of a look; worked out once per process, for every page names it three times."""
    sheet = stylesheet(Office(colour_primary=primary, colour_accent=accent))
    return hashlib.sha256(f"{sheet}{logo}".encode()).hexdigest()[:8]
