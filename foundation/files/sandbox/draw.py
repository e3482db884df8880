"""Pages as WebP pictures for the viewer: a reader of the page never opens the file itself."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image

from foundation.files.sandbox.verdict import Unfit

WIDTH = 1400  # sharp on a desk at 1366 px, and readable when a phone zooms in
TALLEST = 4200
QUALITY = 78
PROOF_WIDTH = 160


def proof(path: Path) -> None:
    """Draw the first page small: what no reader can show is refused at the door. Raises Unfit."""
    try:
        for _picture in rendered(path, [0], width=PROOF_WIDTH):
            pass
    except MemoryError:
        raise Unfit("pdf_too_heavy") from None
    except (pypdfium2.PdfiumError, OSError, ValueError):
        raise Unfit("pdf_unreadable") from None


def pages(path: Path, folder: Path, numbers: list[int]) -> None:
    """Write ``<folder>/<n>.webp`` for each page number (from 1)."""
    wanted = [number - 1 for number in numbers]
    for number, picture in zip(numbers, rendered(path, wanted, width=WIDTH), strict=True):
        picture.save(folder / f"{number}.webp", "WEBP", quality=QUALITY, method=3)


def photo(path: Path, folder: Path) -> None:
    """The same for a viewing copy, which is one page."""
    with Image.open(path, formats=("JPEG",)) as picture:
        picture.thumbnail((WIDTH, TALLEST), Image.Resampling.LANCZOS)
        plain = picture.convert("RGB")
        plain.info = {}
        plain.save(folder / "1.webp", "WEBP", quality=QUALITY, method=3)


def rendered(path: Path, wanted: list[int], *, width: int) -> Iterator[Image.Image]:
    """Pictures of pages (from 0), ``width`` pixels wide unless that makes them absurdly tall."""
    document = pypdfium2.PdfDocument(path)
    try:
        for index in wanted:
            page = document[index]
            points_wide, points_tall = page.get_size()
            scale = min(width / max(points_wide, 1), TALLEST / max(points_tall, 1))
            yield page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
            page.close()
    finally:
        document.close()
