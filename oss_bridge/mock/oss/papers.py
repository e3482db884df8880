"""The small PDF that stands for a file signed by OSS. It says SIMULASI and nothing that looks official."""

import io
from collections.abc import Iterable

import pikepdf

WARNING = "SIMULASI - BUKAN DOKUMEN SAH"
ORIGIN = "Dibuat oleh OSS tiruan untuk uji coba."
TOP, LEFT, LINE = 780, 60, 20


def paper(title: str, lines: Iterable[str]) -> bytes:
    """One A4 page: the warning, a title, some lines."""
    words = [
        (18, WARNING),
        (13, title),
        *((10, line) for line in lines),
        (10, "Dibuat oleh OSS tiruan untuk uji coba."),
    ]
    drawn = []
    for place, (size, text) in enumerate(words):
        drawn.append(f"BT /F1 {size} Tf {LEFT} {TOP - place * LINE * 1.4:.0f} Td ({_escaped(text)}) Tj ET")
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    page = document.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, Encoding=_latin()
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = document.make_stream("\n".join(drawn).encode("cp1252", "replace"))
    with document.open_metadata() as about:
        about["dc:title"] = f"{WARNING}: {title}"
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _latin() -> pikepdf.Object:
    return pikepdf.Name.WinAnsiEncoding


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")[:90]
