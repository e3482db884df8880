"""Papers that journeys upload, and the words of the papers that come out."""

import io
import secrets

import pikepdf
import pypdfium2
from playwright.sync_api import FilePayload, Locator, Page


def paper(name: str) -> FilePayload:
    """A small PDF of one page that no other test has sent."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    made.docinfo["/Title"] = f"{name} {secrets.token_hex(8)}"
    out = io.BytesIO()
    made.save(out)
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": out.getvalue()}


def fetched(page: Page, link: Locator) -> bytes:
    """The bytes behind a link, asked for as the person of this window."""
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.status == 200, (answer.status, answer.url)
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def words(pdf: bytes) -> str:
    """All text of a PDF, with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    finally:
        document.close()
