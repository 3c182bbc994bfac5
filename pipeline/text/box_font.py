"""A font in which every character is the same box, one em high and wide.

It stands in for every font that a PDF names and does not hold. Which fonts a machine has
must not change what is read from a PDF on it; and of characters for which it has no shape at
all PDFium drops those that stand alone.
"""

from __future__ import annotations

import struct

_EM = 1000
_ASCENT, _DESCENT = 880, -120
_LEFT, _BOTTOM, _RIGHT, _TOP = 50, -80, 950, 850
# .notdef, and the box once more for everything else.
_GLYPHS = 2
_LAST_CHARACTER = 0x10FFFF
_VERSION_1 = 0x00010000
_NAME = "Box"
_MAGIC = 0x5F0F3CF5


def make_box_font() -> bytes:
    """The font as a TrueType file.

    Source: OpenType specification 1.9, of each table.
    """
    glyph = _glyph()
    tables = {
        b"OS/2": _os2(),
        b"cmap": _cmap(),
        b"glyf": glyph * _GLYPHS,
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh", _VERSION_1, _VERSION_1, 0, _MAGIC, 0, _EM, 0, 0,
            _LEFT, _BOTTOM, _RIGHT, _TOP, 0, 8, 2, 1, 0,
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH", _VERSION_1, _ASCENT, _DESCENT, 0, _EM, _LEFT, _EM - _RIGHT,
            _RIGHT, 1, 0, 0, 0, 0, 0, 0, 0, _GLYPHS,
        ),
        b"hmtx": struct.pack(">Hh", _EM, _LEFT) * _GLYPHS,
        b"loca": struct.pack(">3I", 0, len(glyph), 2 * len(glyph)),
        b"maxp": struct.pack(">IH13H", _VERSION_1, _GLYPHS, 4, 1, 0, 0, 1, *[0] * 8),
        b"name": _names(),
        b"post": struct.pack(">IIhhIIIII", 0x00030000, 0, 0, 0, 1, 0, 0, 0, 0),
    }  # fmt: skip
    return _file(tables)


def _glyph() -> bytes:
    """One contour of four corners, each as the way from the one before."""
    head = struct.pack(">5hHH", 1, _LEFT, _BOTTOM, _RIGHT, _TOP, 3, 0)
    across = struct.pack(">4h", _LEFT, 0, _RIGHT - _LEFT, 0)
    up = struct.pack(">4h", _BOTTOM, _TOP - _BOTTOM, 0, _BOTTOM - _TOP)
    return _padded(head + b"\x01" * 4 + across + up)


def _cmap() -> bytes:
    """Format 13: many characters, one glyph."""
    groups = struct.pack(">III", 0, _LAST_CHARACTER, 1)
    subtable = struct.pack(">HHIII", 13, 0, 16 + len(groups), 0, 1) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + subtable


def _names() -> bytes:
    """Family, style, full name and PostScript name, in UTF-16."""
    records, strings = b"", b""
    for number, name in ((1, _NAME), (2, "Regular"), (4, _NAME), (6, _NAME)):
        written = name.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, number, len(written), len(strings))
        strings += written
    return struct.pack(">HHH", 0, 4, 6 + len(records)) + records + strings


def _os2() -> bytes:
    """Version 1; of the code pages it names Latin 1 and Japanese."""
    return (
        struct.pack(">Hh3H", 1, _EM, 400, 5, 0) + bytes(32 + 16) + b"NONE"
        + struct.pack(">3H3hHH", 64, 0x20, 0xFFFF, _ASCENT, _DESCENT, 0, _ASCENT, -_DESCENT)
        + struct.pack(">II", 1 | 1 << 17, 0)
    )  # fmt: skip


def _file(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">I4H", _VERSION_1, count, 16 << power, power, (count - (1 << power)) * 16)
    start = len(head) + 16 * count
    body = b""
    for tag, table in tables.items():
        place = start + len(body)
        head += tag + struct.pack(">III", _checksum(table), place, len(table))
        body += _padded(table)
    return head + body


def _checksum(table: bytes) -> int:
    padded = _padded(table)
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total & 0xFFFFFFFF


def _padded(table: bytes) -> bytes:
    return table + bytes(-len(table) % 4)
