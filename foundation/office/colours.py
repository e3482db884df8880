"""Colour arithmetic of the office's tokens (WCAG 2.2: relative luminance and contrast)."""

from colorsys import hls_to_rgb, rgb_to_hls

READABLE = 4.5
VISIBLE = 3.0


def channels(colour: str) -> tuple[int, int, int]:
    """``#rrggbb`` as three numbers 0-255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """``colour`` with a share (0-1) of ``other`` stirred in."""
    blended = (round(one + (two - one) * share) for one, two in zip(channels(colour), channels(other), strict=True))
    return "#{:02x}{:02x}{:02x}".format(*blended)


def readable_on(background: str, colour: str, towards: str, ratio: float = READABLE) -> str:
    """``colour`` moved towards black or white until it can be read on ``background``."""
    for step in range(21):
        candidate = mix(colour, towards, step / 20)
        if contrast(candidate, background) >= ratio:
            return candidate
    return towards


def glowing_on(background: str, colour: str, ratio: float) -> str:
    """``colour`` in its own hue, made light (and not grey) until it can be read on a dark ``background``."""
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in channels(colour)))
    vivid = min(saturation, 0.55) if saturation else 0.0
    candidate = colour
    for step in range(round(lightness * 50), 51):
        candidate = "#{:02x}{:02x}{:02x}".format(*(round(part * 255) for part in hls_to_rgb(hue, step / 50, vivid)))
        if contrast(candidate, background) >= ratio:
            break
    return candidate
