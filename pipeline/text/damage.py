"""Bytes that are no character where they stand: named, or read over and every place kept."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.errors import SourceError
from pipeline.text.encodings import Reader, reader_of, without_mark
from pipeline.text.iso2022 import read_on_iso2022

# What to do about it, as an error says.
REMEDY = "(mend the text, or read on with --on-decode-error replace)"
REPLACEMENT = "\ufffd"
LINE_END = re.compile("\r\n?|\n")
# Bytes that are read at once: after a damage few, then twice as many each time.
_FEWEST, _MOST = 64, 1 << 16
_LONGEST_CHARACTER = 4


class Replaced(NamedTuple):
    """One run of bytes that U+FFFD stands for. `line` from 1, `offset` in the file from 0."""

    line: int
    offset: int
    raw: bytes


def read_on(raw: bytes, encoding: str) -> tuple[str, tuple[Replaced, ...]]:
    """The text, U+FFFD for each run of bytes that is no character, and for each NUL.

    Linear in the length, however many there are.
    """
    skipped, plain = without_mark(raw, encoding)
    if plain == "iso-2022-jp":
        pieces, places = read_on_iso2022(raw)
    else:
        pieces, places = _read_pieces(raw, skipped, plain)
    line = 1
    replaced = []
    for piece, (start, end) in zip(pieces, places, strict=False):
        line += len(LINE_END.findall(piece))
        replaced.append(Replaced(line, start, raw[start:end]))
    return REPLACEMENT.join(pieces), tuple(replaced)


def _read_pieces(
    raw: bytes, position: int, encoding: str
) -> tuple[list[str], list[tuple[int, int]]]:
    """What can be read, and between each two pieces the bytes that cannot."""
    read = _refusing_nul(reader_of(encoding), encoding)
    pieces: list[list[str]] = [[]]
    places: list[tuple[int, int]] = []
    size = _MOST
    while position < len(raw):
        chunk = raw[position : position + size]
        try:
            pieces[-1].append(read(chunk))
        except UnicodeDecodeError as error:
            start, end = error.start, error.end
        else:
            position, size = position + len(chunk), min(2 * size, _MOST)
            continue
        pieces[-1].append(read(chunk[:start]))
        cut = position + len(chunk) < len(raw) and start + _LONGEST_CHARACTER > len(chunk)
        if cut and start > 0:  # a character that only our chunk cut in two
            position += start
            continue
        if places and places[-1][1] == position + start:
            places[-1] = places[-1][0], position + end
        else:
            places.append((position + start, position + end))
            pieces.append([])
        position, size = position + end, _FEWEST
    return ["".join(piece) for piece in pieces], places


def _refusing_nul(read: Reader, encoding: str) -> Reader:
    """A reader to which NUL is no character: a text has none."""

    def refusing(raw: bytes, errors: str = "strict", /) -> str:
        try:
            text, failed = read(raw, errors), None
        except UnicodeDecodeError as error:
            text, failed = read(raw[: error.start], errors), error
        at = text.find("\0")
        if at >= 0:
            # No other character of CP932, EUC-JP or UTF-8 has a zero byte.
            wide = encoding.startswith(("utf-16", "utf-32"))
            start = len(text[:at].encode(encoding)) if wide else raw.index(0)
            width = len("\0".encode(encoding)) if wide else 1
            raise UnicodeDecodeError(encoding, raw, start, start + width, "NUL")
        if failed:
            raise failed
        return text

    return refusing


def damaged(raw: bytes, path: str, encoding: str, error: UnicodeDecodeError) -> SourceError:
    """Names the line, the byte and its offset in the file, counted from 0."""
    # Codecs count without the mark in UTF-8 and with it in UTF-16 and UTF-32.
    offset = error.start + (len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0)
    # Latin-1 keeps the line ends of the stateful encoding and of half a character.
    counting = "latin-1" if encoding == "iso-2022-jp" else encoding
    line = len(LINE_END.findall(raw[:offset].decode(counting, "ignore"))) + 1
    what = f"byte 0x{raw[offset]:02X} at offset {offset}"
    return SourceError(f"{path}:{line}", f"damaged {name_of(encoding)}: {what} {REMEDY}")


def name_of(encoding: str) -> str:
    return encoding.removesuffix("-sig").upper()


def warnings_of(replaced: Sequence[Replaced], encoding: str, most: int) -> tuple[str, ...]:
    """One warning a place, the first `most` of them, and one that counts the others."""
    told = [
        f"line {line}: damaged {name_of(encoding)}: byte 0x{raw[0]:02X} at offset {offset},"
        f" {len(raw)} read as U+FFFD"
        for line, offset, raw in replaced[:most]
    ]
    if len(replaced) > most:
        told.append(f"damaged {name_of(encoding)} at {len(replaced) - most:,} more places")
    return tuple(told)
