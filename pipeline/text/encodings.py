"""The encodings that files come in: their names, their marks, and a strict reader for each."""

from __future__ import annotations

import codecs
from typing import Protocol

from pipeline.text.iso2022 import decode_iso2022
from pipeline.text.jis import decode_cp932, decode_euc

# The marks of UTF-32 first: that of UTF-16-LE is the beginning of that of UTF-32-LE.
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings that a user may name, by what Python calls them, and what we read them as.
_NAMED = {
    "utf-8": "utf-8", "utf-8-sig": "utf-8-sig", "cp932": "cp932", "shift_jis": "cp932",
    "euc_jp": "euc-jp", "iso2022_jp": "iso-2022-jp", "utf-16": "utf-16", "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be", "utf-32": "utf-32", "windows-31j": "cp932",
}  # fmt: skip


class Reader(Protocol):
    """`errors` is "strict" (UnicodeDecodeError) or "replace" (U+FFFD)."""

    def __call__(self, raw: bytes, errors: str = "strict", /) -> str: ...


def find_encoding(name: str) -> str | None:
    """What `decode` calls an encoding that a user names: cp932 for Shift_JIS; None for others."""
    try:
        return _NAMED.get(name.lower()) or _NAMED.get(codecs.lookup(name).name)
    except (LookupError, ValueError):  # not a name at all: a NUL in it
        return None


def _codec(encoding: str) -> Reader:
    return lambda raw, errors="strict": raw.decode(encoding, errors)


_READERS: dict[str, Reader] = {
    "cp932": decode_cp932,
    "euc-jp": decode_euc,
    "iso-2022-jp": decode_iso2022,
}


def reader_of(encoding: str) -> Reader:
    return _READERS.get(encoding) or _codec(encoding)


def without_mark(raw: bytes, encoding: str) -> tuple[int, str]:
    """How many bytes a mark takes, and the encoding of what follows it."""
    for mark, marked in BOMS:
        if marked == encoding and raw.startswith(mark):
            order = {0xFF: "-le", 0xFE: "-be", 0x00: "-be", 0xEF: ""}[mark[0]]
            return len(mark), encoding.removesuffix("-sig") + order
    return 0, {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(
        encoding, encoding
    )
