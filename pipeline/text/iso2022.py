"""ISO-2022-JP and its variants: seven bits, and escapes that say which set a byte is of.

-1 (JIS X 0212), -2 (also Chinese, Korean, Latin-1 and Greek letters), -3 and -2004 (JIS X 0213),
and what mail programs wrote besides: half-width katakana by an escape or by shift out, the
vendors' characters in JIS X 0208's empty rows (CP50221).
Sources: RFC 1468, 2237, 1554; JIS X 0213 annex 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.text.jis import decode_euc

_ESCAPE = re.compile(
    rb"(?:\x1b&@)?\x1b(?P<set>\$\([A-Z@]|\$[@-B]|\([A-Z])"
    rb"|\x1b\.(?P<upper>[AF])|\x1bN(?P<single>[\x20-\x7f])|(?P<shift>[\x0e\x0f])"
)
_PART = re.compile(rb"(?P<never>[\x00\x1b])|(?P<blank>[\x01-\x1a\x1c-\x20]+)|[^\x00-\x20\x1b]+")
_UPPER = {b"A": "latin-1", b"F": "iso8859-7"}
_TO_EIGHT_BITS = bytes(b | 0x80 for b in range(256))
_ROMAN = {ord("\\"): "¥", ord("~"): "‾"}


class _Set(NamedTuple):
    """What an escape switches to: with the high bit set and behind `prefix`, bytes of `codec`."""

    codec: str
    width: int
    prefix: bytes = b""


_ASCII, _KATAKANA = _Set("ascii", 1), _Set("euc_jp", 1, b"\x8e")
_SETS = {
    b"(B": _ASCII, b"(H": _ASCII, b"(J": _Set("roman", 1), b"(I": _KATAKANA,
    b"$@": _Set("euc_jp", 2), b"$B": _Set("euc_jp", 2), b"$(@": _Set("euc_jp", 2),
    b"$(B": _Set("euc_jp", 2), b"$(D": _Set("euc_jp", 2, b"\x8f"),
    b"$(O": _Set("euc_jis_2004", 2), b"$(Q": _Set("euc_jis_2004", 2),
    b"$(P": _Set("euc_jis_2004", 2, b"\x8f"),
    b"$A": _Set("gb2312", 2), b"$(A": _Set("gb2312", 2), b"$(C": _Set("cp949", 2),
}  # fmt: skip


class _Piece(NamedTuple):
    """`raw[start:end]` as text, or None where it is none."""

    text: str | None
    start: int
    end: int
    why: str = ""


def decode_iso2022(raw: bytes, errors: str = "strict") -> str:
    """The text; an unknown escape or half a character is a UnicodeDecodeError, or U+FFFD."""
    texts = []
    for text, start, end, why in _read(raw):
        if text is None and errors == "strict":
            raise UnicodeDecodeError("iso2022_jp", raw, start, end, why)
        texts.append("\ufffd" if text is None else text)
    return "".join(texts)


def read_on_iso2022(raw: bytes) -> tuple[list[str], list[tuple[int, int]]]:
    """The stretches that can be read, and between each two of them the bytes that cannot."""
    pieces: list[list[str]] = [[]]
    places: list[tuple[int, int]] = []
    for text, start, end, _ in _read(raw):
        if text is not None:
            pieces[-1].append(text)
        elif places and places[-1][1] == start:
            places[-1] = places[-1][0], end
        else:
            places.append((start, end))
            pieces.append([])
    return ["".join(piece) for piece in pieces], places


def _read(raw: bytes) -> Iterator[_Piece]:
    current, upper, shifted = _ASCII, "latin-1", False
    position = 0
    for match in _ESCAPE.finditer(raw):
        start, end = match.span()
        yield from _read_run(raw, position, start, _KATAKANA if shifted else current)
        position = end
        if match["shift"]:
            shifted = match["shift"] == b"\x0e"
        elif match["upper"]:
            upper = _UPPER[match["upper"]]
        elif match["single"]:
            letter = match["single"].translate(_TO_EIGHT_BITS).decode(upper, "replace")
            known = letter != "\ufffd"
            yield _Piece(letter if known else None, start, end, "no such letter")
        elif match["set"] in _SETS:
            current = _SETS[match["set"]]
        else:
            yield _Piece(None, start, end, "unknown escape")
    yield from _read_run(raw, position, len(raw), _KATAKANA if shifted else current)


def _read_run(raw: bytes, start: int, end: int, known: _Set) -> Iterator[_Piece]:
    """The bytes between two escapes. Line ends and blanks stand for themselves in every set."""
    for match in _PART.finditer(raw, start, end):
        first, last = match.span()
        if match["never"]:
            yield _Piece(None, first, last, "NUL" if match["never"] == b"\0" else "unknown escape")
        elif match["blank"]:
            yield _Piece(match["blank"].decode("ascii"), first, last)
        elif (text := _decode(match[0], known)) is not None:
            yield _Piece(text, first, last)
        else:
            yield from _read_one_by_one(raw, first, last, known)


def _read_one_by_one(raw: bytes, start: int, end: int, known: _Set) -> Iterator[_Piece]:
    for first in range(start, end, known.width):
        last = min(first + known.width, end)
        why = "half a character" if last - first < known.width else "no character"
        yield _Piece(_decode(raw[first:last], known), first, last, why)


def _decode(part: bytes, known: _Set) -> str | None:
    codec, width, prefix = known
    if not part.isascii() or len(part) % width:
        return None
    if codec in ("ascii", "roman"):
        text = part.decode("ascii")
        return text.translate(_ROMAN) if codec == "roman" else text
    euc = part.translate(_TO_EIGHT_BITS)
    if prefix:
        euc = b"".join(prefix + euc[i : i + width] for i in range(0, len(euc), width))
    try:
        return decode_euc(euc) if codec == "euc_jp" else euc.decode(codec)
    except UnicodeDecodeError:
        return None
