"""An office's own mark: a small SVG of shapes only, so that it can neither run nor fetch anything."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
MAX_BYTES = 16_384
SHAPES = frozenset({"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc"})
TRAITS = frozenset(
    {"viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d"}
) | {
    *("points", "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"),
    *("stroke-opacity", "opacity", "transform", "clip-rule", "role", "aria-hidden", "aria-label", "focusable"),
}


def check_logo(text: str) -> None:
    """Accept plain shapes; refuse scripts, styles, links, images, entities and anything else.

    Raises ``ValidationError`` whose sentence says what to take out.
    """
    if len(text.encode()) > MAX_BYTES:
        raise ValidationError(_("Kecilkan tanda kantor: paling besar 16 KB."))
    if "<!" in text or "<?" in text:
        raise ValidationError(_("Hapus deklarasi <? dan <! dari berkas SVG."))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValidationError(_("Pilih berkas SVG yang utuh.")) from error
    if root.tag != f"{SVG}svg" or "viewBox" not in root.attrib:
        raise ValidationError(_("Pilih berkas SVG yang punya viewBox."))
    for element in root.iter():
        check_shape(element)


def check_shape(element: "etree._Element") -> None:
    """One element: a known shape with known traits, none of which names an outside thing."""
    name = str(element.tag).removeprefix(SVG)
    if name not in SHAPES:
        raise ValidationError(
            _("Hapus elemen “%(name)s”: hanya bentuk sederhana yang diterima."), params={"name": name}
        )
    for trait, value in element.attrib.items():
        if trait not in TRAITS or "url(" in str(value).lower():
            raise ValidationError(_("Hapus atribut “%(name)s” dari berkas SVG."), params={"name": trait})
