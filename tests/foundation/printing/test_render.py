"""Paper: the same bytes each time, nothing fetched, readable by people and machines."""

import http.server
import io
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.utils import translation

from foundation.printing import assets, qr, render

PAGE = '<!doctype html><html lang="id"><head><title>Uji</title></head><body><section class="sheet marked">{}</section>'
DRAW = """
import hashlib, sys, django
django.setup()
from foundation.printing import render
sys.stdout.write(hashlib.sha256(render.pdf_of(sys.argv[1])).hexdigest())
"""


def drawn(inside: str) -> bytes:
    """A marked page around some markup."""
    return render.pdf_of(PAGE.format(inside))


def text_of(data: bytes) -> list[str]:
    """The text of each page, as any reader extracts it."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


@pytest.fixture(scope="module")
def paper() -> bytes:
    """One page with everything: heading, table, list, link, picture."""
    return drawn(
        '<h1>Judul</h1><p>Isi <a href="https://satupintu.example/v/x/">tautan</a></p>'
        "<table><thead><tr><th scope='col'>No</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
        f'<ul><li>satu</li></ul><img alt="Kode QR" src="{qr.png_data_uri("https://satupintu.example/v/x/")}">'
    )


def test_two_processes_with_other_hash_seeds_draw_the_same_bytes() -> None:
    markup = PAGE.format("<h1>Ayo</h1><p>satu <b>dua</b> <i>tiga</i></p><ul><li>empat</li></ul>")
    prints = set()
    for seed in ("1", "4242"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "UTC" if seed == "1" else "Asia/Jayapura"}
        done = subprocess.run([sys.executable, "-c", DRAW, markup], env=env, capture_output=True, text=True, check=True)
        prints.add(done.stdout)
    assert len(prints) == 1
    assert re.fullmatch(r"[0-9a-f]{64}", prints.pop())


def test_drawing_again_in_the_same_process_gives_the_same_bytes(paper: bytes) -> None:
    assert drawn("<p>a</p>") == drawn("<p>a</p>")
    assert drawn("<p>a</p>") != drawn("<p>b</p>")


def test_weasyprint_is_loaded_only_by_who_draws() -> None:
    code = "import sys, foundation.printing.render, licensing.documents.drawing; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_xmp_says_pdfa_3a_and_pdfua_1_in_one_block(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
        with pdf.open_metadata() as found:
            claimed = {name: str(found[name]) for name in ("pdfaid:part", "pdfaid:conformance", "dc:title")}
    assert packet.count("<rdf:RDF") == packet.count("</rdf:RDF>") == 1
    assert claimed == {"pdfaid:part": "3", "pdfaid:conformance": "A", "dc:title": "Uji"}
    assert 'pdfuaid:part="1"' in packet
    assert "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>" in packet
    assert packet.index("pdfaExtension:schemas") < packet.index("</rdf:RDF>")


def test_the_paper_is_tagged_indonesian_and_named(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "id"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        tags = tags_of(root.StructTreeRoot)
        assert {"/Document", "/H1", "/P", "/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/Link", "/Figure"} <= set(tags)
        (link,) = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        assert str(link.Contents) == "https://satupintu.example/v/x/"
        assert pdf.pages[0].obj.Tabs == pikepdf.Name.S


def tags_of(top: pikepdf.Object) -> list[str]:
    """The kinds of all structure elements that hang on the tree; figures must have words."""
    found, waiting = [], list(top.K)
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Dictionary) and "/S" in item:
            found.append(str(item.S))
            if pikepdf.Name.Figure == item.S:
                assert str(item.Alt) == "Kode QR"
            waiting.extend(item.get("/K", []))
    return found


def test_all_content_is_in_the_tree_or_an_artifact(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        for number, page in enumerate(pdf.pages):
            owners = nums[2 * number + 1]
            depth, marked = 0, set()
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
                if operator == "BDC":
                    marked.add(int(instruction.operands[1].MCID))
                assert depth or operator not in {"Tj", "TJ", "Do", "f", "S"}, operator
            assert marked == {mcid for mcid, owner in enumerate(owners) if owner is not None}
            assert marked


def test_the_text_of_the_margins_is_an_artifact(paper: bytes) -> None:
    assert "SIMULASI — BUKAN DOKUMEN SAH" in text_of(paper)[0]
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        drawing = pdf.pages[0].obj.Contents.read_bytes()
    band, foot = drawing.index(b"/Artifact BMC"), drawing.rindex(b"/Artifact BMC")
    assert band != foot
    assert b"/MCID" in drawing[:foot]  # the page's own text keeps its marks


def test_only_the_bundled_typeface_is_used_and_embedded(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
        names = {str(font.BaseFont) for font in fonts}
        assert all("Paper" in name for name in names), names
        described = [item.FontDescriptor for item in fonts if "/FontDescriptor" in item]
        assert described
        assert all("/FontFile2" in found or "/FontFile3" in found for found in described)


def test_nothing_of_the_machine_or_the_clock_is_inside(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert "/CreationDate" not in pdf.docinfo
        everything = b"".join(item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream))
    assert str(Path.cwd()).encode() not in everything
    assert b"file:" not in everything


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and what was asked of it."""
    asked: list[str] = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "hostile",
    [
        '<img src="{url}/a.png">',
        '<link rel="stylesheet" href="{url}/a.css">',
        '<link rel="attachment" href="{secret}">',
        '<a rel="attachment" href="{secret}">x</a>',
        '<img src="{secret}">',
        '<div style="background: url({url}/b.png)">x</div>',
        "<style>@import url({url}/c.css); @font-face {{ font-family: X; src: url({url}/f.ttf) }}</style>",
        '<object data="{url}/o.svg"></object><embed src="{url}/e.svg"><iframe src="{url}/i"></iframe>',
        '<svg width="9" height="9"><image href="{url}/s.png" width="9" height="9"/></svg>',
        '<img src="asset:../../../portal/settings.py"><img src="asset:/etc/passwd"><img src="data:text/html,x">',
    ],
)
def test_hostile_markup_fetches_nothing_and_embeds_nothing(
    hostile: str, listener: tuple[str, list[str]], tmp_path: Path
) -> None:
    url, asked = listener
    secret = tmp_path / "rahasia.txt"
    secret.write_text("ISI-RAHASIA-1377", encoding="utf-8")
    data = drawn(hostile.format(url=url, secret=secret.as_uri()))
    assert asked == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert list(pdf.attachments) == []
        everything = b"".join(item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream))
    assert b"ISI-RAHASIA-1377" not in everything


def test_the_deny_all_fetcher_is_what_stops_them(listener: tuple[str, list[str]]) -> None:
    """Negative control: without the fetcher the same markup does reach the listener."""
    from weasyprint import HTML  # noqa: PLC0415, TID251

    url, asked = listener
    HTML(string=PAGE.format(f'<img src="{url}/a.png">')).write_pdf()
    assert asked == ["/a.png"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://x/", "asset:settings.py", "asset:", "paper.css", ""])
def test_an_address_outside_the_bundle_is_refused(address: str) -> None:
    with pytest.raises(assets.AssetRefused):
        assets.read(address)


def test_signs_that_the_typeface_lacks_are_replaced_and_never_missing() -> None:
    assert assets.drawable("Warung 🍜 Sari ❤️ 店 «é»") == "Warung ◊ Sari ◊ ◊ «é»"
    assert assets.drawable("e\u0301\u200b\u2011\u202e") == "é-"
    assert "Warung ◊ Sari" in text_of(drawn("<p>Warung 🍜 Sari</p>"))[0]


def test_the_language_of_the_reader_does_not_change_the_paper(tmp_path: Path, settings: object) -> None:
    context = {"it": {"office": {"name": "Kantor"}, "made_on": date(2026, 11, 24)}}
    with translation.override("en"):
        english = render.pdf("documents/_paper.html", context, title="Uji")
    assert english == render.pdf("documents/_paper.html", context, title="Uji")


def test_a_qr_code_is_black_and_white_and_small() -> None:
    from base64 import b64decode  # noqa: PLC0415

    from PIL import Image  # noqa: PLC0415

    data = b64decode(qr.png_data_uri("https://satupintu.example/v/7KQ2M9XW4RTB8CZP5HND3V/").partition(",")[2])
    picture = Image.open(io.BytesIO(data))
    assert picture.mode == "1"
    assert len(data) < 1500
    border = 4 * 4
    assert not any(picture.getpixel((x, y)) == 0 for x in range(picture.width) for y in range(border))
