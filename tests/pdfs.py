"""PDFs made by hand, byte for byte: no files of others among the tests."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

# A CID font that is not embedded. Which character a code means, only its ToUnicode table tells.
_DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/Own/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 700/StemV 80>>"
)
_CID_FONT = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Own/DW 1000/FontDescriptor %d 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
)
_FONT = b"<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[%d 0 R]%b>>"
_PAGE = (
    b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
    b"/Resources<</Font<</F1 %d 0 R>>>>>>"
)
# A line drawn across the page: something to see.
DRAWN = "100 100 m 300 300 l S"


class Pdf:
    """Objects, numbered from 1 in the order in which they are added."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, body: bytes) -> int:
        self.objects.append(body)
        return len(self.objects)

    def add_stream(self, content: bytes, filters: bytes = b"") -> int:
        head = b"<</Length %d%b>>" % (len(content), b"/Filter" + filters if filters else b"")
        return self.add(head + b"stream\n" + content + b"\nendstream")

    def to_bytes(self, root: int, more: bytes = b"") -> bytes:
        """The file; `more` goes into its trailer."""
        out = bytearray(b"%PDF-1.7\n")
        places = []
        for number, body in enumerate(self.objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        end = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer<</Size %d/Root %d 0 R%b>>\n" % (len(places) + 1, root, more)
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % end)


def make_pdf(pages: Sequence[str], *, known: bool = True, more: bytes = b"") -> bytes:
    """A page for each text, in lines as they are; DRAWN is no text but a drawing.

    Without `known` the font has no table that tells its characters. `more` goes into the trailer.
    """
    pdf = Pdf()
    codes = {c: n for n, c in enumerate(sorted(set("".join(pages)) - {"\n"}), start=1)}
    table = b"/ToUnicode %d 0 R" % _add_flate(pdf, _to_unicode(codes)) if known else b""
    cid_font = pdf.add(_CID_FONT % pdf.add(_DESCRIPTOR))
    font = pdf.add(_FONT % (cid_font, table))
    contents = [_add_flate(pdf, _content(page, codes)) for page in pages]
    tree = len(pdf.objects) + len(pages) + 1
    leaves = [pdf.add(_PAGE % (tree, content, font)) for content in contents]
    return _with_pages(pdf, leaves, more)


def make_drawn(content: bytes, filters: bytes) -> bytes:
    """One page of this content, which has been through the filters."""
    pdf = Pdf()
    stream = pdf.add_stream(content, filters)
    return _with_pages(pdf, [pdf.add(_PAGE % (3, stream, 1))])


def _with_pages(pdf: Pdf, leaves: Iterable[int], more: bytes = b"") -> bytes:
    kids = b" ".join(b"%d 0 R" % leaf for leaf in leaves)
    tree = pdf.add(b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, kids.count(b"R")))
    return pdf.to_bytes(pdf.add(b"<</Type/Catalog/Pages %d 0 R>>" % tree), more)


def _content(page: str, codes: dict[str, int]) -> bytes:
    if page == DRAWN:
        return page.encode()
    shown = "".join(f"<{_codes(line, codes)}> Tj T*\n" for line in page.split("\n"))
    return f"BT /F1 12 Tf 14 TL 72 770 Td\n{shown}ET".encode() if page else b""


def _codes(line: str, codes: dict[str, int]) -> str:
    return "".join(f"{codes[character]:04X}" for character in line)


def _to_unicode(codes: dict[str, int]) -> bytes:
    rows = [f"<{n:04X}> <{c.encode('utf-16-be').hex()}>" for c, n in codes.items()]
    table = "/CIDInit /ProcSet findresource begin begincmap /CMapName /Own def\n"
    table += "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    for start in range(0, len(rows), 100):
        block = rows[start : start + 100]
        table += f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n"
    return (table + "endcmap end").encode()


def _add_flate(pdf: Pdf, content: bytes) -> int:
    return pdf.add_stream(zlib.compress(content), b"/FlateDecode")


def bomb(size: int, unit: bytes = b"0 0 m 1 1 l S\n") -> bytes:
    """So many bytes, deflated without ever being there."""
    squeeze = zlib.compressobj(9)
    block = unit * (1_000_000 // len(unit))
    pieces = [squeeze.compress(block) for _ in range(size // len(block))]
    return b"".join([*pieces, squeeze.flush()])
