"""QR codes as black and white pictures that a template can put into an ``<img>``."""

import segno


def png_data_uri(text: str, *, module: int = 4) -> str:
    """A 1-bit PNG of ``text`` as a data URI; ``module`` is the side of one square in pixels.

    Error correction M survives a fold or a coffee stain; the quiet zone of four modules is included.
    """
    return segno.make(text, error="m", micro=False).png_data_uri(scale=module, border=4)
