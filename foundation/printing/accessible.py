"""The last touch on a drawn PDF: what PDF/UA-1 asks and WeasyPrint's ``pdf/a-3a`` leaves out.

* the PDF/UA identification, with the extension schema that PDF/A demands for it, inside the one
  ``rdf:RDF`` of the XMP (two blocks are not one document: ISO 16684-1, 7.4);
* text of the page margins marked as artifact instead of as content outside the structure tree;
* a spoken name for each link, and tab order by structure.

The document's id is made from its content, so the bytes stay the same for the same input.
"""

import io
import re
from typing import Any

import pikepdf

IDENTIFICATION = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the document claims to follow</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
RDF_END = b"</rdf:RDF>"
MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")


def finish(drawn: bytes) -> bytes:
    """Add what is missing and close the file with a deterministic id."""
    with pikepdf.open(io.BytesIO(drawn)) as paper:
        _identify(paper)
        _silence_margins(paper)
        _name_links(paper)
        out = io.BytesIO()
        paper.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _identify(paper: pikepdf.Pdf) -> None:
    """Say PDF/UA-1 inside the metadata's only RDF block."""
    metadata: Any = paper.Root.Metadata
    packet = metadata.read_bytes()
    before, end, after = packet.rpartition(RDF_END)
    if not end or RDF_END in before:
        raise ValueError("XMP must hold exactly one rdf:RDF block")
    metadata.write(before + IDENTIFICATION + end + after)


def _silence_margins(paper: pikepdf.Pdf) -> None:
    """Turn marked content that the structure tree does not hold (page margins) into artifacts."""
    root: Any = paper.Root.StructTreeRoot
    reached = _reached(root.K)
    entries: Any = root.ParentTree.Nums
    for number, page in enumerate(paper.pages):
        owners: Any = entries[2 * number + 1]
        loose = {mcid for mcid, owner in enumerate(owners) if owner.objgen not in reached}
        if loose:
            stream: Any = page.obj.Contents
            stream.write(_without_marks(stream.read_bytes(), loose))
            for mcid in loose:
                owners[mcid] = None


def _without_marks(drawing: bytes, loose: set[int]) -> bytes:
    """The page's drawing with the marks of these numbers turned into artifacts."""
    return MARKED.sub(lambda found: b"/Artifact BMC" if int(found[1]) in loose else found[0], drawing)


def _reached(top: Any) -> set[tuple[int, int]]:
    """Object numbers of every structure element that hangs on the tree."""
    seen: set[tuple[int, int]] = set()
    waiting = list(top)
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Dictionary) and item.is_indirect and item.objgen not in seen:
            seen.add(item.objgen)
            waiting.extend(item.get("/K", ()))
    return seen


def _name_links(paper: pikepdf.Pdf) -> None:
    """Give links the words that a screen reader says, and pages an order for the tab key."""
    for page in paper.pages:
        if "/Annots" not in page.obj:
            continue
        page.obj.Tabs = pikepdf.Name.S
        for note in page.obj.Annots:
            if note.get("/Subtype") == pikepdf.Name.Link and "/Contents" not in note:
                action: Any = note.get("/A", {})
                note.Contents = pikepdf.String(str(action.get("/URI", "Ke bagian lain dokumen ini")))
