"""PDFs made for the tests: honest ones, and one for every trick that a PDF can play."""

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

A4 = (595, 842)


def blank(pages: int = 1, text: str = "Sertifikat pelatihan") -> pikepdf.Pdf:
    """An open document with a line of text on each page."""
    document = pikepdf.new()
    font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(pages):
        page = document.add_blank_page(page_size=A4)
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = document.make_stream(f"BT /F1 18 Tf 60 760 Td ({text} {number + 1}) Tj ET".encode())
    return document


def saved(document: pikepdf.Pdf, **options: object) -> bytes:
    """Its bytes."""
    out = io.BytesIO()
    document.save(out, **{"deterministic_id": "encryption" not in options, **options})
    return out.getvalue()


def good(pages: int = 1) -> bytes:
    """An honest document."""
    return saved(blank(pages))


def changed(change: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    """An honest document after one change."""
    document = blank()
    change(document)
    return saved(document, **options)


def javascript(where: str) -> bytes:
    """JavaScript in one of the places that readers run it from."""
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))

    def put(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        if where == "open":
            document.Root.OpenAction = script
        elif where == "names":
            document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
        elif where == "annotation":
            page.Annots = Array([annotation(document, "/Link", A=script)])
        elif where == "page":
            page.AA = Dictionary(O=script)
        elif where == "field":
            field = Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=document.make_indirect(script)))
            document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))

    return changed(put)


def javascript_in_an_object_stream() -> bytes:
    """The dictionary lies compressed, where a search in the bytes finds nothing."""

    def put(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = document.make_indirect(Dictionary(S=Name.JavaScript, JS=String("x")))

    data = changed(put, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in data
    return data


def javascript_with_a_spelled_name() -> bytes:
    """/J#61vaScript and /J#53 mean the same."""
    return javascript("open").replace(b"/S /JavaScript", b"/S /J#61vaScript").replace(b"/JS ", b"/J#53 ")


def action(**words: object) -> bytes:
    """An annotation that does something when clicked."""

    def put(document: pikepdf.Pdf) -> None:
        document.pages[0].Annots = Array([annotation(document, "/Link", A=Dictionary(**words))])

    return changed(put)


def opening_with(**words: object) -> bytes:
    """Something that happens as the document opens."""

    def put(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = document.make_indirect(Dictionary(**words))

    return changed(put)


def annotation(document: pikepdf.Pdf, subtype: str, **words: object) -> pikepdf.Object:
    """A rectangle on the page."""
    table = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=Array([0, 0, 100, 100]), **words)
    return document.make_indirect(table)


def with_annotation(subtype: str, **words: object) -> bytes:
    """A document with one annotation."""

    def put(document: pikepdf.Pdf) -> None:
        document.pages[0].Annots = Array([annotation(document, subtype, **words)])

    return changed(put)


def with_attachment() -> bytes:
    """A program carried inside."""

    def put(document: pikepdf.Pdf) -> None:
        document.attachments["a.exe"] = pikepdf.AttachedFileSpec(document, b"MZ" + b"\0" * 100)

    return changed(put)


def with_xfa() -> bytes:
    """A form in XML, which readers run."""

    def put(document: pikepdf.Pdf) -> None:
        xml = document.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
        document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=xml)

    return changed(put)


def locked(*, user: str = "", owner: str = "owner") -> bytes:
    """Encrypted; with an empty user password every reader opens it."""
    return saved(blank(), encryption=pikepdf.Encryption(user=user, owner=owner, R=6))


def locked_with_javascript() -> bytes:
    """Encrypted for the owner only, with JavaScript inside."""
    document = blank()
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("x"))
    return saved(document, encryption=pikepdf.Encryption(user="", owner="o", R=6))


def with_stream(data: bytes, *, filters: str | list[str], **words: object) -> bytes:
    """A page whose content is this raw stream."""

    def put(document: pikepdf.Pdf) -> None:
        stream = Stream(document, b"")
        names = Name(filters) if isinstance(filters, str) else Array([Name(name) for name in filters])
        stream.write(data, filter=names)
        for key, value in words.items():
            stream[f"/{key}"] = value
        if words.get("Subtype") == Name.Image:
            document.pages[0].Resources.XObject = Dictionary(I1=stream)
        else:
            document.pages[0].Contents = stream

    return changed(put, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def bomb(size: int = 120 * 1024 * 1024) -> bytes:
    """A content stream of about 120 kB that becomes 120 MB."""
    return with_stream(zlib.compress(b"\0" * size, 9), filters="/FlateDecode")


def bomb_twice_packed() -> bytes:
    """300 MB of blanks, packed twice into nothing."""
    inner = zlib.compress(b" " * (300 * 1024 * 1024), 9)
    return with_stream(zlib.compress(inner, 9), filters=["/FlateDecode", "/FlateDecode"])


def bomb_as_a_small_picture() -> bytes:
    """A picture that says it is 10 by 10 and holds 120 MB."""
    data = zlib.compress(b"\0" * (120 * 1024 * 1024), 9)
    return with_stream(
        data,
        filters="/FlateDecode",
        Subtype=Name.Image,
        Width=10,
        Height=10,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )


def bomb_in_an_object_stream() -> bytes:
    """The structure itself is the bomb: the library must unpack it to read the objects."""
    document = blank()
    plain = saved(document, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    size = 2_000_000_000
    packer = zlib.compressobj(9)
    data = packer.compress(b"9 0 ")
    piece = b" " * (16 * 1024 * 1024)
    for _turn in range(size // len(piece)):
        data += packer.compress(piece)
    data += packer.flush()
    head = plain[: plain.rindex(b"xref\n")]
    at = len(head)
    stream = b"20 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(data)
    body = head + stream + data + b"\nendstream\nendobj\n"
    rows = b"\1" + at.to_bytes(4, "big") + b"\0" + b"\2" + (20).to_bytes(4, "big") + b"\0"
    xref_at = len(body)
    trailer = plain[plain.rindex(b"startxref") :].split()[1]
    xref = (
        b"21 0 obj\n<< /Type /XRef /Size 22 /W [1 4 1] /Index [20 1 9 1] /Root 1 0 R /Prev %s /Length %d >>\nstream\n"
        % (trailer, len(rows))
    )
    return body + xref + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % xref_at


def huge_picture(kind: str) -> bytes:
    """Picture data that announces more pixels than the dictionary does."""
    if kind == "jbig2":
        data = b"\0\0\0\0\x30\0\1\0\0\0\x13" + (60_000).to_bytes(4, "big") * 2 + b"\0" * 11
        return with_stream(
            data,
            filters="/JBIG2Decode",
            Subtype=Name.Image,
            Width=10,
            Height=10,
            BitsPerComponent=1,
            ColorSpace=Name.DeviceGray,
        )
    if kind == "jpx":
        size = b"\xff\x51\0\x29\0\0" + (50_000).to_bytes(4, "big") * 2 + b"\0" * 8 + (50_000).to_bytes(4, "big") * 2
        data = b"\xff\x4f" + size + b"\0" * 8 + b"\0\1\7\1\1" + b"\0" * 20
        return with_stream(data, filters="/JPXDecode", Subtype=Name.Image, Width=10, Height=10)
    return with_stream(
        b"\0",
        filters="/FlateDecode",
        Subtype=Name.Image,
        Width=90_000,
        Height=90_000,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )


def with_many_objects(count: int = 100_000) -> bytes:
    """A table of a hundred thousand things."""

    def put(document: pikepdf.Pdf) -> None:
        document.Root.Kosong = Array([document.make_indirect(Dictionary()) for _number in range(count)])

    return changed(put)


def with_many_revisions(count: int = 50) -> bytes:
    """An honest document, updated fifty times."""
    data = good()
    for _turn in range(count):
        before = data[data.rindex(b"startxref") :].split()[1]
        at = len(data)
        data += b"xref\n0 0\ntrailer << /Size 9 /Root 1 0 R /Prev %s >>\nstartxref\n%d\n%%%%EOF\n" % (before, at)
    return data


def cyclic() -> bytes:
    """A tree of pages that bites its own tail."""

    def put(document: pikepdf.Pdf) -> None:
        document.Root.Pages.Kids.append(document.Root.Pages)

    return changed(put)


def without_pages() -> bytes:
    """A document with nothing to see."""
    document = blank()
    del document.pages[0]
    return saved(document)


def nested(depth: int = 200) -> bytes:
    """Tables in tables in tables, with a suspicious name in the middle."""

    def put(document: pikepdf.Pdf) -> None:
        table = Dictionary(OpenAction=Name.X)
        for _turn in range(depth):
            table = Dictionary(D=table)
        document.Root.Dalam = table

    return changed(put)


def with_crossed_fields(depth: int) -> bytes:
    """A form in which each field stands twice under the one above: 2**depth ways lead to the last."""

    def put(document: pikepdf.Pdf) -> None:
        field = document.make_indirect(Dictionary(T=String("last"), FT=Name.Tx))
        for number in range(depth):
            above = document.make_indirect(Dictionary(T=String(f"f{number}"), Kids=Array([field, field])))
            field.Parent = above
            field = above
        document.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)

    return changed(put)


def with_link() -> bytes:
    """A link that waits to be clicked: every office document has one."""
    return action(S=Name.URI, URI=String("https://oss.go.id"))


def with_form() -> bytes:
    """A form to fill in, without scripts."""

    def put(document: pikepdf.Pdf) -> None:
        field = annotation(document, "/Widget", FT=Name.Tx, T=String("nama"), V=String("Sari"))
        document.pages[0].Annots = Array([field])
        document.Root.AcroForm = Dictionary(Fields=Array([field]), NeedAppearances=True)

    return changed(put)


def scanned(pages: int = 2, *, width: int = 1240, quality: int = 75, noise: bool = False) -> bytes:
    """What a scanner makes: one JPEG a page."""
    from PIL import Image  # noqa: PLC0415 - tests without pictures need not load it

    if noise:
        pictures = [Image.effect_noise((width, int(width * 1.414)), 60).convert("RGB") for _page in range(pages)]
    else:
        pictures = [Image.linear_gradient("L").resize((width, int(width * 1.414))) for _page in range(pages)]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], quality=quality, resolution=150)
    return out.getvalue()


def signed_and_large() -> bytes:
    """A scan of more than 2 MB with the outside of an electronic signature."""
    with pikepdf.open(io.BytesIO(scanned(2, width=2000, quality=95, noise=True))) as document:
        signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("00"))
        field = annotation(document, "/Widget", FT=Name.Sig, T=String("ttd"), V=document.make_indirect(signature))
        document.pages[0].Annots = Array([field])
        document.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
        return saved(document)
