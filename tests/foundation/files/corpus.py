"""The upload corpus: files that must be refused, each with the code of its sentence, and files that must pass.

Made on the spot, nothing dangerous is kept in the repository. Kinds: reliability.md §5.3.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from pikepdf import Dictionary, Name, String
from PIL import Image, PngImagePlugin

from tests.foundation.files import pdfs, signing

Maker = Callable[[], bytes]


def picture(kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (640, 480), **options: object) -> bytes:
    """A small picture with something on it."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def archive(**files: bytes) -> bytes:
    """A ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def office(kind: str) -> bytes:
    """A Word or Excel file, as far as its outside goes."""
    return archive(**{"[Content_Types].xml": b"<Types/>", f"{kind}/document.xml": b"<w/>"})


def zip_bomb() -> bytes:
    """1 MB that becomes 1 GB."""
    return archive(bom=b"\0" * (1 << 30))


def png_of(width: int, height: int) -> bytes:
    """A PNG of one bit per pixel: 144 million pixels in 17 kB."""
    row = b"\0" + b"\0" * ((width + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row * 500) for _turn in range(height // 500)) + packer.flush()

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def png_with_text(text: str) -> bytes:
    """A PNG with words in it."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", text)
    return picture("PNG", pnginfo=words)


def photo(*, gps: bool = True, turned: bool = False, size: tuple[int, int] = (800, 600)) -> bytes:
    """A phone's photo: place, camera, a thumbnail's worth of metadata, perhaps held sideways."""
    exif = Image.Exif()
    exif[0x010F] = "Merek Rahasia"
    exif[0x0112] = 6 if turned else 1
    if gps:
        exif.get_ifd(0x8825).update({1: "S", 2: (0.0, 37.0, 31.0), 3: "E", 4: (100.0, 7.0, 9.0)})
    return picture(size=size, exif=exif, comment=b"komentar biasa")


def animated(kind: str) -> bytes:
    """Two frames."""
    frames = [Image.new("RGB", (60, 60), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


PDF_IN_COMMENT = b"%PDF-1.7\n%<html><script>alert(1)</script></html>\n"

HOSTILE: dict[str, tuple[Maker, str]] = {
    # -- not what its name says
    "empty": (lambda: b"", "empty"),
    "html": (lambda: b"<!DOCTYPE html><html><body>halo</body></html>", "web_page"),
    "html_shouting": (lambda: b"\n\n <HTML><SCRIPT>x</SCRIPT>", "web_page"),
    "php": (lambda: b"<?php system($_GET['c']); ?>", "web_page"),
    "svg": (lambda: b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "svg"),
    "windows_program": (lambda: b"MZ\x90\0" + b"\0" * 500, "program"),
    "linux_program": (lambda: b"\x7fELF\x02\x01\x01" + b"\0" * 500, "program"),
    "shell_script": (lambda: b"#!/bin/sh\nrm -rf /\n", "program"),
    "jar": (lambda: archive(**{"META-INF/MANIFEST.MF": b"x"}), "program"),
    "word": (lambda: office("word"), "office"),
    "old_word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "office"),
    "zip": (lambda: archive(a=b"x"), "archive"),
    "zip_slip": (lambda: archive(**{"..__..__etc__passwd": b"x"}), "archive"),
    "zip_bomb": (zip_bomb, "archive"),
    "rar": (lambda: b"Rar!\x1a\x07\x00" + b"\0" * 50, "archive"),
    "heic": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 50, "apple_picture"),
    "gif": (lambda: picture("GIF"), "other_picture"),
    "tiff": (lambda: picture("TIFF"), "other_picture"),
    "film": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0" + b"\0" * 50, "film"),
    "noise": (lambda: b"\x93\x12\x88\x01" * 500, "unknown"),
    "text": (lambda: b"halo dunia\n" * 20, "unknown"),
    "eicar": (lambda: b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", "unknown"),
    "only_a_header": (lambda: b"%PDF-1.7\n", "pdf_cut"),
    # -- two files in one
    "pdf_not_at_start": (lambda: b"\n\nhalo\n" + pdfs.good(), "pdf_not_at_start"),
    "gif_and_pdf": (lambda: b"GIF89a" + pdfs.good(), "pdf_not_at_start"),
    "pdf_and_zip": (lambda: pdfs.good() + archive(a=b"x"), "pdf_mixed"),
    "pdf_and_html": (lambda: pdfs.good() + b"<html><script>x</script></html>", "pdf_mixed"),
    "pdf_and_zip_and_pdf_end": (lambda: pdfs.good() + archive(a=b"x") + b"\n%%EOF\n", "pdf_mixed"),
    "pdf_with_html_head": (lambda: PDF_IN_COMMENT + pdfs.good()[9:], "pdf_mixed"),
    "jpeg_and_zip": (lambda: picture() + archive(a=b"x"), "image_mixed"),
    "jpeg_and_html": (lambda: picture() + b"<html><script>x</script></html>", "image_mixed"),
    "jpeg_and_pdf": (lambda: picture() + pdfs.good(), "image_mixed"),
    "png_and_pdf": (lambda: picture("PNG") + pdfs.good(), "image_mixed"),
    "png_and_zip_and_png_end": (lambda: picture("PNG") + archive(a=b"x") + picture("PNG"), "image_mixed"),
    "webp_and_program": (lambda: picture("WEBP") + b"MZ\x90\0" + b"\0" * 90, "image_mixed"),
    # -- programs in the words of a picture
    "php_in_jpeg_comment": (lambda: picture(comment=b"<?php system('x'); ?>"), "image_code"),
    "script_in_png_text": (lambda: png_with_text("<script>alert(1)</script>"), "image_code"),
    # -- pictures that explode or are broken
    "png_12000": (lambda: png_of(12_000, 12_000), "image_too_large"),
    "png_30000": (lambda: png_of(30_000, 30_000), "image_too_large"),
    "jpeg_cut": (lambda: picture(size=(900, 900))[:3000], "image_cut"),
    "png_cut": (lambda: picture("PNG", size=(900, 900))[:800], "image_cut"),
    "webp_cut": (lambda: picture("WEBP", size=(900, 900))[:-40], "image_broken"),
    "jpeg_of_noise": (lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\x01" * 400 + b"\xff\xd9", "image_broken"),
    # -- PDFs that run something
    "js_open": (lambda: pdfs.javascript("open"), "pdf_javascript"),
    "js_names": (lambda: pdfs.javascript("names"), "pdf_javascript"),
    "js_annotation": (lambda: pdfs.javascript("annotation"), "pdf_javascript"),
    "js_page": (lambda: pdfs.javascript("page"), "pdf_javascript"),
    "js_field": (lambda: pdfs.javascript("field"), "pdf_javascript"),
    "js_object_stream": (pdfs.javascript_in_an_object_stream, "pdf_javascript"),
    "js_spelled": (pdfs.javascript_with_a_spelled_name, "pdf_javascript"),
    "js_locked": (pdfs.locked_with_javascript, "pdf_javascript"),
    "launch": (lambda: pdfs.opening_with(S=Name.Launch, F=String("cmd.exe")), "pdf_action"),
    "submit_form": (lambda: pdfs.action(S=Name.SubmitForm, F=String("https://evil.example")), "pdf_action"),
    "import_data": (lambda: pdfs.action(S=Name.ImportData, F=String("a.fdf")), "pdf_action"),
    "go_to_share": (lambda: pdfs.opening_with(S=Name.GoToR, F=String("\\\\evil\\share"), D=0), "pdf_action"),
    "opens_link": (lambda: pdfs.opening_with(S=Name.URI, URI=String("https://evil.example")), "pdf_opens_link"),
    "attachment": (pdfs.with_attachment, "pdf_attachment"),
    "file_annotation": (lambda: pdfs.with_annotation("/FileAttachment"), "pdf_attachment"),
    "portfolio": (lambda: pdfs.changed(lambda d: d.Root.update({"/Collection": Dictionary()})), "pdf_attachment"),
    "film_in_pdf": (lambda: pdfs.with_annotation("/RichMedia"), "pdf_media"),
    "xfa": (pdfs.with_xfa, "pdf_xfa"),
    "password": (lambda: pdfs.locked(user="rahasia"), "pdf_password"),
    # -- PDFs that explode or are broken
    "bomb": (pdfs.bomb, "pdf_too_heavy"),
    "bomb_twice": (pdfs.bomb_twice_packed, "pdf_too_heavy"),
    "bomb_small_picture": (pdfs.bomb_as_a_small_picture, "pdf_too_heavy"),
    "bomb_object_stream": (pdfs.bomb_in_an_object_stream, "pdf_too_heavy"),
    "nested_filters": (lambda: pdfs.with_stream(b"x", filters=["/FlateDecode"] * 12), "pdf_too_heavy"),
    "huge_picture": (lambda: pdfs.huge_picture("flate"), "pdf_too_heavy"),
    "huge_jbig2": (lambda: pdfs.huge_picture("jbig2"), "pdf_too_heavy"),
    "huge_jpx": (lambda: pdfs.huge_picture("jpx"), "pdf_too_heavy"),
    "many_objects": (pdfs.with_many_objects, "pdf_too_heavy"),
    "deep": (pdfs.nested, "pdf_too_heavy"),
    "many_revisions": (pdfs.with_many_revisions, "pdf_many_revisions"),
    "many_pages": (lambda: pdfs.good(pages=3000), "pdf_many_pages"),
    "cut": (lambda: pdfs.good(3)[:-300], "pdf_cut"),
    "cyclic": (pdfs.cyclic, "pdf_broken"),
    "no_pages": (pdfs.without_pages, "pdf_no_pages"),
    "noise_pdf": (lambda: b"%PDF-1.7\n" + b"\x93\x12" * 500 + b"\nstartxref\n5\n%%EOF\n", "pdf_broken"),
}

GOOD: dict[str, tuple[Maker, str, int]] = {
    "pdf": (pdfs.good, "pdf", 1),
    "pdf_of_12_pages": (lambda: pdfs.good(12), "pdf", 12),
    "pdf_with_spaces_at_the_end": (lambda: pdfs.good() + b"\r\n\0\0\n", "pdf", 1),
    "pdf_linearized": (lambda: pdfs.saved(pdfs.blank(3), linearize=True), "pdf", 3),
    "pdf_restricted_by_owner": (pdfs.locked, "pdf", 1),
    "pdf_with_link": (pdfs.with_link, "pdf", 1),
    "pdf_with_form": (pdfs.with_form, "pdf", 1),
    "pdf_scanned": (pdfs.scanned, "pdf", 2),
    "pdf_signed": (lambda: signing.signed(pdfs.good()), "pdf", 1),
    "pdf_updated_5_times": (lambda: pdfs.with_many_revisions(5), "pdf", 1),
    "jpeg": (picture, "jpeg", 1),
    "jpeg_progressive": (lambda: picture(progressive=True), "jpeg", 1),
    "jpeg_grey": (lambda: picture(mode="L"), "jpeg", 1),
    "jpeg_cmyk": (lambda: picture(mode="CMYK"), "jpeg", 1),
    "jpeg_with_place": (photo, "jpeg", 1),
    "jpeg_from_samsung": (lambda: photo() + b"\0\0\xa1\x0aImage_UTC_Data1700000000000" + b"SEFH\0\0SEFT", "jpeg", 1),
    "jpeg_motion_photo": (lambda: photo() + b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + b"\x01" * 90, "jpeg", 1),
    "jpeg_of_two_pictures": (lambda: picture() + picture(size=(90, 60)), "jpeg", 1),
    "jpeg_12_megapixels": (lambda: photo(size=(4000, 3000)), "jpeg", 1),
    "png": (lambda: picture("PNG"), "png", 1),
    "png_transparent": (lambda: picture("PNG", mode="LA"), "png", 1),
    "png_palette": (lambda: picture("PNG", mode="P"), "png", 1),
    "png_16_bit": (lambda: picture("PNG", mode="I;16"), "png", 1),
    "png_animated": (lambda: animated("PNG"), "png", 1),
    "webp": (lambda: picture("WEBP"), "webp", 1),
    "webp_lossless": (lambda: picture("WEBP", lossless=True), "webp", 1),
    "webp_animated": (lambda: animated("WEBP"), "webp", 1),
}
